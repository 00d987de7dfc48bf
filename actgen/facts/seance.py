"""A session: who was called, who came, who left, what was dealt with, what followed."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, time
from enum import StrEnum
from types import MappingProxyType

from actgen.diagnostics import Location
from actgen.facts.annee import Annee
from actgen.facts.champs import ChampEcrit
from actgen.facts.collectivite import Collectivite
from actgen.facts.convocation import Convocation
from actgen.facts.donnees import DonneePrivee
from actgen.facts.groupement import Groupement
from actgen.facts.organisme import Organisme
from actgen.facts.personne import Membre, Secretaire
from actgen.facts.suites import Accuse, ListeDeliberations, ProcesVerbal, ProcesVerbalPrecedent, Suites
from actgen.facts.texte import Prose
from actgen.facts.vote import Candidatures, Demande, NatureElection, Vote

Jour = date  # a field named `date` would hide the type in its own class


class Organe(StrEnum):
    CONSEIL = "conseil"
    BUREAU = "bureau"


class NatureSeance(StrEnum):
    ORDINAIRE = "ordinaire"
    EXTRAORDINAIRE = "extraordinaire"
    INSTALLATION = "installation"


class EtatSeance(StrEnum):
    """Derived from what is written, never typed."""

    A_TENIR = "a_tenir"
    TENUE = "tenue"
    SANS_QUORUM = "sans_quorum"


@dataclass(frozen=True, slots=True)
class Pouvoir:
    """A proxy: written, named, for one session unless `seances` names more.

    `sans_mandataire`: the file does not say to whom it was given; its giver stands for the holder, so that
    it is of no effect.
    """

    mandant: Membre
    mandataire: Membre
    date: Jour | None = None
    seances: tuple[Jour, ...] = ()
    maladie: bool = False
    lieu: Location | None = None
    sans_mandataire: bool = False


@dataclass(frozen=True, slots=True)
class Absence:
    """A member absent at the opening. `excuse` None: not said (a proxy is not in itself an excuse)."""

    membre: Membre
    excuse: bool | None = None
    pouvoir: Pouvoir | None = None
    suppleant: Membre | None = None  # who sits instead, so that the seat is not empty
    lieu: Location | None = None


class SensMouvement(StrEnum):
    ARRIVEE = "arrivee"
    DEPART = "depart"


class Moment(StrEnum):
    """Where a movement falls: before the item is put to discussion, or once discussion has begun."""

    AVANT = "avant"
    PENDANT = "pendant"


@dataclass(frozen=True, slots=True)
class Mouvement:
    """An arrival or a departure, placed by item or by hour; a proxy may be given on leaving."""

    membre: Membre
    sens: SensMouvement
    heure: time | None = None
    point: int | None = None
    moment: Moment = Moment.AVANT
    pouvoir: Pouvoir | None = None
    lieu: Location | None = None


class Abandon(StrEnum):
    """What became of an item that was not dealt with: taken off, put off, or left."""

    RETIRE = "retire"
    REPORTE = "reporte"
    NON_TRAITE = "non_traite"

    @property
    def mot(self) -> str:
        return {"retire": "retiré", "reporte": "reporté"}.get(self.value, "non traité")


class MotifRetrait(StrEnum):
    """Ground of a withdrawal: a personal interest, or a seat in another body (art. L. 1111-6 II)."""

    PERSONNEL = "personnel"
    REPRESENTANT = "representant"


@dataclass(frozen=True, slots=True)
class Retrait:
    """A member who must not take part in an item."""

    membre: Membre
    motif: MotifRetrait = MotifRetrait.PERSONNEL
    a_quitte_la_salle: bool | None = None
    lieu: Location | None = None


@dataclass(frozen=True, slots=True)
class Point:
    """An item of the session. `acte` names the kind of deliberation, or None (information).

    `retire`, `reporte`, `non_traite`: why it was not dealt with, under the key that says in what way.
    """

    numero: int
    objet: str = ""
    heure: time | None = None
    acte: str | None = None
    groupement: Groupement | None = None
    sans_acte: bool = False  # voted, and no extract is to be made of it
    vus: tuple[str, ...] = ()
    considerants: tuple[str, ...] = ()
    decisions: tuple[str, ...] = ()
    dispositif: Prose | None = None  # instead of `decisions`
    texte: Prose | None = None
    debats: Prose | None = None  # told in the minutes only
    rapporteur: Membre | None = None
    presidence: Membre | None = None
    ordonnateur: str = ""  # of accounts: who managed that year, though out of the council since
    retraits: tuple[Retrait, ...] = ()
    vote: Vote | None = None
    demandes: tuple[Demande, ...] = ()
    retire: str = ""
    reporte: str = ""
    non_traite: str = ""
    nature: str = ""  # "nomination", "compte_administratif", "compte_financier_unique", or empty
    huis_clos: bool = False
    vote_huis_clos: Vote | None = None
    renonciation_au_secret: Vote | None = None
    secret_impose: bool = False
    candidatures: Candidatures | None = None
    election: NatureElection | None = None  # what is elected, when the file says it
    organisme: Organisme | None = None
    signataire: str = ""
    annexes: tuple[str, ...] = ()
    champs: MappingProxyType[str, ChampEcrit] = field(default_factory=lambda: MappingProxyType({}))
    donnees_privees: tuple[DonneePrivee, ...] = ()
    suites: Suites | None = None
    accuse: Accuse | None = None  # read beside the session
    matiere: str = ""  # code of @ctes, when it is not that of the kind
    dispense_de_transmission: str = ""  # which exception of art. L. 2131-2 is invoked
    lieu: Location | None = None
    lieux: MappingProxyType[str, Location] = field(default_factory=lambda: MappingProxyType({}))

    @property
    def abandon(self) -> Abandon | None:
        """In what way it was not dealt with; None when it was. Old words of `non_traite` still tell."""
        if self.retire:
            return Abandon.RETIRE
        if self.reporte or _dit_reporte(self.non_traite):
            return Abandon.REPORTE
        return Abandon.NON_TRAITE if self.non_traite else None

    @property
    def proses(self) -> tuple[Prose, ...]:
        """The text files that stand in its act: what it tells, decides, and its declared fields."""
        champs = (ecrit.valeur for ecrit in self.champs.values())
        return tuple(each for each in (self.texte, self.dispositif, *champs) if isinstance(each, Prose))

    @property
    def motif_abandon(self) -> str:
        """Why it was not dealt with, under whichever key."""
        return self.retire or self.reporte or self.non_traite


def _dit_reporte(motif: str) -> bool:
    """Whether these words tell of an item put off: not one withdrawn, nor one kept for want of quorum."""
    mots = motif.casefold()
    return ("report" in mots or "ajourn" in mots) and "quorum" not in mots


@dataclass(frozen=True, slots=True)
class Compte:
    """What was counted on the signed sheet: compared with what is deduced, never used instead."""

    en_exercice: int | None = None
    presents: int | None = None
    representes: int | None = None
    votants: int | None = None
    quorum: int | None = None
    lieux: MappingProxyType[str, Location] = field(default_factory=lambda: MappingProxyType({}))


@dataclass(frozen=True, slots=True)
class Derogation:
    """A reason given in the file for setting a finding aside; `lieu` is where its code is written."""

    code: str
    motif: str
    point: int | None = None
    lieu: Location | None = None
    lieu_point: Location | None = None


@dataclass(frozen=True, slots=True)
class Seance:
    """One session of one body, as its file tells it.

    `absents` None: not said, so the session is still to be held; an empty tuple: nobody was absent.
    `modele`: it stands for a session that a council has yet to call, for a text sent to it from outside; what
    that council will fix is a place to fill by hand, and `date` only says whose law applies.
    """

    collectivite: Collectivite
    date: Jour
    fichier: str
    organe: Organe = Organe.CONSEIL
    delegation_du_conseil: Jour | None = None  # to the Bureau
    nature: NatureSeance = NatureSeance.ORDINAIRE
    a_distance: bool = False
    moyens_a_distance: str = ""
    premier_numero: int | None = None  # of its acts in the year: written, or following the sessions before
    premier_numero_ecrit: bool = False
    annee: Annee = field(default_factory=Annee)
    heure: time | None = None
    levee: time | None = None
    lieu_de_reunion: str = ""
    presidence: Membre | None = None
    doyen: Membre | None = None  # the oldest member, who presides the election of the mayor
    secretaires: tuple[Secretaire, ...] = ()
    auxiliaires: tuple[Secretaire, ...] = ()  # who assist them, and sign nothing (art. L. 2121-15 CGCT)
    assistance: tuple[str, ...] = ()
    convocation: Convocation = field(default_factory=Convocation)
    absents: tuple[Absence, ...] | None = None
    mouvements: tuple[Mouvement, ...] = ()
    compte: Compte = Compte()
    points_non_saisis: tuple[int, ...] = ()
    points: tuple[Point, ...] = ()
    suites: Suites = field(default_factory=Suites)
    liste: ListeDeliberations = field(default_factory=ListeDeliberations)
    proces_verbal: ProcesVerbal = field(default_factory=ProcesVerbal)
    proces_verbaux_precedents: tuple[ProcesVerbalPrecedent, ...] = ()
    donnees_privees: tuple[DonneePrivee, ...] = ()
    derogations: tuple[Derogation, ...] = ()
    modele: bool = False
    lieux: MappingProxyType[str, Location] = field(default_factory=lambda: MappingProxyType({}))

    @property
    def en_exercice(self) -> tuple[Membre, ...]:
        """Members in office, that day, of the body that meets."""
        return siegeant(self.collectivite, self.organe, self.date)

    def suites_de(self, point: Point) -> Suites:
        """What followed that item's act: its own dates, or those of the session; and its receipt."""
        suites = point.suites or self.suites
        return suites.avec(point.accuse) if point.accuse is not None else suites

    def point(self, numero: int) -> Point:
        return next(point for point in self.points if point.numero == numero)


def siegeant(collectivite: Collectivite, organe: Organe, jour: Jour) -> tuple[Membre, ...]:
    """Who sits in that body that day: the council, or the Bureau when the EPCI has told who is in it."""
    if organe is Organe.BUREAU and collectivite.bureau:
        return collectivite.bureau_en_exercice(jour)
    return collectivite.en_exercice(jour)
