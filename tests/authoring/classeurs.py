"""Rosters built for the tests: workbooks as Excel saves them, and CSV files."""

from __future__ import annotations

import hashlib
import io
import zipfile
from collections.abc import Callable, Iterable

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from actgen.authoring.rosters import Roster, find_table, read_members
from actgen.base.diagnostics import Diagnostic
from actgen.law.natures import GenreCollectivite
from actgen.reading.sources import Source
from actgen.reading.tables import read_sheets

HEAD = ("Civilité", "Prénom", "Nom", "Fonction", "Ordre du tableau")
COUNCIL: tuple[tuple[object, ...], ...] = (
    ("M.", "Membre", "Un", "Maire", 1),
    ("Mme", "Membre", "Deux", "1ère adjointe", 2),
    ("M.", "Membre", "Trois", "Conseiller municipal", 3),
)


def workbook(
    rows: Iterable[Iterable[object]] = (HEAD, *COUNCIL),
    change: Callable[[Worksheet], object] = lambda sheet: None,
    title: str = "Conseil",
) -> bytes:
    """A workbook of one sheet; `change` may add others."""
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = title
    for row in rows:
        sheet.append(list(row))
    change(sheet)
    return saved(book)


def saved(book: Workbook) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def with_part(content: bytes, name: str, change: Callable[[bytes], bytes]) -> bytes:
    """The workbook with one of its parts rewritten, as no Excel would write it."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as old,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for part in old.namelist():
            data = old.read(part)
            new.writestr(part, change(data) if part == name else data)
    return out.getvalue()


def under_another_name(content: bytes, name: str, other: str) -> bytes:
    """The workbook, a part of which bears a name that no Excel would give it."""
    out, old, new = io.BytesIO(), name.rpartition("/")[2].encode(), other.rpartition("/")[2].encode()
    with zipfile.ZipFile(io.BytesIO(content)) as before, zipfile.ZipFile(out, "w") as after:
        for part in before.namelist():
            told = before.read(part)
            named = part.endswith(".rels") or part == "[Content_Types].xml"
            after.writestr(other if part == name else part, told.replace(old, new) if named else told)
    return out.getvalue()


def read(
    content: bytes | str, genre: GenreCollectivite = GenreCollectivite.COMMUNE
) -> tuple[Roster, tuple[Diagnostic, ...]]:
    """The members of a file, and everything that was said of it."""
    data = content.encode() if isinstance(content, str) else content
    name = "membres.xlsx" if data.startswith(b"PK") else "membres.csv"
    table, told = find_table(read_sheets(Source(name, data, hashlib.sha256(data).hexdigest())))
    if table is None:
        return Roster((), ()), told
    roster = read_members(table, genre)
    return roster, (*told, *roster.findings)


def told_of(content: bytes | str, genre: GenreCollectivite = GenreCollectivite.COMMUNE) -> dict[str, str]:
    """Each code with the place of its first finding, without the name of the file."""
    found = read(content, genre)[1]
    places = {each.code: each.location for each in reversed(found)}
    return {
        code: (place.file.partition(", ")[2] or f"ligne {place.line}") if place else ""
        for code, place in places.items()
    }
