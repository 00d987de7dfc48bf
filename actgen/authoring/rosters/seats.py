"""What only the council of an EPCI has: the commune of each seat, and the substitute of a lone member."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from actgen.diagnostics import Diagnostic
from actgen.text.elision import elision
from actgen.text.keys import cle
from actgen.text.messages import say

from .codes import COMMUNE, NOM
from .headings import Column, Table
from .names import civility, is_name, split_identity, surname
from .sheets import Cell

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
