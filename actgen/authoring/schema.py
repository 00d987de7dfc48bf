"""JSON Schema of the input files, for editors that help while one types.

Made from the very shapes that files are read with, so that the help never differs from the check.
Scalars accept strings, numbers and booleans: an editor may take « 15 » for a number, actgen reads text.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from functools import cache
from typing import Any

from actgen.council.facts.collectivite import Collectivite
from actgen.council.facts.groupement import Groupement
from actgen.council.facts.point import Point
from actgen.council.facts.seance import Seance
from actgen.council.kinds.catalogue import Catalogue, SearchPath
from actgen.council.kinds.manifest import Kind
from actgen.reading.facts import json_schema, keys_of
from actgen.reading.sources import Sources, shipped
from actgen.session.points import point_of

_DIALECT = "https://json-schema.org/draft/2020-12/schema"
_FILES: dict[str, tuple[type[Any], str]] = {
    "seance.json": (Seance, "Une séance"),
    "collectivite.json": (Collectivite, "Une collectivité"),
    "groupement.json": (Groupement, "Un groupement de commandes"),
    "acte.json": (Kind, "Une nature d’acte"),
}
_POINT, _ROW, _DEFS = "Point", "Ligne_", "#/$defs/"


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


@cache
def shipped_schemas() -> dict[str, bytes]:
    """The schemas with the fields of the shipped kinds: what a new workspace is given."""
    return schemas(shipped_kinds())
