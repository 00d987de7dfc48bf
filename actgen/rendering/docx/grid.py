"""The grid of a table: which cell holds which place, and how wide the columns are.

Word repeats a cell that spans rows in each of them, empty and marked as a continuation; the tree
says it once. Widths are computed here, because programs differ when they fit columns to contents.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from actgen.document.nodes import Cell, Row, Table, inlines, walk
from actgen.document.words import inline_text

# Twips, at the size of a cell in the widest face that a program may put in place of ours (DejaVu): bold, for
# a head; the same letters of a body take less.
_CAPITAL, _DIGIT, _LETTER, _NARROW = 156, 132, 116, 72
_PLAIN = 92  # hundredths of bold
_SIGNS = frozenset(" \u00a0\u202f/-.,;:()'’")
_PADDING = 178
_PIECE = re.compile(r"[^ \n-]+-?|-")  # what no program breaks; a no-break space is a part of it


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
        shares = _by_content(grid, count, line)
        total = sum(shares)
    edges = [round(line * sum(shares[:place]) / total) for place in range(count + 1)]
    return [right - left for left, right in pairwise(edges)]


def _by_content(grid: list[list[Slot]], count: int, line: int) -> list[int]:
    """No word is cut while the line has room for all; the longest texts share what is left."""
    least, wanted = [_PADDING] * count, [_PADDING] * count
    cells = sorted((slot for row in grid for slot in row if slot.begins), key=lambda slot: slot.cell.colspan)
    for slot in cells:
        texts = [inline_text(inlines(block)) for block in walk(slot.cell.blocks)]
        face = 100 if slot.cell.header else _PLAIN
        _widen(least, slot, max(map(longest_piece, texts), default=0) * face // 100 + _PADDING)
        _widen(wanted, slot, min(line, max(map(text_width, texts), default=0) * face // 100 + _PADDING))
    if sum(wanted) <= line:
        return wanted
    if sum(least) >= line:
        return _narrow_first(least, line)
    room, more = line - sum(least), [want - need for want, need in zip(wanted, least, strict=True)]
    return [need + room * each // sum(more) for need, each in zip(least, more, strict=True)]


def _narrow_first(least: list[int], line: int) -> list[int]:
    """What each column needs, from the narrowest on; those that no room is left for share it equally."""
    widths = list(least)
    for done, column in enumerate(sorted(range(len(least)), key=least.__getitem__)):
        widths[column] = min(least[column], line // (len(least) - done))
        line -= widths[column]
    return widths


def _widen(widths: list[int], slot: Slot, asked: int) -> None:
    """Give the columns of a cell, in equal parts, what its text lacks."""
    columns = range(slot.column, slot.column + slot.cell.colspan)
    lacking = max(0, asked - sum(widths[column] for column in columns))
    for column in columns:
        widths[column] += -(-lacking // slot.cell.colspan)


def text_width(text: str) -> int:
    """About what a text takes in a cell, on one line."""
    return sum(
        _CAPITAL if each.isupper() else _DIGIT if each.isdigit() else _NARROW if each in _SIGNS else _LETTER
        for each in text
    )


def longest_piece(text: str) -> int:
    """The width of what can't be broken in a text: its longest word, or part of a word with hyphens."""
    return max(map(text_width, _PIECE.findall(text)), default=0)
