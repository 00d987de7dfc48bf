"""The page « À faire »: what to print, sign, send and post, and by what date."""

from __future__ import annotations

from typing import Annotated

from msgspec import Struct

from actgen.acts.seance import vue_collectivite, vue_seance
from actgen.acts.views import Sens, VueCollectivite, VueSeance
from actgen.facts.seance import EtatSeance
from actgen.figures.echeances import restantes
from actgen.figures.echeances_des_actes import Borne, Echeance
from actgen.figures.seance import FiguresSeance
from actgen.text.dates import date_chiffres
from actgen.text.messages import phrase


class VueTache(Struct, frozen=True):
    """Un acte, ou plusieurs que l’on traite de même : « Délibérations 1 à 20 »."""

    titre: Annotated[str, Sens("Acte, ou actes que l’on traite de même : « Délibérations 1 à 20 ».")]
    fichiers: Annotated[str, Sens("Noms des fichiers, sans leur fin (.pdf, .docx).")]
    quoi: Annotated[str, Sens("Ce qu’il faut en faire, ce qui manque, ou les erreurs.")]


class VueEcheanceAFaire(Struct, frozen=True):
    """Une obligation qui reste : sa date ou son moment, et son texte."""

    quand: Annotated[
        str, Sens("Date ou moment de l’obligation : « au plus tard le 22/12/2022 », « sans date ».")
    ]
    quoi: Annotated[str, Sens("Ce qu’il faut faire.")]
    qui: Annotated[str, Sens("Qui doit le faire.")]
    article: Annotated[str, Sens("Texte qui l’exige.")]


class VueAFaire(Struct, frozen=True):
    """Ce qui reste à faire d’une séance."""

    collectivite: VueCollectivite
    seance: VueSeance
    moment: Annotated[
        str, Sens("Où l’on en est : « avant la séance », « après la séance », « faute de quorum ».")
    ]
    ecrites: Annotated[tuple[VueTache, ...], Sens("Actes écrits, et ce qu’il faut en faire.")]
    attendues: Annotated[
        tuple[VueTache, ...], Sens("Actes qui attendent une date ou un fait, et ce qui leur manque.")
    ]
    refusees: Annotated[tuple[VueTache, ...], Sens("Actes refusés, et les erreurs qui les empêchent.")]
    echeances: Annotated[
        tuple[VueEcheanceAFaire, ...], Sens("Obligations qui restent, dans l’ordre des dates.")
    ]


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
    return VueEcheanceAFaire(_when(echeance), echeance.libelle + precision, echeance.qui, echeance.article)


def _when(echeance: Echeance) -> str:
    if echeance.le is None:
        return "sans date"
    mot = "pas avant" if echeance.sens is Borne.AU_PLUS_TOT else "au plus tard"
    return f"{mot} le {date_chiffres(echeance.le)}"
