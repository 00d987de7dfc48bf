"""One line of the calendar of a session, and what its words are made of."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from actgen.diagnostics import Location
from actgen.law.citations import Citation, Code, citation_courte, numero_imprime
from actgen.law.suites import DelaiDeSuite
from actgen.records import dataclass

from .seance import FiguresSeance

# Which article makes a chapter on communes bind an EPCI: council, president and deputies, executory acts.
_RENVOIS = {"L2121": "L5211-1", "L2122": "L5211-2", "D2122": "L5211-2", "L2131": "L5211-3"}


class Devoir(StrEnum):
    """What is to be done, or what time runs out; the values name events in an agenda for good."""

    CONVOCATION = "convocation"
    NOTE = "note-de-synthese"
    INFORMATION_CONVOCATION = "information-convocation"
    LISTE = "liste-des-deliberations"
    INFORMATION_LISTE = "information-liste"
    TRANSMISSION = "transmission"
    PUBLICATION = "publication"
    AFFICHAGE_ELECTION = "affichage-de-l-election"
    EN_LIGNE = "maintien-en-ligne"
    ARRET = "arret-du-proces-verbal"
    PROCES_VERBAL = "publication-du-proces-verbal"
    INFORMATION_PROCES_VERBAL = "information-proces-verbal"
    SECONDE_SEANCE = "seconde-seance"
    NOUVEAU_VOTE = "nouveau-vote"
    RECOURS = "recours"
    DEFERE = "defere"


class Borne(StrEnum):
    """What a date is: the last day, the day before which not, the day until which, or an indication."""

    AU_PLUS_TARD = "au plus tard"
    AU_PLUS_TOT = "au plus tôt"
    JUSQU_AU = "jusqu’au"
    INDICATION = "à titre indicatif"


class Statut(StrEnum):
    """Where a duty stands."""

    FAIT = "fait"
    A_FAIRE = "à faire"
    SANS_DATE = "sans date"
    INDICATIF = "indicatif"


@dataclass(frozen=True, slots=True)
class Echeance:
    """One line of the calendar.

    `le`: its date, None when none can be told. `fait_le`: what the file says. `libelle` words it as a title,
    `a_faire` in a sentence (« liste des délibérations à afficher »). `points`: the items whose acts it
    regards, empty for the whole session. `conseille`: recommended, not imposed. `revolu`: it came before a
    session that is held by now. `code`: the rule to look up.
    """

    devoir: Devoir
    libelle: str
    qui: str
    article: str
    code: str
    le: date | None = None
    fait_le: date | None = None
    sens: Borne = Borne.AU_PLUS_TARD
    a_faire: str = ""
    precision: str = ""
    points: tuple[int, ...] = ()
    conseille: bool = False
    revolu: bool = False
    lieu: Location | None = None

    @property
    def statut(self) -> Statut:
        if self.fait_le is not None:
            return Statut.FAIT
        if self.sens is Borne.INDICATION:
            return Statut.INDICATIF
        return Statut.SANS_DATE if self.le is None else Statut.A_FAIRE

    @property
    def imperatif(self) -> bool:
        """Whether something is still to be done by that date."""
        return self.sens is Borne.AU_PLUS_TARD and not self.conseille and not self.revolu

    @property
    def fait_trop_tard(self) -> bool:
        """Whether the file itself says that it was done after its date."""
        if self.le is None or self.fait_le is None:
            return False
        return self.sens is Borne.AU_PLUS_TARD and not self.conseille and self.fait_le > self.le

    def en_retard(self, au: date) -> bool:
        """Whether nothing says that it is done, that day, although its date is past."""
        return self.imperatif and self.fait_le is None and self.le is not None and self.le < au


def chef(figures: FiguresSeance) -> str:
    """The office that answers for what follows a session, under the name that the law gives it."""
    return "maire" if figures.seance.collectivite.est_commune else "président"


def cgct(figures: FiguresSeance, numero: str) -> str:
    """« art. L. 2121-25 CGCT »; what binds communes binds an EPCI by another article, cited first."""
    court = citation_courte(Citation(Code("CGCT", ""), numero))
    renvoi = _RENVOIS.get(numero.partition("-")[0])
    if figures.seance.collectivite.est_commune or renvoi is None:
        return court
    return f"art.\u00a0{numero_imprime(renvoi)} et {numero_imprime(numero)} CGCT"


def cite(figures: FiguresSeance, regle: DelaiDeSuite) -> str:
    """The article of a time limit, in the same form."""
    if regle.code == "CGCT":
        return cgct(figures, regle.article)
    return citation_courte(Citation(Code(regle.code, ""), regle.article))
