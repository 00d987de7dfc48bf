"""What a file says, written once: a frozen record whose fields are the keys, and which knows its places.

A fact is built by hand without any check, or read from a file, where its annotations tell how: the types of
`fields` read a value, `key` says in French what is asked. A field without default is needed; an empty key
counts as not written, so that it has its default: *pas encore connu*.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Container, Iterator
from collections.abc import Mapping as AnyMapping
from enum import Enum
from functools import cached_property
from typing import Annotated, Any, ClassVar, NamedTuple, Self, get_args, get_origin

from msgspec import NODEFAULT, Struct, field

from actgen.base.diagnostics import Diagnostic, Location
from actgen.base.records import Record, defaults, hints
from actgen.base.text.keys import sans_accents
from actgen.reading.nodes import Path
from actgen.reading.placed import NOWHERE, KeyPlaces, Placed
from actgen.reading.readers import (
    A_MAPPING,
    OMITTED,
    REFUSED,
    Reader,
    Reading,
    Schema,
    Schemas,
    Slip,
    reader_of,
    to_fill,
    wrong_form,
)


class Key(NamedTuple):
    """What is said of a field that a file writes: see `key`."""

    description: str
    name: str | None = None
    default: Any = NODEFAULT
    told: bool = True
    examples: tuple[str, ...] = ()


def key(
    description: str,
    *,
    name: str | None = None,
    default: Any = NODEFAULT,
    told: bool = True,
    examples: tuple[str, ...] = (),
) -> Key:
    """What a key asks for, in French; `name` when the fact has another word for it than the file.

    `default`: what is read where the file may leave out what the fact can't do without. `told` is no where
    the default means nothing to who writes the file.
    """
    return Key(description, name, default, told, examples)


class Unwritten:
    """Marks a field that no file writes: it follows from others, or is found elsewhere."""


class Under(Struct, frozen=True):
    """Marks the fields of a fact that its file writes together, one level down, under the key `key`."""

    key: str
    description: str
    hints: AnyMapping[str, str] = field(default_factory=dict)
    told: str = ""  # of the key itself, when it isn't what is said of the group


Refine = Callable[[type[Any], AnyMapping[str, Any]], type[Any] | None]
"""The fact, narrower than the one given, that a mapping is to be read as for what it says; or None."""


class FileContext:
    """What the reading of one file shares: the keys that each mapping was held against, what names mean.

    `refine` narrows the facts marked `Refined`; `references` finds what a name stands for.
    """

    def __init__(self, refine: Refine | None = None, references: Any = None) -> None:
        self.refine = refine
        self.references = references
        self.fact: type[Any] = Fact
        self._held: dict[int, tuple[object, list[_Level]]] = {}

    def tell(self, finding: Diagnostic) -> None:
        """Note what a fact is found to say wrong, where who reads the file gathers it."""
        if self.references is not None:
            self.references.findings.append(finding)

    def remember(self, data: object, level: _Level) -> None:
        """Note that `data`, an object of the input, was held against these keys."""
        self._held.setdefault(id(data), (data, []))[1].append(level)

    def _levels(self, data: object) -> list[_Level]:
        return self._held.get(id(data), (data, []))[1]

    def keys(self, data: object) -> tuple[str, ...]:
        """The keys that `data` may hold, in the order of their declaration."""
        return tuple(dict.fromkeys(key for level in self._levels(data) for key in level.words))

    def advice(self, data: object, key: str) -> str:
        """What the fact says of a key that it doesn't have, and that was to be expected; else nothing."""
        held = self._levels(data)
        return next((said for level in held if (said := level.hints.get(sans_accents(key)))), "")

    def keys_of_items(self, data: object, key: str) -> tuple[str, ...]:
        """The keys of each group of the list that `data` holds under that key; none for a list of values."""
        held = (level.words.get(key) for level in self._levels(data))
        item = next((found for each in held if each is not None and (found := _item(each.hint))), None)
        return keys_of(item) if item is not None else ()


class Fact(Record, frozen=True, kw_only=True):
    """The base of every fact: `lieu` is the place of it all, `lieux` that of each of its keys."""

    hints: ClassVar[AnyMapping[str, str]] = {}
    """What to write for a key that people expect and that doesn't exist; `{valeur}` is what they wrote."""
    of: ClassVar[str] = ""
    """The field of who it is a fact of: where that name is nobody's, the fact is left out of its list."""

    apart: ClassVar[frozenset[str]] = frozenset({"lieu", "lieux"})

    lieu: Annotated[Location | None, Unwritten()] = None
    lieux: Annotated[AnyMapping[str, Location], Unwritten()] = NOWHERE

    def completed(self, context: FileContext, keys: Container[str]) -> Self:
        """The fact once what follows from the `keys` that were written is known."""
        return self

    @property
    def places(self) -> KeyPlaces:
        """The places of values below its keys."""
        return self.lieux if isinstance(self.lieux, KeyPlaces) else NOWHERE

    @classmethod
    def reader(cls) -> Reader:
        """How it is read from a group of keys."""
        return Reader(
            lambda value, path, reading: _read(cls, value, path, reading),
            lambda schemas: _schema(cls, schemas),
        )


