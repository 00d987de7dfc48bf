"""Whether an item was on an agenda, and on what kind of line.

An item is found by its object first, whatever capitals, accents and marks; then by its number. Clerks
reword an object between the convocation and the minutes, so a number alone is good enough for the
session's own agenda, not to tell that two sessions dealt with the same matter.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from actgen.model.convocation import LigneOrdreDuJour
from actgen.text.keys import slug

_DIVERS = re.compile(r"(?:questions?|affaires?|points?|sujets?|informations?-et-questions?)?-?divers(?:es)?")
_OF_RIGHT = re.compile(
    r"(?:designation|nomination|election)-(?:d-un-|du-|de-la-|d-une-)?secretaires?(?:-de-(?:la-)?seance)?"
    r"|(?:arret|approbation|adoption)(?:-et-signature)?-du-(?:proces-verbal|compte-rendu)(?:-.*)?"
)
_LIMIT = 500  # an object is compared whole: far longer than any that is written


class Place(StrEnum):
    """How an item is found on an agenda: by its object, by its number alone, or not."""

    OBJET = "objet"
    NUMERO = "numero"
    ABSENTE = "absente"


@dataclass(frozen=True, slots=True)
class Inscription:
    """Where an item stands on an agenda; `ligne` is the line that was found."""

    place: Place
    ligne: LigneOrdreDuJour | None = None

    @property
    def divers(self) -> bool:
        """Whether the line only says « questions diverses »."""
        return self.ligne is not None and _DIVERS.fullmatch(_cle(self.ligne.objet)) is not None


def inscription(numero: int, objets: Iterable[str], lignes: Iterable[LigneOrdreDuJour]) -> Inscription:
    """Where the item of that number is found; `objets` are the words it is known by, empty ones left out."""
    lignes = tuple(lignes)
    voulus = {_cle(objet) for objet in objets if objet}
    par_objet = next((ligne for ligne in lignes if _cle(ligne.objet) in voulus), None)
    if par_objet is not None:
        return Inscription(Place.OBJET, par_objet)
    par_numero = next((ligne for ligne in lignes if ligne.numero == numero), None)
    return Inscription(Place.NUMERO if par_numero else Place.ABSENTE, par_numero)


def de_plein_droit(objet: str) -> bool:
    """Whether the law itself puts it at every session: the secretary, the minutes of the one before."""
    return _OF_RIGHT.fullmatch(_cle(objet)) is not None


def _cle(objet: str) -> str:
    return slug(objet, _LIMIT)
