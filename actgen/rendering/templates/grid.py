"""Whether the cells of a table, merged ones included, make a full rectangle."""

from __future__ import annotations

from collections.abc import Sequence

from actgen.document.nodes import Row


def width_fault(head: Sequence[Row], body: Sequence[Row], widths: int = 0) -> str:
    """A French sentence on the first row that is too short or too long, or an empty text.

    `widths` is the number of column widths given, 0 if none. Spans don't cross from head to body.
    """
    expected = 0
    for rows, what in ((head, "d’en-tête"), (body, "de tableau")):
        reached: list[int] = []  # for each column, how many more rows a cell from above still fills
        for number, row in enumerate(rows, 1):
            width = _place(row, reached)
            expected = expected or width
            if width != expected:
                return f"La ligne {what} n° {number} compte {width} colonne(s), et la première {expected}."
        if any(reached):
            return f"Une cellule fusionnée descend plus bas que la dernière ligne {what}."
    if widths and widths != expected:
        return f"Le tableau a {expected} colonne(s), et « largeurs » en donne {widths}."
    return ""


def column_count(rows: Sequence[Row]) -> int:
    """How many columns the widest row takes."""
    reached: list[int] = []
    return max((_place(row, reached) for row in rows), default=0)


def _place(row: Row, reached: list[int]) -> int:
    """Put the cells of a row in the free columns; gives the width of the row, spans from above included."""
    covered = [left > 0 for left in reached]
    for column, left in enumerate(reached):
        reached[column] = max(left - 1, 0)
    column = 0
    for cell in row.cells:
        while column < len(covered) and covered[column]:
            column += 1
        for _ in range(cell.colspan):
            if column >= len(reached):
                reached.append(0)
            reached[column] = cell.rowspan - 1
            column += 1
    while column < len(covered) and covered[column]:
        column += 1
    return column


def rows_below(rows: Sequence[Sequence[tuple[int, bool]]], index: int, column: int) -> int:
    """How many rows below go on with the cell of row `index` that begins at that column.

    Of each cell: how many columns it takes, and whether Word merges it with the one above.
    """
    below = 0
    for rank in range(index + 1, len(rows)):
        at = 0
        for span, continued in rows[rank]:
            if at == column and continued:
                break
            at += span
        else:
            return below
        below += 1
    return below
