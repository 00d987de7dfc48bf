"""What a row of a roster says: a person by their name and office, the seats that they hold.

A name, an office, a gender are read as councils write them; what is unclear is a finding at its cell.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from msgspec import Struct, field

from actgen.authoring.rosters.headings import (
    CIVILITE,
    COLONNE,
    COMMUNE,
    DATE,
    FONCTION,
    FORMULE,
    NOM,
    ORDRE,
    Column,
    MembersTable,
    MendedCell,
    genre_of,
)
from actgen.authoring.rosters.names import (
    Doubt,
    Identity,
    genre_before,
    is_name,
    pair_identity,
    split_identity,
    told_identity,
)
from actgen.authoring.rosters.offices import Office, office_of
from actgen.base.diagnostics import Diagnostic, Location, Mender, Severity
from actgen.base.text.elision import elision
from actgen.base.text.grammar import Genre
from actgen.base.text.keys import cle
from actgen.base.text.messages import enumerate_words, say
from actgen.reading.decoding import forbidden_character, is_forbidden
from actgen.reading.scalars import Problem
from actgen.reading.scalars.dates import parse_date
from actgen.reading.tables import LONGEST, SheetCell

_BOTH = "Écrivez le prénom seul dans l'une, le nom de famille en capitales dans l'autre."
_DOUBTS = {
    Doubt.ORDRE: (
        "Sans capitales qui les distinguent, prénom et nom sont lus dans l'ordre du titre : ",
        "Vérifiez chacun dans les colonnes Prénom et NOM.",
    ),
    Doubt.CAPITALES: ("Des prénoms en capitales sont récrits : ", "Ajoutez les accents qui leur manquent."),
    Doubt.DEUX_NOMS: (
        "Deux noms de famille sont gardés, comme dans le tableau : ",
        "Les actes les écriront tous deux : gardez le seul nom d'usage si c'est lui que la personne emploie.",
    ),
    Doubt.PARTICULE: (
        "Des prénoms ressemblent à une particule de nom : ",
        "Vérifiez où commence le nom de famille.",
    ),
}
_CIVILITIES = {Genre.MASCULIN: "M.", Genre.FEMININ: "Mme", Genre.INCONNU: ""}


def civility(genre: Genre) -> str:
    """« M. », « Mme », or nothing."""
    return _CIVILITIES[genre]


Named = tuple[Identity, Location]
_SAID_OFFICES = (
    "Écrivez maire, adjoint, conseiller délégué, conseiller, président ou vice-président, "
    "au masculin ou au féminin."
)


class Person(Struct, frozen=True):
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


def surname_first(table: MembersTable, *columns: Column) -> bool | None:
    """Whether the surname comes first, as the heading of one of these tells; None when none does."""
    row = table.sheet.rows[table.head]
    titles = (cle(row[table.columns[each]].text) for each in columns if each in table.columns)
    return next((title.startswith("nom") for title in titles if title.startswith(("nom", "prenom"))), None)


class RowReader(Struct):
    """Reads the rows of a table; findings gather in `findings`, texts that are dates in `dates_as_text`."""

    table: MembersTable
    findings: list[Diagnostic] = field(default_factory=list)
    dates_as_text: list[SheetCell] = field(default_factory=list)
    doubts: list[tuple[Identity, Location]] = field(default_factory=list)
    charges: list[SheetCell] = field(default_factory=list)

    def persons(self) -> Iterator[Person]:
        """The persons of the rows that can be read."""
        for number, row in self.table.rows:
            if self._sound(row) and (person := self._person(number, row)) is not None:
                yield person

    def _sound(self, row: tuple[SheetCell, ...]) -> bool:
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

    def _person(self, number: int, row: tuple[SheetCell, ...]) -> Person | None:
        place = next(row[rank].place for rank in self.table.columns.values() if not row[rank].empty)
        named = self._named(row, place)
        office = self._office(row) or Office("conseiller")  # what was said of it stops the file as it is
        genre = self._genre(row)
        debut, fin = self._bounds(row)
        order = self._order(row)
        if named is None:
            return None
        identity, place = named
        if identity.doubt is not None:
            self.doubts.append((identity, place))
        genre = identity.genre if genre is Genre.INCONNU else genre
        return Person(number, identity.prenom, identity.nom, genre, office, place, order, debut, fin)

    def _named(self, row: tuple[SheetCell, ...], place: Location) -> Named | None:
        """Whom the row names, and the place of the name."""
        whole, first, last = (
            self.table.cell(row, each) for each in (Column.IDENTITE, Column.PRENOM, Column.NOM)
        )
        if last is not None and first is not None and isinstance(last, MendedCell):
            return self._told(first, last, genre_before(whole.text) if whole else Genre.INCONNU)
        main = whole or last
        assert main is not None, "a table has a column of names"
        if main.empty:
            return self._name(say("Cette ligne n'a pas de nom."), main.place)
        if whole is not None:
            return self._whole(whole)
        if first is not None and first.empty:
            return self._name(say("{nom} n'a pas de prénom.", nom=main.text), first.place)
        for cell in (main, first):
            if cell is not None and not is_name(cell.text):
                return self._name(say("« {texte} » n'est pas un nom.", texte=cell.text), cell.place)
        read = pair_identity(first.text if first else "", main.text)
        if read is None:
            said = first.text if first else ""
            return self._name(
                say("Prénom « {prenom} », nom « {nom} » : on ne sait pas où finit le prénom.",
                    prenom=said, nom=main.text),
                main.place, _BOTH,
            )  # fmt: skip
        return read, main.place

    def _whole(self, cell: SheetCell) -> Named | None:
        if not is_name(cell.text):
            return self._name(say("« {texte} » n'est pas un nom.", texte=cell.text), cell.place)
        read = split_identity(cell.text, surname_first=surname_first(self.table, Column.IDENTITE))
        if read is None:
            return self._name(
                say("« {texte} » : on ne sait pas où finit le prénom.", texte=cell.text),
                cell.place,
                "Écrivez le nom de famille en capitales : « Prénom NOM ».",
            )
        return read, cell.place

    def _told(self, first: SheetCell, last: SheetCell, genre: Genre) -> Named | None:
        """What somebody typed instead of what was read."""
        read = told_identity(first.text, last.text, genre)
        if read is None and not last.text:
            return self._name(say("Cette ligne n'a pas de nom."), last.place)
        if read is None:
            message = "« {prenom} » et « {nom} » ne font pas un prénom et un nom."
            return self._name(say(message, prenom=first.text, nom=last.text), last.place, _BOTH)
        return read, last.place

    def _office(self, row: tuple[SheetCell, ...]) -> Office | None:
        cell = self.table.cell(row, Column.FONCTION)
        found = office_of(cell.text) if cell is not None else Office("conseiller")
        if found is None and cell is not None:
            self._say(
                FONCTION.finding(
                    say("La fonction « {texte} » n'est pas connue.", texte=cell.text),
                    cell.place,
                    hint=say(_SAID_OFFICES),
                )
            )
        elif cell is not None and found is not None and found.charge:
            self.charges.append(cell)
        return found

    def _genre(self, row: tuple[SheetCell, ...]) -> Genre:
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

    def _bounds(self, row: tuple[SheetCell, ...]) -> tuple[date | None, date | None]:
        started = self.table.cell(row, Column.DEBUT) or self.table.cell(row, Column.ELECTION)
        return self._day(started), self._day(self.table.cell(row, Column.FIN))

    def _day(self, cell: SheetCell | None) -> date | None:
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

    def _order(self, row: tuple[SheetCell, ...]) -> int | None:
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

    def told_names(self) -> Iterator[Diagnostic]:
        """Names that neither capitals nor particles told: as they were read, to be looked at."""
        for doubt, (message, hint) in _DOUBTS.items():
            found = [(read, place) for read, place in self.doubts if read.doubt is doubt]
            if found:
                shown = [f"{read.prenom} {read.nom}" for read, _ in found]
                yield NOM.finding(
                    say(message) + enumerate_words(shown[:12], "et") + ("…" if len(shown) > 12 else "."),
                    *(place for _, place in found[:12]),
                    hint=say(hint),
                    severity=Severity.WARNING,
                )

    def told_charges(self) -> Iterator[Diagnostic]:
        """What members are in charge of: a decree of the mayor says it, and no act takes it from here."""
        if self.charges:
            yield COLONNE.finding(
                say("Les délégations ne sont pas reprises : ")
                + enumerate_words([cell.text for cell in self.charges[:12]], "et")
                + ("…" if len(self.charges) > 12 else "."),
                *(cell.place for cell in self.charges[:12]),
                hint=say("Le rang de chacun est gardé par l'ordre de la fiche ; une délégation se prouve par "
                         "l'arrêté du maire ou du président, et aucun acte ne la lit ici."),
            )  # fmt: skip

    def told_dates(self) -> Iterator[Diagnostic]:
        """Dates that are texts, as they were read: a spreadsheet did not take them for dates."""
        if self.dates_as_text:
            cells = self.dates_as_text
            yield DATE.finding(
                say("Une date est écrite comme un texte ; elle est lue « {jour} ».", jour=cells[0].text)
                if len(cells) == 1
                else say("{nombre} dates sont écrites comme des textes, jour d'abord.", nombre=len(cells)),
                *(cell.place for cell in cells[:12]),
                hint=say("À vérifier dans la fiche : « depuis le … », « jusqu'au … »."),
                severity=Severity.WARNING,
            )


_NOBODY = frozenset({"", "-", "–", "—", "/", "neant", "aucun", "aucune", "sans"})
# « commune de Le Mans » is written « commune du Mans » by people: the bare name is read as it is
_ARTICLE = re.compile(r"l(?:e|a|es)\s|l['’]", re.IGNORECASE)
_CAPITALS = "Écrivez le nom de famille en capitales : « Mme Prénom NOM »."


class Seat(Struct, frozen=True):
    """The commune of a member and the substitute, « Mme Prénom NOM »; empty for what is not told."""

    commune: str = ""
    suppleant: str = ""

    @property
    def phrases(self) -> Iterator[str]:
        """As a line of collectivites/ says them after the name."""
        if self.commune:
            article = _ARTICLE.match(self.commune)
            yield f"commune {self.commune}" if article else elision("commune de", self.commune)
        if self.suppleant:
            feminine = self.suppleant.startswith("Mme ")
            yield f"{'suppléante' if feminine else 'suppléant'} {self.suppleant}"


NO_SEAT = Seat()


class SeatReader(Struct):
    """Reads the seats of a table's rows; what can't be read is a finding at its cell."""

    table: MembersTable
    findings: list[Diagnostic] = field(default_factory=list)
    doubts: list[tuple[Identity, Location]] = field(default_factory=list)

    def seats(self) -> dict[int, Seat]:
        """By the number of the row, from 0."""
        return {number: Seat(self._commune(row), self._suppleant(row)) for number, row in self.table.rows}

    def _commune(self, row: tuple[SheetCell, ...]) -> str:
        cell = self.table.cell(row, Column.COMMUNE)
        if cell is None or cell.empty:
            return ""
        if not is_name(cell.text):
            self.findings.append(
                COMMUNE.finding(
                    say("« {texte} » n'est pas un nom de commune.", texte=cell.text),
                    cell.place,
                    hint=say("Écrivez le nom de la commune, et rien d'autre."),
                )
            )
            return ""
        return cell.text

    def _suppleant(self, row: tuple[SheetCell, ...]) -> str:
        cell = self.table.cell(row, Column.SUPPLEANT)
        if cell is None or cle(cell.text) in _NOBODY:
            return ""
        order = surname_first(self.table, Column.SUPPLEANT, Column.IDENTITE)
        read = split_identity(cell.text, surname_first=order) if is_name(cell.text) else None
        if read is None:
            self.findings.append(
                NOM.finding(
                    say("Suppléant « {texte} » : on ne sait pas le nom ni le prénom.", texte=cell.text),
                    cell.place,
                    hint=say(_CAPITALS),
                )
            )
            return ""
        if read.doubt is not None:
            self.doubts.append((read, cell.place))
        return f"{civility(read.genre)} {read.prenom} {read.nom}".strip()
