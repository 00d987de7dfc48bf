"""The containers of a Word file, its body and the cells of its tables, as blocks of an act.

One reader for what comes from Word: the prose that a town hall joins, and a template once it is filled. Each
says in its own class what becomes of a paragraph, of a cell and of a table.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator

from docx.oxml.ns import qn
from lxml import etree

from actgen.document.nodes import Block, Cell, Row, Table
from actgen.rendering.word.marks import part_of
from actgen.rendering.word.readback_lists import ListBuilder
from actgen.rendering.word.readback_runs import Losses
from actgen.rendering.word.readback_styles import Styles

MAX_BLOCKS = 20_000

_CellPlace = tuple[int, bool, etree._Element]
"""How many columns, whether it goes on from the cell above, the cell."""
_RowPlace = tuple[bool, list[_CellPlace]]
"""Whether it heads the table, its cells."""
_PARAGRAPH = qn("w:p")
_TABLE = qn("w:tbl")
_ROW = qn("w:tr")
_CELL = qn("w:tc")
_ROW_SETTINGS = qn("w:trPr")
_HEADS = qn("w:tblHeader")
_DELETED = qn("w:del")
_CONTROL = qn("w:sdt")
_CELL_SETTINGS = qn("w:tcPr")
_SPAN = qn("w:gridSpan")
_MERGE = qn("w:vMerge")
_VAL = qn("w:val")
_BOOKMARK, _LABEL = qn("w:bookmarkStart"), qn("w:name")
_THROUGH = (qn("w:customXml"), qn("w:ins"), qn("w:moveTo"))


class Body(ABC):
    """Reads the containers of a document. Raises ValueError for one without measure."""

    def __init__(self, styles: Styles, losses: Losses) -> None:
        self.styles, self.losses = styles, losses
        self._count = 0

    def blocks(self, container: etree._Element) -> tuple[Block, ...]:
        lists = ListBuilder()
        for child in _content(container, self.losses):
            self._count += 1
            if self._count > MAX_BLOCKS:
                raise ValueError("too many blocks")
            if child.tag == _PARAGRAPH:
                self.paragraph(child, lists)
            elif child.tag == _TABLE:
                table = self._table(child)
                if table is not None:
                    self.table(table, child, lists)
            elif child.tag == _BOOKMARK and (key := part_of(child.get(_LABEL, ""))):
                self.boundary(key, lists)
        return lists.blocks()

    @abstractmethod
    def paragraph(self, paragraph: etree._Element, lists: ListBuilder) -> None:
        """Read a paragraph into the blocks and items met so far."""

    def boundary(self, key: str, lists: ListBuilder) -> None:
        """Take the beginning or the end of a part of an act; a prose has none."""
        return

    def table(self, table: Table, element: etree._Element, lists: ListBuilder) -> None:
        """Take a table that was read."""
        lists.add_block(table)

    def cell(self, cell: Cell, element: etree._Element) -> Cell:
        """Take a cell that was read."""
        return cell

    def _table(self, element: etree._Element) -> Table | None:
        rows: list[_RowPlace] = []
        for row in _content(element, self.losses, _ROW):
            properties = row.find(_ROW_SETTINGS)
            if properties is not None and properties.find(_DELETED) is not None:
                self.losses.add("une ligne de tableau supprimée en suivi des modifications")
                continue
            header = properties is not None and properties.find(_HEADS) is not None
            rows.append((header, [_span(cell) for cell in _content(row, self.losses, _CELL)]))
        built = [self._row(rows, index) for index in range(len(rows))]
        heads = 0
        while heads < len(rows) - 1 and rows[heads][0]:
            heads += 1
        return Table(tuple(built[:heads]), tuple(built[heads:])) if built else None

    def _row(self, rows: list[_RowPlace], index: int) -> Row:
        header, cells = rows[index]
        built: list[Cell] = []
        column = 0
        for span, continued, element in cells:
            if not continued:
                below = _rows_below(rows, index, column)
                cell = Cell(self.blocks(element), header, colspan=span, rowspan=1 + below)
                built.append(self.cell(cell, element))
            column += span
        return Row(tuple(built))


def _content(
    container: etree._Element, losses: Losses, wanted: str | None = None
) -> Iterator[etree._Element]:
    """The children of a container, those inside content controls and custom XML included."""
    for child in container:
        if child.tag in _THROUGH:
            yield from _content(child, losses, wanted)
        elif child.tag == _CONTROL:
            inner = child.find(qn("w:sdtContent"))
            if inner is not None:
                yield from _content(inner, losses, wanted)
        elif child.tag == qn("w:altChunk"):
            losses.add("un fichier inséré")
        elif wanted is None or child.tag == wanted:
            yield child


def _span(cell: etree._Element) -> _CellPlace:
    """The number of columns of a cell, and whether it goes on from the cell above."""
    properties = cell.find(_CELL_SETTINGS)
    if properties is None:
        return 1, False, cell
    grid = properties.find(_SPAN)
    merge = properties.find(_MERGE)
    span = int(grid.get(_VAL, "1")) if grid is not None else 1
    if not 1 <= span <= 1000:
        raise ValueError("span out of range")
    return span, merge is not None and merge.get(_VAL, "continue") == "continue", cell


def _rows_below(rows: list[_RowPlace], index: int, column: int) -> int:
    """How many rows below go on with the cell that begins at that column."""
    below = 0
    for _, cells in rows[index + 1 :]:
        at = 0
        for span, continued, _ in cells:
            if at == column and continued:
                break
            at += span
        else:
            return below
        below += 1
    return below
