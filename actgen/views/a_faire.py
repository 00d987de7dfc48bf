"""The view of the page « À faire »: what to print, sign, send and post, and by what date."""

from __future__ import annotations

from dataclasses import dataclass

from .commun import VueCollectivite, VueSeance


@dataclass(frozen=True, slots=True)
class VueTache:
    """Un acte, ou plusieurs que l’on traite de même : « Délibérations 1 à 20 »."""

    titre: str
    fichiers: str  # sans leur fin (.pdf, .docx)
    quoi: str  # ce qu’il faut en faire, ce qui manque, ou les codes des erreurs


@dataclass(frozen=True, slots=True)
class VueEcheanceAFaire:
    """Une obligation qui reste : sa date ou son moment, et son texte."""

    quand: str  # « au plus tard le 22/12/2022 », « sans date fixe »
    quoi: str
    qui: str
    article: str


@dataclass(frozen=True, slots=True)
class VueAFaire:
    """Ce qui reste à faire d’une séance."""

    collectivite: VueCollectivite
    seance: VueSeance
    moment: str  # « avant la séance », « après la séance », « faute de quorum »
    ecrites: tuple[VueTache, ...]
    attendues: tuple[VueTache, ...]
    refusees: tuple[VueTache, ...]
    echeances: tuple[VueEcheanceAFaire, ...]
