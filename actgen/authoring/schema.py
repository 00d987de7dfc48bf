"""JSON Schema of the input files, for editors that help while one types.

Made from the very shapes that files are read with, so that the help never differs from the check.
Scalars accept strings, numbers and booleans: an editor may take « 15 » for a number, actgen reads text.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from functools import cache
from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

from actgen.facts.collectivite import Collectivite
from actgen.facts.groupement import Groupement
from actgen.facts.point import Point
from actgen.facts.seance import Seance
from actgen.kinds.catalogue import Catalogue, Manifeste, SearchPath
from actgen.kinds.champs import un_ou_plusieurs
from actgen.kinds.manifest import Kind
from actgen.reading.facts import adapter, keys_of
from actgen.reading.fields import une_ou_plusieurs
from actgen.session.points import point_of
from actgen.sources import Sources, shipped

_DIALECT = "https://json-schema.org/draft/2020-12/schema"
_FILES: dict[str, tuple[type[Any], str]] = {
    "seance.json": (Seance, "Une séance"),
    "collectivite.json": (Collectivite, "Une collectivité"),
    "groupement.json": (Groupement, "Un groupement de commandes"),
    "acte.json": (Manifeste, "Une nature d’acte"),
}
_SUFFIX = "Shape"
_POINT, _ROW, _DEFS = "Point", "Ligne_", "#/$defs/"


class _Generator(GenerateJsonSchema):
    """Pydantic's generator, told that a list of one may be written without its dash."""

    def function_before_schema(self, schema: core_schema.BeforeValidatorFunctionSchema) -> JsonSchemaValue:
        """The schema behind a validator that runs first; one item or several for `une_ou_plusieurs`."""
        inner = super().function_before_schema(schema)
        if schema["function"]["function"] not in (une_ou_plusieurs, un_ou_plusieurs):
            return inner
        return {"anyOf": [_one_of(inner["items"]), inner]}


def _one_of(item: JsonSchemaValue) -> JsonSchemaValue:
    """An item alone, or the word for none (« aucun »), which a reference to an object doesn't allow."""
    return item if "$ref" not in item else {"anyOf": [item, {"type": "string"}]}


def schemas(kinds: Iterable[Kind] = ()) -> dict[str, bytes]:
    """The content of each schema file by its name, the same bytes for the same shapes and kinds.

    `kinds`: the kinds of act whose fields an item may write; none gives the keys of every item alone.
    """
    declaring = [kind for kind in kinds if kind.champs]
    return {name: _written(shape, title, declaring) for name, (shape, title) in _FILES.items()}


def _written(shape: type[Any], title: str, kinds: list[Kind]) -> bytes:
    schema = json_schema(shape)
    if shape is Seance and kinds:
        _declare_fields(schema["$defs"], kinds)
    schema = {"$schema": _DIALECT, **schema, "title": title}
    return (json.dumps(schema, ensure_ascii=False, indent=2) + "\n").encode("utf-8")


def shipped_kinds() -> tuple[Kind, ...]:
    """The kinds that ship with actgen."""
    place = shipped("templates")
    return tuple(Catalogue(Sources(place.parent), SearchPath((place,))).kinds.values())


def json_schema(shape: type[Any]) -> dict[str, Any]:
    """The schema of one shape, in the words of the files."""
    schema: dict[str, Any] = _cleaned(
        shape.model_json_schema(schema_generator=_Generator)
        if issubclass(shape, BaseModel)
        else adapter(shape).json_schema(schema_generator=_Generator)
    )
    return schema


def fields_of(kind: Kind) -> tuple[dict[str, Any], dict[str, Any]]:
    """The schemas of the fields that a kind declares, by name, and those of the rows that they refer to."""
    shape = point_of(kind.champs)
    schema = json_schema(shape)
    names = [nom for nom in keys_of(shape) if nom not in keys_of(Point)]
    renamed = {f"{_ROW}{nom}": f"{kind.code}_{nom}" for nom in names}
    rows = {new: schema["$defs"][old] for old, new in renamed.items() if old in schema.get("$defs", {})}
    properties = {nom: _renamed(schema["properties"][nom], renamed) for nom in names}
    return properties, rows


def _renamed(node: Any, names: dict[str, str]) -> Any:
    if isinstance(node, list):
        return [_renamed(each, names) for each in node]
    if not isinstance(node, dict):
        return node
    return {
        key: f"{_DEFS}{names.get(value.removeprefix(_DEFS), value.removeprefix(_DEFS))}"
        if key == "$ref"
        else _renamed(value, names)
        for key, value in node.items()
    }


def _declare_fields(definitions: dict[str, Any], kinds: list[Kind]) -> None:
    """The fields of each kind in the definition of an item: admitted with its `acte`, refused otherwise."""
    point = definitions[_POINT]
    conditions: list[dict[str, Any]] = []
    owners: dict[str, list[Kind]] = {}
    for kind in kinds:
        properties, rows = fields_of(kind)
        definitions.update(rows)
        conditions.append({"if": _acte({"const": kind.code}), "then": {"properties": properties}})
        for nom in properties:
            owners.setdefault(nom, []).append(kind)
    for nom, declaring in owners.items():
        point["properties"][nom] = {"description": f"Propre à : {', '.join(k.titre for k in declaring)}."}
        elsewhere = {"not": _acte({"enum": [kind.code for kind in declaring]})}
        conditions.append({"if": elsewhere, "then": {"properties": {nom: False}}})
    point["allOf"] = conditions


def _acte(value: dict[str, Any]) -> dict[str, Any]:
    return {"properties": {"acte": value}, "required": ["acte"]}


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
        if key == "description" and not names:
            value, *_ = str(value).split("\n\n")  # what follows is for programmers
        kept[name] = _cleaned(value, names=not names and key in ("properties", "$defs"))
    return kept


def _simple(value: Any) -> bool:
    return isinstance(value, str | int | float | bool) and value != ""


def _reference(value: Any) -> Any:
    """A reference by the name that the definition bears once its English suffix is gone."""
    if isinstance(value, str) and value.startswith("#/$defs/"):
        return value.removesuffix(_SUFFIX)
    return value


@cache
def shipped_schemas() -> dict[str, bytes]:
    """The schemas with the fields of the shipped kinds: what a new workspace is given."""
    return schemas(shipped_kinds())
