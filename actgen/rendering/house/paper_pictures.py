"""The pictures of a Word letterhead: their bytes, their size on paper, the words that stand for them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from docx.opc.part import Part

from actgen.rendering.docx.markup import Element, local
from actgen.rendering.house.images import read_raster
from actgen.rendering.house.look import Picture
from actgen.rendering.house.paper import Shown

_EMU = 36_000  # a millimetre
_BLIP = "{http://schemas.openxmlformats.org/drawingml/2006/main}blip"
_EMBED = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}embed"
_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_WIDEST, _TALLEST = 180.0, 120.0  # millimetres
_STYLE_SIZE = re.compile(r"(width|height)\s*:\s*([0-9.]+)(pt|in|cm|mm)?")
_TO_MM = {"pt": 25.4 / 72, "in": 25.4, "cm": 10.0, "mm": 1.0, "": 25.4 / 72}
WITHOUT_TEXT = "Image du papier à en-tête"  # a picture must be told of in a tagged PDF


@dataclass(frozen=True, slots=True)
class Trouble:
    """A picture that is not taken over (`lost`), or that has no words of its own."""

    what: str
    lost: bool


Tell = Callable[[Trouble], None]


def pictures(drawing: Element, part: Part, tell: Tell) -> Iterator[Shown]:
    """The pictures of a `w:drawing` or a `w:pict`."""
    if local(drawing) == "drawing":
        for frame in drawing:
            for blip in frame.iter(_BLIP):
                yield from _drawn(frame, part, blip.get(_EMBED, ""), tell)
        return
    for shape in drawing.iter():
        for data in shape if isinstance(shape.tag, str) else ():
            if local(data) == "imagedata":
                yield from _old(shape, part, data.get(_ID, ""), tell)


def _drawn(frame: Element, part: Part, key: str, tell: Tell) -> Iterator[Shown]:
    size = next((child for child in frame if local(child) == "extent"), None)
    about = next((child for child in frame if local(child) == "docPr"), None)
    alt = "" if about is None else (about.get("descr") or about.get("title") or "").strip()
    picture = _picture(part, key, alt, tell)
    if picture is None:
        return
    width, height = (_millimetres(size, side) for side in ("cx", "cy"))
    side = _side(frame) if local(frame) == "anchor" else ""
    yield _shown(picture, width, height, side)


def _old(shape: Element, part: Part, key: str, tell: Tell) -> Iterator[Shown]:
    picture = _picture(part, key, (shape.get("alt") or "").strip(), tell)
    if picture is not None:
        found = {
            side: float(n) * _TO_MM[unit] for side, n, unit in _STYLE_SIZE.findall(shape.get("style", ""))
        }
        yield _shown(picture, found.get("width", 0), found.get("height", 0), "")


def _picture(part: Part, key: str, alt: str, tell: Tell) -> Picture | None:
    target = part.related_parts.get(key) if key in part.rels and not part.rels[key].is_external else None
    name = "" if target is None else str(target.partname).rpartition("/")[2]
    picture = read_raster(target.blob, alt or WITHOUT_TEXT) if target is not None else None
    if not isinstance(picture, Picture):
        tell(Trouble(name or "image", lost=True))
        return None
    if not alt:
        tell(Trouble(name, lost=False))
    return picture


def _shown(picture: Picture, width: float, height: float, side: str) -> Shown:
    if width <= 0 or height <= 0:
        width, height = picture.within(40, 25)
    scale = min(1.0, _WIDEST / width, _TALLEST / height)
    return Shown(picture, round(width * scale, 2), round(height * scale, 2), side)


def _millimetres(size: Element | None, side: str) -> float:
    try:
        return 0 if size is None else float(size.get(side, 0)) / _EMU
    except ValueError:
        return 0


def _side(anchor: Element) -> str:
    """Where an anchored picture stands, as near as the page tells."""
    place = next((child for child in anchor if local(child) == "positionH"), None)
    for child in place if place is not None else ():
        if local(child) == "align":
            return child.text if child.text in ("left", "center", "right") else "left"
        if local(child) == "posOffset":
            try:
                return "left" if int(child.text or 0) / _EMU < 60 else "right"
            except ValueError:
                return "left"
    return "left"
