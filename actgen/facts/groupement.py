"""A purchasing group: its convention's choices, its members, and its state as at a date."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from types import MappingProxyType

from actgen.diagnostics import Location
from actgen.facts.collectivite import Collectivite
from actgen.facts.couts import Couts
from actgen.facts.texte import Prose

Jour = date  # a field named `date` would hide the type in its own class


@dataclass(frozen=True, slots=True)
class DeliberationCoordonnateur:
    """The coordinator's own decision; a Bureau needs the council's delegation.

    `mandat` is what it entrusts the coordinator with: "passation", "passation et exécution", or not said.
    """

    organe: str = "conseil"  # "conseil", "bureau", "maire" or "président"
    mandat: str = ""
    date: Jour | None = None
    delegation_du_conseil: Jour | None = None
    lieux: MappingProxyType[str, Location] = field(default_factory=lambda: MappingProxyType({}))


@dataclass(frozen=True, slots=True)
class Coordonnateur:
    """The coordinator of the group: one of its members. What has not been said of it is None."""

    collectivite: Collectivite
    representant: str = ""
    qualite: str = ""
    a_besoin_propre: bool | None = None
    statuts_l5211_4_4: bool | None = None
    a_une_cao: bool | None = None
    deliberation: DeliberationCoordonnateur = DeliberationCoordonnateur()
    lieu: Location | None = None
    lieux: MappingProxyType[str, Location] = field(default_factory=lambda: MappingProxyType({}))

    @property
    def designation(self) -> str:
        """How the texts call the coordinator once it has been named whole."""
        return self.collectivite.sigle or self.collectivite.nom


class MotifDeRemise(StrEnum):
    """Why an assembly that met on the adhesion decided nothing; the values are words of the returns."""

    AJOURNEE = "ajournée"
    SANS_QUORUM = "quorum non atteint"
    RETIREE = "retirée de l’ordre du jour"


@dataclass(frozen=True, slots=True)
class Remise:
    """A decision that was put off, and when, as far as is known."""

    motif: MotifDeRemise
    le: Jour | None = None


@dataclass(frozen=True, slots=True)
class Voix:
    """The votes that an answer tells in figures; None is "not said"."""

    pour: int | None = None
    contre: int | None = None
    abstentions: int | None = None


@dataclass(frozen=True, slots=True)
class MembreGroupement:
    """A member of the group and what is known of its procedure; None is "not yet".

    `a_corriger` says, in the words of a list, what keeps its facts from being taken as they are: it stays
    pending until that is mended, and a fact on which two files differ is not known.
    """

    collectivite: Collectivite
    resultat: str = ""  # "adoptée", "rejetée" or empty
    voix: Voix = Voix()
    organe: str = ""  # who decided: "conseil", "bureau", "maire", "président" or not said
    mandat: str = ""  # what it entrusts the coordinator with, as in DeliberationCoordonnateur
    deliberation_le: Jour | None = None
    numero: str = ""
    transmise_le: Jour | None = None
    recue_le: Jour | None = None
    publiee_le: Jour | None = None
    notifiee_le: Jour | None = None
    signee_le: Jour | None = None
    signataire: str = ""
    remise: Remise | None = None  # nothing is decided, and this is why
    a_corriger: str = ""
    lieu: Location | None = None
    lieux: MappingProxyType[str, Location] = field(default_factory=lambda: MappingProxyType({}))


class Achat(StrEnum):
    """What a contract buys: thresholds depend on it."""

    FOURNITURES_ET_SERVICES = "fournitures et services"
    TRAVAUX = "travaux"
    SERVICES_SOCIAUX = "services sociaux et spécifiques"


@dataclass(frozen=True, slots=True)
class Lot:
    """A lot of the consultation: its value before tax, its own procedure and kind if it has any."""

    objet: str
    montant_ht: Decimal | None = None
    procedure: str = ""
    achat: Achat | None = None
    lieu: Location | None = None


@dataclass(frozen=True, slots=True)
class AccordCadre:
    """The framework agreement to pass. Amounts are euros before tax; a minimum of 0 is "none"."""

    forme: str = ""  # "bons de commande" or "marchés subséquents"
    objet: str = ""
    achat: Achat | None = None
    entite_adjudicatrice: bool = False  # bought for a network of water, energy or transport
    duree_mois: int | None = None
    duree_justifiee: str = ""  # why it lasts longer than the law's ordinary limit
    minimum_ht: Decimal | None = None
    maximum_ht: Decimal | None = None
    procedure: str = ""
    petits_lots_en_procedure_adaptee: bool | None = None
    attribution: str = ""  # "un titulaire", "plusieurs titulaires" or empty (not decided)
    lots: tuple[Lot, ...] = ()
    lancement: Jour | None = None
    transmis_le: Jour | None = None
    notifie_le: Jour | None = None
    precedent: str = ""
    lieux: MappingProxyType[str, Location] = field(default_factory=lambda: MappingProxyType({}))


class CleDeRepartition(StrEnum):
    """How a heading of annexe 2 is shared."""

    POPULATION_ET_SERVICES = "population × services"
    POPULATION = "population"
    POPULATION_DEMANDEURS = "population des membres demandeurs"
    SERVICES = "services"
    PARTS_EGALES = "parts égales"
    MEMBRE_DEMANDEUR = "membre demandeur"
    COORDONNATEUR = "coordonnateur"


@dataclass(frozen=True, slots=True)
class CasFinancier:
    """One case of a heading of annexe 2, with the key that shares its cost."""

    cle: CleDeRepartition
    titre: str = ""
    motif: str = ""
    lieu: Location | None = None


@dataclass(frozen=True, slots=True)
class Rubrique:
    """A heading of annexe 2: what it covers (prose of the group) and how it is paid."""

    titre: str
    couvre: Prose | None
    cas: tuple[CasFinancier, ...]
    hors_compte: bool = False  # does not count in the number of services of a member
    lieu: Location | None = None


@dataclass(frozen=True, slots=True)
class Clauses:
    """The choices that the authors of the convention make; an empty one has not been made.

    `comite_par_an` is 0 when the group wants no steering committee, None when it hasn't said.
    """

    execution: str = ""  # "membres" or "coordonnateur"
    frais: str = ""  # "coordonnateur" or "partages"
    remuneration: bool | None = None
    comite_par_an: int | None = None
    adhesion: str = ""  # "a_tout_moment", "avant_lancement" or "fermee"
    retrait: str = ""  # "exclu" or "annuel"
    preavis_mois: int = 0
    effets_du_retrait: str = ""  # what leaving all the same costs, when leaving is excluded
    minimum_non_atteint: str = ""  # who pays for a minimum that is not reached, in the authors' words
    modification: str = ""  # how an amendment is passed, in the authors' words
    signature: str = ""  # "feuille_par_membre" or "original_unique"
    entree_en_vigueur: str = ""  # in the authors' words; empty: the model's own rule


@dataclass(frozen=True, slots=True)
class DemandeAuxConseils:
    """What the coordinator asks of the councils, in the letter that goes with the model of deliberation.

    The law of `a_deliberer_avant` is the one that the models cite.
    """

    a_deliberer_avant: Jour | None = None
    lettre_du: Jour | None = None
    contact: str = ""
    lieux: MappingProxyType[str, Location] = field(default_factory=lambda: MappingProxyType({}))


@dataclass(frozen=True, slots=True)
class Groupement:
    """A purchasing group as its file tells it. Choices not made are empty or None, never a default."""

    nom: str
    fichier: str
    objet: str
    coordonnateur: Coordonnateur
    membres: tuple[MembreGroupement, ...]
    nom_d_usage: str = ""
    contexte: Prose | None = None
    version: str = ""
    approuvee_le: Jour | None = None
    accord_cadre: AccordCadre = AccordCadre()
    cao: str = ""  # "coordonnateur" or "mixte"
    clauses: Clauses = Clauses()
    conseils: DemandeAuxConseils = DemandeAuxConseils()
    unite: str = "service"  # what the group counts in its keys
    annee_population: int | None = None
    annexe_1_arretee_au: Jour | None = None
    rubriques: tuple[Rubrique, ...] = ()
    couts: Couts = field(default_factory=Couts)
    tribunal: str = ""
    lieux: MappingProxyType[str, Location] = field(default_factory=lambda: MappingProxyType({}))


class Situation(StrEnum):
    """How far a member has come; the values are words for a list of members."""

    PARTIE = "partie à la convention"  # its decision is executory, and it has signed
    EXECUTOIRE = "convention à signer"  # its decision is executory
    ADOPTEE = "pas encore exécutoire"  # it has decided to join
    EN_ATTENTE = "en attente"  # it has not decided yet, or what it sent back is to be mended
    REJETEE = "adhésion rejetée"


@dataclass(frozen=True, slots=True)
class LigneAnnexe:
    """What is known of a member: its rank is that in annexe 1, or in the list of the others.

    `etape_manquante` is empty once the member is party to the convention.
    """

    rang: int
    membre: MembreGroupement
    est_coordonnateur: bool
    executoire_le: Jour | None
    situation: Situation
    etape_manquante: str = ""


@dataclass(frozen=True, slots=True)
class EtatGroupement:
    """The group as at a date (None: with all that is known), computed once.

    Each member is in exactly one of the five lists, in the order of the group's file. `a_signer`: it is that
    of the convention which is about to be signed, by those alone who have decided to join.
    """

    groupement: Groupement
    au: Jour | None
    parties: tuple[LigneAnnexe, ...] = ()
    executoires: tuple[LigneAnnexe, ...] = ()
    adoptees: tuple[LigneAnnexe, ...] = ()
    en_attente: tuple[LigneAnnexe, ...] = ()
    rejetees: tuple[LigneAnnexe, ...] = ()
    a_signer: bool = False

    @property
    def adherents(self) -> tuple[LigneAnnexe, ...]:
        """The members that have decided to join, whether or not they have signed, by rank."""
        return tuple(sorted((*self.parties, *self.executoires, *self.adoptees), key=lambda each: each.rang))

    @property
    def annexe_1(self) -> tuple[LigneAnnexe, ...]:
        """The members that annexe 1 names; of the convention to be signed, those alone who may sign it.

        A signature before the decision is executory is void. The coordinator is named whatever it lacks.
        """
        return tuple(
            ligne
            for ligne in self.adherents
            if not self.a_signer or ligne.est_coordonnateur or ligne.situation is not Situation.ADOPTEE
        )

    @property
    def coordonnateur_peut_signer(self) -> bool:
        """Whether the decision of the first of those who sign is executory."""
        return any(ligne.est_coordonnateur for ligne in (*self.parties, *self.executoires))

    @property
    def lignes(self) -> tuple[LigneAnnexe, ...]:
        """Every member, in the order of the group's file."""
        par_code = {
            ligne.membre.collectivite.code: ligne
            for ligne in (*self.adherents, *self.en_attente, *self.rejetees)
        }
        return tuple(par_code[membre.collectivite.code] for membre in self.groupement.membres)
