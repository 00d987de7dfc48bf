"""The view of the page « À faire »: what to print, sign, send and post, and by what date."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from .commun import VueCollectivite, VueSeance
from .sens import Sens


@dataclass(frozen=True, slots=True)
class VueTache:
    """Un acte, ou plusieurs que l’on traite de même : « Délibérations 1 à 20 »."""

    titre: Annotated[str, Sens("Acte, ou actes que l’on traite de même : « Délibérations 1 à 20 ».")]
    fichiers: Annotated[str, Sens("Noms des fichiers, sans leur fin (.pdf, .docx).")]
    quoi: Annotated[str, Sens("Ce qu’il faut en faire, ce qui manque, ou les erreurs.")]


@dataclass(frozen=True, slots=True)
class VueEcheanceAFaire:
    """Une obligation qui reste : sa date ou son moment, et son texte."""

    quand: Annotated[
        str, Sens("Date ou moment de l’obligation : « au plus tard le 22/12/2022 », « sans date ».")
    ]
    quoi: Annotated[str, Sens("Ce qu’il faut faire.")]
    qui: Annotated[str, Sens("Qui doit le faire.")]
    article: Annotated[str, Sens("Texte qui l’exige.")]


@dataclass(frozen=True, slots=True)
class VueAFaire:
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
