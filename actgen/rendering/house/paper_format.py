"""The format that a Word file gives to a run of text, through its styles."""

from __future__ import annotations

import re
from collections.abc import Iterator

from docx.document import Document as WordDocument

from actgen.rendering.docx.markup import Element, name
from actgen.rendering.house.paper import DEFAULT_SIZE

_OFF = ("0", "false", "off", "none")
_LONGEST_CHAIN = 20
_COLOUR = re.compile(r"[0-9A-Fa-f]{6}")
_SMALLEST, _LARGEST = 5.0, 40.0
_RAISED = {"superscript": "sup", "subscript": "sub"}
_STOPS = {"center": "center", "right": "right", "end": "right", "decimal": "right"}


class Formats:
    """Looks up a property: in the run, its style, that of its paragraph, the file's defaults."""

    def __init__(self, document: WordDocument) -> None:
        root = document.styles.element
        self._styles = {style.get(name("styleId")): style for style in root.findall(name("style"))}
        self._default = next(
            (
                key
                for key, style in self._styles.items()
                if style.get(name("type")) == "paragraph" and style.get(name("default")) in ("1", "true")
            ),
            None,
        )
        self._defaults = root.find(f"{name('docDefaults')}/{name('rPrDefault')}/{name('rPr')}")

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
        for owner in (*reversed(list(self._chain(self._style_of(line)))), line):
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
        node = self._of_line(line, "jc")
        value = "" if node is None else node.get(name("val"), "")
        return {"center": "center", "right": "right", "end": "right"}.get(value, "left")

    def spacing(self, line: Element) -> tuple[float, float]:
        """Before and after, in points."""
        node = self._of_line(line, "spacing")
        if node is None:
            return 0, 0
        before, after = (_bounded(node.get(name(side))) for side in ("before", "after"))
        return before / 20, after / 20

    def rules(self, line: Element) -> tuple[bool, bool]:
        """Whether a rule stands above, and one below."""
        borders = self._of_line(line, "pBdr")
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
        for each in self._chain(style.get(name("val")) if style is not None else None):
            yield each.find(name("rPr"))
        for each in self._chain(self._style_of(line)):
            yield each.find(name("rPr"))
        yield self._defaults

    def _of_line(self, line: Element, tag: str) -> Element | None:
        for owner in (line, *self._chain(self._style_of(line))):
            node = owner.find(f"{name('pPr')}/{name(tag)}")
            if node is not None:
                return node
        return None

    def _style_of(self, line: Element) -> str | None:
        style = line.find(f"{name('pPr')}/{name('pStyle')}")
        return self._default if style is None else style.get(name("val"))

    def _chain(self, key: str | None) -> Iterator[Element]:
        for _ in range(_LONGEST_CHAIN):
            style = self._styles.get(key)
            if style is None:
                return
            yield style
            above = style.find(name("basedOn"))
            key = None if above is None else above.get(name("val"))


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
