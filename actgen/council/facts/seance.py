"""A session: who was called, who came, who left, what was dealt with, what followed."""

from collections.abc import Container
from datetime import date
from enum import StrEnum
from functools import cached_property
from typing import Annotated, Self

from msgspec import field

from actgen.base.diagnostics import Location
from actgen.base.records import replace
from actgen.reading.facts import Fact, FileContext, Under, Unwritten, key
from actgen.reading.fields import (
    ONE_OR_MORE,
    As,
    Choix,
    DateFr,
    Heure,
    Named,
    OuiNon,
    Phrase,
    Plage,
    Refined,
    Texte,
    found,
)
from actgen.reading.fields import Compte as Nombre

from .annee import Annee
from .collectivite import Collectivite, CollectiviteNommee, parse_reference
from .convocation import Convocation
from .personne import DonneePrivee, Membre, Secretaire
from .point import Abandon, Point
from .presence import (
    Absence,
    AbsencePhrase,
    Compte,
    Moment,
    MotifRetrait,
    Mouvement,
    MouvementPhrase,
    Pouvoir,
    Presents,
    Retrait,
    SensMouvement,
)
from .references import AUXILIAIRE, Donnees, MembreNomme, References
from .suites import FaitAVenir, ListeDeliberations, ProcesVerbal, ProcesVerbalPrecedent, Suites
from .suspension import Suspension, SuspensionPhrase

__all__ = [
    "Abandon",
    "Absence",
    "Compte",
    "Derogation",
    "EtatSeance",
    "Moment",
    "MotifRetrait",
    "Mouvement",
    "NatureSeance",
    "Organe",
    "Point",
    "Pouvoir",
    "Retrait",
    "Seance",
    "SensMouvement",
    "Suspension",
    "siegeant",
]
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


class Derogation(Fact, frozen=True):
    """Une raison d’écarter un avertissement ou, avec --override, une erreur de droit."""

    code: Annotated[Texte, key("Code de la règle, par exemple PUB-MODE.")]
    motif: Annotated[Texte, key("La raison, qui sera imprimée dans le rapport.")]
    point: Annotated[Nombre | None, key("Point concerné ; vide : toute la séance.")] = None
    controle: Annotated[
        Texte, key("Nom du contrôle de la nature d’acte, quand plusieurs ont le même code.")
    ] = ""

    def completed(self, context: FileContext, keys: Container[str]) -> Self:
        """The code as it is declared; its place is that of the code."""
        return replace(self, code=self.code.upper(), lieu=self.lieux["code"])

    @property
    def lieu_point(self) -> Location | None:
        """Where its item is written."""
        return self.lieux.get("point")


_DU_SOIR = Under(
    "seance",
    "La séance elle-même.",
    hints=dict.fromkeys(
        ("secretaire_adjoint", "secretaire_adjointe", "secretaires_adjoints"),
        "Qui assiste le secrétaire s'écrit sous « secretaire », un nom par tiret : "
        "« - {valeur}, secrétaire adjoint ».",
    )
    | dict.fromkeys(
        ("secretaire_auxiliaire", "secretaires_auxiliaires", "auxiliaire"),
        "Qui assiste le secrétaire s'écrit sous « secretaire », un nom par tiret : "
        "« - {valeur}, fonction, secrétaire auxiliaire ».",
    ),
)


def _said_before(context: FileContext) -> Collectivite | None:
    """The collectivity, which was read before its session: names are those of its members."""
    return None if context.references is None else context.references.collectivite


