"""An Excel workbook → its sheets, with what it hides and merges.

The library is used in its full mode, the only one that tells hidden and merged cells, after `packages`
has bounded what it will unpack, and in a process apart, whose memory and time are bounded too. It opens no
link and runs no macro; formulas are never computed: only a result that was saved is read.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import date, datetime
from functools import cache, lru_cache
from itertools import islice
from typing import TYPE_CHECKING

from actgen.diagnostics import Location
from actgen.reading.apart import Defaut, apart
from actgen.reading.characters import showable
from actgen.sources import Source
from actgen.text.messages import say, shorten

from .codes import FICHIER
from .packages import opened
from .sheets import Area, Cell, Found, Sheet, Value

if TYPE_CHECKING:
    from openpyxl.cell.cell import Cell as ExcelCell
    from openpyxl.cell.cell import MergedCell
    from openpyxl.workbook import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

    Filled = dict[tuple[int, int], ExcelCell | MergedCell]

MOST_ROWS, MOST_COLUMNS = 2_000, 100
_TOO_HEAVY = "l’ouvrir demande trop de temps ou de mémoire"
_UNREADABLE = "ce classeur ne peut pas être lu"
_HINT = "Ouvrez-le dans un tableur et enregistrez-le de nouveau sous le format « Classeur Excel (.xlsx) »."


class TooLarge(Exception):
    """A sheet is larger than any table that serves."""


@lru_cache(maxsize=4)  # a process apart takes a second, and the sessions of a group have the same returns
def read_workbook(source: Source) -> Found:
    """Every sheet of cells, hidden ones included."""
    packed = opened(source.content)
    seen = packed if isinstance(packed, str) else apart(_seen, packed, source.path)
    if isinstance(seen, Defaut):
        seen = _TOO_HEAVY if seen is Defaut.ENORME else _UNREADABLE
    return _refused(source, seen) if isinstance(seen, str) else Found(seen)


def _seen(content: bytes, file: str) -> tuple[Sheet, ...] | str:
    """The sheets of a workbook, or why there are none. To be called in a process apart."""
    formulas, values = _load(content, data_only=False), _load(content, data_only=True)
    try:
        return tuple(_sheets(file, formulas, values)) or "il n’a aucune feuille de cellules"
    except TooLarge:
        return f"une feuille a plus de {MOST_ROWS} lignes ou de {MOST_COLUMNS} colonnes"


def _load(content: bytes, *, data_only: bool) -> Workbook:
    from openpyxl import load_workbook  # 100 ms, in that process alone

    return load_workbook(io.BytesIO(content), data_only=data_only, keep_links=False, keep_vba=False)


def _refused(source: Source, fault: str) -> Found:
    message = say("Le tableau n'est pas lu : {fault}.", fault=fault)
    return Found(findings=[FICHIER.finding(message, Location(source.path), hint=say(_HINT))])


def _sheets(file: str, formulas: Workbook, values: Workbook) -> Iterator[Sheet]:
    for sheet in formulas.worksheets:
        name = shorten(showable(sheet.title), 40)
        where = say("{file}, feuille « {name} »", file=file, name=name)
        yield Sheet(
            name,
            Location(where),
            _rows(where, _filled(sheet), _filled(values[sheet.title])),
            typed=True,
            hidden=sheet.sheet_state != "visible",
            hidden_rows=frozenset(row - 1 for row, look in sheet.row_dimensions.items() if look.hidden),
            hidden_columns=_hidden_columns(sheet),
            merged=tuple(_merged(where, sheet)),
        )


def _filled(sheet: Worksheet) -> Filled:
    """The cells that hold something.

    The library's own iterators would make all the others, up to seventeen billion for one cell in the
    last corner: its dictionary is the only view of what is there.
    """
    return {corner: cell for corner, cell in sheet._cells.items() if cell.value is not None}


def _rows(where: str, written: Filled, saved: Filled) -> tuple[tuple[Cell, ...], ...]:
    height = max((row for row, _ in written), default=0)
    width = max((column for _, column in written), default=0)
    if height > MOST_ROWS or width > MOST_COLUMNS:
        raise TooLarge
    return tuple(
        tuple(_cell(where, row, column, written, saved) for column in range(1, width + 1))
        for row in range(1, height + 1)
    )


def _cell(where: str, row: int, column: int, written: Filled, saved: Filled) -> Cell:
    place = Location(f"{where}, cellule {_letters(column)}{row}")
    cell, result = written.get((row, column)), saved.get((row, column))
    value = _value(result.value) if result is not None else None
    faulty = result is not None and result.data_type == "e"
    lost = cell is not None and (faulty or value is None)
    return Cell(None if lost else value, place, formula=lost)


@cache
def _letters(column: int) -> str:
    from openpyxl.utils import get_column_letter  # in the process apart alone, as all of the library

    letters: str = get_column_letter(column)
    return letters


def _value(value: object) -> Value:
    if isinstance(value, datetime):
        return value.date()
    if value is None or isinstance(value, (str, bool, date)):
        return value
    return float(value) if isinstance(value, (int, float)) else str(value)


def _hidden_columns(sheet: Worksheet) -> frozenset[int]:
    """A group of columns is kept under its first letter, with its bounds."""
    groups = [
        range(look.min - 1, min(look.max, MOST_COLUMNS))
        for look in sheet.column_dimensions.values()
        if look.hidden and look.min and look.max
    ]
    return frozenset(column for group in groups for column in group)


def _merged(where: str, sheet: Worksheet) -> Iterator[Area]:
    for each in islice(sheet.merged_cells.ranges, MOST_ROWS):
        cells = f"{_letters(each.min_col)}{each.min_row}:{_letters(each.max_col)}{each.max_row}"
        place = Location(f"{where}, cellules {cells}")
        yield Area(each.min_row - 1, each.min_col - 1, each.max_row - 1, each.max_col - 1, place)
