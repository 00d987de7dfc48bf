"""How a letterhead looks: its measures, its runs, its pictures."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from copy import deepcopy

from docx.document import Document as WordDocument
from docx.opc.part import Part
from msgspec import Struct

from actgen.outputs.docx.markup import Element, local, make, name
from actgen.outputs.docx.styles import StyleChains
from actgen.outputs.house.images import read_raster
from actgen.outputs.house.look import Picture
from actgen.outputs.house.paper import DEFAULT_SIZE, PaperPicture

_OFF = ("0", "false", "off", "none")
_COLOUR = re.compile(r"[0-9A-Fa-f]{6}")
_SMALLEST, _LARGEST = 5.0, 40.0
_RAISED = {"superscript": "sup", "subscript": "sub"}
_STOPS = {"center": "center", "right": "right", "end": "right", "decimal": "right"}


class Formats(StyleChains):
    """Looks up a property: in the run, its style, that of its paragraph, the file's defaults."""

    def __init__(self, document: WordDocument) -> None:
        super().__init__(document)
        self._defaults = self.root.find(f"{name('docDefaults')}/{name('rPrDefault')}/{name('rPr')}")

    def flag(self, run: Element | None, line: Element, tag: str) -> bool:
        """Bold, italic, hidden, capitals."""
        node = self._found(run, line, tag)
        return node is not None and node.get(name("val")) not in _OFF

    def size(self, run: Element | None, line: Element) -> float:
        """In points."""
        node = self._found(run, line, "sz")
        return min(max(_number(node, 2 * DEFAULT_SIZE) / 2, _SMALLEST), _LARGEST)

    def colour(self, run: Element | None, line: Element) -> str:
        """Six hexadecimal digits; empty for the ordinary one, and for black."""
        node = self._found(run, line, "color")
        value = "" if node is None else node.get(name("val"), "")
        return value.lower() if _COLOUR.fullmatch(value) and value != "000000" else ""

    def raised(self, run: Element | None, line: Element) -> str:
        """Raised, "sup", or lowered, "sub"; or nothing."""
        node = self._found(run, line, "vertAlign")
        return _RAISED.get("" if node is None else node.get(name("val"), ""), "")

    def tabs(self, line: Element) -> tuple[str, ...]:
        """The alignment of what stands before its tabs and after each, where its style or itself says so."""
        stops: dict[int, str] = {}
        for owner in (*reversed(self.chain_of(line)), line):
            for stop in owner.findall(f"{name('pPr')}/{name('tabs')}/{name('tab')}"):
                _set_stop(stops, stop.get(name("pos"), ""), stop.get(name("val"), ""))
        return ("left", *(stops[place] for place in sorted(stops))) if stops else ()

    def character_style(self, run: Element) -> str:
        """The identifier of the style of a run."""
        style = run.find(f"{name('rPr')}/{name('rStyle')}")
        return "" if style is None else style.get(name("val"), "")

    def own_font(self, run: Element) -> str:
        """The font that a run names itself."""
        fonts = run.find(f"{name('rPr')}/{name('rFonts')}")
        return "" if fonts is None else fonts.get(name("ascii"), "")

    def alignment(self, line: Element) -> str:
        """Where its lines stand: "left", "center" or "right"."""
        node = self.setting(line, name("jc"))
        value = "" if node is None else node.get(name("val"), "")
        return {"center": "center", "right": "right", "end": "right"}.get(value, "left")

    def spacing(self, line: Element) -> tuple[float, float]:
        """Before and after, in points."""
        node = self.setting(line, name("spacing"))
        if node is None:
            return 0, 0
        before, after = (_bounded(node.get(name(side))) for side in ("before", "after"))
        return before / 20, after / 20

    def rules(self, line: Element) -> tuple[bool, bool]:
        """Whether a rule stands above, and one below."""
        borders = self.setting(line, name("pBdr"))
        if borders is None:
            return False, False
        sides = (borders.find(name(side)) for side in ("top", "bottom"))
        above, below = (side is not None and side.get(name("val")) not in ("nil", "none") for side in sides)
        return above, below

    def _found(self, run: Element | None, line: Element, tag: str) -> Element | None:
        for settings in self._run_settings(run, line):
            node = settings.find(name(tag)) if settings is not None else None
            if node is not None:
                return node
        return None

    def _run_settings(self, run: Element | None, line: Element) -> Iterator[Element | None]:
        own = run.find(name("rPr")) if run is not None else None
        yield own
        style = own.find(name("rStyle")) if own is not None else None
        for each in self.chain(style.get(name("val")) if style is not None else None):
            yield each.find(name("rPr"))
        for each in self.chain_of(line):
            yield each.find(name("rPr"))
        yield self._defaults


