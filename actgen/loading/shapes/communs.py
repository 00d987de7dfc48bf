"""What several shapes share."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BeforeValidator, Field

from actgen.reading.fields import DateFr, OuiNon, Texte
from actgen.reading.shapes import Shape
from actgen.text.keys import cle

_RIEN = {cle(mot) for mot in ("aucun", "aucune", "néant", "personne")}


def une_ou_plusieurs(valeur: Any) -> Any:
    """A list as it is; one value as a list of one; « aucun » as an empty list."""
    if isinstance(valeur, str):
        return [] if cle(valeur) in _RIEN else [valeur]
    return [valeur] if isinstance(valeur, dict) else valeur


Noms = Annotated[tuple[Texte, ...], BeforeValidator(une_ou_plusieurs)]
Donnees = Annotated[tuple[Texte, ...], BeforeValidator(une_ou_plusieurs)]


class PouvoirShape(Shape):
    """Un pouvoir, écrit et donné à un membre présent."""

    a: Texte = Field(description="Nom du membre qui reçoit le pouvoir.")
    du: DateFr | None = Field(None, description="Date du pouvoir.")
    seances: Annotated[tuple[DateFr, ...], BeforeValidator(une_ou_plusieurs)] = Field(
        (), description="Séances pour lesquelles il vaut, s’il en nomme plusieurs."
    )
    maladie: OuiNon = Field(False, description="Donné pour maladie dûment constatée.")
