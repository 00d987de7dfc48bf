"""A session file being read: what its parts share."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from pydantic import BaseModel

from actgen.diagnostics import Diagnostic, Location
from actgen.facts.donnees import DonneePrivee
from actgen.facts.personne import Membre

from .tableau import Tableau


@dataclass(frozen=True, slots=True)
class Lecture:
    """Finds members by name and the place of each value; what is found wrong gathers in `findings`.

    `lieu` takes a path of keys and ranks; its `part` narrows the place to words of the value.
    """

    tableau: Tableau
    lieu: Callable[..., Location]
    findings: list[Diagnostic]

    def membre(self, nom: str | None, *ici: str | int) -> Membre | None:
        """The member named at this place; None without a name, or after a finding."""
        return self.tableau.membre(nom, self.lieu(*ici, part=nom)) if nom else None

    def membres(self, noms: Iterable[str], *ici: str | int) -> tuple[Membre, ...]:
        """The members named in the list at this place; those not found are left out, with a finding."""
        trouves = (self.membre(nom, *ici, rang) for rang, nom in enumerate(noms))
        return tuple(membre for membre in trouves if membre is not None)

    def donnees(self, ecrites: Iterable[str], *ici: str | int) -> tuple[DonneePrivee, ...]:
        """The private data declared at this place, each with its own."""
        return tuple(DonneePrivee(texte, self.lieu(*ici, rang)) for rang, texte in enumerate(ecrites))

    def lieux(self, shape: BaseModel, *ici: str | int) -> MappingProxyType[str, Location]:
        """The place of each key of the block at this place, written or not."""
        return MappingProxyType({nom: self.lieu(*ici, nom) for nom in type(shape).model_fields})


def valeurs(shape: BaseModel) -> dict[str, Any]:
    """The values of a block whose keys are the fields of the model too."""
    return {nom: getattr(shape, nom) for nom in type(shape).model_fields}
