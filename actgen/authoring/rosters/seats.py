"""What only the council of an EPCI has: the commune of each seat, and the substitute of a lone member."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import field

from actgen.diagnostics import Diagnostic
from actgen.reading.tables import Cell
from actgen.records import dataclass
from actgen.text.elision import elision
from actgen.text.grammar import Genre
from actgen.text.keys import cle
from actgen.text.messages import say

from .codes import CIVILITE, COMMUNE, NOM
from .headings import Column, Table
from .names import civility, genre_of, is_name, split_identity, surname

_NOBODY = frozenset({"", "-", "–", "—", "/", "neant", "aucun", "aucune", "sans"})
# « commune de Le Mans » is written « commune du Mans » by people: the bare name is read as it is
_ARTICLE = re.compile(r"l(?:e|a|es)\s|l['’]", re.IGNORECASE)
_CAPITALS = "Écrivez le nom de famille en capitales : « Mme Prénom NOM »."


@dataclass(frozen=True, slots=True)
class Seat:
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


@dataclass
class SeatReader:
    """Reads the seats of a table's rows; what can't be read is a finding at its cell."""

    table: Table
    findings: list[Diagnostic] = field(default_factory=list)

    def seats(self) -> dict[int, Seat]:
        """By the number of the row, from 0."""
        return {number: Seat(self._commune(row), self._suppleant(row)) for number, row in self.table.rows}

    def _commune(self, row: tuple[Cell, ...]) -> str:
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

    def _suppleant(self, row: tuple[Cell, ...]) -> str:
        if Column.NOM_SUPPLEANT in self.table.columns:
            return self._en_deux_colonnes(row)
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

    def _en_deux_colonnes(self, row: tuple[Cell, ...]) -> str:
        """Surname and first name, each in its cell: both or none."""
        last, first, title = (
            self.table.cell(row, each)
            for each in (Column.NOM_SUPPLEANT, Column.PRENOM_SUPPLEANT, Column.CIVILITE_SUPPLEANT)
        )
        assert last is not None and first is not None, "a name in two columns has both"
        empty = [cell for cell in (last, first) if cle(cell.text) in _NOBODY]
        if len(empty) == 2:
            return ""
        wrong = empty or [cell for cell in (last, first) if not is_name(cell.text)]
        if wrong:
            told = f"{first.text} {last.text}".strip()
            self.findings.append(
                NOM.finding(
                    say("Suppléant « {texte} » : on ne sait pas le nom ni le prénom.", texte=told),
                    wrong[0].place,
                    hint=say("Écrivez le nom et le prénom, chacun dans sa colonne, ou aucun des deux."),
                )
            )
            return ""
        genre = genre_of(title.text) if title is not None else Genre.INCONNU
        if genre is None and title is not None:
            self.findings.append(
                CIVILITE.finding(
                    say("« {texte} » ne dit ni M. ni Mme.", texte=title.text),
                    title.place,
                    hint=say("Écrivez « M. » ou « Mme »."),
                )
            )
        return f"{civility(genre or Genre.INCONNU)} {first.text} {surname(last.text)}".strip()

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
