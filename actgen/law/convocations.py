"""The time limit for convening: how many clear days, and how sure one is that it was kept."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from actgen.law.calendar import jours_francs
from actgen.law.periods import Periode
from actgen.law.tables import Fields, Origine
from actgen.records import dataclass


class Cas(StrEnum):
    """The cases of the time limit for convening."""

    MOINS_DE_3500 = "moins_de_3500"
    PLUS_DE_3500 = "3500_et_plus"
    LOCAL = "alsace_moselle_moins_de_3500"
    INSTALLATION = "installation"


class Appreciation(StrEnum):
    """What can be said of a notice. PRUDENCE: long enough by the letter, not in clear days (local law)."""

    CONFORME = "conforme"
    PRUDENCE = "prudence"
    INSUFFISANT = "insuffisant"


@dataclass(frozen=True, slots=True)
class Delai:
    """A time limit for convening.

    `jours_francs`: clear days asked for. `ecart`: days between the two dates below which the notice is too
    short for certain. `ecart_urgence`: the same when urgency is invoked. `article`: the CGCT article to cite.
    """

    cas: Cas
    periode: Periode
    jours_francs: int
    ecart: int
    ecart_urgence: int
    article: str
    origine: Origine

    @property
    def en_francs(self) -> bool:
        """Whether the text counts clear days; local law says so many days « at least before »."""
        return self.ecart == self.jours_francs + 1

    def appreciation(self, envoi: date, seance: date, *, urgence: bool = False) -> Appreciation:
        """What this notice is worth; whether the council accepted the urgency is another question."""
        gap = (seance - envoi).days
        if gap < (self.ecart_urgence if urgence else self.ecart):
            return Appreciation.INSUFFISANT
        if not urgence and jours_francs(envoi, seance) < self.jours_francs:
            return Appreciation.PRUDENCE
        return Appreciation.CONFORME


def read_delai(row: Fields) -> Delai | None:
    """A row of `convocations`; None without its case."""
    row.only("du", "au", "cas", "jours_francs", "ecart", "ecart_urgence", "article")
    cas = row.word("cas", Cas)
    delai = (row.number("jours_francs"), row.number("ecart"), row.number("ecart_urgence"))
    periode, article, origine = row.periode(), row.text("article"), row.origine()
    return None if cas is None else Delai(cas, periode, *delai, article, origine)
