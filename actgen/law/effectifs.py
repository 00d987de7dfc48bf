"""How many members a municipal council has by law, from its population."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache

from actgen.diagnostics import Diagnostic
from actgen.law.files import label, shipped_bytes
from actgen.law.periods import Periode, at
from actgen.law.tables import Fields, Origine, Table

_FILE = "effectifs.yaml"


@dataclass(frozen=True, slots=True)
class Tranche:
    """Communes of fewer than `moins_de` inhabitants (None: all larger ones) and their number of members."""

    moins_de: int | None
    membres: int


@dataclass(frozen=True, slots=True)
class Bareme:
    """A scale and the days on which it applies."""

    periode: Periode
    article: str
    tranches: tuple[Tranche, ...]
    origine: Origine

    def membres(self, population: int) -> int | None:
        """The number for a population; None above the last bracket."""
        fitting = (each for each in self.tranches if each.moins_de is None or population < each.moins_de)
        return next((each.membres for each in fitting), None)


@dataclass(frozen=True, slots=True)
class Effectifs:
    """The content of data/droit/effectifs.yaml."""

    hors_tableau: tuple[str, ...]
    legaux: tuple[Bareme, ...]
    reputes_complets: tuple[Bareme, ...]


def effectif_legal(population: int, jour: date, code_insee: str = "") -> int | None:
    """Seats of a municipal council. None when actgen can't tell: before the scale, or Paris, Lyon, Marseille.

    `population`: the municipal one authenticated before the last general renewal. New communes follow other
    rules for a time, which nothing here tells.
    """
    table = shipped_effectifs()
    scale = at(table.legaux, jour)
    return None if scale is None or code_insee in table.hors_tableau else scale.membres(population)


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
    table.top.only("verifie_le", "hors_tableau", "effectifs", "reputes_complets", origin=False)
    scales = (_scales(table, "effectifs"), _scales(table, "reputes_complets"))
    return Effectifs(table.top.texts("hors_tableau"), *scales), table.result


def _scales(table: Table, name: str) -> tuple[Bareme, ...]:
    rows: list[Bareme] = []
    for row in table.rows(name):
        row.only("du", "au", "article", "tranches")
        brackets = tuple(map(_bracket, row.rows("tranches")))
        _check_order(table, row, brackets)
        scale = Bareme(row.periode(), row.text("article"), brackets, row.origine())
        if row.sound:
            rows.append(scale)
    return table.without_overlap(rows, f"Barème «\u00a0{name}\u00a0»")


def _bracket(row: Fields) -> Tranche:
    row.only("moins_de", "membres", origin=False)
    return Tranche(row.number("moins_de") if row.has("moins_de") else None, row.number("membres"))


def _check_order(table: Table, row: Fields, brackets: tuple[Tranche, ...]) -> None:
    limits = [each.moins_de for each in brackets]
    closed = [each for each in limits if each is not None]
    if None in limits[:-1] or closed != sorted(set(closed)):
        table.fault("Les tranches de population ne vont pas en croissant.", row.place("tranches"))
