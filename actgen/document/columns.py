"""Amounts in a column: two decimals everywhere as soon as one of them has some, so that they align.

An accountant reads « 2 150,50 € » under « 28 300 € » as a mistake. Kept apart from how one amount is written
(`text.amounts`), since none of them can know what stands above and below it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from actgen.records import replace

from .inline import Inline, Span, Text
from .nodes import Block, Cell, Row, Table, inlines, walk
from .typeset import rewritten
from .words import inline_text

_SPACE = "[ \u00a0\u202f]"
_AMOUNT = re.compile(rf"[-−+]?\d{{1,3}}(?:{_SPACE}?\d{{3}})*(,\d+)?{_SPACE}€")
_END = re.compile(rf"(?<=\d)(?={_SPACE}€)")
_CENTS = ",00"


def with_cents(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """Blocks whose columns of amounts have two decimals all along, if one of their cells has any."""
    return rewritten(blocks, lambda line: line, other=_even)


def _even(block: Block) -> Block:
    if not isinstance(block, Table):
        return block
    amounts = [found for row in block.body for found in _amounts(row)]
    cents = {column for column, decimals in amounts if decimals}
    whole = {column for column, decimals in amounts if not decimals}
    # a cell that reaches into the rows below moves their columns: such a table stays as it is
    if not cents & whole or any(cell.rowspan > 1 for row in block.body for cell in row.cells):
        return block
    return replace(block, body=tuple(_row(row, cents) for row in block.body))


def _amounts(row: Row) -> Iterator[tuple[int, bool]]:
    """The column of each amount of a row, and whether it has decimals."""
    for column, cell in _placed(row):
        if found := _AMOUNT.fullmatch(_words(cell)):
            yield column, bool(found[1])


def _placed(row: Row) -> Iterator[tuple[int, Cell]]:
    column = 0
    for cell in row.cells:
        yield column, cell
        column += cell.colspan


def _words(cell: Cell) -> str:
    return "".join(inline_text(inlines(block)) for block in walk(cell.blocks)).strip()


def _row(row: Row, cents: set[int]) -> Row:
    return Row(tuple(_cell(cell) if column in cents else cell for column, cell in _placed(row)))


def _cell(cell: Cell) -> Cell:
    found = _AMOUNT.fullmatch(_words(cell))
    return cell if found is None or found[1] else replace(cell, blocks=rewritten(cell.blocks, _line))


def _line(line: tuple[Inline, ...]) -> tuple[Inline, ...]:
    return tuple(
        _completed(node)
        if isinstance(node, Text)
        else replace(node, children=_line(node.children))
        if isinstance(node, Span)
        else node
        for node in line
    )


def _completed(node: Text) -> Text:
    """The amount with its cents, which belong to the value that it shows."""
    if (found := _END.search(node.text)) is None:
        return node
    end, more = found.start(), len(_CENTS)
    origins = tuple(
        (first + more if first >= end else first, last + more if last >= end else last, way)
        for first, last, way in node.origins
    )
    return Text(node.text[:end] + _CENTS + node.text[end:], origins)
