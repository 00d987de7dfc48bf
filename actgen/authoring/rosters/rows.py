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
    COMMUNE,
    DATE,
    FONCTION,
    FORMULE,
    NOM,
    ORDRE,
    Column,
    MembersTable,
    genre_of,
)
from actgen.diagnostics import Diagnostic, Location, Mender, Severity
from actgen.facts.phrases.presence import split_civility
from actgen.reading.decoding import forbidden_character, is_forbidden
from actgen.reading.scalars import Problem
from actgen.reading.scalars.dates import parse_date
from actgen.reading.tables import LONGEST, SheetCell
from actgen.text.elision import elision
from actgen.text.grammar import Genre
from actgen.text.keys import cle, majuscules, sans_accents
from actgen.text.messages import say

_NAME = re.compile(r"[^\W\d_](?:[^\W\d_]|[ .’'\-\u2010\u2011])*(?: \d{1,3})?(?: ?\([^\W\d_][^\W_]*\))?")
_PARTICLES = frozenset({"de", "du", "des", "d", "la", "le", "les", "von", "van", "der", "di", "da", "den"})
_CIVILITIES = {Genre.MASCULIN: "M.", Genre.FEMININ: "Mme", Genre.INCONNU: ""}


def civility(genre: Genre) -> str:
    """« M. », « Mme », or nothing."""
    return _CIVILITIES[genre]


def is_name(text: str) -> bool:
    """Whether a text may be a name: letters and what holds them together, nothing that a phrase reads."""
    return _NAME.fullmatch(text) is not None


def surname(text: str) -> str:
    """A surname in capitals, unless it already has a word in capitals (« d’ORNANO »), or a number."""
    kept = text[-1:].isdigit() or any(_capital(word) for word in text.split())
    return text if kept else majuscules(text)


def split_identity(text: str, *, surname_first: bool) -> tuple[Genre, str, str] | None:
    """Gender, first name and surname of « M. Jean DUPONT », « DUPONT Jean »; None when it can't be told.

    Capitals tell the surname; without them, two words are read in the order of the heading.
    """
    civilite, name = split_civility(text)
    genre = genre_of(civilite) or Genre.INCONNU
    words = name.split()
    if len(words) > 1 and words[-1].isdigit():  # « Membre 1 »
        return genre, "", name
    capital = [_capital(word) for word in words]
    if any(capital) and not all(capital):
        if capital[0]:
            end = capital.index(False)
            # « DUPONT Jean », and nothing in capitals after the first name
            return None if any(capital[end:]) else (genre, " ".join(words[end:]), " ".join(words[:end]))
        return genre, *_at_first_capital(words, capital.index(True))
    if len(words) != 2:
        return None
    first, last = (words[1], words[0]) if surname_first else (words[0], words[1])
    return genre, first, last


def _at_first_capital(words: list[str], start: int) -> tuple[str, str]:
    while start > 1 and cle(words[start - 1]) in _PARTICLES:
        start -= 1
    return " ".join(words[:start]), " ".join(words[start:])


def _capital(word: str) -> bool:
    letters = "".join(sign for sign in word if sign.isalpha())
    elided = re.sub(r"^[dDlL]['’]", "", word)
    return len(letters) > 1 and elided.isupper() and not re.fullmatch(r"(?:\w\.-?)+", word)


