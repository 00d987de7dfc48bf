"""The grid of a table: which cell holds which place, and how wide the columns are.

Word repeats a cell that spans rows in each of them, empty and marked as a continuation; the tree
says it once. Widths are computed here, because programs differ when they fit columns to contents.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from actgen.document.nodes import Cell, Row, Table, inlines, walk
from actgen.document.words import inline_text

_NARROWEST = 5  # letters: a column of figures keeps room for its padding
_WIDEST = 34  # letters: beyond, a text wraps rather than squeezing its neighbours
_PADDING = 2


@dataclass(frozen=True, slots=True)
class Slot:
    """A place in a row: the cell that holds it, its first column, whether the cell began above."""

    cell: Cell
    column: int
    begins: bool


def slots(rows: tuple[Row, ...]) -> list[list[Slot]]:
    """The places of each row from left to right, the continued ones among them.

    A span that goes past the last row ends there, as in HTML.
    """
    below: dict[int, tuple[Cell, int]] = {}  # first column → the cell and the rows still to come
    grid = []
    for row in rows:
        line = [Slot(cell, column, False) for column, (cell, _) in below.items()]
        taken = {slot.column + offset for slot in line for offset in range(slot.cell.colspan)}
        below = {column: (cell, left - 1) for column, (cell, left) in below.items() if left > 1}
        column = 0
        for cell in row.cells:
            while any(column + offset in taken for offset in range(cell.colspan)):
                column += 1
            line.append(Slot(cell, column, True))
            if cell.rowspan > 1:
                below[column] = (cell, cell.rowspan - 1)
            column += cell.colspan
        grid.append(sorted(line, key=lambda slot: slot.column))
    return grid


def column_count(grid: list[list[Slot]]) -> int:
    """How many columns the widest row has."""
    return max((slot.column + slot.cell.colspan for line in grid for slot in line), default=0)


def column_widths(table: Table, grid: list[list[Slot]], line: int) -> list[int]:
    """The widths of the columns in twips, which sum to `line`: the table's shares, or by content."""
    count = column_count(grid)
    shares = list(table.widths) if len(table.widths) == count else []
    total = sum(shares)
    if not total:
        shares = _by_content(grid, count)
        total = sum(shares)
    edges = [round(line * sum(shares[:place]) / total) for place in range(count + 1)]
    return [right - left for left, right in pairwise(edges)]


def _by_content(grid: list[list[Slot]], count: int) -> list[int]:
    shares = [_NARROWEST] * count
    for line in grid:
        for slot in line:
            if slot.cell.colspan == 1 and slot.begins:
                shares[slot.column] = max(shares[slot.column], _room(slot.cell))
    for line in grid:
        for slot in line:
            if slot.cell.colspan > 1 and slot.begins:
                _widen(shares, slot)
    return shares


def _widen(shares: list[int], slot: Slot) -> None:
    """Give the columns of a spanning cell, in equal parts, what its text lacks."""
    columns = range(slot.column, slot.column + slot.cell.colspan)
    lacking = _room(slot.cell) - sum(shares[column] for column in columns)
    for column in columns:
        shares[column] += max(0, -(-lacking // slot.cell.colspan))


def _room(cell: Cell) -> int:
    """The letters that a cell wants on a line: its longest paragraph within reason, any word whole."""
    texts = [inline_text(inlines(block)) for block in walk(cell.blocks)]
    longest = max((len(text) for text in texts), default=0)
    word = max((len(word) for text in texts for word in text.split(" ")), default=0)
    return max(min(longest, _WIDEST), word) + _PADDING
