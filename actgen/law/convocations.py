"""The time limit for convening: how many clear days, and how sure one is that it was kept."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TypeVar

from actgen.law.calendar import date_limite_envoi, jours_francs
from actgen.law.tables import Fields, Origine, Table

Case = TypeVar("Case", bound=StrEnum)


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

    jours_francs: int
    ecart: int
    ecart_urgence: int
    article: str
    origine: Origine

    def appreciation(self, envoi: date, seance: date, *, urgence: bool = False) -> Appreciation:
        """What this notice is worth; whether the council accepted the urgency is another question."""
        gap = (seance - envoi).days
        if gap < (self.ecart_urgence if urgence else self.ecart):
            return Appreciation.INSUFFISANT
        if not urgence and jours_francs(envoi, seance) < self.jours_francs:
            return Appreciation.PRUDENCE
        return Appreciation.CONFORME

    def date_limite(self, seance: date) -> date:
        """The last day to send the convocation without urgency, in clear days."""
        return date_limite_envoi(seance, self.jours_francs)


def read_delais(table: Table, cases: type[Case]) -> dict[Case, Delai]:
    """The rows of `convocations`, by case; a faulty row is left out."""
    found: dict[Case, Delai] = {}
    for row in table.rows("convocations"):
        row.only("cas", "jours_francs", "ecart", "ecart_urgence", "article")
        case, delay = row.word("cas", cases), _delay(row)
        if case is not None and row.sound:
            found[case] = delay
    return found


def _delay(row: Fields) -> Delai:
    return Delai(
        jours_francs=row.number("jours_francs"),
        ecart=row.number("ecart"),
        ecart_urgence=row.number("ecart_urgence"),
        article=row.text("article"),
        origine=row.origine(),
    )
