"""The fields of « Préparer » that are no plain value: how each is shown, saved, and what is told under it."""

from __future__ import annotations

import re
from typing import ClassVar

from actgen.api import cards
from actgen.api.blocks import is_block, write_block
from actgen.api.editing import Change
from actgen.api.fields import Path
from actgen.api.pages import date_chiffres
from actgen.api.preparing import DATE, Preparation
from actgen.api.starting import hour
from actgen.api.workspace import Workspace, day
from actgen.base.diagnostics import Diagnostic
from actgen.base.errors import UsageError
from actgen.studio.fields import Feuille, Maker

_ITEM = 2  # steps of the path of an item
_NUMBER = "NUMERO-RANG"
_WEEKDAY = re.compile(r"^(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)\s+(?=\d)", re.IGNORECASE)


class Lignes(Feuille, frozen=True):
    """Lists, one item a line."""

    ROUTE: ClassVar[str] = "lignes"

    @staticmethod
    def made(workspace: Workspace, name: str, screen: str) -> Lignes:
        """Those of a file."""
        return Lignes(workspace.fields(name), screen)

    def shown(self, path: Path) -> str | None:
        """Its items."""
        return cards.lines(self.fields, path)

    def change(self, path: Path, text: str) -> list[Change]:
        """The list of these lines."""
        return cards.write_lines(self.fields, path, text)

    def faults(self, path: Path) -> tuple[Diagnostic, ...]:
        """Of the list and of each item."""
        return self.fields.of(path, below=True)


class Membres(Lignes, frozen=True):
    """Members of a list, each in a field of its own, and one more to be chosen."""

    ROUTE: ClassVar[str] = "membres"

    @staticmethod
    def made(workspace: Workspace, name: str, screen: str) -> Membres:
        """Those of a file."""
        return Membres(workspace.fields(name), screen)

    def shown(self, path: Path) -> str | None:
        """One of them; empty past the last."""
        found, rank = cards.lines(self.fields, path[:-1]), path[-1]
        items = found.split("\n") if found else []
        if found is None or not isinstance(rank, int):
            return None
        return items[rank] if rank < len(items) else ""

    def change(self, path: Path, text: str) -> list[Change]:
        """That one, or one more; empty, it goes."""
        rank = path[-1]
        return cards.write_line(self.fields, path[:-1], rank if isinstance(rank, int) else -1, text)

    def faults(self, path: Path) -> tuple[Diagnostic, ...]:
        """Of that one; of the value itself where one stands alone."""
        alone = self.fields.of(path[:-1]) if path[-1] == 0 else ()
        return (*self.fields.of(path, below=True), *alone)


class Prepared(Feuille, frozen=True):
    """Fields whose change follows from the whole session."""

    preparation: Preparation

    @classmethod
    def made(cls, workspace: Workspace, name: str, screen: str) -> Prepared:
        """Those of a file."""
        preparation = Preparation(workspace, name)
        return cls(preparation.fields, screen, preparation)


class _Datee(Prepared, frozen=True):
    """A day, near that of the session."""

    def shown(self, path: Path) -> str | None:
        """In figures, which its box has room for; what is none as it is written."""
        found = Feuille.shown(self, path)
        return found and self.in_figures(found)

    def in_figures(self, text: str) -> str:
        """A day in figures; what is none as it is."""
        try:
            return self.dated(text)
        except UsageError:
            return text

    def dated(self, text: str) -> str:
        """In figures, with its year, be it left out: « 23/11 ». Raises UsageError for what is no date."""
        figures = self.preparation.figures
        near = figures.seance.date if figures is not None else None
        return date_chiffres(day(text, near)) if text.strip() else ""


