"""The views of the papers of before a session: convocation, proxy, explanatory note, attendance sheet."""

from __future__ import annotations

from dataclasses import dataclass

from actgen.document.nodes import Block, Lacune, Place, Signatures

from .commun import Connu, JourConnu, VueCollectivite, VueSeance
from .proces_verbal import VueLigneOrdreDuJour


@dataclass(frozen=True, slots=True)
class VueReunion:
    """La réunion annoncée, et le droit qui s’y applique."""

    extraordinaire: bool
    installation: bool
    a_distance: bool
    moyens_a_distance: Connu  # « visioconférence, lien envoyé la veille par courriel »
    droit_local: bool  # commune d’Alsace-Moselle
    pouvoirs_par_membre: int
    pouvoirs_comptes_au_quorum: bool  # seulement sous les règles de l’urgence sanitaire
    fondement_convocation: str  # « article L. 2121-10 du code général… » ; vide : bureau d’un EPCI
    fondement_pouvoir: str
    fondement_note: str  # vide aussi quand la loi n’exige pas de note


@dataclass(frozen=True, slots=True)
class VueSeconde:
    """La seconde convocation, après une séance sans quorum."""

    premiere_seance: JourConnu
    sans_quorum: bool  # elle dispense de quorum les points de la première convocation
    urgence: bool  # le quorum reste exigé : elle est faite en urgence
    delai: bool  # le quorum reste exigé : trois jours francs ne séparent pas l’envoi de la séance
    un_point_nouveau: bool
    points_nouveaux: str  # « 3 et 4 » : absents de la première convocation, ou vide
    fondement: str


@dataclass(frozen=True, slots=True)
class VueConvocation:
    """La convocation, adressée aux membres."""

    collectivite: VueCollectivite
    seance: VueSeance
    reunion: VueReunion
    seconde: VueSeconde | None
    motif_urgence: Connu
    fondement_urgence: str
    ordre_du_jour: tuple[VueLigneOrdreDuJour, ...]
    ordre_du_jour_manquant: Lacune
    note_jointe: bool
    envoyee_le: JourConnu
    moyen: Connu  # « courriel »
    a_afficher: bool
    affichee_le: JourConnu
    signatures: Signatures


@dataclass(frozen=True, slots=True)
class VuePouvoir:
    """Le pouvoir, à remplir à la main."""

    collectivite: VueCollectivite
    seance: VueSeance
    reunion: VueReunion
    qualites: str  # « maire, adjoint, conseiller… »
    lieu_de_signature: Place
    signe_le: Place
    recu_le: Place
    signatures: Signatures


@dataclass(frozen=True, slots=True)
class VueAffaire:
    """Une affaire de l’ordre du jour, telle que la note l’explique."""

    numero: int
    objet: str
    rapporteur: str
    sans_expose: bool  # arrêt d’un procès-verbal, questions diverses : rien à expliquer
    a_expliquer: bool  # l’exposé manque
    expose_manquant: Lacune
    expose: tuple[Block, ...]
    decision: tuple[Block, ...]  # la décision proposée


@dataclass(frozen=True, slots=True)
class VueNoteDeSynthese:
    """La note explicative de synthèse."""

    collectivite: VueCollectivite
    seance: VueSeance
    reunion: VueReunion
    affaires: tuple[VueAffaire, ...]
    ordre_du_jour_manquant: Lacune


@dataclass(frozen=True, slots=True)
class VueLigneFeuille:
    """Un membre sur la feuille de présence."""

    rang: int
    nom: str
    qualite: str
    suppleant: str  # « suppléante : Membre 30 », qui peut siéger à sa place, ou vide


@dataclass(frozen=True, slots=True)
class VueFeuilleDePresence:
    """La feuille de présence, à signer."""

    collectivite: VueCollectivite
    seance: VueSeance
    reunion: VueReunion
    seconde: VueSeconde | None
    envoyee_le: JourConnu
    membres: tuple[VueLigneFeuille, ...]
    nombre_en_exercice: int
    quorum: int
    presents: Place
    representes: Place
    ouverte_a: Place
    levee_a: Place
