"""What a paragraph of a template looks like, in the terms of an act: its style, its place."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from docx.oxml.ns import qn
from lxml import etree

from actgen.document.nodes import Align, Style
from actgen.rendering.docx.blocks import STYLE_KEYS
from actgen.rendering.word.readback_styles import Format, Styles
from actgen.text.keys import slug

_BY_KEY: Mapping[str, Style] = {key: style for style, key in STYLE_KEYS.items()}
_BY_NAME: Mapping[str, Style] = {
    **{style.value: style for style in Style if style is not Style.BODY},
    "subtitle": Style.SUBTITLE,
    "footnote-text": Style.NOTE,
    "endnote-text": Style.NOTE,
}
_HEAD_OF_ROW = ("acte-cellule-de-titre", "actecelluletitre")
_CAPTIONS = ("caption", "legende")
_TITLES = ("title", "titre")
_ALIGNED = {"center": Align.CENTER, "right": Align.END, "end": Align.END}
_FALSE = ("0", "false", "off")
_PPR, _KEEPS, _BEGINS, _INDENT = qn("w:pPr"), qn("w:keepNext"), qn("w:pageBreakBefore"), qn("w:ind")
_JUSTIFIED = qn("w:jc")
_BODY, _VAL, _MARK = qn("w:body"), qn("w:val"), qn("w:bookmarkStart")
_BOOKMARK = re.compile(r"[A-Za-z]\w*")


@dataclass(frozen=True, slots=True)
class _Kind:
    """What the style of a paragraph makes of it."""

    style: Style
    heads: bool
    caption: bool
    title: bool


class Look:
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
            names = [slug(_name(style)) for style in chain]
            self._known[key] = _Kind(
                _style(chain, names),
                any(name in _HEAD_OF_ROW for name in names),
                bool(names) and names[0] in _CAPTIONS,
                bool(names) and names[0] in _TITLES,
            )
        return self._known[key]

    def base(self, paragraph: etree._Element) -> Format:
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


def _style(chain: list[etree._Element], names: list[str]) -> Style:
    for style, name in zip(chain, names, strict=True):
        known = _BY_KEY.get(style.get(qn("w:styleId"), "")) or _BY_NAME.get(name.removeprefix("acte-"))
        if known is not None:
            return known
    return Style.BODY


def _name(style: etree._Element) -> str:
    found = style.find(qn("w:name"))
    return "" if found is None else str(found.get(qn("w:val"), ""))
