"""From what amount a subsidy to a private body needs a convention."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache

from actgen.diagnostics import Diagnostic
from actgen.law.dated import rule
from actgen.law.files import label, shipped_bytes
from actgen.law.periods import Periode, at
from actgen.law.tables import Fields, Origine, Table

_FILE = "subventions.yaml"


@dataclass(frozen=True, slots=True)
class SeuilConvention:
    """Beyond `montant` (euros) a convention is obligatory."""

    periode: Periode
    montant: Decimal
    origine: Origine


def seuil_de_convention(jour: date) -> SeuilConvention | None:
    """The threshold of that day; None before there was one."""
    return at(shipped_seuils(), jour)


def shipped_seuils() -> tuple[SeuilConvention, ...]:
    """The thresholds that ship with actgen, read at the first call."""
    return load_shipped()[0]


@cache
def load_shipped() -> tuple[tuple[SeuilConvention, ...], tuple[Diagnostic, ...]]:
    """The same with what is wrong in the file."""
    return read_seuils(shipped_bytes("droit", _FILE), label("droit", _FILE))


def read_seuils(content: bytes, file: str) -> tuple[tuple[SeuilConvention, ...], tuple[Diagnostic, ...]]:
    """The thresholds of a file, and every fault in it."""
    table = Table(content, file)
    table.top.only("verifie_le", "conventions", origin=False)
    return rule(table, "conventions", _seuil, always=False), table.result


def _seuil(row: Fields) -> SeuilConvention:
    row.only("du", "au", "montant")
    return SeuilConvention(row.periode(), Decimal(row.number("montant")), row.origine())
