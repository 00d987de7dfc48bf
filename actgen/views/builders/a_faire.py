"""The page « À faire »: the tasks that were told of the acts, and the duties that remain."""

from __future__ import annotations

from actgen.facts.seance import EtatSeance
from actgen.figures.echeance import Echeance, Sens
from actgen.figures.echeances import restantes
from actgen.figures.seance import FiguresSeance
from actgen.text.dates import date_chiffres
from actgen.text.messages import phrase
from actgen.views.a_faire import VueAFaire, VueEcheanceAFaire, VueTache

from .commun import vue_collectivite, vue_seance

_MOMENTS = {
    EtatSeance.A_TENIR: "avant la séance",
    EtatSeance.TENUE: "après la séance",
    EtatSeance.SANS_QUORUM: "faute de quorum",
}


def vue_a_faire(
    figures: FiguresSeance,
    ecrites: tuple[VueTache, ...],
    attendues: tuple[VueTache, ...],
    refusees: tuple[VueTache, ...],
) -> VueAFaire:
    """What remains of a session, whatever the day on which it is told."""
    return VueAFaire(
        collectivite=vue_collectivite(figures.seance.collectivite, figures.seance.organe),
        seance=vue_seance(figures),
        moment=_MOMENTS[figures.etat],
        ecrites=ecrites,
        attendues=attendues,
        refusees=refusees,
        echeances=tuple(_echeance(each) for each in restantes(figures)),
    )


def _echeance(echeance: Echeance) -> VueEcheanceAFaire:
    precision = phrase(" ({precision})", precision=echeance.precision) if echeance.precision else ""
    return VueEcheanceAFaire(_quand(echeance), echeance.libelle + precision, echeance.qui, echeance.article)


def _quand(echeance: Echeance) -> str:
    if echeance.le is None:
        return "sans date"
    mot = "pas avant" if echeance.sens is Sens.AU_PLUS_TOT else "au plus tard"
    return f"{mot} le {date_chiffres(echeance.le)}"
