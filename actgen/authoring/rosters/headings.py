"""The sheet, the line of headings and the columns: where the table of members is in a file."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum

from msgspec import Struct

from actgen.base.diagnostics import Diagnostic
from actgen.base.records import replace
from actgen.base.rules import rule
from actgen.base.text.grammar import Genre
from actgen.base.text.keys import cle, sans_accents
from actgen.base.text.lists import enumeration
from actgen.base.text.messages import enumerate_words, say
from actgen.reading.tables import Area, FoundSheets, Sheet, SheetCell

ENTETES = rule("TABLEAU-ENTETES")
FEUILLES = rule("TABLEAU-FEUILLES")
FUSION = rule("TABLEAU-FUSION")
MASQUE = rule("TABLEAU-MASQUE")
FORMULE = rule("TABLEAU-FORMULE")
NOM = rule("TABLEAU-NOM")
CIVILITE = rule("TABLEAU-CIVILITE")
FONCTION = rule("TABLEAU-FONCTION")
SANS_TETE = rule("TABLEAU-SANS-TETE")
DATE = rule("TABLEAU-DATE")
ORDRE = rule("TABLEAU-ORDRE")
COMMUNE = rule("TABLEAU-COMMUNE")
COLONNE = rule("TABLEAU-COLONNE")


_SEARCHED = 40
_SHOWN = 12


_WOMAN = frozenset({"mme", "mmes", "madame", "f", "femme", "feminin", "mlle", "melle", "mademoiselle"})
_MAN = frozenset({"m", "m.", "mr", "monsieur", "h", "homme", "masculin"})


def genre_of(text: str) -> Genre | None:
    """The gender that a cell says; None when it says something else."""
    word = cle(text).rstrip(".")
    if not word:
        return Genre.INCONNU
    if word in _WOMAN:
        return Genre.FEMININ
    return Genre.MASCULIN if word in _MAN else None


class Column(StrEnum):
    """What a column tells; the values are the words of messages."""

    NOM = "Nom"
    PRENOM = "Prénom"
    IDENTITE = "Prénom et nom"
    CIVILITE = "Civilité"
    FONCTION = "Fonction"
    ORDRE = "Ordre"
    DEBUT = "Date de début de mandat"
    FIN = "Date de fin de mandat"
    ELECTION = "Date d’élection"
    COMMUNE = "Commune"
    SUPPLEANT = "Suppléant"


_OF = r"(?: (?:de |du |des |d |l )*(?:elue?s?|membres?|conseillers?|titulaires?|representants?))?"
_OF_SUBSTITUTE = r" (?:de |du |des |d |l |la |le )*suppleante?s?"
_MANDATE = r"(?: (?:de |du |le )*mandat)?"
_HEADINGS: tuple[tuple[Column, tuple[str, ...]], ...] = (
    (Column.IDENTITE, (r"noms? (?:et )?prenoms?" + _OF, r"prenoms? (?:et )?noms?" + _OF, "identite" + _OF,
                       "elue?s?", "membres?", "conseillers?", "titulaires?")),
    (Column.NOM, (r"noms?(?: d usage| usuel| de famille)?" + _OF,)),
    (Column.PRENOM, (r"prenoms?(?: usuel)?" + _OF,)),
    (Column.CIVILITE, (r"(?:civilite|civ|(?:code )?sexe|genre|titre)" + _OF,
                       r"(?:(?:civilite|qualite|genre|titre) )?(?:m(?: ou| et)? mme|mme(?: ou| et)? m)")),
    (Column.FONCTION, (r"(?:fonctions?|qualites?|mandat)" + _OF, "libelle de la fonction",
                       "fonction exercee")),
    (Column.ORDRE, (r"(?:ordre|rang)(?: (?:du|dans le|au) tableau| protocolaire)?",
                    r"(?:no|numero)(?: d ordre)?")),
    (Column.DEBUT, (r"(?:date (?:de )?)?(?:debut|prise d effet|entree)" + _MANDATE, r"depuis(?: le)?",
                    r"mandat (?:du|debut)")),
    (Column.FIN, (r"(?:date (?:de )?)?(?:fin|sortie|cessation)" + _MANDATE, "jusqu au", r"mandat (?:au|fin)",
                  "date de demission")),
    (Column.ELECTION, (r"date (?:d |de l )?election", "election", "elue? le", "date de derniere election")),
    (Column.COMMUNE, ("(?:libelle de la )?communes?", "ville",
                      r"commune (?:representee|membre|d origine)")),
    (Column.SUPPLEANT, (r"suppleante?s?(?: .*)?", "suppleance",
                        "(?:noms? (?:et )?prenoms?|prenoms? (?:et )?noms?|identite)" + _OF_SUBSTITUTE)),
)  # fmt: skip
_TOTAL = re.compile(
    r"(?:sous[ -]?)?total\b(?: general)?(?: (?:des |de |d ?')?\w+){0,3}|effectif\b.*|(?:nombre|nbre|nb)\b.*|"
    r"(?:(?:membres|conseillers|elus)(?: municipaux| communautaires)? )?en exercice\b.*|sieges?(?: \w+){0,2}"
)
_FOOT = re.compile(
    r"(?:mise? a jour|arretee?|fait|edite|imprime|tableau|liste|page|source|vu|signature|cachet|"
    r"le maire|la maire|le president|la presidente|nota|nb|observations?|legende)\b.*"
)
_DIVISION = re.compile(
    r"(?:les )?(?:maire et adjoints|adjointe?s(?: au maire)?|vice presidente?s|membres(?: du bureau)?|bureau|"
    r"conseillere?s(?: et conseillere?s)?(?: municipa\w+| communautaires)?(?: deleguee?s)?|conseil municipal|"
    r"majorite|opposition|minorite)(?: municipale)?"
)
_PATTERNS = tuple((column, re.compile("|".join(words))) for column, words in _HEADINGS)


Mended = Mapping[int, Mapping[Column, str]]
"""What somebody typed instead of cells: by the number of the row, from 0, and the column."""


class MendedCell(SheetCell, frozen=True):
    """What somebody typed instead of a cell, at its place."""


class MembersTable(Struct, frozen=True):
    """The table of members: its columns, and the rows under its headings with their numbers from 0.

    `aside`: the rows that somebody left aside.
    """

    sheet: Sheet
    head: int
    columns: dict[Column, int]
    ignored: tuple[SheetCell, ...]
    aside: frozenset[int] = frozenset()

    @property
    def rows(self) -> Iterator[tuple[int, tuple[SheetCell, ...]]]:
        """The rows where a column that is read holds something, but « Total : 11 membres »."""
        for number, row in enumerate(self.sheet.rows[self.head + 1 :], start=self.head + 1):
            told = any(not row[column].empty for column in self.columns.values())
            if told and number not in self.aside and not _is_total(row):
                yield number, row

    def mended(self, mended: Mended, aside: frozenset[int]) -> MembersTable:
        """The same with what was typed instead of its cells, and rows left aside; a column may be added."""
        columns = dict(self.columns)
        added: list[Column] = []
        for column in (Column.PRENOM, Column.NOM, Column.CIVILITE, Column.FONCTION):
            if column not in columns and any(column in told for told in mended.values()):
                columns[column] = len(self.sheet.rows[0]) + len(added)
                added.append(column)
        rows = []
        for number, row in enumerate(self.sheet.rows):
            place = next((cell.place for cell in row if not cell.empty), self.sheet.place)
            cells = [*row, *(SheetCell(None, place) for _ in added)]
            for column, text in mended.get(number, {}).items():
                if column in columns:
                    cells[columns[column]] = MendedCell(text, cells[columns[column]].place)
            rows.append(tuple(cells))
        return replace(self, sheet=replace(self.sheet, rows=tuple(rows)), columns=columns, aside=aside)

    @property
    def merged(self) -> tuple[Area, ...]:
        """The merged cells that leave unsure who their content is for."""
        used, totals = set(self.columns.values()), dict(self.totals)
        return tuple(
            area
            for area in self.sheet.merged
            if area.bottom >= self.head
            and used & set(range(area.left, area.right + 1))
            and not (area.top == area.bottom and area.top in totals)
        )

    @property
    def totals(self) -> Iterator[tuple[int, tuple[SheetCell, ...]]]:
        """The rows that count the others, which are left out."""
        for number, row in enumerate(self.sheet.rows[self.head + 1 :], start=self.head + 1):
            if _is_total(row):
                yield number, row

    def cell(self, row: tuple[SheetCell, ...], column: Column) -> SheetCell | None:
        return row[self.columns[column]] if column in self.columns else None

    @property
    def communes(self) -> dict[str, SheetCell]:
        """The communes that the table names, each at its first place."""
        found: dict[str, SheetCell] = {}
        for _, row in self.rows:
            cell = self.cell(row, Column.COMMUNE)
            if cell is not None and cell.text:
                found.setdefault(cell.text, cell)
        return found


def _is_total(row: tuple[SheetCell, ...]) -> bool:
    """« Total : 11 membres », « Total » beside a number, « Mis à jour le … », « Adjoints » alone on its line.

    A member called TOTAL has a first name beside it.
    """
    texts = [cell.text for cell in row if not cell.empty]
    if not texts or any(isinstance(cell, MendedCell) for cell in row):
        return False
    plain = [" ".join(re.findall(r"[a-z0-9']+", sans_accents(text).casefold())) for text in texts]
    counts = all(re.fullmatch(r"[0-9 /]*(?:membres?|elus?|conseillers?)?", text) for text in plain[1:])
    first = re.sub(r" [0-9]+(?: (?:membres?|elus?|conseillers?|sieges?)(?: \w+)?)?$", "", plain[0])
    if counts and _TOTAL.fullmatch(first):
        return True
    return len(texts) == 1 and bool(_FOOT.fullmatch(plain[0]) or _DIVISION.fullmatch(plain[0]))


def find_table(found: FoundSheets) -> tuple[MembersTable | None, tuple[Diagnostic, ...]]:
    """The one table of members, or why there is none; what is hidden, merged or not taken is said."""
    if found.findings:
        return None, tuple(found.findings)
    tables = [table for sheet in found.sheets if (table := _table(sheet)) is not None]
    if not found.sheets or not found.sheets[0].typed:  # readings of one CSV: the most columns is right
        tables = sorted(tables, key=lambda table: -len(table.columns))[:1]
    shown = [table for table in tables if not table.sheet.hidden]
    if len(shown) != 1:
        return None, (_which(found, tables, shown),)
    table = shown[0]
    return table, (*_doubles(table), *_unsure(table), *_left(table, tables))


def heading(text: str) -> Column | None:
    """What a heading announces, whatever its accents, capitals, dots and order of words."""
    plain = sans_accents(text.replace("°", "o").replace("(s)", "")).casefold()
    words = " ".join(re.findall(r"[a-z0-9]+", plain))
    return next((column for column, pattern in _PATTERNS if pattern.fullmatch(words)), None)


def _announced(sheet: Sheet, head: int, rank: int) -> Column | None:
    """What a column tells: « Qualité » is an office, unless its cells say M. or Mme and nothing else."""
    found = heading(sheet.rows[head][rank].text)
    if found is Column.FONCTION:
        told = [row[rank].text for row in sheet.rows[head + 1 :] if not row[rank].empty]
        if told and all(genre_of(each) is not None for each in told):
            return Column.CIVILITE
    return found


def _table(sheet: Sheet) -> MembersTable | None:
    """The first line that names the column of names and another one: a title alone is no heading."""
    for number, row in enumerate(sheet.rows[:_SEARCHED]):
        named = [(_announced(sheet, number, rank), rank) for rank, cell in enumerate(row) if not cell.empty]
        columns: dict[Column, int] = {}
        for column, rank in named:
            if column is not None:
                columns.setdefault(column, rank)
        if {Column.NOM, Column.PRENOM} <= columns.keys():  # told in two columns, else whole
            columns.pop(Column.IDENTITE, None)
        elif Column.NOM in columns and Column.IDENTITE not in columns:
            columns[Column.IDENTITE] = columns.pop(Column.NOM)
        if len(columns) > 1 and columns.keys() & {Column.NOM, Column.IDENTITE}:
            left = tuple(
                row[rank] for rank, cell in enumerate(row) if not cell.empty and rank not in columns.values()
            )
            return MembersTable(sheet, number, columns, left)
    return None


def _which(found: FoundSheets, tables: list[MembersTable], shown: list[MembersTable]) -> Diagnostic:
    if len(shown) > 1:
        return FEUILLES.finding(
            say("Plusieurs feuilles portent un tableau de membres : ")
            + enumerate_words([table.sheet.name for table in shown], "et") + ".",
            *(table.sheet.place for table in shown),
            hint=say("Masquez ou supprimez celles qui ne doivent pas être reprises."),
        )  # fmt: skip
    if tables:
        return FEUILLES.tell(
            "Le tableau des membres est sur une feuille masquée.",
            *(table.sheet.place for table in tables),
            hint="Affichez cette feuille, si c'est bien elle qu'il faut reprendre.",
        )
    return ENTETES.tell(
        "Aucune ligne ne nomme les colonnes du tableau des membres.",
        *(sheet.place for sheet in found.sheets[: _SHOWN if found.sheets[0].typed else 1]),
        hint="Au-dessus des noms, écrivez ce que dit chaque colonne : « Civilité », « Prénom », « Nom », "
        "« Fonction » ; les autres sont facultatives.",
    )


def _doubles(table: MembersTable) -> Iterator[Diagnostic]:
    """Two columns that announce the same thing: which one is right can't be told."""
    row = table.sheet.rows[table.head]
    for column, rank in table.columns.items():
        same = [
            cell
            for at, cell in enumerate(row)
            if not cell.empty and _announced(table.sheet, table.head, at) is column
        ]
        if len(same) > 1:
            yield ENTETES.finding(
                say("Deux colonnes disent la même chose : ")
                + enumerate_words([cell.text for cell in same], "et") + ".",
                *(cell.place for cell in same),
                hint=say("Supprimez celle qui ne sert pas, ou changez son titre."),
            )  # fmt: skip
        elif table.sheet.hidden_columns & {rank}:
            yield MASQUE.finding(
                say("La colonne « {titre} » est masquée.", titre=row[rank].text),
                row[rank].place,
                hint=say("Affichez-la si elle est juste ; sinon, supprimez-la."),
            )


