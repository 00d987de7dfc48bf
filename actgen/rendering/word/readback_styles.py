"""What the styles of a Word file make of a paragraph: a heading, an item of a list, bold or hidden text."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from lxml import etree

_HEADING = re.compile(r"(?:heading|titre) ?(\d)", re.IGNORECASE)
_FALSE = ("0", "false", "off", "none")
_MAX_CHAIN = 20


@dataclass(frozen=True, slots=True)
class Format:
    """What matters of the format of a run."""

    bold: bool = False
    italic: bool = False
    hidden: bool = False
    struck: bool = False
    capitals: bool = False


@dataclass(frozen=True, slots=True)
class Numbering:
    """The list of an item: its numbering, its depth from 0, numbers or marks, and where it begins."""

    list_id: str
    depth: int
    ordered: bool
    start: int


_PROPERTIES = {
    "bold": ("w:b",),
    "italic": ("w:i",),
    "hidden": ("w:vanish", "w:specVanish"),
    "struck": ("w:strike", "w:dstrike"),
    "capitals": ("w:caps",),
}


class Styles:
    """The styles and the numbering of one document."""

    def __init__(self, document: WordDocument) -> None:
        self._styles = {
            style.get(qn("w:styleId")): style for style in document.styles.element.findall(qn("w:style"))
        }
        self._default = next(
            (
                identifier
                for identifier, style in self._styles.items()
                if style.get(qn("w:type")) == "paragraph" and style.get(qn("w:default")) in ("1", "true")
            ),
            None,
        )
        self._lists = _lists(document)

    def paragraph_format(self, paragraph: etree._Element) -> Format:
        """The format that the style of a paragraph gives to its runs."""
        return self._styled(Format(), self._style_of(paragraph, "w:pPr", "w:pStyle") or self._default)

    def run_format(self, base: Format, run: etree._Element) -> Format:
        """The format of a run in a paragraph whose format is `base`."""
        styled = self._styled(base, self._style_of(run, "w:rPr", "w:rStyle"))
        return _with(styled, run.find(qn("w:rPr")))

    def heading_level(self, paragraph: etree._Element) -> int:
        """The level of a heading, 0 for another paragraph."""
        own = paragraph.find(f"{qn('w:pPr')}/{qn('w:outlineLvl')}")
        if own is not None:
            return _outline(own)
        for style in self._chain(self._style_of(paragraph, "w:pPr", "w:pStyle")):
            name = _value(style, "w:name")
            if match := _HEADING.fullmatch(name):
                return min(max(int(match.group(1)), 1), 6)
            if name.lower() in ("title", "titre"):
                return 1
            outline = style.find(f"{qn('w:pPr')}/{qn('w:outlineLvl')}")
            if outline is not None:
                return _outline(outline)
        return 0

    def numbering(self, paragraph: etree._Element) -> Numbering | None:
        """The list that a paragraph is an item of, its own or that of its style."""
        holders = [paragraph, *self._chain(self._style_of(paragraph, "w:pPr", "w:pStyle"))]
        depth: int | None = None
        for holder in holders:
            properties = holder.find(f"{qn('w:pPr')}/{qn('w:numPr')}")
            if properties is None:
                continue
            if depth is None and properties.find(qn("w:ilvl")) is not None:
                depth = _number(_value(properties, "w:ilvl"))
            list_id = _value(properties, "w:numId")
            if list_id == "0":
                return None
            if list_id:
                ordered, start = self._lists.get((list_id, depth or 0), (False, 1))
                return Numbering(list_id, min(depth or 0, 8), ordered, start)
        return None

    def _style_of(self, element: etree._Element, properties: str, style: str) -> str | None:
        found = element.find(f"{qn(properties)}/{qn(style)}")
        return None if found is None else found.get(qn("w:val"))

    def _chain(self, identifier: str | None) -> list[etree._Element]:
        """A style and those that it is based on, nearest first."""
        chain: list[etree._Element] = []
        while identifier in self._styles and len(chain) < _MAX_CHAIN:
            style = self._styles[identifier]
            chain.append(style)
            identifier = _value(style, "w:basedOn") or None
        return chain

    def _styled(self, base: Format, identifier: str | None) -> Format:
        for style in reversed(self._chain(identifier)):
            base = _with(base, style.find(qn("w:rPr")))
        return base


def _with(base: Format, properties: etree._Element | None) -> Format:
    if properties is None:
        return base
    changes: dict[str, bool] = {}
    for name, tags in _PROPERTIES.items():
        for tag in tags:
            found = properties.find(qn(tag))
            if found is not None:
                changes[name] = found.get(qn("w:val"), "1") not in _FALSE
    return replace(base, **changes) if changes else base


def _lists(document: WordDocument) -> dict[tuple[str, int], tuple[bool, int]]:
    """For each numbering and depth: whether it counts, and from what number."""
    part = next((rel.target_part for rel in document.part.rels.values() if _is_numbering(rel)), None)
    if part is None:
        return {}
    root = part.element
    shapes = {shape.get(qn("w:abstractNumId")): shape for shape in root.findall(qn("w:abstractNum"))}
    found: dict[tuple[str, int], tuple[bool, int]] = {}
    for numbering in root.findall(qn("w:num")):
        list_id = numbering.get(qn("w:numId"))
        shape = shapes.get(_value(numbering, "w:abstractNumId"))
        for level in shape.findall(qn("w:lvl")) if shape is not None else ():
            depth = _number(level.get(qn("w:ilvl"), "0"))
            ordered = _value(level, "w:numFmt") not in ("bullet", "none", "")
            found[list_id, depth] = (ordered, _number(_value(level, "w:start") or "1"))
        for override in numbering.findall(qn("w:lvlOverride")):
            depth = _number(override.get(qn("w:ilvl"), "0"))
            start = _value(override, "w:startOverride")
            if start and (list_id, depth) in found:
                found[list_id, depth] = (found[list_id, depth][0], _number(start))
    return found


def _is_numbering(relation: object) -> bool:
    return str(getattr(relation, "reltype", "")).endswith("/numbering") and not getattr(
        relation, "is_external", True
    )


def _value(element: etree._Element, tag: str) -> str:
    found = element.find(qn(tag))
    return "" if found is None else str(found.get(qn("w:val"), ""))


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 6 else 0


def _outline(element: etree._Element) -> int:
    """Word counts levels from 0, and 9 is body text."""
    level = _number(element.get(qn("w:val"), "9"))
    return level + 1 if level < 6 else (6 if level < 9 else 0)
