"""What the styles of a Word file make of a paragraph: a heading, an item of a list, bold or hidden text."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any

from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from lxml import etree

from actgen.rendering.templates.lists import Numbering
from actgen.rendering.word.readback_numbers import lists_of

_HEADING = re.compile(r"(?:heading|titre) ?(\d)", re.IGNORECASE)
_FALSE = ("0", "false", "off", "none")
_MAX_CHAIN = 20
_ADDRESS = re.compile(r"(?:https?://|mailto:)[^\s\"<>]{1,500}", re.IGNORECASE)
_NONE: Mapping[str, str] = MappingProxyType({})
# names written out once: a file asks for them by ten thousands
_VAL, _PPR, _RPR = qn("w:val"), qn("w:pPr"), qn("w:rPr")
_PSTYLE, _RSTYLE, _NUMBERS = qn("w:pStyle"), qn("w:rStyle"), qn("w:numPr")
_DOCUMENT = qn("w:document")
_RAISED = qn("w:vertAlign")
_HEIGHTS = {"superscript": "sup", "subscript": "sub"}
_OUTLINE, _BASED_ON, _NAME = qn("w:outlineLvl"), qn("w:basedOn"), qn("w:name")


@dataclass(frozen=True, slots=True)
class Format:
    """What matters of the format of a run. `raised` is "sup", "sub" or empty."""

    bold: bool = False
    italic: bool = False
    hidden: bool = False
    struck: bool = False
    capitals: bool = False
    underlined: bool = False
    raised: str = ""


_PROPERTIES = {
    qn(tag): name
    for name, tags in {
        "bold": ("w:b",),
        "italic": ("w:i",),
        "hidden": ("w:vanish", "w:specVanish"),
        "struck": ("w:strike", "w:dstrike"),
        "capitals": ("w:caps",),
        "underlined": ("w:u",),
    }.items()
    for tag in tags
}


class Styles:
    """The styles and the numbering of one document. What styles say is looked up once."""

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
        self.lists, self._composed = lists_of(document)
        self._links = {
            key: relation.target_ref
            for key, relation in document.part.rels.items()
            if relation.is_external and _ADDRESS.fullmatch(relation.target_ref)
        }
        self._chains: dict[str | None, list[etree._Element]] = {}
        self._formats: dict[tuple[Format, str | None], Format] = {}
        self._levels: dict[str | None, int] = {}

    def links(self, paragraph: etree._Element) -> Mapping[str, str]:
        """Where the links of a paragraph of the body lead, by their keys: to the web and to mail."""
        if not self._links or paragraph.getroottree().getroot().tag != _DOCUMENT:
            return _NONE
        return self._links

    def paragraph_format(self, paragraph: etree._Element) -> Format:
        """The format that the style of a paragraph gives to its runs."""
        return self._styled(Format(), self.style_of(paragraph))

    def run_format(self, base: Format, run: etree._Element) -> Format:
        """The format of a run in a paragraph whose format is `base`."""
        properties = run.find(_RPR)
        if properties is None:
            return base
        style = properties.find(_RSTYLE)
        styled = base if style is None else self._styled(base, style.get(_VAL))
        return _with(styled, properties)

    def heading_level(self, paragraph: etree._Element) -> int:
        """The level of a heading, 0 for another paragraph."""
        properties = paragraph.find(_PPR)
        if properties is None:
            return 0
        own = properties.find(_OUTLINE)
        if own is not None:
            return _outline(own)
        style = _style(properties)
        if style not in self._levels:
            self._levels[style] = self._level(style)
        return self._levels[style]

    def _level(self, identifier: str | None) -> int:
        for style in self.chain(identifier):
            name = _value(style, _NAME)
            if match := _HEADING.fullmatch(name):
                return min(max(int(match.group(1)), 1), 6)
            if name.lower() in ("title", "titre"):
                return 1
            outline = style.find(f"{_PPR}/{_OUTLINE}")
            if outline is not None:
                return _outline(outline)
        return 0

    def numbering(self, paragraph: etree._Element) -> Numbering | None:
        """The list that a paragraph is an item of, its own or that of its style."""
        own = paragraph.find(_PPR)
        if own is None:
            return None
        depth: int | None = None
        for holder in (own, *(style.find(_PPR) for style in self.chain(_style(own)))):
            properties = None if holder is None else holder.find(_NUMBERS)
            if properties is None:
                continue
            if depth is None and properties.find(qn("w:ilvl")) is not None:
                depth = _number(_value(properties, qn("w:ilvl")))
            list_id = _value(properties, qn("w:numId"))
            if list_id == "0":
                return None
            if list_id:
                return self._numbering(list_id, min(depth or 0, 8))
        return None

    def _numbering(self, list_id: str, depth: int) -> Numbering:
        level = self.lists.level(list_id, depth)
        if level is None:
            return Numbering(list_id, depth, False)
        return Numbering(list_id, depth, level.ordered, level.indent, self._rank(list_id, depth))

    def _rank(self, list_id: str, depth: int) -> int | None:
        """How many numbered lists a list made by actgen stands in, as it was made; None for any other."""
        if list_id not in self._composed:
            return None
        above = (self.lists.level(list_id, other) for other in range(depth))
        return sum(1 for level in above if level is not None and level.ordered)

    def name_of(self, paragraph: etree._Element) -> str:
        """The name of the style of a paragraph, as Word writes it in the file."""
        return next((_value(style, _NAME) for style in self.chain_of(paragraph)), "")

    def style_of(self, paragraph: etree._Element) -> str | None:
        """The identifier of the style of a paragraph: its own, or the one that the file gives to all."""
        properties = paragraph.find(_PPR)
        return (None if properties is None else _style(properties)) or self._default

    def chain_of(self, paragraph: etree._Element) -> list[etree._Element]:
        """The style of a paragraph and those that it is based on, nearest first."""
        return self.chain(self.style_of(paragraph))

    def setting(self, paragraph: etree._Element, tag: str) -> etree._Element | None:
        """A setting of a paragraph, its own or that of its style; `tag` is a whole name."""
        for holder in (paragraph, *self.chain_of(paragraph)):
            properties = holder.find(_PPR)
            found = None if properties is None else properties.find(tag)
            if found is not None:
                return found
        return None

    def chain(self, identifier: str | None) -> list[etree._Element]:
        """A style and those that it is based on, nearest first."""
        known = self._chains.get(identifier)
        if known is not None:
            return known
        chain: list[etree._Element] = []
        current = identifier
        while current in self._styles and len(chain) < _MAX_CHAIN:
            style = self._styles[current]
            chain.append(style)
            current = _value(style, _BASED_ON) or None
        self._chains[identifier] = chain
        return chain

    def _styled(self, base: Format, identifier: str | None) -> Format:
        key = (base, identifier)
        if key not in self._formats:
            for style in reversed(self.chain(identifier)):
                base = _with(base, style.find(_RPR))
            self._formats[key] = base
        return self._formats[key]


def _with(base: Format, properties: etree._Element | None) -> Format:
    if properties is None:
        return base
    changes: dict[str, Any] = {}
    for found in properties:
        name = _PROPERTIES.get(found.tag)
        if name is not None:
            changes[name] = found.get(_VAL, "1") not in _FALSE
        elif found.tag == _RAISED:
            base = replace(base, raised=_HEIGHTS.get(found.get(_VAL, ""), ""))
    return replace(base, **changes) if changes else base


def _style(properties: etree._Element) -> str | None:
    found = properties.find(_PSTYLE)
    return None if found is None else found.get(_VAL)


def _value(element: etree._Element, tag: str) -> str:
    found = element.find(tag)
    return "" if found is None else str(found.get(_VAL, ""))


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 6 else 0


def _outline(element: etree._Element) -> int:
    """Word counts levels from 0, and 9 is body text."""
    level = _number(element.get(_VAL, "9"))
    return level + 1 if level < 6 else (6 if level < 9 else 0)
