"""From what amount a subsidy to a private body needs a convention; since when associations are committed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from functools import cache

from actgen.diagnostics import Diagnostic
from actgen.law.dated import Sourced, rule
from actgen.law.files import label, shipped_bytes
from actgen.law.periods import Periode, at
from actgen.law.tables import Fields, Origine, Table
from actgen.records import dataclass

_FILE = "subventions.yaml"


@dataclass(frozen=True, slots=True)
class SeuilConvention:
    """Beyond `montant` (euros) a convention is obligatory."""

    periode: Periode
    montant: Decimal
    origine: Origine


@dataclass(frozen=True, slots=True)
class Engagement:
    """The days on which an association must have undersigned the contract of republican commitment."""

    periode: Periode
    origine: Origine


@dataclass(frozen=True, slots=True)
class Subventions:
    """The content of data/droit/subventions.yaml."""

    seuils: tuple[SeuilConvention, ...]
    engagements: tuple[Engagement, ...]

    @property
    def lignes(self) -> Iterator[Sourced]:
        """Every row, for whoever verifies where it comes from."""
        yield from self.seuils
        yield from self.engagements


def seuil_de_convention(jour: date) -> SeuilConvention | None:
    """The threshold of that day; None before there was one."""
    return at(shipped_subventions().seuils, jour)


def engagement_republicain(jour: date) -> bool:
    """Whether an association that asks for a subsidy that day must be committed (loi 2000-321, art. 10-1)."""
    return at(shipped_subventions().engagements, jour) is not None


def shipped_subventions() -> Subventions:
    """The rules that ship with actgen, read at the first call."""
    return load_shipped()[0]


@cache
def load_shipped() -> tuple[Subventions, tuple[Diagnostic, ...]]:
    """The same with what is wrong in the file."""
    return read_subventions(shipped_bytes("droit", _FILE), label("droit", _FILE))


def read_subventions(content: bytes, file: str) -> tuple[Subventions, tuple[Diagnostic, ...]]:
    """The rules of a file, and every fault in it."""
    table = Table(content, file)
    table.top.only("verifie_le", "conventions", "engagements", origin=False)
    read = Subventions(
        rule(table, "conventions", _seuil, always=False),
        rule(table, "engagements", _engagement, always=False),
    )
    return read, table.result


def _engagement(row: Fields) -> Engagement:
    row.only("du", "au")
    return Engagement(row.periode(), row.origine())


def _seuil(row: Fields) -> SeuilConvention:
    row.only("du", "au", "montant")
    return SeuilConvention(row.periode(), Decimal(row.number("montant")), row.origine())
