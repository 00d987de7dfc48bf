"""How far a session has come: what a list of sessions says of each in a word or two."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from actgen.council.facts.seance import EtatSeance
from actgen.council.figures.execution import ENVOYES
from actgen.council.figures.seance import FiguresSeance
from actgen.council.figures.votes import Resultat


class Avancement(StrEnum):
    """The last step that is behind it, in the order of the steps; a session without quorum has but one."""

    A_PREPARER = "à préparer"
    CONVOQUEE = "convoquée"
    SANS_QUORUM = "sans quorum"
    EN_COURS = "en cours"
    TENUE = "tenue"
    SIGNEE = "actes signés"
    TRANSMISE = "actes transmis"
    EXECUTOIRE = "actes exécutoires"
    ARRETEE = "procès-verbal arrêté"


AVANT_LA_SEANCE = (Avancement.A_PREPARER, Avancement.CONVOQUEE)


def notee_d_avance(stage: Avancement | None, jour: date | None, au: date) -> bool:
    """Whether its roll was called before its day, seen from `au`: a trial, or a day that is mistyped."""
    return jour is not None and jour > au and stage is not None and stage not in AVANT_LA_SEANCE


def avancement(figures: FiguresSeance) -> Avancement:
    """The step reached. Acts count together: one that was not sent holds the whole session back."""
    seance = figures.seance
    match figures.etat:
        case EtatSeance.A_TENIR:
            return Avancement.CONVOQUEE if seance.convocation.envoyee_le else Avancement.A_PREPARER
        case EtatSeance.SANS_QUORUM:
            return Avancement.SANS_QUORUM
    if seance.levee is None and any(each.attend_vote for each in figures.points):
        return Avancement.EN_COURS
    acts = [each for each in figures.points if each.delibere and each.resultat is not Resultat.REJETE]
    if not all(each.stade in ENVOYES for each in acts if each.transmissible):
        signed = all(figures.suites_de(each).deliberation_signee_le for each in acts)
        return Avancement.SIGNEE if signed else Avancement.TENUE
    if not all(each.executoire_le or each.effet_immediat for each in acts):
        return Avancement.TRANSMISE
    if seance.proces_verbal.arrete_le:
        return Avancement.ARRETEE
    return Avancement.EXECUTOIRE if acts else Avancement.TENUE