def _set_stop(stops: dict[int, str], place: str, kind: str) -> None:
    if not place.lstrip("-").isdecimal() or len(place) > 6:
        return
    if kind == "clear":
        stops.pop(int(place), None)
    elif kind != "bar":
        stops[int(place)] = _STOPS.get(kind, "left")


def _number(node: Element | None, otherwise: float) -> float:
    try:
        return float(node.get(name("val"), "")) if node is not None else otherwise
    except ValueError:
        return otherwise


def _bounded(value: str | None) -> float:
    try:
        return min(max(float(value or 0), 0), 1440)
    except ValueError:
        return 0


_COUNTED = {"PAGE": False, "NUMPAGES": True, "SECTIONPAGES": True}


def runs_of(line: Element) -> Iterator[Element]:
    """The runs of a paragraph in order; a page number of several runs gives one `fldSimple`."""
    depth, instruction, hidden = 0, "", False
    for node in _inline(line):
        mark = node.find(name("fldChar")) if local(node) == "r" else None
        kind = "" if mark is None else mark.get(name("fldCharType"), "")
        if kind == "begin":
            depth, instruction = depth + 1, ""
        elif kind == "separate":
            hidden = counted(instruction) is not None
            if hidden:
                yield _field(instruction, node)
        elif kind == "end":
            if counted(instruction) is not None and not hidden:
                yield _field(instruction, node)
            depth, instruction, hidden = max(0, depth - 1), "", False
        elif depth and not hidden and (code := node.findtext(name("instrText"))) is not None:
            instruction += code
        elif not hidden:
            yield node


def _inline(node: Element) -> Iterator[Element]:
    for child in node:
        tag = local(child)
        if tag == "r" and len(child.findall(name("fldChar"))) > 1:
            yield from _split(child)
        elif tag == "r" or (tag == "fldSimple" and counted(child.get(name("instr"), "")) is not None):
            yield child
        elif tag in ("hyperlink", "ins", "sdt", "sdtContent", "smartTag", "fldSimple", "customXml"):
            yield from _inline(child)


def _split(run: Element) -> Iterator[Element]:
    """A run that holds a whole field, as one run for each of its pieces."""
    settings = run.find(name("rPr"))
    for child in run:
        if child is not settings:
            yield make("r", *(deepcopy(piece) for piece in (settings, child) if piece is not None))


def _field(instruction: str, like: Element) -> Element:
    field = make("fldSimple", instr=instruction)
    settings = like.find(name("rPr"))
    if settings is not None:
        field.append(deepcopy(settings))
    return field


def counted(instruction: str) -> bool | None:
    """Whether a field tells how many pages there are, or the number of this one; None for another field."""
    words = instruction.split()
    return _COUNTED.get(words[0].upper()) if words else None


_EMU = 36_000  # a millimetre
_BLIP = "{http://schemas.openxmlformats.org/drawingml/2006/main}blip"
_EMBED = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}embed"
_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_WIDEST, _TALLEST = 180.0, 120.0  # millimetres
_STYLE_SIZE = re.compile(r"(width|height)\s*:\s*([0-9.]+)(pt|in|cm|mm)?")
_TO_MM = {"pt": 25.4 / 72, "in": 25.4, "cm": 10.0, "mm": 1.0, "": 25.4 / 72}
WITHOUT_TEXT = "Image du papier à en-tête"  # a picture must be told of in a tagged PDF


class Trouble(Struct, frozen=True):
    """A picture that is not taken over (`lost`), or that has no words of its own."""

    what: str
    lost: bool


Tell = Callable[[Trouble], None]


def pictures(drawing: Element, part: Part, tell: Tell) -> Iterator[PaperPicture]:
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


def _drawn(frame: Element, part: Part, key: str, tell: Tell) -> Iterator[PaperPicture]:
    size = next((child for child in frame if local(child) == "extent"), None)
    about = next((child for child in frame if local(child) == "docPr"), None)
    alt = "" if about is None else (about.get("descr") or about.get("title") or "").strip()
    picture = _picture(part, key, alt, tell)
    if picture is None:
        return
    width, height = (_millimetres(size, side) for side in ("cx", "cy"))
    side = _side(frame) if local(frame) == "anchor" else ""
    yield _shown(picture, width, height, side)


def _old(shape: Element, part: Part, key: str, tell: Tell) -> Iterator[PaperPicture]:
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


def _shown(picture: Picture, width: float, height: float, side: str) -> PaperPicture:
    if width <= 0 or height <= 0:
        width, height = picture.within(40, 25)
    scale = min(1.0, _WIDEST / width, _TALLEST / height)
    return PaperPicture(picture, round(width * scale, 2), round(height * scale, 2), side)


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
