"""What a file says, written once: a frozen dataclass whose fields are the keys, and which knows its places.

A fact is built by hand without any check, or read from a file, where its annotations tell how: the types of
`fields` read a value, `key` says in French what is asked. A field without default is needed; an empty key
counts as not written, so that it has its default: *pas encore connu*.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator
from collections.abc import Mapping as AnyMapping
from dataclasses import MISSING, field, fields, make_dataclass, replace
from typing import Annotated, Any, ClassVar, Self, get_args, get_origin, get_type_hints

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    GetCoreSchemaHandler,
    GetJsonSchemaHandler,
    TypeAdapter,
    ValidationInfo,
    ValidatorFunctionWrapHandler,
)
from pydantic.fields import FieldInfo
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, PydanticOmit, PydanticUndefined, core_schema

from actgen.diagnostics import Diagnostic, Location
from actgen.reading.nodes import Node, Scalar, Sequence, text_of
from actgen.reading.places import Path, Places
from actgen.records import dataclass
from actgen.text.keys import cle, sans_accents

NOBODY = {cle(word) for word in ("aucun", "aucune", "néant", "personne")}
"""What an empty list may be written as."""


def key(
    description: str,
    *,
    name: str | None = None,
    default: Any = PydanticUndefined,
    told: bool = True,
    examples: list[Any] | None = None,
) -> Any:
    """What a key asks for, in French; `name` when the fact has another word for it than the file.

    `default`: what is read where the file may leave out what the fact can't do without. `told` is no where
    the default means nothing to who writes the file.
    """
    extra = None if told else _without_default
    return Field(default, description=description, alias=name, examples=examples, json_schema_extra=extra)


def _without_default(schema: dict[str, Any]) -> None:
    schema.pop("default", None)


class Unwritten:
    """Marks a field that no file writes: it follows from others, or is found elsewhere."""

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.any_schema()


@dataclass(frozen=True)
class Under:
    """Marks the fields of a fact that its file writes together, one level down, under the key `key`."""

    key: str
    description: str
    hints: AnyMapping[str, str] = field(default_factory=dict, compare=False)
    told: str = ""  # of the key itself, when it isn't what is said of the group


class Placed(dict[str, Any]):
    """A group of keys on its way to a fact, with its place in the file."""

    places: Places
    path: Path

    @classmethod
    def at(cls, values: AnyMapping[str, Any], places: Places, path: Path) -> Placed:
        """These values, at that place."""
        placed = cls(values)
        placed.places, placed.path = places, path
        return placed


class PlacedText(str):
    """A value on its way to a fact, with its place in the file."""

    places: Places
    path: Path

    @classmethod
    def at(cls, text: str, places: Places, path: Path) -> PlacedText:
        """This text, at that place."""
        placed = cls(text)
        placed.places, placed.path = places, path
        return placed


def placed_tree(node: Node, places: Places, path: Path = ()) -> Any:
    """The tree as dicts, lists and text that know their place, and None for an empty value."""
    if isinstance(node, Scalar):
        return None if node.empty else PlacedText.at(node.text, places, path)
    if isinstance(node, Sequence):
        return [placed_tree(item, places, (*path, rank)) for rank, item in enumerate(node.items)]
    inside = {key.text: placed_tree(value, places, (*path, key.text)) for key, value in node}
    return Placed.at(inside, places, path)


def placed_like(value: Any, phrase: Any) -> Any:
    """What a phrase was read as, at the place of the phrase."""
    if not isinstance(phrase, PlacedText):
        return value
    if isinstance(value, dict):
        inside = {key: placed_like(each, phrase) for key, each in value.items()}
        return Placed.at(inside, phrase.places, phrase.path)
    if isinstance(value, tuple | list):
        return [placed_like(each, phrase) for each in value]
    return PlacedText.at(value, phrase.places, phrase.path) if type(value) is str else value


def place_of(value: Any, part: str = "") -> Location:
    """Where a value on its way to a fact was written, narrowed to these words of it."""
    if isinstance(value, PlacedText | Placed):
        return value.places.location(value.path, part)
    return Location("")


class KeyPlaces(AnyMapping[str, Location]):
    """The place of each key of a fact, written or not, told from the tree when it is asked."""

    __hash__ = object.__hash__

    def __init__(self, places: Places, path: Path, keys: AnyMapping[str, Path]) -> None:
        self._places, self._path, self._keys = places, path, keys

    def __getitem__(self, name: str) -> Location:
        return self._places.location((*self._path, *self._keys[name]))

    def __iter__(self) -> Iterator[str]:
        return iter(self._keys)

    def __len__(self) -> int:
        return len(self._keys)

    def at(self, *path: str | int, part: str = "") -> Location:
        """The place of a value below a key: `at("presents", 3)`; `part` narrows it to these words."""
        first, *below = path
        inside = self._keys.get(str(first), (first,))
        return self._places.location((*self._path, *inside, *below), part)

    def written(self, name: str) -> bool:
        """Whether there is such a key, be it empty."""
        return self._node(name) is not None

    def said(self, name: str) -> bool:
        """Whether there is such a key, with a value."""
        node = self._node(name)
        return node is not None and not (isinstance(node, Scalar) and node.empty)

    def count(self, name: str) -> int:
        """How many items are written under a key."""
        node = self._node(name)
        if isinstance(node, Sequence):
            return len(node.items)
        return 1 if self.said(name) and cle(self.text(name)) not in NOBODY else 0

    def text(self, name: str) -> str:
        """The value of a key as it is written; empty for a list or a group."""
        return text_of(self._node(name))

    def _node(self, name: str) -> Node | None:
        return self._places.node((*self._path, *self._keys.get(name, (name,))))

    def __reduce__(self) -> tuple[Any, ...]:
        """Sent to another process without the tree of its file."""
        return dict, (dict(self),)


class _Nowhere(KeyPlaces):
    """The places of a fact that no file has told."""

    def __init__(self) -> None:
        super().__init__(Places("", None), (), {})

    def at(self, *path: str | int, part: str = "") -> Location:
        return Location("")

    def __reduce__(self) -> tuple[Any, ...]:
        return _nowhere, ()


def _nowhere() -> KeyPlaces:
    return NOWHERE


NOWHERE = _Nowhere()


class Context:
    """What the reading of one file shares: the facts that each mapping was held against, what names mean.

    `refine` narrows the facts marked `Refined`; `references` finds what a name stands for.
    """

    def __init__(self, refine: Refine | None = None, references: Any = None) -> None:
        self.refine = refine
        self.references = references
        self._held: dict[int, list[type[Any]]] = {}

    def remember(self, data: object, fact: type[Any]) -> None:
        """Note that `data`, an object of the input, was read as `fact`."""
        self._held.setdefault(id(data), []).append(fact)

    def tell(self, finding: Diagnostic) -> None:
        """Note what a fact is found to say wrong, where who reads the file gathers it."""
        if self.references is not None:
            self.references.findings.append(finding)

    def keys(self, data: object) -> tuple[str, ...]:
        """The keys that `data` may hold, in the order of their declaration."""
        return tuple(dict.fromkeys(key for fact in self._held.get(id(data), []) for key in keys_of(fact)))

    def advice(self, data: object, key: str) -> str:
        """What the fact says of a key that it doesn't have, and that was to be expected; else nothing."""
        held = self._held.get(id(data), [])
        return next((said for fact in held if (said := fact.hints.get(sans_accents(key)))), "")

    def keys_of_items(self, data: object, key: str) -> tuple[str, ...]:
        """The keys of each group of the list that `data` holds under that key; none for a list of values."""
        items = [items_of(fact, key) for fact in self._held.get(id(data), []) if key in keys_of(fact)]
        return next((keys_of(item) for item in items if item is not None), ())


