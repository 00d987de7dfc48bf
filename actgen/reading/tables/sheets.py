"""Sheets and cells, whatever the file that they come from.

What keeps a table from being read at all.

A CSV file → its sheet, read with each separator: which one is right is told by the headings.

A file → its sheets, by what it is, never by how it is named alone.
"""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections.abc import Iterator
from datetime import date

from msgspec import Struct, field

from actgen.base.diagnostics import Diagnostic, Location
from actgen.base.rules import rule
from actgen.base.text.messages import say
from actgen.reading.decoding import clean_value, showable
from actgen.reading.sources import Source

FICHIER = rule("TABLEAU-FICHIER")


LONGEST = 200
"""Signs of a cell that serves: more is a text that strayed there, or an unclosed quote."""

Value = str | date | float | bool | None


class SheetCell(Struct, frozen=True):
    """A cell and its place. `formula`: it holds one, without a result or with an error for result."""

    value: Value
    place: Location
    formula: bool = False

    @property
    def text(self) -> str:
        """The value on one line, as a person would copy it: 3 for 3.0."""
        if isinstance(self.value, float) and self.value.is_integer():
            return str(int(self.value))
        if isinstance(self.value, date):
            return f"{self.value:%d/%m/%Y}"
        return "" if self.value is None else " ".join(clean_value(str(self.value)).split())

    @property
    def empty(self) -> bool:
        return not self.text and not self.formula


class Area(Struct, frozen=True):
    """A rectangle of cells, rows and columns from 0, bounds within."""

    top: int
    left: int
    bottom: int
    right: int
    place: Location


class Sheet(Struct, frozen=True):
    """A sheet: rows of cells, all of the same length. Rows and columns count from 0.

    `typed`: dates are told from texts (a workbook, not a CSV). `name` is empty for a CSV.
    """

    name: str
    place: Location
    rows: tuple[tuple[SheetCell, ...], ...]
    typed: bool = False
    hidden: bool = False
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    merged: tuple[Area, ...] = ()


class FoundSheets(Struct):
    """What a file gave: its sheets (several readings of one sheet for a CSV), or why it can't be read."""

    sheets: tuple[Sheet, ...] = ()
    findings: list[Diagnostic] = field(default_factory=list)


MOST_ROWS, MOST_COLUMNS = 2_000, 100
SEPARATORS = (";", ",", "\t")
# UTF-8 read as cp1252 and saved again: « Ã© » for « é ».
_TWICE_ENCODED = re.compile("Ã[\u0080-\u00bf\u0152-\u017e\u0192\u02c6\u02dc\u2013-\u2122]|â€")
_AGAIN = "Dans Excel, enregistrez le tableau sous le format « Classeur Excel (.xlsx) » ou « CSV UTF-8 »."


def read_text(source: Source) -> FoundSheets:
    """UTF-8 with a mark or without, UTF-16 with its mark, else what Excel for Windows writes (cp1252)."""
    text = _decoded(source.content)
    if text is None:
        return _refused(source, say("Ce fichier n'est ni un classeur Excel ni du texte."))
    if found := _TWICE_ENCODED.search(text):
        line = text.count("\n", 0, found.start()) + 1
        message = say("« {sign} » : un accent a été abîmé par une conversion.", sign=found.group())
        return _refused(source, message, line)
    if text.count("\n") > MOST_ROWS:
        message = say("Ce fichier a plus de {most} lignes.", most=MOST_ROWS)
        return _refused(source, message, hint="Gardez seulement les lignes qui servent.")
    lines = tuple(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"))
    sheets = (_sheet(source.path, lines, separator) for separator in SEPARATORS)
    read = tuple(sheet for sheet in sheets if sheet is not None)
    return (
        FoundSheets(read)
        if read
        else _refused(source, say("Les guillemets de ce fichier ne se ferment pas."))
    )


def _decoded(content: bytes) -> str | None:
    encoding = "utf-8-sig"
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        encoding = "utf-16"
    elif b"\x00" in content:
        return None
    for each in (encoding, "cp1252"):
        try:
            return content.decode(each)
        except UnicodeDecodeError:
            continue
    return None


def _refused(source: Source, message: str, line: int = 0, hint: str = _AGAIN) -> FoundSheets:
    return FoundSheets(findings=[FICHIER.finding(message, Location(source.path, line), hint=say(hint))])


def _sheet(file: str, lines: tuple[str, ...], separator: str) -> Sheet | None:
    try:
        rows = tuple(_rows(file, lines, separator))
    except csv.Error:  # a field beyond the library's limit: a quote that never closes
        return None
    width = max((len(row) for row in rows), default=0)
    place = Location(file)
    filled = tuple(
        (*row, *[SheetCell("", row[0].place if row else place)] * (width - len(row))) for row in rows
    )
    return Sheet("", place, filled)


def _rows(file: str, lines: tuple[str, ...], separator: str) -> Iterator[tuple[SheetCell, ...]]:
    reader = csv.reader(io.StringIO("\n".join(lines), newline=""), delimiter=separator)
    first = 0
    for row in reader:
        line = lines[first]
        yield tuple(_cells(file, first + 1, line, row[:MOST_COLUMNS]))
        first = reader.line_num


def _cells(file: str, number: int, line: str, row: list[str]) -> Iterator[SheetCell]:
    """Each cell with the place of its words in the line, found from left to right."""
    start = 0
    for text in row:
        at = line.find(text, start)
        column = at if at >= 0 else start
        yield SheetCell(text, Location(file, number, column + 1, max(1, len(text)), showable(line)))
        start = column + len(text)


LIMIT = 2_000_000
"""Bytes of a table: the national list of all councils is refused, an extract of it is welcome."""

_OTHERS = (
    (b"\xd0\xcf\x11\xe0", "un ancien classeur Excel (.xls), ou un classeur protégé par un mot de passe"),
    (b"%PDF-", "un document PDF"),
    (b"\x89PNG", "une image"),
    (b"\xff\xd8\xff", "une image"),
)


def read_sheets(source: Source) -> FoundSheets:
    """The sheets of a workbook, or the readings of a CSV by each of the separators in use."""
    content = source.content
    place = Location(source.path)
    other = next((what for sign, what in _OTHERS if content.startswith(sign)), "")
    if other:
        hint = say("Enregistrez le tableau sous le format « Classeur Excel (.xlsx) », sans mot de passe.")
        return FoundSheets(
            findings=[FICHIER.finding(say("Ce fichier est {what}.", what=other), place, hint=hint)]
        )
    if not content.startswith(b"PK"):
        return read_text(source)
    from .workbooks import read_workbook  # 100 ms that a CSV needn't spend

    return read_workbook(source)
