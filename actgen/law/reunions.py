"""Sessions out of the ordinary: the first one, a second convocation, one held at a distance."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TypeVar

from actgen.law.periods import Periode
from actgen.law.tables import Fields, Origine, Table

Kind = TypeVar("Kind", bound=StrEnum)


class Droit(StrEnum):
    """General law, or that of the communes of Alsace-Moselle."""

    COMMUN = "commun"
    LOCAL = "local"


class Condition(StrEnum):
    """On what a second convocation spares the quorum: its own interval, or words it must contain."""

    DELAI = "delai"
    RAPPEL = "rappel"


@dataclass(frozen=True, slots=True)
class RegleSeconde:
    """When a second convocation lets the council deliberate without quorum.

    `jours_francs`: clear days from its dispatch to the second session; 0 when the condition is the
    reminder. `article`: the CGCT article to cite.
    """

    condition: Condition
    jours_francs: int
    article: str
    origine: Origine


@dataclass(frozen=True, slots=True)
class PremiereReunion:
    """The days of the week (1 is Monday) on which the first meeting after a general renewal may be held."""

    premier_jour: int
    dernier_jour: int
    article: str
    origine: Origine

    def permet(self, jour: date) -> bool:
        """Whether a day is one of those; that it follows the decisive round is not told here."""
        return self.premier_jour <= jour.isoweekday() <= self.dernier_jour


@dataclass(frozen=True, slots=True)
class SeancesADistance:
    """Who may meet at a distance, and on what authority (`texte`, words for a message)."""

    pour: StrEnum
    periode: Periode
    texte: str
    origine: Origine


def read_secondes(table: Table) -> dict[Droit, RegleSeconde]:
    """The rows of `secondes_convocations`; a faulty row is left out."""
    found: dict[Droit, RegleSeconde] = {}
    for row in table.rows("secondes_convocations"):
        row.only("droit", "condition", "jours_francs", "article")
        droit, condition = row.word("droit", Droit), row.word("condition", Condition)
        jours = row.number("jours_francs") if row.has("jours_francs") else 0
        article, origine = row.text("article"), row.origine()
        if droit is not None and condition is not None and row.sound:
            found[droit] = RegleSeconde(condition, jours, article, origine)
    return found


def read_premiere_reunion(row: Fields) -> PremiereReunion:
    """The section `premiere_reunion`."""
    row.only("premier_jour", "dernier_jour", "article")
    return PremiereReunion(
        row.number("premier_jour"), row.number("dernier_jour"), row.text("article"), row.origine()
    )


def read_distances(table: Table, kinds: type[Kind]) -> tuple[SeancesADistance, ...]:
    """The rows of `seances_a_distance`; a faulty row is left out."""
    found: list[SeancesADistance] = []
    for row in table.rows("seances_a_distance"):
        row.only("pour", "du", "au", "texte")
        kind, period = row.word("pour", kinds), row.periode()
        text, origin = row.text("texte"), row.origine()
        if kind is not None and row.sound:
            found.append(SeancesADistance(kind, period, text, origin))
    return tuple(found)
