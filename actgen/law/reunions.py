"""Sessions out of the ordinary: the first one, a second convocation, one held at a distance."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from actgen.law.natures import GenreCollectivite
from actgen.law.periods import Periode
from actgen.law.tables import Fields, Origine
from actgen.records import dataclass

_YES = "oui"


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

    droit: Droit
    periode: Periode
    condition: Condition
    jours_francs: int
    article: str
    origine: Origine


@dataclass(frozen=True, slots=True)
class PremiereReunion:
    """The days of the week (1 is Monday) on which the first meeting after a general renewal may be held."""

    periode: Periode
    premier_jour: int
    dernier_jour: int
    article: str
    origine: Origine

    def permet(self, jour: date) -> bool:
        """Whether a day is one of those; that it follows the decisive round is not told here."""
        return self.premier_jour <= jour.isoweekday() <= self.dernier_jour


@dataclass(frozen=True, slots=True)
class SeancesADistance:
    """Who may meet at a distance, and on what authority (`texte`, words for a message).

    `fiscalite_propre_seule`: among EPCI, not a syndicat.
    """

    pour: GenreCollectivite
    fiscalite_propre_seule: bool
    periode: Periode
    texte: str
    origine: Origine


def read_seconde(row: Fields) -> RegleSeconde | None:
    """A row of `secondes_convocations`."""
    row.only("du", "au", "droit", "condition", "jours_francs", "article")
    droit, condition = row.word("droit", Droit), row.word("condition", Condition)
    jours = row.number("jours_francs") if row.has("jours_francs") else 0
    periode, article, origine = row.periode(), row.text("article"), row.origine()
    if droit is None or condition is None:
        return None
    return RegleSeconde(droit, periode, condition, jours, article, origine)


def read_premiere_reunion(row: Fields) -> PremiereReunion:
    """A row of `premiere_reunion`."""
    row.only("du", "au", "premier_jour", "dernier_jour", "article")
    jours = (row.number("premier_jour", least=1), row.number("dernier_jour", least=1))
    return PremiereReunion(row.periode(), *jours, row.text("article"), row.origine())


def read_distance(row: Fields) -> SeancesADistance | None:
    """A row of `seances_a_distance`."""
    row.only("pour", "du", "au", "fiscalite_propre_seule", "texte")
    pour, periode, texte, origine = (
        row.word("pour", GenreCollectivite),
        row.periode(),
        row.text("texte"),
        row.origine(),
    )
    own = row.text("fiscalite_propre_seule", "") == _YES
    return None if pour is None else SeancesADistance(pour, own, periode, texte, origine)
