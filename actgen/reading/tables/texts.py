"""A CSV file → its sheet, read with each separator: which one is right is told by the headings."""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections.abc import Iterator

from actgen.diagnostics import Location
from actgen.reading.characters import showable
from actgen.sources import Source
from actgen.text.messages import say

from .codes import FICHIER
from .sheets import Cell, Found, Sheet

MOST_ROWS, MOST_COLUMNS = 2_000, 100
SEPARATORS = (";", ",", "\t")
# UTF-8 read as cp1252 and saved again: « Ã© » for « é ».
_TWICE_ENCODED = re.compile("Ã[\u0080-\u00bf\u0152-\u017e\u0192\u02c6\u02dc\u2013-\u2122]|â€")
_AGAIN = "Dans Excel, enregistrez le tableau sous le format « Classeur Excel (.xlsx) » ou « CSV UTF-8 »."


def read_text(source: Source) -> Found:
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
    return Found(read) if read else _refused(source, say("Les guillemets de ce fichier ne se ferment pas."))


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


def _refused(source: Source, message: str, line: int = 0, hint: str = _AGAIN) -> Found:
    return Found(findings=[FICHIER.finding(message, Location(source.path, line), hint=say(hint))])


def _sheet(file: str, lines: tuple[str, ...], separator: str) -> Sheet | None:
    try:
        rows = tuple(_rows(file, lines, separator))
    except csv.Error:  # a field beyond the library's limit: a quote that never closes
        return None
    width = max((len(row) for row in rows), default=0)
    place = Location(file)
    filled = tuple((*row, *[Cell("", row[0].place if row else place)] * (width - len(row))) for row in rows)
    return Sheet("", place, filled)


def _rows(file: str, lines: tuple[str, ...], separator: str) -> Iterator[tuple[Cell, ...]]:
    reader = csv.reader(io.StringIO("\n".join(lines), newline=""), delimiter=separator)
    first = 0
    for row in reader:
        line = lines[first]
        yield tuple(_cells(file, first + 1, line, row[:MOST_COLUMNS]))
        first = reader.line_num


def _cells(file: str, number: int, line: str, row: list[str]) -> Iterator[Cell]:
    """Each cell with the place of its words in the line, found from left to right."""
    start = 0
    for text in row:
        at = line.find(text, start)
        column = at if at >= 0 else start
        yield Cell(text, Location(file, number, column + 1, max(1, len(text)), showable(line)))
        start = column + len(text)
