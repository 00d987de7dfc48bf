"""Which population counts since which renewal, and how sure one is of the side of a threshold."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from actgen.law.tables import Fields, Origine, Table
from actgen.records import dataclass


@dataclass(frozen=True, slots=True)
class DoutePopulation:
    """How near is near, in hundredths of the threshold; how old the population in force is, in years."""

    marge_pour_cent: int
    recul_annees: int
    origine: Origine

    def proche(self, habitants: int, seuil: int) -> bool:
        """Whether a population is within the margin of a threshold, on either side."""
        return abs(habitants - seuil) * 100 <= self.marge_pour_cent * seuil

    def millesime(self, jour: date) -> int:
        """The year of the population in force on a day: 2021 for any day of 2024."""
        return jour.year - self.recul_annees


@dataclass(frozen=True, slots=True)
class Renouvellement:
    """The first round of a general renewal of municipal councils."""

    le: date
    origine: Origine


def read_renouvellements(table: Table) -> Iterator[Renouvellement]:
    """The rows of `renouvellements`; a faulty row is left out."""
    for row in table.rows("renouvellements"):
        row.only("le")
        jour = row.day("le") if row.text("le") else None
        origine = row.origine()
        if jour is not None and row.sound:
            yield Renouvellement(jour, origine)


def read_doute(row: Fields) -> DoutePopulation:
    """The section `doute_population`."""
    row.only("marge_pour_cent", "recul_annees")
    return DoutePopulation(row.number("marge_pour_cent"), row.number("recul_annees"), row.origine())
