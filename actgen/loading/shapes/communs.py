"""What several shapes share."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Any, get_args

from pydantic import BeforeValidator, Field, GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, core_schema

from actgen.reading.fields import DateFr, OuiNon, Texte, read_scalar
from actgen.reading.scalars import parse_text
from actgen.reading.shapes import Shape
from actgen.text.keys import cle

_RIEN = {cle(mot) for mot in ("aucun", "aucune", "néant", "personne")}


def une_ou_plusieurs(valeur: Any) -> Any:
    """A list as it is; one value as a list of one; « aucun » as an empty list."""
    if isinstance(valeur, str):
        return [] if cle(valeur) in _RIEN else [valeur]
    return [valeur] if isinstance(valeur, dict) else valeur


@dataclass(frozen=True)
class OuFichier:
    """A list, or the name of the file that holds it: `Annotated[tuple[X, ...] | str, OuFichier("x.csv")]`."""

    exemple: str

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        liste = next(kind for kind in get_args(source) if kind is not str)
        return core_schema.no_info_wrap_validator_function(self._read, handler.generate_schema(liste))

    def _read(self, value: Any, read: core_schema.ValidatorFunctionWrapHandler) -> Any:
        return read_scalar(value, parse_text) if isinstance(value, str) else read(value)

    def __get_pydantic_json_schema__(
        self, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        return {"anyOf": [{"type": "string", "examples": [self.exemple]}, handler(schema)]}


Noms = Annotated[tuple[Texte, ...], BeforeValidator(une_ou_plusieurs)]
Donnees = Annotated[tuple[Texte, ...], BeforeValidator(une_ou_plusieurs)]


class PouvoirShape(Shape):
    """Un pouvoir, écrit et donné à un membre présent."""

    a: Texte | None = Field(None, description="Nom du membre qui reçoit le pouvoir.")
    du: DateFr | None = Field(None, description="Date du pouvoir.")
    seances: Annotated[tuple[DateFr, ...], BeforeValidator(une_ou_plusieurs)] = Field(
        (), description="Séances pour lesquelles il vaut, s’il en nomme plusieurs."
    )
    maladie: OuiNon = Field(False, description="Donné pour maladie dûment constatée.")
