"""A filled Word template read back into the blocks of the act, for the PDF and the page.

The file is what its author laid out; the blocks say the same with what an act has: styles, headings with the
number that Word shows, lists, tables, notes, parts. What they can't hold (pictures, text boxes) is told when
the template is checked, not here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from io import BytesIO
from types import MappingProxyType
from typing import cast

import docx
from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from lxml import etree

from actgen.document.inline import Inline, Text
from actgen.document.nodes import Align, Block, Cell, Heading, PageBreak, Paragraph, Style, Table
from actgen.rendering.templates.formats import BLOCK_TYPES
from actgen.rendering.templates.printing import styled
from actgen.rendering.templates.tidy import anchored, joined, trimmed
from actgen.rendering.word.marks import END_OF_PART, is_part, only_mark
from actgen.rendering.word.readback_body import Body
from actgen.rendering.word.readback_lists import ListBuilder
from actgen.rendering.word.readback_look import Look
from actgen.rendering.word.readback_notes import Notes
from actgen.rendering.word.readback_parts import Boundary, begins_page, folded
from actgen.rendering.word.readback_runs import PAGE, Losses
from actgen.rendering.word.readback_styles import Numbering, Styles
from actgen.rendering.word.readback_tables import table_as_seen, table_indent
from actgen.rendering.word.readback_words import LayoutReader

Values = Mapping[str, tuple[Inline, ...] | tuple[Block, ...]]
_TEXT, _PPR, _SECTION, _CELL = qn("w:t"), qn("w:pPr"), qn("w:sectPr"), qn("w:tc")
_NONE: Values = MappingProxyType({})


def read_back(document: WordDocument, values: Values = _NONE) -> tuple[Block, ...]:
    """The blocks of a filled file. `values` are the nodes of its marks, by key.

    Raises ValueError for a file without measure.
    """
    reader = _Layout(document, values)
    blocks = folded(reader.blocks(document.element.body))
    return anchored((*_one_title(blocks, reader.titled), *reader.notes.due(reader.words)))


def read_back_file(content: bytes) -> tuple[Block, ...]:
    """The blocks of a finished Word file of ours, to be compared with those of the act."""
    return read_back(docx.Document(BytesIO(content)))


class _Layout(Body):
    """Reads a template that was filled."""

    def __init__(self, document: WordDocument, values: Values) -> None:
        super().__init__(Styles(document), Losses())
        self.notes = Notes(document)
        self.titled = False
        self._values = values
        self._look = Look(self.styles)
        self._captions: dict[etree._Element, tuple[Inline, ...]] = {}  # by the table below
        self._parts: list[bool] = []  # those open, and whether each begins a page
        self._sections = list(document.element.body.iter(qn("w:sectPr")))

    def paragraph(self, paragraph: etree._Element, lists: ListBuilder) -> None:
        key = only_mark(_text(paragraph))
        if key and is_part(key):
            self.boundary(key, lists)
            return
        if self._look.begins_page(paragraph):
            lists.add_block(PageBreak())
        found = self._values.get(key, ())
        if found and isinstance(found[0], BLOCK_TYPES):
            self._spliced(paragraph, found, lists)
        else:
            self._line(paragraph, lists)
        section = _section(paragraph)
        if section is not None and self._turns_page(section):
            lists.add_block(PageBreak())

    def boundary(self, key: str, lists: ListBuilder) -> None:
        """An annex and what precedes it tell each their own notes."""
        if key == END_OF_PART:
            apart = self._parts.pop() if self._parts else False
        else:
            apart = begins_page(key.split())
            self._parts.append(apart)
        if apart:
            for note in self.notes.due(self.words):
                lists.add_before_break(note)
        # a part is folded once its blocks are known; until then its marks stand among them
        lists.add_block(cast(Block, Boundary(key)))

    def table(self, table: Table, element: etree._Element, lists: ListBuilder) -> None:
        captioned = replace(table, caption=self._captions.pop(element, ()))
        seen, indent = table_as_seen(captioned, element, self._look), table_indent(element)
        if indent <= 0 or not lists.add_under(indent, seen):
            lists.add_block(seen)

    def cell(self, cell: Cell, element: etree._Element) -> Cell:
        blocks = styled(cell.blocks, Style.CELL)
        first = element.find(qn("w:p"))
        if first is None:
            return replace(cell, blocks=blocks)
        align = self._look.alignment(first)
        blocks = tuple(_aligned_as(block, align) for block in blocks)
        return replace(cell, blocks=blocks, header=cell.header or self._look.heads(first), align=align)

    def words(self, paragraph: etree._Element) -> tuple[Inline, ...]:
        """The words of a paragraph, values and calls of notes among them."""
        reader = LayoutReader(self.styles, self.losses, self._look.base(paragraph), self._values, self.notes)
        return reader.inlines(paragraph)

    def _line(self, paragraph: etree._Element, lists: ListBuilder) -> None:
        pieces = _cut(self.words(paragraph))
        for rank, piece in enumerate(pieces):
            if rank:
                lists.add_block(PageBreak())
            self._one_line(paragraph, trimmed(piece), lists)

    def _one_line(self, paragraph: etree._Element, children: tuple[Inline, ...], lists: ListBuilder) -> None:
        numbering = self.styles.numbering(paragraph)
        level = self.styles.heading_level(paragraph)
        if not children:
            if numbering is not None and not level:  # Word shows the number of an empty item
                self._block(paragraph, Paragraph(()), numbering, lists)
            return
        if level:
            self._heading(paragraph, level, numbering, children, lists)
        elif self._look.is_caption(paragraph) and _before_table(paragraph):
            self._captions[paragraph.getnext()] = children
        else:
            # in a cell, it is the row that is kept: `table_as_seen` looks at it
            keep = paragraph.getparent().tag != _CELL and self._look.keeps(paragraph)
            style, align = self._look.style(paragraph), self._look.own_alignment(paragraph)
            self._block(paragraph, Paragraph(children, style, keep, align), numbering, lists)

    def _heading(
        self,
        paragraph: etree._Element,
        level: int,
        numbering: Numbering | None,
        children: tuple[Inline, ...],
        lists: ListBuilder,
    ) -> None:
        self.titled = self.titled or self._look.is_title(paragraph)
        anchor, align = self._look.anchor(paragraph), self._look.own_alignment(paragraph)
        if numbering is None:
            lists.add_block(Heading(level, children, anchor, align))
        elif numbering.rank is not None:  # an item of a list made by actgen, though it is a heading
            self._block(paragraph, Heading(level, children, anchor, align), numbering, lists)
        else:
            shown = self.styles.numbers.next(numbering.list_id, numbering.depth)
            label = (Text(f"{shown.label} "),) if shown.label else ()
            lists.add_block(Heading(level, joined((*label, *children)), anchor, align))

    def _block(
        self, paragraph: etree._Element, block: Block, numbering: Numbering | None, lists: ListBuilder
    ) -> None:
        if numbering is not None:
            lists.add_item(numbering, block, self.styles.numbers.next(numbering.list_id, numbering.depth))
        elif not lists.add_to_item(self._look.indent(paragraph), block):
            lists.add_block(block)

    def _spliced(self, paragraph: etree._Element, blocks: tuple[Block, ...], lists: ListBuilder) -> None:
        """The blocks of a value in the place of its paragraph; in an item, they are the item's."""
        numbering = self.styles.numbering(paragraph)
        rest = list(styled(blocks, self._look.style(paragraph)))
        if numbering is not None:
            self._block(paragraph, rest.pop(0), numbering, lists)
        for block in rest:
            if numbering is None or not lists.add_to_item(numbering.indent, block):
                lists.add_block(block)

    def _turns_page(self, section: etree._Element) -> bool:
        """Whether what follows a section begins a page: the next section says how it begins."""
        following = self._sections[self._sections.index(section) + 1 :]
        kind = following[0].find(qn("w:type")) if following else None
        return bool(following) and (kind is None or kind.get(qn("w:val")) != "continuous")


