"""The views of a purchasing group: what its deliberations and its convention need to know of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from actgen.document.nodes import Block, Inline, Lacune, Signatures

from .commun import Connu, JourConnu


@dataclass(frozen=True, slots=True)
class VueCoordonnateur:
    """Le coordonnateur du groupement."""

    nom: str  # « Mulhouse Alsace Agglomération »
    sigle: str  # « m2A », ou vide
    court: str  # « m2A » ; sans sigle, « la commune du Havre »
    designation: str  # « la communauté d’agglomération Mulhouse Alsace Agglomération »
    representant: Connu
    qualite: str
    representee: str  # « représentée » ou « représenté »
    par_le_bureau: bool
    deliberation: JourConnu
    delegation: JourConnu
    a_siege: Connu  # « à Mulhouse »


@dataclass(frozen=True, slots=True)
class VueAccordCadre:
    """L’accord-cadre que le groupement passe."""

    forme: Connu
    a_bons_de_commande: bool
    a_marches_subsequents: bool
    commande: str  # « bon de commande » ou « marché subséquent »
    commandes: str
    objet: Connu
    duree: Connu  # « quatre ans »
    duree_justifiee: str  # pourquoi elle dépasse quatre ans, ou vide
    minimum: Decimal | Lacune
    sans_minimum: bool
    maximum: Decimal | Lacune
    procedure: Connu
    appel_offres: bool
    adaptee: bool  # procédure adaptée pour toute la consultation
    petits_lots: bool
    attribution: Connu  # « un seul titulaire », « plusieurs titulaires »
    lancement: date | None
    precedent: str


@dataclass(frozen=True, slots=True)
class VueClauses:
    """Les choix de la convention ; chacun est écrit dans le dossier du groupement."""

    execution: Connu
    execution_par_membres: bool
    execution_par_coordonnateur: bool
    frais: Connu
    frais_coordonnateur: bool
    frais_partages: bool
    sans_remuneration: bool
    remuneration: Connu  # « le coordonnateur ne perçoit aucune rémunération »
    comite_par_an: int | Lacune
    sans_comite: bool
    adhesion: Connu
    adhesion_a_tout_moment: bool
    adhesion_avant_lancement: bool
    adhesion_fermee: bool
    retrait: Connu
    retrait_exclu: bool
    retrait_annuel: bool
    preavis_mois: int
    effets_du_retrait: str  # ce que doit celui qui part malgré l’exclusion, ou vide
    signature: Connu
    feuille_par_membre: bool
    original_unique: bool
    entree_en_vigueur: str  # dans les mots du groupement, ou vide : à la dernière signature
    cao: Connu
    cao_du_coordonnateur: bool
    cao_mixte: bool


@dataclass(frozen=True, slots=True)
class VueCas:
    """Un cas d’une rubrique financière et la clé qui le règle."""

    titre: str
    population_et_services: bool
    population: bool
    population_demandeurs: bool
    services: bool
    parts_egales: bool
    demandeur: bool
    coordonnateur: bool
    motif: str
    regle: tuple[Inline, ...]  # la phrase que la clé donne


@dataclass(frozen=True, slots=True)
class VueRubrique:
    """Une rubrique de l’annexe 2 : ce qu’elle couvre et qui paie."""

    titre: str
    couvre: tuple[Block, ...]
    cas: tuple[VueCas, ...]
    premier_cas: VueCas
    second_cas: VueCas  # le premier, quand il n’y en a qu’un
    un_seul_cas: bool
    deux_cas: bool


@dataclass(frozen=True, slots=True)
class VueLigneAnnexe:
    """Une ligne de l’annexe 1."""

    rang: int
    nom: str
    code: str
    representant: Connu
    coordonnateur: bool
    deliberation: Connu  # en chiffres : « 15/12/2022 »
    transmise: str  # « — » quand la date n’est pas connue
    executoire: str
    signee: str
    etape_manquante: str


@dataclass(frozen=True, slots=True)
class VueGroupement:
    """Le groupement de commandes."""

    objet: str  # avec son article : « le développement de services numériques »
    contexte: tuple[Block, ...]
    coordonnateur: VueCoordonnateur
    accord_cadre: VueAccordCadre
    clauses: VueClauses
    unite: str  # « téléservice »
    unites: str  # « téléservices »
    sans_service_sans_charge: bool
    hors_compte: str  # « Téléservice de … », entre guillemets, ou vide
    par_population: bool  # une clé au moins emploie la population
    annee_population: Connu


@dataclass(frozen=True, slots=True)
class VueConvention:
    """La convention constitutive du groupement et ses annexes."""

    groupement: VueGroupement
    coordonnateur: VueCoordonnateur
    accord_cadre: VueAccordCadre
    clauses: VueClauses
    tribunal: Connu
    version: Connu
    empreinte: Connu
    annexe_1_arretee_au: JourConnu
    adherents: tuple[VueLigneAnnexe, ...]
    en_attente: tuple[VueLigneAnnexe, ...]
    code_des_adherents: str  # « Code INSEE », ou « Code INSEE ou SIREN » si tous ne sont pas des communes
    code_en_attente: str
    nombre_adherents: int
    nombre_en_attente: int
    rubriques: tuple[VueRubrique, ...]
    rubriques_decrites: bool  # au moins une dit ce qu’elle couvre
    fait_le: Inline
    signatures: Signatures


@dataclass(frozen=True, slots=True)
class VueRegle:
    """Un cas de l’annexe 2, pour la phrase que sa clé donne."""

    cas: VueCas
    groupement: VueGroupement