Refine = Callable[[type[Any], AnyMapping[str, Any]], type[Any] | None]
"""The fact, narrower than the one given, that a mapping is to be read as for what it says; or None."""


@dataclass(frozen=True)
class Fact:
    """The base of every fact: `lieu` is the place of it all, `lieux` that of each of its keys."""

    __pydantic_config__: ClassVar[ConfigDict] = ConfigDict(extra="forbid")
    hints: ClassVar[AnyMapping[str, str]] = {}
    """What to write for a key that people expect and that doesn't exist; `{valeur}` is what they wrote."""
    of: ClassVar[str] = ""
    """The field of who it is a fact of: where that name is nobody's, the fact is left out of its list."""

    lieu: Annotated[Location | None, Unwritten()] = field(
        default=None, kw_only=True, compare=False, repr=False
    )
    lieux: Annotated[AnyMapping[str, Location], Unwritten()] = field(
        default=NOWHERE, kw_only=True, compare=False, repr=False
    )

    def completed(self, context: Context, keys: Container[str]) -> Self:
        """The fact once what follows from the `keys` that were written is known."""
        return self

    @property
    def places(self) -> KeyPlaces:
        """The places of values below its keys."""
        return self.lieux if isinstance(self.lieux, KeyPlaces) else NOWHERE

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        plan = plan_of(source)
        if plan.groups:
            return core_schema.with_info_after_validator_function(
                lambda made, info: _flattened(source, plan, made, info.context),
                handler.generate_schema(_grouped(source)),
            )
        inner: Any = {**handler(source)}
        ref = inner.pop("ref", None)  # that of the whole, so that the next use of the class is read so too
        arguments = inner["schema"]
        arguments["fields"] = [each for each in arguments["fields"] if each["name"] in plan.names]

        def read(value: Any, made: ValidatorFunctionWrapHandler, info: ValidationInfo) -> Any:
            return _read(source, plan, value, made, info.context)

        return core_schema.with_info_wrap_validator_function(read, inner, ref=ref)

    @classmethod
    def __get_pydantic_json_schema__(
        cls, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        """The schema, in which each key that has a default may be left empty, as the files do."""
        written = handler(schema)
        fact = handler.resolve_ref_schema(written)
        required = fact.get("required", [])
        fact["properties"] = {
            name: value if name in required else or_empty(value)
            for name, value in fact.get("properties", {}).items()
        }
        return written


@dataclass(frozen=True)
class _Plan:
    """What the reading of a class of facts needs, told once."""

    keys: dict[str, Path]  # each key of the file, and the way to it
    words: dict[str, str]  # key → field
    names: frozenset[str]  # the fields that a file writes
    needed: frozenset[str]  # keys
    nested: dict[str, type[Fact]]  # keys whose group is there even when nobody wrote it
    made: dict[str, Callable[[], Any]]  # fields that no file writes, and what makes them
    groups: dict[str, Under]
    under: dict[str, str]  # field → the key of its group


def _plan(fact: type[Any]) -> _Plan:
    hints = get_type_hints(fact, include_extras=True)
    plan = _Plan({}, {}, frozenset(), frozenset(), {}, {}, {}, {})
    names, needed = set(), set()
    for each in fields(fact):
        marks = get_args(hints[each.name])[1:] if get_origin(hints[each.name]) is Annotated else ()
        if any(isinstance(mark, Unwritten) for mark in marks):
            if each.default_factory is not MISSING:
                plan.made[each.name] = each.default_factory
            elif each.default is MISSING:
                plan.made[each.name] = lambda: None
            continue
        names.add(each.name)
        told = next((mark for mark in marks if isinstance(mark, FieldInfo)), Field())
        word = told.alias or each.name
        group = next((mark for mark in marks if isinstance(mark, Under)), None)
        if group is not None:
            plan.groups[group.key] = group
            plan.under[each.name] = group.key
        plan.words[word] = each.name
        plan.keys[word] = (group.key, word) if group is not None else (word,)
        bare = each.default is MISSING and each.default_factory is MISSING
        if bare and told.default is PydanticUndefined:
            needed.add(word)
        made: Any = each.default_factory
        if isinstance(made, type) and issubclass(made, Fact):
            plan.nested[word] = made
    return replace(plan, names=frozenset(names), needed=frozenset(needed))


def keys_of(fact: type[Any]) -> tuple[str, ...]:
    """The keys that a mapping read as this fact may hold, in the order of their declaration."""
    if issubclass(fact, BaseModel):
        return tuple(each.alias or name for name, each in fact.model_fields.items())
    return tuple(dict.fromkeys(str(path[0]) for path in plan_of(fact).keys.values()))


def annotation_of(fact: type[Any], key: str) -> Any:
    """How the value of a key is read."""
    if issubclass(fact, BaseModel):
        return {each.alias or name: each.annotation for name, each in fact.model_fields.items()}[key]
    plain = _grouped(fact) if plan_of(fact).groups else fact
    return get_type_hints(plain, include_extras=True)[plan_of(plain).words[key]]


def items_of(fact: type[Any], key: str) -> type[Any] | None:
    """The groups of keys that a list of this fact holds; None when its items are values."""
    held = annotation_of(fact, key)
    if get_origin(held) is Annotated:
        held = get_args(held)[0]
    groups = (
        each for each in get_args(held) if isinstance(each, type) and issubclass(each, Fact | BaseModel)
    )
    return next(groups, None)


def _read(
    fact: type[Fact], plan: _Plan, value: Any, made: ValidatorFunctionWrapHandler, context: Context | None
) -> Any:
    if not isinstance(value, AnyMapping):
        return made(value)
    context = context or Context()
    context.remember(value, fact)
    data = {
        key: each
        for key, each in value.items()
        if each is not None or key in plan.needed or key not in plan.keys
    }
    if isinstance(value, Placed):
        for key in plan.nested:
            if key not in data:
                data[key] = Placed.at({}, value.places, (*value.path, key))
    read: Any = made(data)
    for name, factory in plan.made.items():
        object.__setattr__(read, name, factory())
    if isinstance(value, Placed):
        _place(read, value, plan.keys)
    return _complete(read, context, data.keys())


def _place(fact: Fact, value: Placed, keys: AnyMapping[str, Path]) -> None:
    object.__setattr__(fact, "lieu", value.places.location(value.path))
    object.__setattr__(fact, "lieux", KeyPlaces(value.places, value.path, keys))


def _complete(fact: Fact, context: Context, keys: Container[str]) -> Fact:
    if fact.of and getattr(fact, fact.of) is None:
        raise PydanticOmit
    return fact.completed(context, keys)


def _flattened(fact: type[Fact], plan: _Plan, made: Any, context: Context | None) -> Fact:
    """The fact whose file writes some of its fields one level down."""
    values = {
        name: getattr(getattr(made, plan.under[name]) if name in plan.under else made, name)
        for name in plan.names
    }
    places = made.lieux
    if isinstance(places, KeyPlaces):
        places = KeyPlaces(places._places, places._path, plan.keys)
    return _complete(fact(**values, lieu=made.lieu, lieux=places), context or Context(), ())


def _grouped(fact: type[Fact]) -> type[Fact]:
    """The same keys as the file holds them: one more fact for each group, made from the marks."""
    if fact not in _GROUPED:
        _GROUPED[fact] = _regroup(fact)
    return _GROUPED[fact]


def _regroup(fact: type[Fact]) -> type[Fact]:
    plan = plan_of(fact)
    hints = get_type_hints(fact, include_extras=True)
    own: list[Any] = []
    inside: dict[str, list[Any]] = {group: [] for group in plan.groups}
    for each in fields(fact):
        if each.name in plan.names:
            made = field(default=each.default) if each.default is not MISSING else field()
            if each.default_factory is not MISSING:
                made = field(default_factory=each.default_factory)
            where = inside[plan.under[each.name]] if each.name in plan.under else own
            where.append((each.name, _own(hints[each.name]), _by_keyword(made)))
            if each.name in plan.under and plan.under[each.name] not in {name for name, *_ in own}:
                own.append((plan.under[each.name], None, None))
    for rank, (name, hint, _) in enumerate(own):
        if hint is None:
            group = plan.groups[name]
            below: Any = _class(name.capitalize(), group.description, inside[name], group.hints)
            needed = plan_of(below).needed
            said: Any = Annotated[below, key(group.told or group.description)]
            own[rank] = (name, said, field() if needed else field(default_factory=below))
            own[rank][2].kw_only = True
    return _class(fact.__name__, fact.__doc__ or "", own, fact.hints)


def _own(hint: Any) -> Any:
    """The annotation of a field in its group, where nothing more is said of the group."""
    kind, *marks = get_args(hint)
    return Annotated[(kind, *(mark for mark in marks if not isinstance(mark, Under)))]


def _by_keyword(made: Any) -> Any:
    made.kw_only = True
    return made


def _class(name: str, doc: str, own: list[Any], hints: AnyMapping[str, str]) -> type[Fact]:
    return make_dataclass(
        name,
        own,
        bases=(Fact,),
        frozen=True,
        namespace={"__doc__": doc, "hints": hints, "__module__": __name__},
    )


_PLANS: dict[type[Any], _Plan] = {}
_GROUPED: dict[type[Any], type[Fact]] = {}
_ADAPTERS: dict[type[Any], TypeAdapter[Any]] = {}


def plan_of(fact: type[Any]) -> _Plan:
    """How facts of this class are read."""
    if fact not in _PLANS:
        _PLANS[fact] = _plan(fact)
    return _PLANS[fact]


def adapter(fact: type[Any]) -> TypeAdapter[Any]:
    """Pydantic's reader of a fact, made the first time that a file of its kind is read."""
    if fact not in _ADAPTERS:
        _ADAPTERS[fact] = TypeAdapter(fact)
    return _ADAPTERS[fact]


_ABOUT = ("title", "description", "default", "examples")


def or_empty(value: JsonSchemaValue) -> JsonSchemaValue:
    """The schema of a key that may be left empty."""
    if {"type": "null"} in value.get("anyOf", []):
        return value
    about = {name: value[name] for name in _ABOUT if name in value}
    bare = {name: part for name, part in value.items() if name not in about}
    return about | {"anyOf": [bare, {"type": "null"}]}
