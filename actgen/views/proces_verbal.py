"""The view of the minutes of a session."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from actgen.document.nodes import Block, Inline, Lacune

from .commun import (
    VueActe,
    VueCollectivite,
    VueMouvements,
    VuePresence,
    VueSeance,
    VueVotePrealable,
)

Jour = date  # a field named `date` would hide the type in its own class


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
class VueProcesVerbalPrecedent:
    """Le procès-verbal d’une séance antérieure, soumis au conseil à l’ouverture de celle-ci."""

    date: Jour
    arrete: bool
    remarques: str  # celles qui ont été faites, ou vide
    vote: VueVotePrealable | None


@dataclass(frozen=True, slots=True)
class VuePointDuProcesVerbal:
    """Un point, tel que le procès-verbal le rapporte."""

    numero: int
    objet: str
    hors_ordre_du_jour: bool  # la convocation ne l’annonçait pas
    abandonne: bool  # retiré, reporté ou laissé : l’un des trois champs qui suivent
    retire: str  # « par la maire », précédé d’une espace, ou « : le devis manque » ; vide s’il ne l’est pas
    reporte: str  # de même
    non_traite: str  # la raison seule
    presidence: str
    mouvements: VueMouvements | None  # avant le point
    quorum: int
    quorum_atteint: bool
    quorum_dispense: bool
    mouvements_pendant: VueMouvements | None
    demandes: tuple[str, ...]  # « Le scrutin secret est demandé par A, B et C. »
    huis_clos: bool
    vote_huis_clos: VueVotePrealable | None
    renonciation: VueVotePrealable | None  # au scrutin secret
    retraits_en_clair: tuple[Block, ...]
    expose: tuple[Block, ...]
    debats: tuple[Block, ...]  # la teneur des discussions, si un fichier la donne
    dispositif: tuple[Block, ...]
    vote_en_clair: tuple[Block, ...]
    sans_vote: bool  # une information, un débat : rien n’a été mis aux voix
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
    ordre_de_traitement: str  # « 1 à 3, 5, 4 et 6 », quand ce n’est pas celui des numéros
    precedents: tuple[VueProcesVerbalPrecedent, ...]
    points: tuple[VuePointDuProcesVerbal, ...]
    points_non_saisis: VuePointsNonSaisis | None
    mouvements_finaux: VueMouvements | None  # après le dernier point
    levee: Inline
    arrete_le: Inline | date  # la séance qui l’a arrêté, ou la place où en porter la date
    remarques: str  # celles qui ont été faites à cette séance, ou vide
    acte: VueActe
