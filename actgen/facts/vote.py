"""A vote as it was stated: what the file says, before any computation."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from actgen.diagnostics import Location
from actgen.facts.personne import Membre


class Scrutin(StrEnum):
    MAIN_LEVEE = "main_levee"
    PUBLIC = "public"
    SECRET = "secret"


class Candidatures(StrEnum):
    """How many stand for a nomination: one for each seat, one list alone, or more."""

    UNE_PAR_SIEGE = "une_par_siege"
    LISTE_UNIQUE = "liste_unique"
    PLUSIEURS = "plusieurs"


class NatureElection(StrEnum):
    """What is elected: it settles how seats are shared, how secret it is, and who judges it."""

    MAIRE = "maire"
    ADJOINTS = "adjoints"
    EXECUTIF_EPCI = "executif_epci"
    DELEGUES_SENATORIAUX = "delegues_senatoriaux"
    CONSEILLERS_COMMUNAUTAIRES = "conseillers_communautaires"
    DELEGUES_SYNDICAT = "delegues_syndicat"
    COMMISSION_APPEL_OFFRES = "commission_appel_offres"
    DELEGATION_SERVICE_PUBLIC = "delegation_service_public"
    CCAS = "ccas"
    COMMISSION = "commission"
    AUTRE = "autre"


class Repartition(StrEnum):
    """How the seats of an election go to its lists."""

    MAJORITE = "majorite"
    PLUS_FORT_RESTE = "plus_fort_reste"
    PLUS_FORTE_MOYENNE = "plus_forte_moyenne"


class Sens(StrEnum):
    POUR = "pour"
    CONTRE = "contre"
    ABSTENTION = "abstention"
    NE_PREND_PAS_PART = "ne_prend_pas_part"


@dataclass(frozen=True, slots=True)
class VoixNommee:
    """One member's vote, when the file gives it (never for a secret ballot)."""

    membre: Membre
    sens: Sens
    lieu: Location | None = None


@dataclass(frozen=True, slots=True)
class Tour:
    """One round of an election: votes by candidate or list, in the order of the file.

    `exprimes`: ballots that express a vote, when the file counts them (a ballot may bear several names).
    `ne_prennent_pas_part`: None where the vote as a whole tells it for all its rounds.
    """

    voix: tuple[tuple[str, int], ...]
    blancs: int = 0
    nuls: int = 0
    exprimes: int | None = None
    ne_prennent_pas_part: int | None = None
    lieu: Location | None = None


@dataclass(frozen=True, slots=True)
class Liste:
    """A list as it stood: its candidates in their order, and its substitutes where the law asks for some."""

    nom: str
    candidats: tuple[str, ...] = ()
    suppleants: tuple[str, ...] = ()
    lieu: Location | None = None


@dataclass(frozen=True, slots=True)
class Demande:
    """A request for a particular ballot, or for a closed session, with those who made it."""

    scrutin: str  # "public", "secret", "huis_clos"
    auteurs: tuple[Membre, ...] = ()
    nombre: int | None = None
    lieu: Location | None = None


@dataclass(frozen=True, slots=True)
class Vote:
    """A vote. `unanimite`: only the word was written, figures are to be computed from the voters.

    `pour`, `contre`... are None when the file does not state them; a stated figure is compared,
    never trusted. `blancs` and `nuls` belong to secret ballots. `sieges` and `elus` (who was said to be
    elected, in the words of the rounds) belong to elections, as `bureau_electoral`, `repartition` (only
    where the file says how seats are shared) and `listes` (only where it says who stood on them).
    """

    scrutin: Scrutin = Scrutin.MAIN_LEVEE
    unanimite: bool = False
    pour: int | None = None
    contre: int | None = None
    abstentions: int | None = None
    blancs: int = 0
    nuls: int = 0
    ne_prennent_pas_part: int = 0
    noms: tuple[VoixNommee, ...] = ()
    tours: tuple[Tour, ...] = ()
    sieges: int | None = None
    sieges_suppleants: int | None = None
    repartition: Repartition | None = None
    listes: tuple[Liste, ...] = ()
    bureau_electoral: tuple[str, ...] = ()
    elus: tuple[str, ...] = ()
    voix_du_president: Sens | None = None
    resultat: str = ""  # "adopté" or "rejeté" when the file states it
    lieu: Location | None = None
