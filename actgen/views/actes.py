"""The views of a deliberation and of its certificate."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from actgen.document.nodes import Block, Inline

from .commun import (
    Connu,
    JourConnu,
    VueActe,
    VueCollectivite,
    VueNomination,
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
class VueDecision:
    """Un article de ce que le conseil décide : son verbe, mis en valeur, et la suite, ponctuée."""

    verbe: str  # « FIXE », « DÉCIDE », « Article 1er », ou vide
    suite: str  # « le tarif à 90 € la journée ; »
    texte: str  # « fixe le tarif à 90 € la journée ; » : tel que le point l’écrit


@dataclass(frozen=True, slots=True)
class VuePoint:
    """Un point de la séance, tel que la délibération le raconte."""

    numero: int
    rapporteur: str
    presidence: str  # vide quand le président de la séance préside aussi ce point
    expose: tuple[Block, ...]  # le texte joint par la commune, s’il y en a un
    vus: tuple[str, ...]  # les textes visés par ce point, sans « Vu »
    considerants: tuple[str, ...]  # ses motifs, sans « Considérant »
    decisions: tuple[VueDecision, ...]  # ce qui est décidé, article par article
    dispositif: tuple[Block, ...]  # ou le texte joint qui le dit
    retraits: tuple[VueRetrait, ...]
    chef_retire: str  # « Membre 1, maire, s’est retirée », quand ses comptes ont été votés sans lui, ou vide
    nomination: VueNomination | None
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
