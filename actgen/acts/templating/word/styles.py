"""What the styles and the numbering of a Word file make of a paragraph and of its runs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Any

from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from lxml import etree
from msgspec import Struct

from actgen.acts.outputs.docx.blocks import STYLE_KEYS
from actgen.acts.outputs.docx.lists import COMPOSED
from actgen.acts.outputs.docx.styles import StyleChains
from actgen.acts.templating.lists import NO_LISTS, ListDefinitions, ListLevel, Numbering
from actgen.acts.tree.nodes import Align, Style
from actgen.base.records import replace
from actgen.base.text.keys import slug


def lists_of(document: WordDocument) -> tuple[ListDefinitions, frozenset[str]]:
    """The lists of a file, and those of them that actgen made."""
    definitions: dict[str, str] = {}
    levels: dict[tuple[str, int], ListLevel] = {}
    begins: dict[tuple[str, int], int] = {}
    composed: set[str] = set()
    root = numbering_of(document)
    if root is None:
        return NO_LISTS, frozenset()
    shapes = {shape.get(qn("w:abstractNumId"), ""): shape for shape in root.findall(qn("w:abstractNum"))}
    linked = {link: shape for shape in shapes.values() if (link := _value(shape, qn("w:styleLink")))}
    for num in root.findall(qn("w:num")):
        list_id = num.get(qn("w:numId"), "")
        shape = shapes.get(_value(num, qn("w:abstractNumId")))
        if shape is None:
            continue
        shape = linked.get(_value(shape, qn("w:numStyleLink")), shape)
        definitions[list_id] = shape.get(qn("w:abstractNumId"), "")
        if _value(shape, qn("w:name")) == COMPOSED:
            composed.add(list_id)
        for depth, level in _levels(shape):
            levels[list_id, depth] = level
        for override in num.findall(qn("w:lvlOverride")):
            depth = _number(override.get(qn("w:ilvl"), "0"))
            own = override.find(qn("w:lvl"))
            if own is not None:
                levels[list_id, depth] = _level(own)
            if start := _value(override, qn("w:startOverride")):
                begins[list_id, depth] = _number(start)
                known = levels.get((list_id, depth), ListLevel())
                levels[list_id, depth] = replace(known, start=_number(start))
    return ListDefinitions(definitions, levels, begins), frozenset(composed)


def _levels(shape: etree._Element) -> Iterator[tuple[int, ListLevel]]:
    for level in shape.findall(qn("w:lvl")):
        yield _number(level.get(qn("w:ilvl"), "0")), _level(level)


def _level(level: etree._Element) -> ListLevel:
    indent = level.find(f"{qn('w:pPr')}/{qn('w:ind')}")
    left = "" if indent is None else indent.get(qn("w:left")) or indent.get(qn("w:start")) or ""
    return ListLevel(
        _number(_value(level, qn("w:start")) or "1"),
        _value(level, qn("w:numFmt")),
        _value(level, qn("w:lvlText")),
        _number(left),
        _value(level, qn("w:lvlRestart")) != "0",
        level.find(qn("w:isLgl")) is not None,
    )


def numbering_of(document: WordDocument) -> etree._Element | None:
    """The lists of a file; None where it has none."""
    for relation in document.part.rels.values():
        if relation.reltype.endswith("/numbering") and not relation.is_external:
            return relation.target_part.element
    return None


def _value(element: etree._Element, tag: str) -> str:
    """What a child says; `tag` is a whole name."""
    found = element.find(tag)
    return "" if found is None else str(found.get(_VAL, ""))


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 6 else 0


_HEADING = re.compile(r"(?:heading|titre) ?(\d)", re.IGNORECASE)
_FALSE = ("0", "false", "off", "none")
_ADDRESS = re.compile(r"(?:https?://|mailto:)[^\s\"<>]{1,500}", re.IGNORECASE)
_NONE: Mapping[str, str] = MappingProxyType({})
# names written out once: a file asks for them by ten thousands
_VAL, _PPR, _RPR = qn("w:val"), qn("w:pPr"), qn("w:rPr")
_PSTYLE, _RSTYLE, _NUMBERS = qn("w:pStyle"), qn("w:rStyle"), qn("w:numPr")
_DOCUMENT, _PARAGRAPH = qn("w:document"), qn("w:p")
_RAISED = qn("w:vertAlign")
_HEIGHTS = {"superscript": "sup", "subscript": "sub"}
_OUTLINE, _NAME = qn("w:outlineLvl"), qn("w:name")


class RunFormat(Struct, frozen=True):
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


class Styles(StyleChains):
    """The styles and the numbering of one document. What styles say is looked up once."""

    def __init__(self, document: WordDocument) -> None:
        super().__init__(document)
        self.lists, self._composed = lists_of(document)
        self._links = {
            key: relation.target_ref
            for key, relation in document.part.rels.items()
            if relation.is_external and _ADDRESS.fullmatch(relation.target_ref)
        }
        self._formats: dict[tuple[RunFormat, str | None], RunFormat] = {}
        self._levels: dict[str | None, int] = {}

    def links(self, paragraph: etree._Element) -> Mapping[str, str]:
        """Where the links of a paragraph of the body lead, by their keys: to the web and to mail."""
        if not self._links or paragraph.getroottree().getroot().tag != _DOCUMENT:
            return _NONE
        return self._links

    def paragraph_format(self, paragraph: etree._Element) -> RunFormat:
        """The format that the style of a paragraph gives to its runs."""
        return self._styled(RunFormat(), self.style_of(paragraph))

    def run_format(self, base: RunFormat, run: etree._Element) -> RunFormat:
        """The format of a run in a paragraph whose format is `base`."""
        properties = run.find(_RPR)
        if properties is None:
            return base
        style = properties.find(_RSTYLE)
        styled = base if style is None else self._styled(base, style.get(_VAL))
        return _with(styled, properties)

    def format_of(self, run: etree._Element) -> RunFormat:
        """The format of a run where it stands."""
        paragraph = next(run.iterancestors(_PARAGRAPH), None)
        return RunFormat() if paragraph is None else self.run_format(self.paragraph_format(paragraph), run)

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

    def _styled(self, base: RunFormat, identifier: str | None) -> RunFormat:
        key = (base, identifier)
        if key not in self._formats:
            for style in reversed(self.chain(identifier)):
                base = _with(base, style.find(_RPR))
            self._formats[key] = base
        return self._formats[key]


def _with(base: RunFormat, properties: etree._Element | None) -> RunFormat:
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


def _outline(element: etree._Element) -> int:
    """Word counts levels from 0, and 9 is body text."""
    level = _number(element.get(_VAL, "9"))
    return level + 1 if level < 6 else (6 if level < 9 else 0)


_BY_KEY: Mapping[str, Style] = {key: style for style, key in STYLE_KEYS.items()}
_BY_NAME: Mapping[str, Style] = {
    **{style.value: style for style in Style if style is not Style.BODY},
    "subtitle": Style.SUBTITLE,
    "footnote-text": Style.NOTE,
    "endnote-text": Style.NOTE,
}
_HEAD_OF_ROW = (
    "acte-cellule-de-titre",
    "actecelluletitre",
    "acte-cellule-de-tete-de-ligne",
    "actecelluleligne",
)
_CAPTIONS = ("caption", "legende")
_TITLES = ("title", "titre")
_ALIGNED = {"center": Align.CENTER, "right": Align.END, "end": Align.END}
_KEEPS, _BEGINS, _INDENT = qn("w:keepNext"), qn("w:pageBreakBefore"), qn("w:ind")
_JUSTIFIED = qn("w:jc")
_BODY, _MARK = qn("w:body"), qn("w:bookmarkStart")
_BOOKMARK = re.compile(r"[A-Za-z]\w*")


class _Kind(Struct, frozen=True):
    """What the style of a paragraph makes of it."""

    style: Style
    heads: bool
    caption: bool
    title: bool


class ParagraphLooks:
    """Tells the look of paragraphs of one file."""

    def __init__(self, styles: Styles) -> None:
        self.styles = styles
        self._known: dict[str | None, _Kind] = {}

    def style(self, paragraph: etree._Element) -> Style:
        """The style of an act that a paragraph has, by its own style or by one that it is based on."""
        return self._kind(paragraph).style

    def _kind(self, paragraph: etree._Element) -> _Kind:
        """What the style of a paragraph says, looked up once."""
        key = self.styles.style_of(paragraph)
        if key not in self._known:
            chain = self.styles.chain(key)
            names = [slug(_value(style, _NAME)) for style in chain]
            self._known[key] = _Kind(
                _style_look(chain, names),
                any(name in _HEAD_OF_ROW for name in names),
                bool(names) and names[0] in _CAPTIONS,
                bool(names) and names[0] in _TITLES,
            )
        return self._known[key]

    def base(self, paragraph: etree._Element) -> RunFormat:
        """The format of a paragraph’s runs: that of its style, less the look that acts have of their own."""
        base = self.styles.paragraph_format(paragraph)
        named = self.style(paragraph) is not Style.BODY or self.heads(paragraph) or self.is_caption(paragraph)
        if named or self.styles.heading_level(paragraph):
            return replace(base, bold=False, italic=False, underlined=False)
        return base

    def heads(self, paragraph: etree._Element) -> bool:
        """Whether a cell that begins with this paragraph heads its row."""
        return self._kind(paragraph).heads

    def is_caption(self, paragraph: etree._Element) -> bool:
        return self._kind(paragraph).caption

    def is_title(self, paragraph: etree._Element) -> bool:
        return self._kind(paragraph).title

    def alignment(self, paragraph: etree._Element) -> Align:
        found = self.styles.setting(paragraph, qn("w:jc"))
        return _ALIGNED.get("" if found is None else found.get(qn("w:val"), ""), Align.START)

    def own_alignment(self, paragraph: etree._Element) -> Align:
        """Where an author wants a paragraph, against its style if that is one of acts or of headings."""
        if self.style(paragraph) is Style.BODY and not self.styles.heading_level(paragraph):
            return self.alignment(paragraph)
        found = _own(paragraph, _JUSTIFIED)
        return _ALIGNED.get("" if found is None else found.get(_VAL, ""), Align.START)

    def keeps(self, paragraph: etree._Element) -> bool:
        """Whether the author keeps this very paragraph on the page of the next one."""
        found = _own(paragraph, _KEEPS)
        return found is not None and found.get(_VAL, "1") not in _FALSE

    def begins_page(self, paragraph: etree._Element) -> bool:
        """Whether a paragraph begins a page, by itself or by its style."""
        if paragraph.getparent().tag != _BODY:
            return False
        found = self.styles.setting(paragraph, _BEGINS)
        return found is not None and found.get(qn("w:val"), "1") not in _FALSE

    def indent(self, paragraph: etree._Element) -> int:
        """The indent of a paragraph in twips, -1 where it has none of its own."""
        found = _own(paragraph, _INDENT)
        left = "" if found is None else found.get(qn("w:left")) or found.get(qn("w:start")) or ""
        return int(left) if left.isdigit() and int(left) > 0 else -1

    def anchor(self, paragraph: etree._Element) -> str:
        """The name of a bookmark that the author put on a heading; those that Word makes begin with « _ »."""
        for mark in paragraph.iter(_MARK):
            label = str(mark.get(qn("w:name"), ""))
            if _BOOKMARK.fullmatch(label):
                return label.lower().replace("_", "-")
        return ""


def _own(paragraph: etree._Element, tag: str) -> etree._Element | None:
    """A setting that a paragraph has of its own."""
    properties = paragraph.find(_PPR)
    return None if properties is None else properties.find(tag)


def _style_look(chain: list[etree._Element], names: list[str]) -> Style:
    for style, called in zip(chain, names, strict=True):
        known = _BY_KEY.get(style.get(qn("w:styleId"), "")) or _BY_NAME.get(called.removeprefix("acte-"))
        if known is not None:
            return known
    return Style.BODY
