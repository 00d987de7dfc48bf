"""JSON Schema of the three input files, for editors that help while one types.

Made from the very shapes that files are read with, so that the help never differs from the check.
Scalars accept strings, numbers and booleans: an editor may take « 15 » for a number, actgen reads text.
"""

from __future__ import annotations

import json
from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

from actgen.loading.shapes.collectivite import CollectiviteShape
from actgen.loading.shapes.communs import une_ou_plusieurs
from actgen.loading.shapes.groupement import FichierGroupement
from actgen.loading.shapes.seance import FichierSeance

_DIALECT = "https://json-schema.org/draft/2020-12/schema"
_FILES: dict[str, tuple[type[BaseModel], str]] = {
    "seance.json": (FichierSeance, "Une séance"),
    "collectivite.json": (CollectiviteShape, "Une collectivité"),
    "groupement.json": (FichierGroupement, "Un groupement de commandes"),
}
_SUFFIX = "Shape"


class _Generator(GenerateJsonSchema):
    """Pydantic's generator, told that a list of one may be written without its dash."""

    def function_before_schema(self, schema: core_schema.BeforeValidatorFunctionSchema) -> JsonSchemaValue:
        """The schema behind a validator that runs first; one item or several for `une_ou_plusieurs`."""
        inner = super().function_before_schema(schema)
        if schema["function"]["function"] is not une_ou_plusieurs:
            return inner
        return {"anyOf": [_one_of(inner["items"]), inner]}


def _one_of(item: JsonSchemaValue) -> JsonSchemaValue:
    """An item alone, or the word for none (« aucun »), which a reference to an object doesn't allow."""
    return item if "$ref" not in item else {"anyOf": [item, {"type": "string"}]}


def schemas() -> dict[str, bytes]:
    """The content of each schema file by its name, the same bytes for the same shapes."""
    return {name: _written(shape, title) for name, (shape, title) in _FILES.items()}


def _written(shape: type[BaseModel], title: str) -> bytes:
    schema = _cleaned(shape.model_json_schema(schema_generator=_Generator))
    schema = {"$schema": _DIALECT, **schema, "title": title}
    return (json.dumps(schema, ensure_ascii=False, indent=2) + "\n").encode("utf-8")


def _cleaned(node: Any, *, names: bool = False) -> Any:
    """Without what pydantic adds for programmers: titles made from field names, defaults that are objects.

    `names`: the keys of this node are names of keys or of definitions, and not words of JSON Schema.
    """
    if isinstance(node, list):
        return [_cleaned(each) for each in node]
    if not isinstance(node, dict):
        return _reference(node)
    kept = {}
    for key, value in node.items():
        if not names and (key == "title" or (key == "default" and not _simple(value))):
            continue
        name = key.removesuffix(_SUFFIX) if names else key
        kept[name] = _cleaned(value, names=not names and key in ("properties", "$defs"))
    return kept


def _simple(value: Any) -> bool:
    return isinstance(value, str | int | float | bool)


def _reference(value: Any) -> Any:
    """A reference by the name that the definition bears once its English suffix is gone."""
    if isinstance(value, str) and value.startswith("#/$defs/"):
        return value.removesuffix(_SUFFIX)
    return value
