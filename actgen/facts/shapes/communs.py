"""What several shapes share."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Any, get_args

from pydantic import BeforeValidator, GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, core_schema

from actgen.reading.fields import Texte, read_scalar, une_ou_plusieurs
from actgen.reading.scalars import parse_text


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
