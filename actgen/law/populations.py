"""How sure one is of the side of a threshold on which a commune stands."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from actgen.law.tables import Fields, Origine


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


def read_doute(row: Fields) -> DoutePopulation:
    """The section `doute_population`."""
    row.only("marge_pour_cent", "recul_annees")
    return DoutePopulation(row.number("marge_pour_cent"), row.number("recul_annees"), row.origine())
