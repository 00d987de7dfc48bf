"""The view of the list of deliberations, and of the account of a session that it replaced in July 2022."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from actgen.document.inline import Lacune

from .commun import Connu, JourConnu, VueCollectivite, VuePresence, VueSeance
from .sens import Sens


@dataclass(frozen=True, slots=True)
class VueLigneDeListe:
    """Un point examiné : son objet et ce qui en a été décidé. Aucun nom."""

    numero: Annotated[int, Sens("Numéro du point.")]
    objet: Annotated[str, Sens("Objet du point.")]
    numero_acte: Annotated[
        str,
        Sens(
            "Numéro de la délibération ; vide pour un point reporté, voté sans quorum, ou qui ne donne pas "
            "d’acte."
        ),
    ]
    sort: Annotated[
        Connu,
        Sens(
            "Ce qui a été décidé : « adopté », « rejeté », « rejet décidé », « reporté », "
            "« élection faite », « élection non acquise », « vote sans quorum » ; un blanc tant qu’on "
            "ne sait pas qui est élu ; vide tant que le vote n’est pas écrit."
        ),
    ]
    vote: Annotated[
        Connu,
        Sens(
            "Chiffres du vote : « 9 pour, 2 contre, 1 abstention » ; un blanc tant qu’il n’est pas écrit ; "
            "ou vide."
        ),
    ]


@dataclass(frozen=True, slots=True)
class VueListe:
    """La liste des délibérations examinées, ou le compte rendu affiché avant le 1er juillet 2022."""

    collectivite: VueCollectivite
    seance: VueSeance
    presence: Annotated[VuePresence, Sens("Membres présents, représentés, excusés et absents à l’ouverture.")]
    lignes: Annotated[
        tuple[VueLigneDeListe, ...], Sens("Points examinés, dans l’ordre de leurs numéros ; aucun nom.")
    ]
    points_non_saisis: Annotated[
        tuple[Lacune, ...],
        Sens("Blanc visible pour les points que le fichier ne reprend pas ; un seul, s’il y en a."),
    ]
    affichee_le: Annotated[JourConnu, Sens("Date d’affichage, ou la place où la porter à la main.")]
    mise_en_ligne: Annotated[bool, Sens("Oui si la collectivité a un site internet, ou si l’on ne sait pas.")]
    mise_en_ligne_le: Annotated[JourConnu, Sens("Date de mise en ligne, ou la place où la porter à la main.")]