def _unsure(table: MembersTable) -> Iterator[Diagnostic]:
    """Merged cells and hidden lines, in what is read."""
    sheet, merged = table.sheet, table.merged
    if merged:
        yield FUSION.tell(
            "Des cellules du tableau sont fusionnées : on ne sait pas à qui va leur contenu.",
            *(area.place for area in merged[:_SHOWN]),
            hint="Défusionnez-les, puis écrivez sa valeur dans chaque cellule.",
        )
    hidden = [
        next(row[column].place for column in table.columns.values() if not row[column].empty)
        for number, row in table.rows
        if number in sheet.hidden_rows
    ]
    if hidden:
        one = len(hidden) == 1
        yield MASQUE.finding(
            say("Une ligne du tableau est masquée, peut-être par un filtre.")
            if one
            else say(
                "{nombre} lignes du tableau sont masquées, peut-être par un filtre.", nombre=len(hidden)
            ),
            *hidden[:_SHOWN],
            hint=say("Affichez toutes les lignes ; supprimez celles de personnes qui ne siègent plus."),
        )


def _left(table: MembersTable, tables: Iterable[MembersTable]) -> Iterator[Diagnostic]:
    hidden = [other.sheet for other in tables if other.sheet.hidden]
    if hidden:
        yield FEUILLES.tell(
            "Une feuille masquée porte aussi un tableau de membres : elle n'est pas reprise.",
            *(sheet.place for sheet in hidden),
            hint="Rien à faire si elle est ancienne.",
            severity=COLONNE.code.severity,
        )
    if table.ignored:
        names = [cell.text for cell in table.ignored]
        yield COLONNE.finding(
            say("Colonnes non reprises : ") + enumeration(names[:_SHOWN]).removesuffix(".") + ".",
            table.ignored[0].place,
        )
