"""What the styles of a Word file make of a paragraph: a heading, an item of a list, bold or hidden text."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from lxml import etree

from actgen.rendering.word.readback_numbers import Numbers

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
    """The list of an item: its numbering, its depth from 0, numbers or marks, the indent of its text."""

    list_id: str
    depth: int
    ordered: bool
    indent: int = 0


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
        self.numbers = Numbers(document)

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
        for style in self.chain(self._style_of(paragraph, "w:pPr", "w:pStyle")):
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
        holders = [paragraph, *self.chain(self._style_of(paragraph, "w:pPr", "w:pStyle"))]
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
                deep = min(depth or 0, 8)
                level = self.numbers.level(list_id, deep)
                if level is None:
                    return Numbering(list_id, deep, False)
                return Numbering(list_id, deep, level.ordered, level.indent)
        return None

    def name_of(self, paragraph: etree._Element) -> str:
        """The name of the style of a paragraph, as Word writes it in the file."""
        return next((_value(style, "w:name") for style in self.chain_of(paragraph)), "")

    def chain_of(self, paragraph: etree._Element) -> list[etree._Element]:
        """The style of a paragraph and those that it is based on, nearest first."""
        return self.chain(self._style_of(paragraph, "w:pPr", "w:pStyle") or self._default)

    def setting(self, paragraph: etree._Element, tag: str) -> etree._Element | None:
        """A setting of a paragraph, its own or that of its style."""
        for holder in (paragraph, *self.chain_of(paragraph)):
            found = holder.find(f"{qn('w:pPr')}/{qn(tag)}")
            if found is not None:
                return found
        return None

    def _style_of(self, element: etree._Element, properties: str, style: str) -> str | None:
        found = element.find(f"{qn(properties)}/{qn(style)}")
        return None if found is None else found.get(qn("w:val"))

    def chain(self, identifier: str | None) -> list[etree._Element]:
        """A style and those that it is based on, nearest first."""
        chain: list[etree._Element] = []
        while identifier in self._styles and len(chain) < _MAX_CHAIN:
            style = self._styles[identifier]
            chain.append(style)
            identifier = _value(style, "w:basedOn") or None
        return chain

    def _styled(self, base: Format, identifier: str | None) -> Format:
        for style in reversed(self.chain(identifier)):
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


def _value(element: etree._Element, tag: str) -> str:
    found = element.find(qn(tag))
    return "" if found is None else str(found.get(qn("w:val"), ""))


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 6 else 0


def _outline(element: etree._Element) -> int:
    """Word counts levels from 0, and 9 is body text."""
    level = _number(element.get(qn("w:val"), "9"))
    return level + 1 if level < 6 else (6 if level < 9 else 0)
