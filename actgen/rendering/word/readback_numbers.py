"""The lists that a Word file defines, read from its part of numbering."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from lxml import etree

from actgen.rendering.docx.lists import COMPOSED
from actgen.rendering.templates.lists import NO_LISTS, Level, Lists


def lists_of(document: WordDocument) -> tuple[Lists, frozenset[str]]:
    """The lists of a file, and those of them that actgen made."""
    definitions: dict[str, str] = {}
    levels: dict[tuple[str, int], Level] = {}
    begins: dict[tuple[str, int], int] = {}
    composed: set[str] = set()
    root = numbering_of(document)
    if root is None:
        return NO_LISTS, frozenset()
    shapes = {shape.get(qn("w:abstractNumId"), ""): shape for shape in root.findall(qn("w:abstractNum"))}
    linked = {link: shape for shape in shapes.values() if (link := _value(shape, "w:styleLink"))}
    for num in root.findall(qn("w:num")):
        list_id = num.get(qn("w:numId"), "")
        shape = shapes.get(_value(num, "w:abstractNumId"))
        if shape is None:
            continue
        shape = linked.get(_value(shape, "w:numStyleLink"), shape)
        definitions[list_id] = shape.get(qn("w:abstractNumId"), "")
        if _value(shape, "w:name") == COMPOSED:
            composed.add(list_id)
        for depth, level in _levels(shape):
            levels[list_id, depth] = level
        for override in num.findall(qn("w:lvlOverride")):
            depth = _number(override.get(qn("w:ilvl"), "0"))
            own = override.find(qn("w:lvl"))
            if own is not None:
                levels[list_id, depth] = _level(own)
            if start := _value(override, "w:startOverride"):
                begins[list_id, depth] = _number(start)
                known = levels.get((list_id, depth), Level())
                levels[list_id, depth] = replace(known, start=_number(start))
    return Lists(definitions, levels, begins), frozenset(composed)


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
