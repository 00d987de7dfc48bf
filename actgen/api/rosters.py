"""A table of members that a page was given: what is read of it, what is left out, and what it would write."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from hashlib import sha256

from msgspec import Struct

from actgen.api.wording import said
from actgen.authoring.rosters import (
    Column,
    MembersTable,
    Person,
    Roster,
    civility,
    find_table,
    genre_before,
    genre_of,
    read_members,
)
from actgen.base.diagnostics import Diagnostic, Severity
from actgen.base.records import replace
from actgen.base.text.grammar import Genre
from actgen.base.text.messages import say, shorten
from actgen.law.natures import GenreCollectivite
from actgen.reading.decoding import showable
from actgen.reading.sources import Source, french_size
from actgen.reading.tables import FICHIER, LIMIT, Area, FoundSheets, Sheet, SheetCell, read_sheets

_LONGEST = 80


class Colonne(Struct, frozen=True):
    """A column of the table: its heading, and what it is read as; empty for one that is left out."""

    titre: str
    sens: str


class Rangee(Struct, frozen=True):
    """A row of the table as it stands, and what is read of it, by what a page asks of a member.

    `rang`: its number, from 0. `prise` is false for « Total : 11 membres », `laissee` true for one that
    somebody left aside. `fautes`: what is wrong in its cells.
    """

    rang: int
    cellules: tuple[str, ...]
    prise: bool
    laissee: bool = False
    lu: Mapping[str, str] = {}
    fautes: tuple[Diagnostic, ...] = ()


Corrections = Mapping[int, Mapping[str, str]]
"""What somebody typed instead of what was read, by the number of the row, then by what a page asks."""
RUBRIQUES = {
    "prenom": Column.PRENOM,
    "nom": Column.NOM,
    "civilite": Column.CIVILITE,
    "fonction": Column.FONCTION,
    "ordre": Column.ORDRE,
    "debut": Column.DEBUT,
    "election": Column.ELECTION,
    "fin": Column.FIN,
    "commune": Column.COMMUNE,
    "suppleant": Column.SUPPLEANT,
}
"""What can be corrected of a row; the first four whatever the table has."""
_ALWAYS = ("prenom", "nom", "civilite", "fonction")


class Apercu(Struct, frozen=True):
    """What a file gives: its table as it stands, the members by key and phrase, and what is wrong with it.

    `fusions`: how many cells are merged there; they say nothing of who each of their values is for.
    `rubriques`: what is asked of each row, with its name.
    """

    feuille: str
    colonnes: tuple[Colonne, ...]
    rangees: tuple[Rangee, ...]
    membres: tuple[tuple[str, str], ...]
    findings: tuple[Diagnostic, ...]
    fusions: int
    rubriques: tuple[tuple[str, str], ...] = ()

    @property
    def juste(self) -> bool:
        """Whether its members can be taken: there are some, and no error."""
        wrong = any(each.severity is Severity.ERROR for each in self.findings)
        return bool(self.membres) and not wrong


def read_table(
    name: str,
    content: bytes,
    *,
    commune: bool,
    spread: bool = False,
    corrections: Corrections | None = None,
    laissees: frozenset[int] = frozenset(),
) -> Apercu:
    """The members of a workbook or of a CSV file, for a commune's council or another's.

    `spread`: the value of merged cells is that of each of them. Nothing in the file is trusted: what it is
    made of is counted before it is opened, and it is opened in a process apart.
    """
    shown = shorten(showable(name.rpartition("/")[2].rpartition("\\")[2]), _LONGEST) or "tableau"
    source = Source(shown, content, sha256(content).hexdigest())
    if len(content) > LIMIT:
        size = french_size(LIMIT)
        told = FICHIER.finding(say("Ce tableau est trop gros : plus de {taille}.", taille=size))
        return Apercu("", (), (), (), (told,), 0)
    found = read_sheets(source)
    table, told_of = find_table(found)
    merged = table.merged if table is not None else ()
    if spread and merged:
        table, told_of = find_table(FoundSheets(tuple(_spread(each, merged) for each in found.sheets)))
    fusions = sum((each.bottom - each.top + 1) * (each.right - each.left + 1) for each in merged)
    if table is None:
        return Apercu("", (), (), (), told_of, fusions)
    genre = GenreCollectivite.COMMUNE if commune else GenreCollectivite.EPCI
    mended = table.mended(_by_column(corrections or {}), laissees)
    read = read_members(mended, genre)
    findings = tuple(map(said, (*told_of, *read.findings)))
    asked = [each for each, column in RUBRIQUES.items() if each in _ALWAYS or column in table.columns]
    rows = tuple(_rows(table, mended, read, findings, asked))
    titles = tuple((each, _TITLES.get(each, RUBRIQUES[each].value)) for each in asked)
    return Apercu(table.sheet.name, _columns(table), rows, read.membres, findings, fusions, titles)


_TITLES = {"nom": "NOM", "debut": "Début", "fin": "Fin", "election": "Élection"}


def _by_column(corrections: Corrections) -> dict[int, dict[Column, str]]:
    return {
        rank: {RUBRIQUES[each]: text for each, text in told.items() if each in RUBRIQUES}
        for rank, told in corrections.items()
    }


def _columns(table: MembersTable) -> tuple[Colonne, ...]:
    senses = {rank: column.value for column, rank in table.columns.items()}
    head = table.sheet.rows[table.head]
    return tuple(Colonne(head[rank].text, senses.get(rank, "")) for rank in _kept(table))


def _kept(table: MembersTable) -> list[int]:
    """The columns that have a heading."""
    return [rank for rank, cell in enumerate(table.sheet.rows[table.head]) if not cell.empty]


def _rows(
    table: MembersTable,
    mended: MembersTable,
    read: Roster,
    findings: tuple[Diagnostic, ...],
    asked: list[str],
) -> Iterator[Rangee]:
    taken, left = dict(table.rows), dict(table.totals)
    kept, persons = _kept(table), {each.row: each for each in read.personnes}
    for number, row in sorted((taken | left).items()):
        cells = tuple(row[rank].text for rank in kept)
        if number in left and not any(cells):
            cells = (next(cell.text for cell in row if not cell.empty), *cells[1:])
        places = {cell.place for cell in row}
        yield Rangee(
            number,
            cells,
            number in taken,
            number in mended.aside,
            _as_read(mended, mended.sheet.rows[number], persons.get(number), asked),
            tuple(each for each in findings if places.intersection(each.locations)),
        )


def _as_read(
    table: MembersTable, row: tuple[SheetCell, ...], person: Person | None, asked: list[str]
) -> dict[str, str]:
    """What is read of a row; of one whose name can't be told, what its other cells say."""
    cells = {each: table.cell(row, RUBRIQUES[each]) for each in asked}
    said = {each: cell.text if cell is not None else "" for each, cell in cells.items()}
    if person is not None:
        return said | {"prenom": person.prenom, "nom": person.nom, "civilite": civility(person.genre)}
    whole = table.cell(row, Column.IDENTITE)
    known = genre_of(said["civilite"]) or Genre.INCONNU
    if known is Genre.INCONNU and whole is not None:
        known = genre_before(whole.text)
    return said | {"civilite": civility(known)}


def _spread(sheet: Sheet, merged: tuple[Area, ...]) -> Sheet:
    """The sheet without these merges, each of their cells with the value that the first one had."""
    rows = [list(row) for row in sheet.rows]
    areas = [area for area in sheet.merged if area in merged]
    for area in areas:
        for number in range(area.top, min(area.bottom + 1, len(rows))):
            for rank in range(area.left, min(area.right + 1, len(rows[number]))):
                rows[number][rank] = _same(rows[number][rank], rows[area.top][area.left])
    left = tuple(area for area in sheet.merged if area not in areas)
    return replace(sheet, rows=tuple(map(tuple, rows)), merged=left)


def _same(cell: SheetCell, first: SheetCell) -> SheetCell:
    return SheetCell(first.value, cell.place, first.formula)
