"""Spreadsheets made to harm: each is refused quickly, at its name, with a code and in French."""

from __future__ import annotations

import io
import time
import tracemalloc
import zipfile
import zlib
from collections.abc import Callable
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from actgen.reading.tables import LIMIT
from actgen.reading.tables.workbooks import opened
from tests.authoring.classeurs import COUNCIL, HEAD, read, saved, under_another_name, with_part, workbook

SHEET = "xl/worksheets/sheet1.xml"


@cache
def _bomb() -> bytes:
    """A hundred kilobytes that unpack to a hundred megabytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b" " * 100_000_000)
    return out.getvalue()


def _liar() -> bytes:
    """The same bomb, whose directory says that it is small."""
    content = bytearray(_bomb())
    size = (100_000_000).to_bytes(4, "little")
    while (at := content.find(size)) >= 0:
        content[at : at + 4] = (1_000).to_bytes(4, "little")
        content[at - 8 : at - 4] = zlib.crc32(b" " * 1_000).to_bytes(4, "little")
    return bytes(content)


def _entities(part: bytes) -> bytes:
    head = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    return head + part.replace(b"Membre", b"&b;")


def _many_parts() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("xl/workbook.xml", b"<x/>")
        for number in range(600):
            archive.writestr(f"xl/{number}.xml", b"<x/>")
    return out.getvalue()


def _far_cell() -> bytes:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet["XFD1048576"] = "loin"
    return saved(book)


def _merge(reference: bytes) -> bytes:
    merge = b'<mergeCells count="1"><mergeCell ref="' + reference + b'"/></mergeCells>'
    return with_part(workbook(), SHEET, lambda part: part.replace(b"</sheetData>", b"</sheetData>" + merge))


def _open_document() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("mimetype", b"application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", b"<x/>")
    return out.getvalue()


def _charts_alone() -> bytes:
    book = Workbook()
    book.create_chartsheet()
    assert book.active is not None
    book.remove(book.active)
    return saved(book)


@cache
def _many_cells() -> bytes:
    return workbook([HEAD, *[["x"] * 60] * 1_900])


def _merged_under(name: str) -> bytes:
    return under_another_name(_merge(b"A1:XFD1048576"), SHEET, f"xl/worksheets/{name}")


HOSTILE: dict[str, Callable[[], bytes | str]] = {
    "bomb": lambda: _bomb(),
    "lying bomb": lambda: _liar(),
    "entities": lambda: with_part(workbook(), "xl/styles.xml", _entities),
    "entities in the sheet": lambda: with_part(workbook(), SHEET, _entities),
    "six hundred parts": lambda: _many_parts(),
    "a cell in the last corner": lambda: _far_cell(),
    "a merge of all cells": lambda: _merge(b"A1:XFD1048576"),
    "a merge of all cells in a part of another name": lambda: _merged_under("sheet1.dat"),
    "a merge of all cells in a part in capitals": lambda: _merged_under("sheet1.XML"),
    "too many cells in a part of another name": lambda: under_another_name(
        _many_cells(), SHEET, "xl/worksheets/sheet1"
    ),
    "no sheet of cells": lambda: _charts_alone(),
    "a merge hidden by entities": lambda: _merge(b"&#65;1:XFD1048576"),
    "a merge of nothing": lambda: _merge(b"zz"),
    "too many cells": lambda: _many_cells(),
    "too many rows": lambda: workbook([HEAD, *[COUNCIL[0]] * 2_100]),
    "half a workbook": lambda: workbook()[:2_000],
    "no workbook": lambda: b"PK\x03\x04" + b"x" * 200,
    "open document": lambda: _open_document(),
    "broken sheet": lambda: with_part(workbook(), SHEET, lambda part: part[:-40]),
    "strange sheet": lambda: with_part(workbook(), SHEET, lambda part: part.replace(b'r="A1"', b'r="1A"')),
    "old Excel": lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600,
    "PDF": lambda: b"%PDF-1.7\n",
    "binary": lambda: b"Nom;Prenom\n\x00\x01",
    "endless field": lambda: "Nom;Prénom\n" + "x" * 200_000,
    "too many lines": lambda: "Nom;Prénom\n" + "Un;Membre\n" * 2_100,
    "nothing": lambda: b"",
}


@pytest.mark.parametrize("build", HOSTILE.values(), ids=HOSTILE.keys())
def test_a_hostile_file_gives_one_finding_in_no_time(build: Callable[[], bytes | str]) -> None:
    content = build()
    begun = time.process_time()
    roster, told = read(content)
    spent = time.process_time() - begun
    assert roster.membres == ()
    assert [each.code for each in told] in (["TABLEAU-FICHIER"], ["TABLEAU-ENTETES"], ["TABLEAU-NOM"]), told
    assert told[0].location is not None and told[0].location.file.startswith("membres.")
    assert spent < 10


@pytest.mark.parametrize("name", ["bomb", "lying bomb"])
def test_a_bomb_is_not_unpacked(name: str) -> None:
    content = HOSTILE[name]()
    tracemalloc.start()
    read(content)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 10_000_000


def test_links_to_other_workbooks_are_not_followed_and_formulas_not_computed() -> None:
    rows = [HEAD, ("M.", "='[http://127.0.0.1:9/x.xlsx]A'!A1", "Un", "Maire", 1)]
    _, told = read(workbook(rows))
    assert [each.code for each in told] == ["TABLEAU-FORMULE"]


def test_a_formula_in_a_csv_is_no_name() -> None:
    _, told = read('Nom;Prénom;Fonction\n"=HYPERLINK(""x"")";Membre;Maire\n')
    assert "TABLEAU-NOM" in {each.code for each in told}


def test_a_good_workbook_has_no_fault() -> None:
    assert isinstance(opened(workbook()), bytes)
    assert len(workbook([HEAD, *COUNCIL * 50])) < LIMIT


@given(st.binary(max_size=400))
def test_any_bytes_give_findings(content: bytes) -> None:
    for start in (b"", b"PK\x03\x04", "Nom;Prénom;Fonction\n".encode()):
        roster, told = read(start + content)
        assert roster.membres or told


@given(st.text(max_size=60), st.text(max_size=60), st.text(max_size=30), st.text(max_size=30))
def test_any_words_in_the_cells_give_members_or_findings(
    first: str, last: str, office: str, day: str
) -> None:
    cells = (each.replace(";", " ").replace('"', " ") for each in (first, last, office, day))
    content = "Prénom;Nom;Fonction;Début de mandat\n" + ";".join(cells) + "\nMembre;Un;Maire;18/05/2020\n"
    roster, told = read(content.encode("utf-8", "replace"))
    assert told
    assert all("\n" not in phrase for _, phrase in roster.membres)


def test_a_part_of_another_name_is_counted() -> None:
    """What opens in no memory is not what is opened: the library follows relations, whatever the name."""
    assert opened(_merged_under("sheet1.dat")) == opened(_merge(b"A1:XFD1048576"))
    assert isinstance(opened(under_another_name(workbook(), SHEET, "xl/worksheets/s.dat")), bytes)


def test_a_workbook_that_takes_too_much_is_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("actgen.reading.apart._PROCESSOR", 0)
    _, told = read(workbook([HEAD, ("M.", "Membre", "Lent", "Maire", 1)]))
    assert [each.code for each in told] == ["TABLEAU-FICHIER"]
    assert "trop de temps ou de mémoire" in told[0].message
