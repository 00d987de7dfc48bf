"""The page « À faire »: what to print, sign, send and post, and by what date."""

from __future__ import annotations

from typing import Annotated

from msgspec import Struct

from actgen.acts.views.seance import vue_collectivite, vue_seance
from actgen.acts.views.views import Sens, VueCollectivite, VueSeance
from actgen.council.facts.seance import EtatSeance
from actgen.council.figures.seance import FiguresSeance


class VueTache(Struct, frozen=True):
    """Un acte, ou plusieurs que l’on traite de même, qui ne peut pas encore être écrit."""

    titre: Annotated[str, Sens("Acte, ou actes que l’on traite de même : « Délibérations 1 à 20 ».")]
    quoi: Annotated[str, Sens("Ce qui manque, ou les erreurs.")]


class VueGeste(Struct, frozen=True):
    """Une chose à faire, que l’on coche : quand, quoi, qui, avec quel fichier."""

    quand: Annotated[
        str, Sens("« Au plus tard le jeudi 22 décembre 2022 », « Sans attendre » ; fait : « Le 19/12/2022 ».")
    ]
    premier: Annotated[bool, Sens("Oui pour la date la plus proche de ce qui reste.")]
    quoi: Annotated[str, Sens("Ce qu’il faut faire : « Délibération 9 : à imprimer et à faire signer ».")]
    qui: Annotated[str, Sens("Qui doit le faire.")]
    article: Annotated[str, Sens("Texte qui l’exige ; peut être vide.")]
    fichiers: Annotated[str, Sens("Noms des fichiers, sans leur fin (.pdf, .docx) ; peut être vide.")]


class VueAFaire(Struct, frozen=True):
    """Ce qui reste à faire d’une séance."""

    collectivite: VueCollectivite
    seance: VueSeance
    moment: Annotated[
        str, Sens("Où l’on en est : « avant la séance », « après la séance », « faute de quorum ».")
    ]
    gestes: Annotated[
        tuple[VueGeste, ...],
        Sens("Ce qui reste à faire : ce qui a une date d’abord, la plus proche en tête."),
    ]
    faits: Annotated[tuple[VueGeste, ...], Sens("Ce qui est fait, à la date que donne la séance.")]
    attendues: Annotated[
        tuple[VueTache, ...], Sens("Actes qui attendent une date ou un fait, et ce qui leur manque.")
    ]
    refusees: Annotated[tuple[VueTache, ...], Sens("Actes refusés, et les erreurs qui les empêchent.")]


_MOMENTS = {
    EtatSeance.A_TENIR: "avant la séance",
    EtatSeance.TENUE: "après la séance",
    EtatSeance.SANS_QUORUM: "faute de quorum",
}


def vue_a_faire(
    figures: FiguresSeance,
    gestes: tuple[VueGeste, ...],
    faits: tuple[VueGeste, ...],
    attendues: tuple[VueTache, ...],
    refusees: tuple[VueTache, ...],
) -> VueAFaire:
    """What remains of a session, whatever the day on which it is told."""
    return VueAFaire(
        collectivite=vue_collectivite(figures.seance.collectivite, figures.seance.organe),
        seance=vue_seance(figures),
        moment=_MOMENTS[figures.etat],
        gestes=gestes,
        faits=faits,
        attendues=attendues,
        refusees=refusees,
    )