class Seance(Fact, frozen=True, dict=True):
    """Une séance : seulement ce qui s’est passé.

    `absents` None: not said, so the session is still to be held; an empty tuple: nobody was absent.
    `premier_numero`: of its acts in the year, written or following the sessions before. `doyen`: the oldest
    member, who presides the election of the mayor. `auxiliaires` assist the secretaries, and sign nothing
    (art. L. 2121-15 CGCT). `modele`: it stands for a session that a council has yet to call, for a text sent
    to it from outside; what that council will fix is a place to fill by hand, and `date` only says whose law
    applies. `a_venir`: dates of its file that are not believed yet, see `figures.a_venir`.
    """

    collectivite: Annotated[
        Collectivite,
        As(
            Annotated[CollectiviteNommee, Phrase(parse_reference, ("dietwiller",))],
            lambda read, _: read,
            _said_before,
        ),
        key("Nom du fichier de la collectivité, ou ses rubriques."),
    ]
    date: Annotated[
        DateFr, key("Date de la séance ; le jour de la semaine, s’il est écrit, est vérifié."), _DU_SOIR
    ]
    fichier: Annotated[str, Unwritten()] = ""
    heure: Annotated[Heure | None, key("Heure d’ouverture, par exemple 20h30."), _DU_SOIR] = None
    levee: Annotated[Heure | None, key("Heure de la levée de la séance."), _DU_SOIR] = None
    lieu_de_reunion: Annotated[Texte, key("Lieu de la réunion.", name="lieu"), _DU_SOIR] = ""
    organe: Annotated[Organe, Choix(), key("Le conseil, ou le bureau d’un EPCI."), _DU_SOIR] = Organe.CONSEIL
    delegation_du_conseil: Annotated[
        DateFr | None,
        key("Bureau d’un EPCI : date de la délibération du conseil qui lui a donné délégation."),
        _DU_SOIR,
    ] = None
    nature: Annotated[
        NatureSeance, Choix(), key("Séance ordinaire, extraordinaire ou d’installation."), _DU_SOIR
    ] = NatureSeance.ORDINAIRE
    a_distance: Annotated[OuiNon, key("Séance tenue par visioconférence."), _DU_SOIR] = False
    moyens_a_distance: Annotated[
        Texte,
        key(
            "Comment y prendre part, écrit sur la convocation, par exemple « visioconférence, lien envoyé la "
            "veille par courriel »."
        ),
        _DU_SOIR,
    ] = ""
    premier_numero: Annotated[
        Nombre | None,
        key(
            "Numéro, dans l’année, de la première délibération de la séance ({rang}) ; vide : celui qui suit "
            "la séance précédente de l’espace de travail."
        ),
        _DU_SOIR,
    ] = None
    premier_numero_ecrit: Annotated[bool, Unwritten()] = False
    annee: Annotated[Annee, Unwritten()] = field(default_factory=Annee)
    presidence: Annotated[MembreNomme | None, key("Nom du président de séance."), _DU_SOIR] = None
    ouverte_par: Annotated[
        Texte,
        key(
            "Qui ouvre la séance sans la présider, membre ou non, avec son titre : « M. Prénom NOM, maire "
            "sortant »."
        ),
        _DU_SOIR,
    ] = ""
    doyen: Annotated[
        MembreNomme | None,
        key("Nom du doyen d’âge des membres présents, qui préside l’élection du maire."),
        _DU_SOIR,
    ] = None
    secretaires: Annotated[
        tuple[Secretaire, ...],
        As(Annotated[tuple[Annotated[Secretaire, Named(References.secretaire)], ...], ONE_OR_MORE], found),
        key(
            "Secrétaire(s) de séance ; hors du conseil (Alsace-Moselle) : « NOM, fonction » ; qui les "
            "assiste : « NOM, secrétaire adjoint » ou « NOM, fonction, secrétaire auxiliaire ».",
            name="secretaire",
        ),
        _DU_SOIR,
    ] = ()
    auxiliaires: Annotated[tuple[Secretaire, ...], Unwritten()] = ()
    assistance: Annotated[
        tuple[Texte, ...],
        ONE_OR_MORE,
        key(
            "Qui assistait à la séance sans en être membre : la fonction, jamais le nom d’un agent.",
            name="assistait",
        ),
        _DU_SOIR,
    ] = ()
    convocation: Annotated[Convocation, key("La convocation.")] = field(default_factory=Convocation)
    presents: Annotated[Presents | None, key("Facultatif : la liste des présents, que actgen compare.")] = (
        None
    )
    absents: Annotated[
        Annotated[tuple[AbsencePhrase, ...], ONE_OR_MORE] | None,
        key("Les absents à l’ouverture, ou « aucun » ; tous les autres étaient présents."),
    ] = None
    mouvements: Annotated[
        tuple[MouvementPhrase, ...], ONE_OR_MORE, key("Arrivées et départs en cours de séance.")
    ] = ()
    suspensions: Annotated[
        tuple[SuspensionPhrase, ...],
        ONE_OR_MORE,
        key("Suspensions de séance : de quelle heure à quelle heure, à quel point, demandées par qui."),
    ] = ()
    compte: Annotated[Compte, key("Ce qui a été compté sur la feuille signée.")] = field(
        default_factory=Compte
    )
    points_non_saisis: Annotated[
        Plage, key("Points que ce fichier ne reprend pas, par exemple « 1 à 8 ».")
    ] = ()
    points: Annotated[
        tuple[Annotated[Point, Refined()], ...], key("Les points, dans l’ordre où ils ont été traités.")
    ] = ()
    suites: Annotated[Suites, key("Ce qui a suivi.")] = field(default_factory=Suites)
    liste: Annotated[
        ListeDeliberations,
        key("Ce qu’est devenue la liste des délibérations.", name="liste_des_deliberations"),
    ] = field(default_factory=ListeDeliberations)
    proces_verbal: Annotated[ProcesVerbal, key("Ce qu’est devenu le procès-verbal.")] = field(
        default_factory=ProcesVerbal
    )
    proces_verbaux_precedents: Annotated[
        tuple[ProcesVerbalPrecedent, ...],
        ONE_OR_MORE,
        key(
            "Procès-verbal de la séance précédente, arrêté à l’ouverture de celle-ci hors des points "
            "numérotés ; une liste s’il y en a plusieurs.",
            name="proces_verbal_precedent",
        ),
    ] = ()
    donnees_privees: Annotated[
        Donnees, key("Ce qu’aucune copie à publier ne doit montrer, mot pour mot, quel que soit le point.")
    ] = ()
    derogations: Annotated[tuple[Derogation, ...], key("Raisons d’écarter une règle.")] = ()
    modele: Annotated[bool, Unwritten()] = False
    a_venir: Annotated[tuple[FaitAVenir, ...], Unwritten()] = ()

    def completed(self, context: FileContext, keys: Container[str]) -> Self:
        """What follows from its own keys: who assists the secretaries, whether it was held at a distance."""
        return replace(
            self,
            premier_numero_ecrit=self.premier_numero is not None,
            a_distance=self.a_distance or bool(self.moyens_a_distance),
            secretaires=tuple(each for each in self.secretaires if not AUXILIAIRE.search(each.qualite)),
            auxiliaires=tuple(each for each in self.secretaires if AUXILIAIRE.search(each.qualite)),
        )

    @property
    def en_exercice(self) -> tuple[Membre, ...]:
        """Members in office, that day, of the body that meets."""
        return siegeant(self.collectivite, self.organe, self.date)

    def suites_de(self, point: Point) -> Suites:
        """What followed that item's act: its own dates, or those of the session; and its receipt."""
        suites = point.suites or self.suites
        return suites.avec(point.accuse) if point.accuse is not None else suites

    def point(self, numero: int) -> Point:
        return self._par_numero[numero]

    @cached_property
    def _par_numero(self) -> dict[int, Point]:
        return {point.numero: point for point in reversed(self.points)}

    @cached_property
    def tout_ce_qui_est_prive(self) -> tuple[DonneePrivee, ...]:
        """All that is declared private, by the session and by its items.

        What one item declares is hidden in the acts of all: the minutes and the list tell of every item, and
        who reads two acts together must not find in one what the other hides.
        """
        des_points = (donnee for point in self.points for donnee in point.donnees_privees)
        return (*self.donnees_privees, *des_points)


def siegeant(collectivite: Collectivite, organe: Organe, jour: Jour) -> tuple[Membre, ...]:
    """Who sits in that body that day: the council, or the Bureau when the EPCI has told who is in it."""
    if organe is Organe.BUREAU and collectivite.bureau:
        return collectivite.bureau_en_exercice(jour)
    return collectivite.en_exercice(jour)
