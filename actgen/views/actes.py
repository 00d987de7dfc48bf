"""The views of the acts of a session: deliberation, minutes, certificate."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from actgen.document.nodes import Block, Inline, Lacune

from .commun import (
    Connu,
    JourConnu,
    VueActe,
    VueCollectivite,
    VueMouvement,
    VuePersonne,
    VuePresence,
    VueRetrait,
    VueSeance,
    VueVote,
    VueVoteAPorter,
)
from .groupement import VueGroupement


@dataclass(frozen=True, slots=True)
class VueVisa:
    """Un texte visé : le code et ses articles en vigueur ce jour-là, dans ce département."""

    code: str  # « code général des collectivités territoriales »
    articles_en_ligne: str  # « ses articles L. 2541-12 et L. 2541-19 »


@dataclass(frozen=True, slots=True)
class VuePoint:
    """Un point de la séance, tel que la délibération le raconte."""

    numero: int
    rapporteur: str
    presidence: str  # vide quand le président de la séance préside aussi ce point
    expose: tuple[Block, ...]  # le texte joint par la commune, s’il y en a un
    retraits: tuple[VueRetrait, ...]
    sans_acte: bool  # aucun acte à part : l’arrêt d’un procès-verbal, par exemple


@dataclass(frozen=True, slots=True)
class VueDeliberation:
    """Une délibération : l’extrait du registre pour un point."""

    collectivite: VueCollectivite
    seance: VueSeance
    presence: VuePresence
    point: VuePoint
    numero: str
    objet: str
    vote: VueVote | None
    vote_a_porter: VueVoteAPorter
    rejete: bool
    visas: tuple[VueVisa, ...]
    groupement: VueGroupement | None
    version_convention: Connu
    empreinte_convention: Connu
    signataire: str  # « le maire ou son adjoint délégué »
    acte: VueActe


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


@dataclass(frozen=True, slots=True)
class VueCertificat:
    """Le certificat du caractère exécutoire d’une délibération."""

    collectivite: VueCollectivite
    numero: str
    objet: str
    date_seance: date
    transmise_le: JourConnu
    recue_le: date | None
    identifiant: str
    publiee_le: JourConnu
    mode_publicite: Connu  # « affichage », « mise en ligne », « mise à disposition sur papier »
    executoire_le: JourConnu
    certifie_le: Inline | date  # la date, ou la place où la porter à la main
    signataire: VuePersonne
    par_delegation: bool  # le signataire n’est pas le chef de l’exécutif
    acte: VueActe
