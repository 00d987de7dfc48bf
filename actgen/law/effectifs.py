"""How many members a municipal council has by law, from its population."""

from __future__ import annotations

from datetime import date
from functools import cache

from actgen.diagnostics import Diagnostic
from actgen.law.dated import rule
from actgen.law.files import label, shipped_bytes
from actgen.law.periods import Periode, at
from actgen.law.tables import Fields, Origine, Table
from actgen.records import dataclass

_FILE = "effectifs.yaml"


@dataclass(frozen=True, slots=True)
class Tranche:
    """Communes of fewer than `moins_de` inhabitants (None: all larger ones) and their number of members."""

    moins_de: int | None
    membres: int


@dataclass(frozen=True, slots=True)
class Bareme:
    """A scale and the days on which it applies; `hors_tableau`: the communes that follow another one."""

    periode: Periode
    article: str
    tranches: tuple[Tranche, ...]
    hors_tableau: tuple[str, ...]
    origine: Origine

    def membres(self, population: int) -> int | None:
        """The number for a population; None above the last bracket."""
        fitting = (each for each in self.tranches if each.moins_de is None or population < each.moins_de)
        return next((each.membres for each in fitting), None)


@dataclass(frozen=True, slots=True)
class Effectifs:
    """The content of data/droit/effectifs.yaml."""

    legaux: tuple[Bareme, ...]
    reputes_complets: tuple[Bareme, ...]


def effectif_legal(population: int, jour: date, code_insee: str = "") -> int | None:
    """Seats of a municipal council. None when actgen can't tell: before the scale, or Paris, Lyon, Marseille.

    `population`: the municipal one authenticated before the last general renewal. New communes follow other
    rules for a time, which nothing here tells.
    """
    scale = at(shipped_effectifs().legaux, jour)
    return None if scale is None or code_insee in scale.hors_tableau else scale.membres(population)


def effectif_suivant(membres: int, jour: date) -> int:
    """The seats of the line of the scale after that many; the same from the last line on."""
    scale = at(shipped_effectifs().legaux, jour)
    plus = (each.membres for each in scale.tranches if each.membres > membres) if scale is not None else ()
    return min(plus, default=membres)


def effectif_repute_complet(population: int, jour: date) -> int | None:
    """From how many members a small commune's council is deemed complete; None when there is no such rule."""
    scale = at(shipped_effectifs().reputes_complets, jour)
    return None if scale is None else scale.membres(population)


def shipped_effectifs() -> Effectifs:
    """The scales that ship with actgen, read at the first call."""
    return load_shipped()[0]


@cache
def load_shipped() -> tuple[Effectifs, tuple[Diagnostic, ...]]:
    """The same with what is wrong in the file."""
    return read_effectifs(shipped_bytes("droit", _FILE), label("droit", _FILE))


def read_effectifs(content: bytes, file: str) -> tuple[Effectifs, tuple[Diagnostic, ...]]:
    """The scales of a file, and every fault in it."""
    table = Table(content, file)
    table.top.only("verifie_le", "effectifs", "reputes_complets", origin=False)
    legal, complete = (
        rule(table, name, lambda row: _scale(row, table), always=False)
        for name in ("effectifs", "reputes_complets")
    )
    return Effectifs(legal, complete), table.result


def _scale(row: Fields, table: Table) -> Bareme:
    row.only("du", "au", "article", "tranches", "hors_tableau")
    brackets = tuple(map(_bracket, row.rows("tranches")))
    _check_order(table, row, brackets)
    apart = row.texts("hors_tableau")
    return Bareme(row.periode(), row.text("article"), brackets, apart, row.origine())


def _bracket(row: Fields) -> Tranche:
    row.only("moins_de", "membres", origin=False)
    return Tranche(row.number("moins_de") if row.has("moins_de") else None, row.number("membres"))


def _check_order(table: Table, row: Fields, brackets: tuple[Tranche, ...]) -> None:
    limits = [each.moins_de for each in brackets]
    closed = [each for each in limits if each is not None]
    if None in limits[:-1] or closed != sorted(set(closed)):
        table.fault("Les tranches de population ne vont pas en croissant.", row.place("tranches"))
