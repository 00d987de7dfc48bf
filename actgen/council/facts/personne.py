"""Members of a council: how they are named, what they are, when they sit; who else is named."""

from collections.abc import Container, Iterable
from datetime import date
from enum import StrEnum
from typing import Annotated, Any, Self

from actgen.base.diagnostics import Location
from actgen.base.records import replace
from actgen.base.text.grammar import Genre
from actgen.base.text.lists import enumeration
from actgen.base.text.names import cut_name
from actgen.council.facts.phrases.presence import GENRES, split_civility
from actgen.reading.facts import Fact, FileContext, Unwritten, key
from actgen.reading.fields import As, Choix, DateFr, Texte


class Fonction(StrEnum):
    """Office in the body, in the order of the table of members."""

    MAIRE = "maire"
    PRESIDENT = "president"
    ADJOINT = "adjoint"
    VICE_PRESIDENT = "vice_president"
    CONSEILLER_DELEGUE = "conseiller_delegue"
    CONSEILLER = "conseiller"
    SUPPLEANT = "suppleant"


CHEFS = (Fonction.MAIRE, Fonction.PRESIDENT)
"""The head of a body."""


def substitute(written: str, _context: FileContext | None = None) -> "Membre | None":
    """Who is named as the substitute of a member, if anybody is."""
    if not written:
        return None
    civilite, complet = split_civility(written)
    prenom, nom = cut_name(complet)
    genre = GENRES.get(civilite, Genre.INCONNU)
    return Membre(prenom, nom, Fonction.SUPPLEANT, 0, civilite=civilite, genre=genre)


class Membre(Fact, frozen=True):
    """Un membre : son nom et, s’il le faut, les dates de son mandat.

    Named as in the acts. `rang` is the order of the table, from 1; `rang_fonction` the rank among members of
    the same office (second deputy: 2). `civilite` is "M.", "Mme" or empty when the commune hasn't said. In an
    EPCI, `commune` is the one that the member sits for, `suppleant` who sits in the member's absence; of a
    substitute, `titulaire` is the member.
    """

    prenom: Annotated[str, Unwritten()]
    nom: Annotated[Texte, key("Prénom et nom.")]
    fonction: Annotated[Fonction, Unwritten()]
    rang: Annotated[int, Unwritten()]
    rang_fonction: Annotated[int, Unwritten()] = 1
    civilite: Annotated[str, Choix(parmi=("M.", "Mme")), key("M. ou Mme.")] = ""
    genre: Annotated[Genre, Unwritten()] = Genre.INCONNU
    depuis: Annotated[DateFr | None, key("Premier jour du mandat, s’il a commencé après les autres.")] = None
    jusqu_au: Annotated[DateFr | None, key("Dernier jour du mandat, s’il a pris fin.")] = None
    commune: Annotated[Texte, key("EPCI : commune que ce membre représente.")] = ""
    suppleant: Annotated[
        "Membre | None",
        As(Texte, substitute),
        key(
            "EPCI : suppléant de ce membre, seul de sa commune à siéger, ou délégué suppléant d’un "
            "syndicat : « Mme Prénom NOM »."
        ),
    ] = None
    titulaire: Annotated[str, Unwritten()] = ""

    def completed(self, context: FileContext, keys: Container[str]) -> Self:
        """First name and surname apart."""
        return self._named(self.lieux["suppleant"])

    @classmethod
    def told(cls, nom: str, suppleant: str, lieu: Location, **facts: Any) -> Self:
        """A member as people tell of one, in a table."""
        member = cls("", nom, Fonction.CONSEILLER, 0, suppleant=substitute(suppleant), lieu=lieu, **facts)
        return member._named(lieu)

    def _named(self, place_of_substitute: Location) -> Self:
        """First name and surname apart, as for the substitute, who sits on the same days."""
        prenom, nom = cut_name(self.nom)
        suppleant = self.suppleant and replace(
            self.suppleant,
            depuis=self.depuis,
            jusqu_au=self.jusqu_au,
            commune=self.commune,
            titulaire=f"{prenom} {nom}".strip(),
            lieu=place_of_substitute,
        )
        return replace(self, prenom=prenom, nom=nom, suppleant=suppleant)

    @property
    def siege(self) -> str:
        """The seat that is taken: one's own, or that of the member whom one stands in for."""
        return self.titulaire or self.nom_complet

    @property
    def nom_complet(self) -> str:
        return f"{self.prenom} {self.nom}".strip()

    def en_exercice(self, jour: date) -> bool:
        """Whether the member holds a seat on that day; both bounds are days of the mandate."""
        return (self.depuis is None or self.depuis <= jour) and (
            self.jusqu_au is None or jour <= self.jusqu_au
        )


class Secretaire(Fact, frozen=True):
    """A secretary of the session, a member or (local law) from outside the council; or who assists one."""

    nom: str
    membre: Membre | None = None
    qualite: str = ""
    civilite: Genre = Genre.INCONNU  # as written, of who is not a member

    @property
    def genre(self) -> Genre:
        return self.membre.genre if self.membre else self.civilite


class DonneePrivee(Fact, frozen=True):
    """Words to hide in every public output: a name, an address, an amount, as they are declared."""

    texte: str


def names_of(membres: Iterable[Membre]) -> str:
    """« A, B et C »."""
    return enumeration(membre.nom_complet for membre in membres)


def is_among(membre: Membre, others: Iterable[Membre]) -> bool:
    """Whether this member is one of those; a name is one person's in a council."""
    return any(other.nom_complet == membre.nom_complet for other in others)
