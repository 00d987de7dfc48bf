"""How an annotation reads a value: each becomes a `Reader`, which also tells its JSON Schema.

`Annotated[str, mark]` is read by the mark, which has a method `reader(kind, inner)`; so is a class that has
one. What is refused is a `Slip` at its path: all of them in one pass, and no value as soon as there is one.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import reduce
from types import NoneType, UnionType
from typing import Annotated, Any, NamedTuple, NoReturn, Union, get_args, get_origin

from msgspec import Struct, field

from actgen.base.rules import rule
from actgen.base.text.messages import say
from actgen.reading.nodes import Path
from actgen.reading.scalars.problem import VALEUR_A_COMPLETER, Problem

VALEUR_FORME = rule("VALEUR-FORME")

ONE_VALUE = "une seule valeur"
A_LIST = "une liste"
A_MAPPING = "un groupe de rubriques"
REFUSED: Any = object()
"""What is read instead of a value that was refused."""
OMITTED: Any = object()
"""An item that its list leaves out."""


class Refusal(Exception):
    """What a value is refused for; raised by what reads one, caught where its path is known."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem


def refuse(problem: Problem) -> NoReturn:
    """Refuse the value that is being read."""
    raise Refusal(problem)


def to_fill() -> Problem:
    """An empty value where one is needed."""
    return Problem(
        VALEUR_A_COMPLETER,
        say("Cette rubrique est vide, et elle est nécessaire."),
        say("Écrivez sa valeur après le deux-points ou le tiret."),
    )


def wrong_form(value: object, expected: str) -> Problem:
    """A list or a mapping where something else is `expected` (« une seule valeur »), or nothing at all."""
    if value is None:
        return to_fill()
    found = "une liste" if isinstance(value, list | tuple) else "un groupe de rubriques"
    if isinstance(value, str):
        found = "une seule valeur"
    message = say("On attend ici {expected} ; le fichier donne {found}.", expected=expected, found=found)
    hint = ""
    if isinstance(value, dict) and expected == ONE_VALUE:
        hint = say("Si la valeur contient « : », mettez-la entre guillemets.")
    elif isinstance(value, str) and expected == A_LIST:
        hint = say("Écrivez chaque élément sur sa ligne, précédé d'un tiret : « - élément ».")
    elif isinstance(value, str):
        hint = say("Écrivez chaque rubrique sur sa ligne, avec deux espaces de plus.")
    return Problem(VALEUR_FORME, message, hint)


class Slip(NamedTuple):
    """A value refused at its path; without a problem, a key that is missing or, if `unknown`, too many."""

    path: Path
    value: Any
    problem: Problem | None = None
    unknown: bool = False


class Reading(Struct):
    """One pass over a file: what all of it shares, the slips on the way, and those that refuse nothing."""

    context: Any
    slips: list[Slip] = field(default_factory=list)
    spared: list[Slip] = field(default_factory=list)

    def refuse(self, path: Path, value: Any, problem: Problem) -> Any:
        """Note a slip, and give what stands for its value."""
        self.slips.append(Slip(path, value, problem))
        return REFUSED

    def guarded(self, path: Path, value: Any, read: Callable[..., Any], *given: Any) -> Any:
        """What `read` makes of a value and of what it is given besides."""
        try:
            return read(value, *given)
        except Refusal as refusal:
            return self.refuse(path, value, refusal.problem)

    def spare(self, path: Path, value: Any, read: Callable[..., Any], *given: Any) -> Any:
        """The same; a value refused is set aside, and the rest of the file is read without it."""
        try:
            return read(value, *given)
        except Refusal as refusal:
            self.spared.append(Slip(path, value, refusal.problem))
            return ""


Schema = dict[str, Any]
Read = Callable[[Any, Path, Reading], Any]


class Schemas(Struct):
    """The definitions that the schemas of one file share, by name."""

    definitions: dict[str, Schema] = field(default_factory=dict)
    _owners: dict[str, object] = field(default_factory=dict)

    def reference(self, owner: object, name: str, make: Callable[[], Schema]) -> Schema:
        """A reference to what is defined once for its owner."""
        while self._owners.setdefault(name, owner) != owner:
            name += "_"
        if name not in self.definitions:
            self.definitions[name] = {}
            self.definitions[name] = make()
        return {"$ref": f"#/$defs/{name}"}


class Reader(NamedTuple):
    """Reads a value at its path, and tells the schema of what may be written there."""

    read: Read
    schema: Callable[[Schemas], Schema]


def reader_of(annotation: Any) -> Reader:
    """How what is annotated so is read; a type that no file can hold is a slip of ours."""
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        kind, *marks = arguments
        marks = [mark for mark in marks if hasattr(mark, "reader")]
        if not marks:
            return reader_of(kind)
        first, *others = marks
        made: Reader = first.reader(kind, lambda: reader_of(kind))
        return reduce(lambda inner, mark: mark.reader(kind, lambda: inner), others, made)
    if origin in (Union, UnionType) and len(arguments) == 2 and NoneType in arguments:
        return _optional(reader_of(next(each for each in arguments if each is not NoneType)))
    if origin is tuple:
        return _several(reader_of(arguments[0]))
    if origin is dict:
        return _by_key(reader_of(arguments[1]))
    if hasattr(annotation, "reader"):
        own: Reader = annotation.reader()
        return own
    raise TypeError(f"no file holds {annotation}")


def _optional(inner: Reader) -> Reader:
    def schema(schemas: Schemas) -> Schema:
        made = inner.schema(schemas)
        choices = made["anyOf"] if list(made) == ["anyOf"] else [made]
        return {"anyOf": [*choices, {"type": "null"}]}

    return Reader(
        lambda value, path, reading: None if value is None else inner.read(value, path, reading), schema
    )


def _several(item: Reader) -> Reader:
    def read(value: Any, path: Path, reading: Reading) -> Any:
        if not isinstance(value, list | tuple):
            return reading.refuse(path, value, wrong_form(value, A_LIST))
        items = [item.read(each, (*path, rank), reading) for rank, each in enumerate(value)]
        refused = any(each is REFUSED for each in items)
        return REFUSED if refused else tuple(each for each in items if each is not OMITTED)

    return Reader(read, lambda schemas: {"items": item.schema(schemas), "type": "array"})


def _by_key(inner: Reader) -> Reader:
    def read(value: Any, path: Path, reading: Reading) -> Any:
        if not isinstance(value, dict):
            return reading.refuse(path, value, wrong_form(value, A_MAPPING))
        items = {key: inner.read(each, (*path, key), reading) for key, each in value.items()}
        return REFUSED if any(each is REFUSED for each in items.values()) else items

    return Reader(read, lambda schemas: {"additionalProperties": inner.schema(schemas), "type": "object"})
