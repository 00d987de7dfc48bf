"""Members of a council: how they are named, what they are, when they sit; who else is named."""

from __future__ import annotations

import re
from datetime import date
from enum import StrEnum

from actgen.diagnostics import Location
from actgen.reading.facts import Fact
from actgen.records import dataclass
from actgen.text.grammar import Genre


class Fonction(StrEnum):
    """Office in the body, in the order of the table of members."""

    MAIRE = "maire"
    PRESIDENT = "president"
    ADJOINT = "adjoint"
    VICE_PRESIDENT = "vice_president"
    CONSEILLER_DELEGUE = "conseiller_delegue"
    CONSEILLER = "conseiller"
    SUPPLEANT = "suppleant"


@dataclass(frozen=True, slots=True)
class Membre:
    """A member, named as in the acts. `rang` is the order of the table, from 1.

    `rang_fonction` is the rank among members of the same office (second deputy: 2).
    `civilite` is "M.", "Mme" or empty when the commune hasn't said. In an EPCI, `commune` is the one that the
    member sits for, `suppleant` who sits in the member's absence; of a substitute, `titulaire` is the member.
    """

    prenom: str
    nom: str
    fonction: Fonction
    rang: int
    rang_fonction: int = 1
    civilite: str = ""
    genre: Genre = Genre.INCONNU
    depuis: date | None = None
    jusqu_au: date | None = None
    commune: str = ""
    suppleant: Membre | None = None
    titulaire: str = ""
    lieu: Location | None = None

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


@dataclass(frozen=True)
class Secretaire(Fact):
    """A secretary of the session, a member or (local law) from outside the council; or who assists one."""

    nom: str
    membre: Membre | None = None
    qualite: str = ""
    civilite: Genre = Genre.INCONNU  # as written, of who is not a member

    @property
    def genre(self) -> Genre:
        return self.membre.genre if self.membre else self.civilite


@dataclass(frozen=True)
class DonneePrivee(Fact):
    """Words to hide in every public output: a name, an address, an amount, as they are declared."""

    texte: str


_PARTICULE_ELIDEE = re.compile(r"^[dDlL]['’]")
_INITIALES = re.compile(r"(?:\w\.-?)+")
_PARTICULES = frozenset({"de", "du", "des", "d", "la", "le", "les", "von", "van", "der", "di", "da", "den"})


def couper_nom(nom: str) -> tuple[str, str]:
    """First name and surname: the surname begins at the first word in capitals, particles with it.

    An initial (« J. ») is no surname; « d'ORNANO » is one. Without capitals the last word is the
    surname; a single word is a surname.
    """
    mots = nom.split()
    debut = next((i for i, mot in enumerate(mots) if _en_capitales(mot)), len(mots) - 1)
    while debut > 1 and mots[debut - 1].rstrip("'’").casefold() in _PARTICULES:
        debut -= 1
    return " ".join(mots[:debut]), " ".join(mots[debut:])


def _en_capitales(mot: str) -> bool:
    propre = _PARTICULE_ELIDEE.sub("", mot)
    return len(propre) > 1 and propre.isupper() and not _INITIALES.fullmatch(propre)
