"""The tables of a template as tables of Word: their rows as every act has them, a row for each tag."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from actgen.document.inline import Inline, LineBreak, Text
from actgen.document.nodes import Align, Block, Cell, Paragraph, Row, Style, Table
from actgen.rendering.docx import tables
from actgen.rendering.docx.markup import Element, keep_with_next, name, paragraph, paragraphs
from actgen.rendering.templates.tree import (
    Bold,
    CellNode,
    ForeignNode,
    InlineNode,
    Italic,
    Output,
    RowNode,
    TableNode,
)
from actgen.rendering.word.written_inline import Inline as Words
from actgen.rendering.word.written_tags import Step, flat, plain_nodes, tag_row

_OF_A_VALUE = "valeur"  # as long as most values, where the columns are as wide as their words


class Tables:
    """Writes tables in a file; `styles` gives the identifiers of the styles of the house."""

    def __init__(self, styles: Mapping[str, str], words: Words) -> None:
        self._styles, self._words = styles, words

    def table(self, node: TableNode, width: int, indent: int, depth: int) -> Element:
        """A table, `width` twips wide; `depth` is that of the tags around it."""
        cells: dict[int, CellNode] = {}
        body = list(flat(node.body, depth))
        plain = Table(
            tuple(_row(row, cells) for row in node.head),
            tuple(_row(step.node, cells) for step in body if step.node is not None),
            tuple(_as_text(node.caption)),
            node.widths,
            whole=node.whole,
        )
        made = tables.table(plain, self._styles, width, indent, self._filler(cells))
        _say_no_value(made, node)
        self._put_tags(made, body, len(node.head))
        if node.whole:
            _hold_repeated(made, body, len(node.head))
        return made

    def _filler(self, cells: Mapping[int, CellNode]) -> Callable[[Cell, int], list[Element]]:
        def fill(cell: Cell, width: int) -> list[Element]:
            node = cells.get(id(cell))
            key = "ActeCelluleTitre" if cell.header else "ActeCellule"
            if node is None:  # what goes on from the cell above
                return [paragraph(self._styles[key])]
            settings = [] if node.align is Align.START else [tables.alignment(node.align)]
            return [paragraph(self._styles[key], self._words.runs(node.children), *settings)]

        return fill

    @staticmethod
    def _put_tags(made: Element, body: list[Step[RowNode]], heads: int) -> None:
        widths = [int(column.get(name("w"))) for column in made.iter(name("gridCol"))]
        rows = iter(made.findall(name("tr"))[heads:])
        waiting: list[Element] = []
        for step in body:
            if step.node is None:
                waiting.append(tag_row(f"{{%tr {step.words} %}}", widths, step.depth))
                continue
            following = next(rows)
            for row in waiting:
                following.addprevious(row)
            waiting = []
        for row in waiting:
            made.append(row)


def _row(node: RowNode, cells: dict[int, CellNode]) -> Row:
    return Row(tuple(_cell(cell, cells) for cell in node.cells))


def _cell(node: CellNode, cells: dict[int, CellNode]) -> Cell:
    """A cell of an act of the same measures; its own words are written by `Tables`, in its place."""
    words: tuple[Block, ...] = (Paragraph(tuple(_as_text(node.children)), Style.CELL),)
    cell = Cell(words, node.header, node.colspan, node.rowspan, node.align)
    cells[id(cell)] = node
    return cell


def _as_text(nodes: tuple[InlineNode, ...]) -> Iterator[Inline]:
    """About what will be read in a cell: it tells the widths of columns, and the columns to who can't see."""
    for node in plain_nodes(nodes):
        match node:
            case Text() | LineBreak():
                yield node
            case Bold(children=children) | Italic(children=children) | ForeignNode(children=children):
                yield from _as_text(children)
            case Output():
                yield Text(_OF_A_VALUE)


def _say_no_value(made: Element, node: TableNode) -> None:
    """Leave out of what is read aloud of a table what holds a value: it is not known yet."""
    heads = [nodes for row in node.head for cell in row.cells for nodes in cell.children]
    for tag, said in (("tblCaption", node.caption), ("tblDescription", heads)):
        told = made.find(f"{name('tblPr')}/{name(tag)}")
        if told is not None and not all(isinstance(each, Text | LineBreak) for each in said):
            told.getparent().remove(told)


def _hold_repeated(made: Element, body: list[Step[RowNode]], heads: int) -> None:
    """A table on one page whose last row is repeated: that row too stays with the next one."""
    if body and body[-1].node is None:
        for row in made.findall(name("tr"))[heads:]:
            for line in paragraphs(row):
                keep_with_next(line)