class Cellules(Prepared, frozen=True):
    """The cells of tables, by the paths that they would have were each row written key by key."""

    ROUTE: ClassVar[str] = "cellule"

    def shown(self, path: Path) -> str | None:
        """A cell; empty past the last row."""
        table, (rank, name) = path[:-2], _cell(path)
        names = self.preparation.columns(table)
        rows = cards.cells(self.fields, table, names)
        if rows is None or name not in names:
            return None
        return rows[rank][names.index(name)] if rank < len(rows) else ""

    def change(self, path: Path, text: str) -> list[Change]:
        """That cell, or a new row; a block copied from a spreadsheet, from that cell on."""
        table, (rank, name) = path[:-2], _cell(path)
        if is_block(text):
            return write_block(self.fields, table, self.preparation.table(table).colonnes, rank, name, text)
        return cards.write_cell(self.fields, table, self.preparation.columns(table), rank, name, text)


def _cell(path: Path) -> tuple[int, str]:
    rank, name = path[-2:] if len(path) > _ITEM + 2 else ("", "")
    if not isinstance(rank, int) or not isinstance(name, str):
        raise UsageError("Cette page n’est plus à jour\u00a0: rechargez-la.")
    return rank, name


class Jour(_Datee, frozen=True):
    """The day of the session, whose weekday is written by itself."""

    ROUTE: ClassVar[str] = "jour"

    def shown(self, path: Path) -> str | None:
        """The date, without the day of the week."""
        found = Feuille.shown(self, path)
        return found and self.in_figures(_WEEKDAY.sub("", found))

    def change(self, path: Path, text: str) -> list[Change]:
        """With the day of the week that it is. Raises UsageError: without it, nothing is counted."""
        text = self.dated(text)
        return [] if text == self.shown(DATE) else self.preparation.date(text)

    def faults(self, path: Path) -> tuple[Diagnostic, ...]:
        """Of the day; that no first number is known stands under the number."""
        return tuple(each for each in self.fields.of(path) if each.code != _NUMBER)


class Numero(Feuille, frozen=True):
    """The number of the first act of the session in the year."""

    def faults(self, path: Path) -> tuple[Diagnostic, ...]:
        """Of what is written, or that it is to be: of a key that is not there, a file has the day alone."""
        return (*self.fields.of(path), *(each for each in self.fields.of(DATE) if each.code == _NUMBER))


class Envoi(_Datee, frozen=True):
    """The day on which the convocation left: its agenda is then written."""

    ROUTE: ClassVar[str] = "envoi"

    def change(self, path: Path, text: str) -> list[Change]:
        """And what it announced. Raises UsageError for what is no date."""
        return self.preparation.send(self.dated(text))


class Affichage(_Datee, frozen=True):
    """The day on which the convocation was posted."""

    ROUTE: ClassVar[str] = "affichage"

    def change(self, path: Path, text: str) -> list[Change]:
        """In figures. Raises UsageError for what is no date."""
        return Feuille.change(self, path, self.dated(text))


class JourDit(_Datee, frozen=True):
    """A day of an item or of the session that nothing waits for: what is none is kept, and told beneath."""

    ROUTE: ClassVar[str] = "jour-dit"

    def change(self, path: Path, text: str) -> list[Change]:
        """In figures, where it is one."""
        return Feuille.change(self, path, self.in_figures(text))


class Heure(Prepared, frozen=True):
    """The hour of the session."""

    ROUTE: ClassVar[str] = "heure"

    def change(self, path: Path, text: str) -> list[Change]:
        """As typed. Raises UsageError for what is no hour: without it, nothing is counted."""
        hour(text)
        return Feuille.change(self, path, text)


class Matiere(Prepared, frozen=True):
    """The matter of an item, by its code or by its words."""

    ROUTE: ClassVar[str] = "matiere"

    def change(self, path: Path, text: str) -> list[Change]:
        """Its code. Raises UsageError for words that name none, or several."""
        return Feuille.change(self, path, cards.matter_of(text))


_SHEETS = (Lignes, Membres, Cellules, Jour, Envoi, Affichage, JourDit, Heure, Matiere)
MAKERS: dict[str, Maker] = {sheet.ROUTE: sheet.made for sheet in _SHEETS}
