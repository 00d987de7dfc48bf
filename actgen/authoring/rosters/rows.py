"""A row of the table → a person: name, office, rank, days of the mandate; what is unclear is said."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import field
from datetime import date

from actgen.diagnostics import Diagnostic, Location, Mender, Severity
from actgen.reading.characters import forbidden_character, is_forbidden
from actgen.reading.scalars import Problem
from actgen.reading.scalars.dates import parse_date
from actgen.reading.tables import LONGEST, Cell
from actgen.records import dataclass
from actgen.text.grammar import Genre
from actgen.text.keys import cle
from actgen.text.messages import say

from .codes import CIVILITE, DATE, FONCTION, FORMULE, NOM, ORDRE
from .headings import Column, Table
from .names import genre_of, is_name, split_identity, surname
from .offices import Office, office_of

Named = tuple[Genre, str, str, Location]
_OFFICES = (
    "Écrivez maire, adjoint, conseiller délégué, conseiller, président ou vice-président, "
    "au masculin ou au féminin."
)


@dataclass(frozen=True, slots=True)
class Person:
    """A member as the spreadsheet tells it. `row` from 0; `order` is what the column of ranks says."""

    row: int
    prenom: str
    nom: str
    genre: Genre
    office: Office
    place: Location
    order: int | None = None
    debut: date | None = None
    fin: date | None = None

    @property
    def nom_complet(self) -> str:
        return f"{self.prenom} {self.nom}".strip()


@dataclass
class RowReader:
    """Reads the rows of a table; findings gather in `findings`, texts that are dates in `dates_as_text`."""

    table: Table
    findings: list[Diagnostic] = field(default_factory=list)
    dates_as_text: list[Cell] = field(default_factory=list)

    def persons(self) -> Iterator[Person]:
        """The persons of the rows that can be read."""
        for number, row in self.table.rows:
            if self._sound(row) and (person := self._person(number, row)) is not None:
                yield person

    def _sound(self, row: tuple[Cell, ...]) -> bool:
        """Whether each cell that is read can be: no formula without a result, no invisible sign."""
        before = len(self.findings)
        for column, rank in self.table.columns.items():
            cell = row[rank]
            if cell.formula:
                self._say(
                    FORMULE.finding(
                        say("La formule de la colonne « {titre} » n'a pas de résultat.", titre=column.value),
                        cell.place,
                        hint=say(
                            "Remplacez-la par sa valeur, ou ouvrez puis enregistrez le classeur dans Excel."
                        ),
                    )
                )
            elif isinstance(cell.value, str) and (sign := is_forbidden(cell.value.replace("\n", " "))):
                self._say(forbidden_character(sign, cell.place, mender=Mender.SECRETAIRE))
            elif len(cell.text) > LONGEST:
                self._name(say("Une cellule a plus de {nombre} signes.", nombre=LONGEST), cell.place)
        return len(self.findings) == before

    def _person(self, number: int, row: tuple[Cell, ...]) -> Person | None:
        place = next(row[rank].place for rank in self.table.columns.values() if not row[rank].empty)
        named = self._named(row, place)
        office = self._office(row)
        genre = self._genre(row)
        debut, fin = self._bounds(row)
        order = self._order(row)
        if named is None or office is None:
            return None
        told, prenom, nom, place = named
        genre = told if genre is Genre.INCONNU else genre
        return Person(number, prenom, nom, genre, office, place, order, debut, fin)

    def _named(self, row: tuple[Cell, ...], place: Location) -> Named | None:
        """Gender, first name, surname and the place of the name."""
        whole, last, first = (
            self.table.cell(row, each) for each in (Column.IDENTITE, Column.NOM, Column.PRENOM)
        )
        main = whole or last
        assert main is not None, "a table has a column of names"
        if main.empty:
            return self._name(say("Cette ligne n'a pas de nom."), main.place)
        if whole is not None:
            if not is_name(whole.text):
                return self._name(say("« {texte} » n'est pas un nom.", texte=whole.text), whole.place)
            title = self.table.sheet.rows[self.table.head][self.table.columns[Column.IDENTITE]].text
            split = split_identity(whole.text, surname_first=not cle(title).startswith("prenom"))
            if split is None:
                return self._name(
                    say("« {texte} » : on ne sait pas où finit le prénom.", texte=whole.text),
                    whole.place,
                    "Écrivez le nom de famille en capitales : « Prénom NOM ».",
                )
            genre, prenom, nom = split
            return genre, prenom, surname(nom), whole.place
        if first is not None and first.empty:
            return self._name(say("{nom} n'a pas de prénom.", nom=main.text), first.place)
        for cell in (main, first):
            if cell is not None and not is_name(cell.text):
                return self._name(say("« {texte} » n'est pas un nom.", texte=cell.text), cell.place)
        return Genre.INCONNU, first.text if first else "", surname(main.text), main.place

    def _office(self, row: tuple[Cell, ...]) -> Office | None:
        cell = self.table.cell(row, Column.FONCTION)
        found = office_of(cell.text) if cell is not None else Office("conseiller")
        if found is None and cell is not None:
            self._say(
                FONCTION.finding(
                    say("La fonction « {texte} » n'est pas connue.", texte=cell.text),
                    cell.place,
                    hint=say(_OFFICES),
                )
            )
        return found

    def _genre(self, row: tuple[Cell, ...]) -> Genre:
        cell = self.table.cell(row, Column.CIVILITE)
        found = genre_of(cell.text) if cell is not None else Genre.INCONNU
        if found is None and cell is not None:
            self._say(
                CIVILITE.finding(
                    say("« {texte} » ne dit ni M. ni Mme.", texte=cell.text),
                    cell.place,
                    hint=say("Écrivez « M. » ou « Mme »."),
                )
            )
        return found or Genre.INCONNU

    def _bounds(self, row: tuple[Cell, ...]) -> tuple[date | None, date | None]:
        started = self.table.cell(row, Column.DEBUT) or self.table.cell(row, Column.ELECTION)
        return self._day(started), self._day(self.table.cell(row, Column.FIN))

    def _day(self, cell: Cell | None) -> date | None:
        if cell is None or cell.empty:
            return None
        if isinstance(cell.value, date):
            return cell.value
        read = parse_date(cell.text) if isinstance(cell.value, str) else None
        if isinstance(read, date):
            if self.table.sheet.typed:
                self.dates_as_text.append(cell)
            return read
        message = read.message if isinstance(read, Problem) else say(
            "« {texte} » est un nombre, et non une date.", texte=cell.text
        )  # fmt: skip
        hint = (read.hint if isinstance(read, Problem) else "") or say(
            "Donnez à la cellule le format « Date »."
        )
        self._say(DATE.finding(message, cell.place, hint=hint))
        return None

    def _order(self, row: tuple[Cell, ...]) -> int | None:
        cell = self.table.cell(row, Column.ORDRE)
        if cell is None:
            return None
        text = cell.text.rstrip(".")
        if text.isascii() and text.isdigit() and len(text) < 5:
            return int(text)
        self._say(
            ORDRE.finding(
                say("« {texte} » n'est pas un rang du tableau.", texte=cell.text)
                if text
                else say("Cette ligne n'a pas de rang dans le tableau."),
                cell.place,
                hint=say("Écrivez un nombre : 1 pour le maire ou le président, puis 2, 3…"),
            )
        )
        return None

    def _name(self, message: str, place: Location, hint: str = "") -> Named | None:
        advice = hint or "Complétez cette cellule, ou supprimez la ligne si ce n'est pas un membre."
        self._say(NOM.finding(message, place, hint=say(advice)))
        return None

    def _say(self, finding: Diagnostic) -> None:
        self.findings.append(finding)

    def told_dates(self) -> Iterator[Diagnostic]:
        """Dates that are texts, as they were read: a spreadsheet did not take them for dates."""
        if self.dates_as_text:
            cells = self.dates_as_text
            yield DATE.finding(
                say("Une date est écrite comme un texte ; elle est lue « {jour} ».", jour=cells[0].text)
                if len(cells) == 1
                else say("{nombre} dates sont écrites comme des textes, jour d'abord.", nombre=len(cells)),
                *(cell.place for cell in cells[:12]),
                hint=say("Vérifiez-les dans le fichier écrit : « depuis le … », « jusqu'au … »."),
                severity=Severity.WARNING,
            )