class _Word(Struct, dict=True):
    """A key of the file: the field that it fills, how its value is read."""

    field: str
    hint: Any
    key: Key
    default: Any  # of the field, NODEFAULT when it has none
    nested: type[Fact] | None = None  # a group that is there even when nobody wrote it

    @property
    def needed(self) -> bool:
        return self.default is NODEFAULT and self.key.default is NODEFAULT

    @cached_property
    def reader(self) -> Reader:
        """Made when it is first asked: most keys of most files are never written."""
        return reader_of(self.hint)


class _Level(NamedTuple):
    """Keys that a file writes together: those at the top of a fact, or under one of its groups."""

    words: dict[str, Any]  # a _Word, or None for the key of a group
    hints: AnyMapping[str, str]
    group: Under | None = None


class _Plan(NamedTuple):
    """What the reading of a class of facts needs, told once."""

    levels: tuple[_Level, ...]  # the first is that of the fact itself
    keys: dict[str, Path]  # each key of the file, and the way to it
    absent: tuple[str, ...]  # fields without default that no file writes


_PLANS: dict[type[Fact], _Plan] = {}


def _plan_of(fact: type[Fact]) -> _Plan:
    if fact not in _PLANS:
        _PLANS[fact] = _plan(fact)
    return _PLANS[fact]


def _plan(fact: type[Fact]) -> _Plan:
    types = hints(fact)
    levels = {"": _Level({}, fact.hints)}
    keys: dict[str, Path] = {}
    absent = []
    for name, default in defaults(fact).items():
        marks = get_args(types[name])[1:] if get_origin(types[name]) is Annotated else ()
        if any(isinstance(mark, Unwritten) for mark in marks):
            absent += [name] if default is NODEFAULT else []
            continue
        told = next((mark for mark in marks if isinstance(mark, Key)), Key(""))
        under = next((mark for mark in marks if isinstance(mark, Under)), None)
        word = told.name or name
        if under is not None:
            levels[""].words.setdefault(under.key, None)
            levels.setdefault(under.key, _Level({}, under.hints, under))
        nested = default if isinstance(default, type) and issubclass(default, Fact) else None
        level = levels[under.key if under is not None else ""]
        level.words[word] = _Word(name, types[name], told, default, nested)
        keys[word] = (under.key, word) if under is not None else (word,)
    return _Plan(tuple(levels.values()), keys, tuple(absent))


def keys_of(fact: type[Fact]) -> tuple[str, ...]:
    """The keys that a mapping read as this fact may hold, in the order of their declaration."""
    return tuple(_plan_of(fact).levels[0].words)


def words_of(fact: type[Fact]) -> dict[str, str]:
    """The key of the file that fills each field."""
    words = (words for level in _plan_of(fact).levels for words in level.words.items())
    return {word.field: name for name, word in words if word is not None}


def homes(fact: type[Fact]) -> dict[str, list[Path]]:
    """The groups that have a place for each key, by their keys from the top: the first of each sort."""
    found: dict[str, list[Path]] = {}
    waiting: deque[tuple[Path, type[Fact]]] = deque([((), fact)])
    seen = {fact}
    while waiting:
        path, at = waiting.popleft()
        for level in _plan_of(at).levels:
            here = (*path, level.group.key) if level.group is not None else path
            for name, word in level.words.items():
                found.setdefault(name, []).append(here)
                inner = [each for each in _facts(word.hint) if each not in seen] if word is not None else []
                waiting.extend(((*here, name), each) for each in inner)
                seen.update(inner)
    return found


def _facts(hint: Any) -> Iterator[type[Fact]]:
    """The facts that a value may be read as, in a list or one by one."""
    if isinstance(hint, type) and issubclass(hint, Fact):
        yield hint
    for each in get_args(hint):
        yield from _facts(each)


def _item(hint: Any) -> type[Fact] | None:
    """The groups of keys that a list holds; None when its items are values."""
    held = get_args(hint)[0] if get_origin(hint) is Annotated else hint
    return next((each for each in get_args(held) if isinstance(each, type) and issubclass(each, Fact)), None)


def _read(fact: type[Fact], value: Any, path: Path, reading: Reading) -> Any:
    if isinstance(value, fact):
        return value
    if not isinstance(value, AnyMapping):
        return reading.refuse(path, value, wrong_form(value, A_MAPPING))
    plan = _plan_of(fact)
    slips = len(reading.slips)
    values: dict[str, Any] = dict.fromkeys(plan.absent)
    written: set[str] = set()
    for level in plan.levels:
        group, here = _group(value, path, level, reading)
        if group is not None:
            _read_level(level, group, here, reading, values, written)
    if len(reading.slips) > slips:
        return REFUSED
    if isinstance(value, Placed):
        values["lieu"] = value.places.location(value.path)
        values["lieux"] = KeyPlaces(value.places, value.path, plan.keys)
    made = fact(**values)
    if fact.of and getattr(made, fact.of) is None:
        return OMITTED
    return made.completed(reading.context, written)


