"""The view of the minutes of a session."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from actgen.document.nodes import Block, Inline, Lacune

from .commun import VueActe, VueCollectivite, VueMouvement, VuePresence, VueSeance


@dataclass(frozen=True, slots=True)
class VueLigneOrdreDuJour:
    """Une ligne de l’ordre du jour."""

    numero: int
    objet: str


@dataclass(frozen=True, slots=True)
class VuePointsNonSaisis:
    """Les points de la séance que le fichier ne reprend pas."""

    numeros: str  # « 1 à 8 »
    lacune: Lacune


@dataclass(frozen=True, slots=True)
class VuePointDuProcesVerbal:
    """Un point, tel que le procès-verbal le rapporte."""

    numero: int
    objet: str
    non_traite: str
    presidence: str
    mouvements: tuple[VueMouvement, ...]
    demandes: tuple[str, ...]  # « Le scrutin secret est demandé par A, B et C. »
    huis_clos: bool
    retraits_en_clair: tuple[Block, ...]
    expose: tuple[Block, ...]
    debats: tuple[Block, ...]  # la teneur des discussions, si un fichier la donne
    dispositif: tuple[Block, ...]
    vote_en_clair: tuple[Block, ...]
    numero_acte: str


@dataclass(frozen=True, slots=True)
class VueProcesVerbal:
    """Le procès-verbal de la séance."""

    collectivite: VueCollectivite
    seance: VueSeance
    presence: VuePresence
    sans_quorum: bool
    ordre_du_jour: tuple[VueLigneOrdreDuJour, ...]
    ordre_du_jour_manquant: Lacune
    points: tuple[VuePointDuProcesVerbal, ...]
    points_non_saisis: VuePointsNonSaisis | None
    levee: Inline
    arrete_le: Inline | date  # la séance qui l’a arrêté, ou la place où en porter la date
    remarques: str  # celles qui ont été faites à cette séance, ou vide
    acte: VueActe
