"""An Excel workbook → its sheets, with what it hides and merges.

The library is used in its full mode, the only one that tells hidden and merged cells, once what it will
unpack is bounded, and in a process apart, whose memory and time are bounded too. It opens no link and runs
no macro; formulas are never computed: only a result that was saved is read.

What a workbook is made of, looked at before the library unpacks it.

A workbook comes from strangers: a few kilobytes can unpack to gigabytes, one merged cell can cover
seventeen billion cells, an entity can name a file of this machine. Sizes, cells and merges are counted
in a first pass that keeps nothing, and a document type is refused: Excel writes none. A part is told by what
it holds: a relation may name a sheet « sheet1.dat ».
"""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator
from datetime import date, datetime
from functools import cache, lru_cache
from itertools import islice
from typing import TYPE_CHECKING

from lxml import etree

from actgen.base.diagnostics import Location
from actgen.base.text.messages import say, shorten
from actgen.reading.apart import Defect, apart
from actgen.reading.decoding import showable
from actgen.reading.sources import Source, packed_part
from actgen.reading.tables.sheets import FICHIER, Area, FoundSheets, Sheet, SheetCell, Value

if TYPE_CHECKING:
    from openpyxl.cell.cell import Cell as ExcelCell
    from openpyxl.cell.cell import MergedCell
    from openpyxl.workbook import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

    Filled = dict[tuple[int, int], ExcelCell | MergedCell]


MOST_UNPACKED = 20_000_000
MOST_PARTS = 500
MOST_CELLS = 50_000
MOST_MERGED = 20_000
MOST_ELEMENTS = 1_000_000  # of one part: fifty thousand cells of text have a quarter of it
_KEPT = 1_000  # elements side by side: more are forgotten
_COLUMNS = {letter: rank for rank, letter in enumerate("ABCDEFGHIJKLMNOPQRSTUVWXYZ", start=1)}


def opened(content: bytes) -> bytes | str:
    """The same workbook packed anew without compression, or why it can't be opened in safety, in French.

    Packed anew, because a directory may lie about sizes: what the library reads is what was counted here.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = _parts(archive)
    except (zipfile.BadZipFile, OSError, EOFError, RuntimeError, NotImplementedError, ValueError, zlib.error):
        return "ce classeur est abîmé, ou protégé par un mot de passe"
    if isinstance(parts, str):
        return parts
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return packed.getvalue()


def _parts(archive: zipfile.ZipFile) -> dict[str, bytes] | str:
    listed = {part.filename: part for part in archive.infolist()}
    if "xl/workbook.xml" not in listed:
        return "ce n’est pas un classeur Excel (.xlsx)"
    if len(listed) > MOST_PARTS or sum(part.file_size for part in listed.values()) > MOST_UNPACKED:
        return "ce classeur est trop gros une fois ouvert"
    parts: dict[str, bytes] = {}
    cells = merged = 0
    for name, part in listed.items():
        parts[name] = packed_part(archive, part)
        if name.lower().endswith((".xml", ".rels")) or _may_be_xml(parts[name]):
            found = _counted(parts[name])
            if found is None:
                return "une partie de ce classeur est abîmée, ou n’est pas d’un tableur"
            cells, merged = cells + found[0], merged + found[1]
        if cells > MOST_CELLS or merged > MOST_MERGED:
            return "ce classeur a trop de cellules pour un tel tableau"
    return parts


def _may_be_xml(content: bytes) -> bool:
    """Whether a reader of XML could take a part for its own; a picture, settings of a printer never are."""
    return content[:64].lstrip(b"\xef\xbb\xbf\xff\xfe\x00 \t\r\n").startswith((b"<", b"L\x6f\xa7\x94"))


def _counted(content: bytes) -> tuple[int, int] | None:
    """Cells, and cells under merges, of one part; None when it is no plain XML."""
    cells = merged = elements = 0
    try:
        events = etree.iterparse(
            io.BytesIO(content), events=("end",), resolve_entities=False, load_dtd=False, no_network=True
        )
        for _, element in events:
            if element.getroottree().docinfo.doctype:
                return None
            elements += 1
            if elements > MOST_ELEMENTS:
                return MOST_CELLS + 1, merged
            name = element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""
            if name == "c":
                cells += 1
            elif name == "mergeCell":
                merged += _area(element.get("ref", ""))
            element.clear()
            parent = element.getparent()
            if parent is not None and len(parent) > _KEPT:
                del parent[:-1]
    except etree.XMLSyntaxError:
        return None
    return cells, merged


def _area(reference: str) -> int:
    """How many cells « A1:C2 » covers; too many for what can't be read."""
    corners = [_corner(corner) for corner in reference.replace("$", "").upper().split(":")]
    if not 1 <= len(corners) <= 2 or 0 in {number for corner in corners for number in corner}:
        return MOST_MERGED + 1
    (left, top), (right, bottom) = corners[0], corners[-1]
    return (abs(right - left) + 1) * (abs(bottom - top) + 1)


def _corner(cell: str) -> tuple[int, int]:
    letters = cell.rstrip("0123456789")
    digits = cell[len(letters) :]
    if not 1 <= len(letters) <= 3 or not digits or len(digits) > 7 or set(letters) - _COLUMNS.keys():
        return 0, 0
    column = 0
    for letter in letters:
        column = column * 26 + _COLUMNS[letter]
    return column, int(digits)


MOST_ROWS, MOST_COLUMNS = 2_000, 100
_TOO_HEAVY = "l’ouvrir demande trop de temps ou de mémoire"
_UNREADABLE = "ce classeur ne peut pas être lu"
_HINT = "Ouvrez-le dans un tableur et enregistrez-le de nouveau sous le format « Classeur Excel (.xlsx) »."


class TooLarge(Exception):
    """A sheet is larger than any table that serves."""


@lru_cache(maxsize=4)  # a process apart takes a second, and the sessions of a group have the same returns
def read_workbook(source: Source) -> FoundSheets:
    """Every sheet of cells, hidden ones included."""
    packed = opened(source.content)
    seen = packed if isinstance(packed, str) else apart(_seen, packed, source.path)
    if isinstance(seen, Defect):
        seen = _TOO_HEAVY if seen is Defect.TOO_BIG else _UNREADABLE
    return _refused(source, seen) if isinstance(seen, str) else FoundSheets(seen)


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


def _refused(source: Source, fault: str) -> FoundSheets:
    message = say("Le tableau n'est pas lu : {fault}.", fault=fault)
    return FoundSheets(findings=[FICHIER.finding(message, Location(source.path), hint=say(_HINT))])


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


def _rows(where: str, written: Filled, saved: Filled) -> tuple[tuple[SheetCell, ...], ...]:
    height = max((row for row, _ in written), default=0)
    width = max((column for _, column in written), default=0)
    if height > MOST_ROWS or width > MOST_COLUMNS:
        raise TooLarge
    return tuple(
        tuple(_cell(where, row, column, written, saved) for column in range(1, width + 1))
        for row in range(1, height + 1)
    )


def _cell(where: str, row: int, column: int, written: Filled, saved: Filled) -> SheetCell:
    place = Location(f"{where}, cellule {_letters(column)}{row}")
    cell, result = written.get((row, column)), saved.get((row, column))
    value = _value(result.value) if result is not None else None
    faulty = result is not None and result.data_type == "e"
    lost = cell is not None and (faulty or value is None)
    return SheetCell(None if lost else value, place, formula=lost)


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
