"""The numbers of a Word file as Word counts and shows them.

Word stores no number: it counts the paragraphs of each definition, begins the deeper levels anew after a
shallower one, and writes each level by a pattern (« Article %1 », « %1.%2 »). Two lists of one definition go
on counting together, unless the second says where it begins.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from lxml import etree

from actgen.rendering.docx.lists import COMPOSED
from actgen.text import numbers

_PLACE = re.compile(r"%([1-9])")
_NO_NUMBER = ("bullet", "none", "")
_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"))
_ROMAN_ENDS = ((50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))


@dataclass(frozen=True, slots=True)
class Level:
    """How a level of a list counts and looks; `indent` is that of its text, in twips."""

    start: int = 1
    form: str = "decimal"
    pattern: str = ""
    indent: int = 0
    restarts: bool = True
    legal: bool = False

    @property
    def ordered(self) -> bool:
        return self.form not in _NO_NUMBER


@dataclass(frozen=True, slots=True)
class Shown:
    """The number of an item, and what is printed before it; no label for a bullet."""

    value: int
    label: str


class Numbers:
    """The lists of one file, and how far each has counted; items are asked for in reading order."""

    def __init__(self, document: WordDocument) -> None:
        self._definition: dict[str, str] = {}
        self._levels: dict[tuple[str, int], Level] = {}
        self._begins: dict[tuple[str, int], int] = {}
        self._counts: dict[str, dict[int, int]] = {}
        self._begun: set[tuple[str, int]] = set()
        self._composed: set[str] = set()
        root = numbering_of(document)
        if root is not None:
            self._read(root)

    def level(self, list_id: str, depth: int) -> Level | None:
        """How a level of a list is, or None for a list that the file does not define."""
        return self._levels.get((list_id, depth))

    def rank(self, list_id: str, depth: int) -> int | None:
        """How many numbered lists a list made by actgen stands in, as it was made; None for any other."""
        if list_id not in self._composed:
            return None
        above = (self.level(list_id, other) for other in range(depth))
        return sum(1 for level in above if level is not None and level.ordered)

    def next(self, list_id: str, depth: int) -> Shown:
        """Count one more item of a list."""
        level = self.level(list_id, depth)
        if level is None:
            return Shown(1, "")
        counts = self._counts.setdefault(self._definition[list_id], {})
        begins = self._begins.get((list_id, depth))
        if begins is not None and (list_id, depth) not in self._begun:
            counts[depth] = begins
        else:
            counts[depth] = counts.get(depth, level.start - 1) + 1
        self._begun.add((list_id, depth))
        for deeper in [other for other in counts if other > depth]:
            below = self.level(list_id, deeper)
            if below is None or below.restarts:
                del counts[deeper]
        return Shown(counts[depth], self._label(list_id, level, counts))

    def _label(self, list_id: str, level: Level, counts: dict[int, int]) -> str:
        if not level.ordered:
            return ""

        def number(place: re.Match[str]) -> str:
            depth = int(place[1]) - 1
            other = self.level(list_id, depth) or Level()
            return written(counts.get(depth, other.start), "decimal" if level.legal else other.form)

        return _PLACE.sub(number, level.pattern).strip()

    def _read(self, root: etree._Element) -> None:
        shapes = {shape.get(qn("w:abstractNumId"), ""): shape for shape in root.findall(qn("w:abstractNum"))}
        linked = {link: shape for shape in shapes.values() if (link := _value(shape, "w:styleLink"))}
        for num in root.findall(qn("w:num")):
            list_id, definition = num.get(qn("w:numId"), ""), _value(num, "w:abstractNumId")
            shape = shapes.get(definition)
            if shape is None:
                continue
            shape = linked.get(_value(shape, "w:numStyleLink"), shape)
            self._definition[list_id] = shape.get(qn("w:abstractNumId"), "")
            if _value(shape, "w:name") == COMPOSED:
                self._composed.add(list_id)
            for depth, level in _levels(shape):
                self._levels[list_id, depth] = level
            self._overrides(num, list_id)

    def _overrides(self, num: etree._Element, list_id: str) -> None:
        for override in num.findall(qn("w:lvlOverride")):
            depth = _number(override.get(qn("w:ilvl"), "0"))
            own = override.find(qn("w:lvl"))
            if own is not None:
                self._levels[list_id, depth] = _level(own)
            if start := _value(override, "w:startOverride"):
                self._begins[list_id, depth] = _number(start)
                known = self._levels.get((list_id, depth), Level())
                self._levels[list_id, depth] = replace(known, start=_number(start))


def written(value: int, form: str) -> str:
    """A number in one of Word's forms; in figures where the form is not one that French acts use."""
    match form:
        case "lowerLetter" | "upperLetter":
            letters = letter(value)
            return letters.upper() if form == "upperLetter" else letters
        case "lowerRoman" | "upperRoman":
            digits = _roman(value)
            return digits.upper() if form == "upperRoman" else digits
        case "decimalZero":
            return f"{value:02}"
        case "ordinal":
            return numbers.ordinal(value)
        case "cardinalText":
            return numbers.cardinal(value)
        case "ordinalText":
            return numbers.ordinal_lettres(value)
        case "bullet" | "none":
            return ""
    return str(value)


def letter(value: int) -> str:
    """« a », « z », « aa », « bb »: Word repeats the letter."""
    turns, rank = divmod(max(value, 1) - 1, 26)
    return chr(ord("a") + rank) * (turns + 1)


def _roman(value: int) -> str:
    done = ""
    for worth, sign in (*_ROMAN, *_ROMAN_ENDS):
        while value >= worth:
            done, value = done + sign, value - worth
    return done


def _levels(shape: etree._Element) -> Iterator[tuple[int, Level]]:
    for level in shape.findall(qn("w:lvl")):
        yield _number(level.get(qn("w:ilvl"), "0")), _level(level)


def _level(level: etree._Element) -> Level:
    indent = level.find(f"{qn('w:pPr')}/{qn('w:ind')}")
    left = "" if indent is None else indent.get(qn("w:left")) or indent.get(qn("w:start")) or ""
    return Level(
        _number(_value(level, "w:start") or "1"),
        _value(level, "w:numFmt"),
        _value(level, "w:lvlText"),
        _number(left),
        _value(level, "w:lvlRestart") != "0",
        level.find(qn("w:isLgl")) is not None,
    )


def numbering_of(document: WordDocument) -> etree._Element | None:
    """The lists of a file; None where it has none."""
    for relation in document.part.rels.values():
        if relation.reltype.endswith("/numbering") and not relation.is_external:
            return relation.target_part.element
    return None


def _value(element: etree._Element, tag: str) -> str:
    found = element.find(qn(tag))
    return "" if found is None else str(found.get(qn("w:val"), ""))


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 6 else 0