_ORDINALS = {
    word: rank
    for rank, words in enumerate(
        ("premier premiere", "deuxieme second seconde", "troisieme", "quatrieme", "cinquieme", "sixieme",
         "septieme", "huitieme", "neuvieme", "dixieme", "onzieme", "douzieme", "treizieme", "quatorzieme",
         "quinzieme", "seizieme"), start=1)
    for word in words.split()
}  # fmt: skip
_RANK = re.compile(rf"(?:(\d{{1,2}}) ?(?:er|ere|e|eme|ieme|nd|nde|d|de)?|({'|'.join(_ORDINALS)})) (?=\D)")
_RANK_AFTER = re.compile(r" (?:no |n |numero )?(\d{1,2})$")
_TOWARDS = r"(?: (?:charge|chargee|delegue|deleguee|au maire|a|au|aux|de la|de l|du|de|des|en)\b.*)?"
_KINDS = r"(?: (?:municipal|municipale|communautaire|metropolitain|metropolitaine|syndical|syndicale))?"
_OFFICES: tuple[tuple[str, Genre, str], ...] = (
    ("maire", Genre.INCONNU, r"(?:le |la |madame le |madame la |monsieur le )?maire"),
    ("adjoint", Genre.FEMININ, r"(?:autre )?(?:maire )?adjointe" + _TOWARDS),
    ("adjoint", Genre.MASCULIN, r"(?:autre )?(?:maire )?adjoint" + _TOWARDS),
    ("president", Genre.FEMININ, r"presidente"),
    ("president", Genre.MASCULIN, r"president"),
    ("vice_president", Genre.FEMININ, r"vice presidente" + _TOWARDS),
    ("vice_president", Genre.MASCULIN, r"vice president" + _TOWARDS),
    ("conseiller_delegue", Genre.FEMININ, rf"conseillere{_KINDS} deleguee{_KINDS}" + _TOWARDS),
    ("conseiller_delegue", Genre.MASCULIN, rf"conseiller{_KINDS} delegue{_KINDS}" + _TOWARDS),
    ("conseiller", Genre.FEMININ, rf"(?:autre )?conseillere{_KINDS}|deleguee(?: titulaire)?|elue"),
    ("conseiller", Genre.MASCULIN, rf"(?:autre )?conseiller{_KINDS}|delegue(?: titulaire)?|elu"),
    ("conseiller", Genre.INCONNU, r"membre(?: du (?:bureau|conseil))?|titulaire|conseiller ere(?: .*)?"),
)  # fmt: skip
_PATTERNS = tuple((key, genre, re.compile(pattern)) for key, genre, pattern in _OFFICES)


class Office(Struct, frozen=True):
    """An office: its masculine key, the gender that its word bears, its rank (third deputy: 3)."""

    key: str
    genre: Genre = Genre.INCONNU
    rank: int = 0


def office_of(text: str) -> Office | None:
    """The office that a cell names; an empty cell is a plain member's; None for one that is unknown."""
    words = " ".join(re.findall(r"[a-z0-9]+", sans_accents(text.replace("°", "o")).casefold()))
    if not words:
        return Office("conseiller")
    rank = 0
    if found := _RANK.match(words):
        rank, words = int(found[1]) if found[1] else _ORDINALS[found[2]], words[found.end() :]
    elif found := _RANK_AFTER.search(words):
        rank, words = int(found[1]), words[: found.start()]
    return next(
        (Office(key, genre, rank) for key, genre, pattern in _PATTERNS if pattern.fullmatch(words)), None
    )


Named = tuple[Genre, str, str, Location]
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


class RowReader(Struct):
    """Reads the rows of a table; findings gather in `findings`, texts that are dates in `dates_as_text`."""

    table: MembersTable
    findings: list[Diagnostic] = field(default_factory=list)
    dates_as_text: list[SheetCell] = field(default_factory=list)

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
        office = self._office(row)
        genre = self._genre(row)
        debut, fin = self._bounds(row)
        order = self._order(row)
        if named is None or office is None:
            return None
        told, prenom, nom, place = named
        genre = told if genre is Genre.INCONNU else genre
        return Person(number, prenom, nom, genre, office, place, order, debut, fin)

    def _named(self, row: tuple[SheetCell, ...], place: Location) -> Named | None:
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
        read = split_identity(cell.text, surname_first=self._surname_first()) if is_name(cell.text) else None
        if read is None:
            self.findings.append(
                NOM.finding(
                    say("Suppléant « {texte} » : on ne sait pas le nom ni le prénom.", texte=cell.text),
                    cell.place,
                    hint=say(_CAPITALS),
                )
            )
            return ""
        genre, prenom, nom = read
        return f"{civility(genre)} {prenom} {surname(nom)}".strip()

    def _surname_first(self) -> bool:
        """As the heading says; one that says nothing of it follows the column of members."""
        row = self.table.sheet.rows[self.table.head]
        titles = (
            row[self.table.columns[each]].text
            for each in (Column.SUPPLEANT, Column.IDENTITE)
            if each in self.table.columns
        )
        told = (cle(title) for title in titles)
        return next((title.startswith("nom") for title in told if title.startswith(("nom", "prenom"))), True)