def _group(value: Any, path: Path, level: _Level, reading: Reading) -> tuple[Any, Path]:
    """What is written at this level, and its path; a group that nobody wrote is empty."""
    if level.group is None:
        return value, path
    name, here = level.group.key, (*path, level.group.key)
    group = value.get(name)
    if group is None and any(word.needed for word in level.words.values()):
        reading.slips.append(Slip(here, None, to_fill() if name in value else None))
        return None, here
    if group is None:
        return _empty(value, name), here
    if not isinstance(group, AnyMapping):
        reading.refuse(here, group, wrong_form(group, A_MAPPING))
        return None, here
    return group, here


def _empty(value: Any, name: str) -> Any:
    return Placed.at({}, value.places, (*value.path, name)) if isinstance(value, Placed) else {}


def _read_level(
    level: _Level, group: Any, here: Path, reading: Reading, values: dict[str, Any], written: set[str]
) -> None:
    reading.context.remember(group, level)
    reading.slips += [Slip((*here, name), group, unknown=True) for name in group if name not in level.words]
    for name, word in level.words.items():
        if word is None:  # a group, which is a level of its own
            continue
        value = group.get(name)
        if value is not None:
            written.add(name)
        elif word.needed:
            if name in group:
                reading.refuse((*here, name), None, to_fill())
            else:
                reading.slips.append(Slip((*here, name), None))
            continue
        elif word.nested is not None and isinstance(group, Placed):
            value = _empty(group, name)
        else:
            if word.default is NODEFAULT:
                values[word.field] = word.key.default
            continue
        values[word.field] = word.reader.read(value, (*here, name), reading)


def _schema(fact: type[Fact], schemas: Schemas) -> Schema:
    """The schema of its groups of keys, defined once."""
    first, *groups = _plan_of(fact).levels
    below = {level.group.key: level for level in groups if level.group is not None}

    def make() -> Schema:
        properties = {
            name: _property(word, schemas) if word is not None else _group_schema(fact, below[name], schemas)
            for name, word in first.words.items()
        }
        needed = [name for name, word in first.words.items() if _is_needed(word, below.get(name))]
        return _object(fact.__doc__ or "", properties, needed)

    return schemas.reference(fact, fact.__name__.lstrip("_"), make)


def _is_needed(word: _Word | None, below: _Level | None) -> bool:
    if word is not None:
        return word.needed
    return below is not None and any(each.needed for each in below.words.values())


def _group_schema(fact: type[Fact], level: _Level, schemas: Schemas) -> Schema:
    under = level.group
    assert under is not None, "only a group is below its fact"
    properties = {name: _property(word, schemas) for name, word in level.words.items()}
    needed = [name for name, word in level.words.items() if word.needed]
    made = schemas.reference(
        (fact, under.key), under.key.capitalize(), lambda: _object(under.description, properties, needed)
    ) | {"description": under.told or under.description}
    return made if needed else or_empty(made)


def _object(description: str, properties: dict[str, Schema], needed: list[str]) -> Schema:
    made = {
        "additionalProperties": False,
        "description": description.split("\n\n")[0],  # what follows is for programmers
        "properties": properties,
        "type": "object",
    }
    return made | ({"required": needed} if needed else {})


def _property(word: _Word, schemas: Schemas) -> Schema:
    about: Schema = {"description": word.key.description} if word.key.description else {}
    default = word.default.value if isinstance(word.default, Enum) else word.default
    if word.key.told and isinstance(default, str | int) and default != "":
        about["default"] = default
    if word.key.examples:
        about["examples"] = list(word.key.examples)
    made = word.reader.schema(schemas) | about
    return made if word.needed else or_empty(made)


_ABOUT = ("description", "default", "examples")


def or_empty(value: Schema) -> Schema:
    """The schema of a key that may be left empty."""
    if {"type": "null"} in value.get("anyOf", []):
        return value
    about = {name: value[name] for name in _ABOUT if name in value}
    bare = {name: part for name, part in value.items() if name not in about}
    return about | {"anyOf": [bare, {"type": "null"}]}


def json_schema(fact: type[Fact]) -> Schema:
    """The JSON Schema of the files that hold this fact, in the words of the files."""
    schemas = Schemas()
    name = fact.reader().schema(schemas)["$ref"].removeprefix("#/$defs/")
    own = schemas.definitions.pop(name)
    return own | ({"$defs": schemas.definitions} if schemas.definitions else {})


def read_fact(fact: type[Any], value: Any, context: FileContext) -> tuple[Any, list[Slip], list[Slip]]:
    """A part of a tree as that fact, its slips, and those that refuse nothing; None as soon as one does."""
    context.fact, reading = fact, Reading(context)
    made = fact.reader().read(value, (), reading)
    return (None if made is REFUSED or made is OMITTED else made), reading.slips, reading.spared
