"""Amounts of a table: two decimals everywhere as soon as one of them has some, so that they align.

An accountant reads « 2 150,50 € » under « 28 300 € », or « 230 000,00 € » beside « 230 000 € », as a mistake.
Kept apart from how one amount is written (`text.amounts`), since none can know what stands around it.
"""

from __future__ import annotations

import re

from actgen.base.records import replace

from .inline import Inline, Span, Text
from .nodes import Block, Cell, Row, Table, inlines, walk
from .typeset import rewritten
from .words import inline_text

_SPACE = "[ \u00a0\u202f]"
_AMOUNT = re.compile(rf"[-−+]?\d{{1,3}}(?:{_SPACE}?\d{{3}})*(,\d+)?{_SPACE}€")
_END = re.compile(rf"(?<=\d)(?={_SPACE}€)")
_CENTS = ",00"


def with_cents(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """Blocks whose tables have two decimals in all their amounts, if one of their cells has any."""
    return rewritten(blocks, lambda line: line, other=_even)


def _even(block: Block) -> Block:
    if not isinstance(block, Table):
        return block
    amounts = [found for row in block.body for cell in row.cells if (found := _amount(cell))]
    if len({bool(found[1]) for found in amounts}) < 2:
        return block
    return replace(block, body=tuple(Row(tuple(map(_cell, row.cells))) for row in block.body))


def _amount(cell: Cell) -> re.Match[str] | None:
    """The amount that is alone in a cell; its first group is its decimals."""
    return _AMOUNT.fullmatch("".join(inline_text(inlines(block)) for block in walk(cell.blocks)).strip())


def _cell(cell: Cell) -> Cell:
    found = _amount(cell)
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