def _aligned_as(block: Block, align: Align) -> Block:
    """A block of a cell; one that stands where all the cell does says no more of it."""
    if isinstance(block, Paragraph | Heading) and block.align is align:
        return replace(block, align=Align.START)
    return block


def _section(paragraph: etree._Element) -> etree._Element | None:
    """The section that a paragraph ends."""
    settings = paragraph.find(_PPR)
    return None if settings is None else settings.find(_SECTION)


def _text(paragraph: etree._Element) -> str:
    return "".join(node.text or "" for node in paragraph.iter(_TEXT))


def _cut(children: tuple[Inline, ...]) -> list[tuple[Inline, ...]]:
    """The words of a paragraph before and after each page break in it."""
    pieces: list[list[Inline]] = [[]]
    for node in children:
        if node is PAGE:
            pieces.append([])
        else:
            pieces[-1].append(node)
    return [tuple(piece) for piece in pieces]


def _before_table(paragraph: etree._Element) -> bool:
    following = paragraph.getnext()
    return following is not None and following.tag == qn("w:tbl")


def _one_title(blocks: tuple[Block, ...], titled: bool) -> tuple[Block, ...]:
    """Headings one level down, but the first, where Word's style of titles is used beside « Titre 1 »."""
    tops = [block for block in blocks if isinstance(block, Heading) and block.level == 1]
    if not titled or len(tops) < 2:
        return blocks
    return tuple(
        replace(block, level=block.level + 1)
        if isinstance(block, Heading) and block is not tops[0]
        else block
        for block in blocks
    )
