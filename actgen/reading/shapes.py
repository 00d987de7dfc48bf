"""What a file of a given kind may hold: the base of every shape, and its refusals as pydantic errors.

A shape is a pydantic model whose field names are the French YAML keys. It is declared with the types
of `fields`, never with plain `int` or `date`, so that each refusal is ours and in French.
"""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Mapping as AnyMapping
from dataclasses import dataclass
from functools import partial
from typing import Any, ClassVar, NoReturn, get_args

from pydantic import (
    BaseModel,
    ConfigDict,
    GetCoreSchemaHandler,
    GetJsonSchemaHandler,
    ValidationInfo,
    ValidatorFunctionWrapHandler,
    model_validator,
)
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from actgen.reading.scalars.problem import Problem
from actgen.text.keys import sans_accents

REFUSED = "actgen"
"""The type of a pydantic error that carries a `Problem`, under the same name in its context."""


class Shape(BaseModel):
    """A frozen set of keys; an unknown one is refused, an empty one counts as not written.

    « Not written » gives the default, None for an optional field: *pas encore connu*. A field without
    default and empty is refused as still to be filled.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")
    hints: ClassVar[AnyMapping[str, str]] = {}
    """What to write for a key that people expect and that doesn't exist; `{valeur}` is what they wrote."""

    @model_validator(mode="before")
    @classmethod
    def _drop_empty(cls, data: Any, info: ValidationInfo) -> Any:
        if not isinstance(data, AnyMapping):
            return data
        if isinstance(info.context, Context):
            info.context.remember(data, cls)
        optional = {key_of(cls, name) for name, field in cls.model_fields.items() if not field.is_required()}
        return {key: value for key, value in data.items() if value is not None or key not in optional}

    @classmethod
    def __get_pydantic_json_schema__(
        cls, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        """The schema, in which each key that has a default may be left empty, as the files do."""
        written = handler(schema)
        shape = handler.resolve_ref_schema(written)
        required = shape.get("required", [])
        properties = shape.get("properties", {})
        shape["properties"] = {
            key: value if key in required else _or_empty(value) for key, value in properties.items()
        }
        return written


_ABOUT = ("title", "description", "default", "examples")


def _or_empty(value: JsonSchemaValue) -> JsonSchemaValue:
    if {"type": "null"} in value.get("anyOf", []):
        return value
    about = {name: value[name] for name in _ABOUT if name in value}
    bare = {name: part for name, part in value.items() if name not in about}
    return about | {"anyOf": [bare, {"type": "null"}]}


Refine = Callable[[type[BaseModel], AnyMapping[str, Any]], type[BaseModel] | None]
"""The shape, narrower than the one given, that a mapping is to be held against for what it says; or None."""


class Context:
    """Which shape each mapping of the input was held against, so that an unknown key can be compared.

    `refine` narrows the shapes marked `Refined`.
    """

    def __init__(self, refine: Refine | None = None) -> None:
        self.refine = refine
        self._shapes: dict[int, list[type[BaseModel]]] = {}

    def remember(self, data: object, shape: type[BaseModel]) -> None:
        """Note that `data`, an object of the input, was validated as `shape`."""
        self._shapes.setdefault(id(data), []).append(shape)

    def keys(self, data: object) -> tuple[str, ...]:
        """The keys that `data` may hold, in the order of their declaration."""
        shapes = self._shapes.get(id(data), [])
        return tuple(dict.fromkeys(key_of(shape, name) for shape in shapes for name in shape.model_fields))

    def advice(self, data: object, key: str) -> str:
        """What the shape says of a key that it doesn't have, and that was to be expected; else nothing."""
        shapes = (shape for shape in self._shapes.get(id(data), []) if issubclass(shape, Shape))
        return next((dit for shape in shapes if (dit := shape.hints.get(sans_accents(key)))), "")

    def keys_of_items(self, data: object, key: str) -> tuple[str, ...]:
        """The keys of each group of the list that `data` holds under that key; none for a list of values."""
        fields = (
            (key_of(shape, name), field)
            for shape in self._shapes.get(id(data), [])
            for name, field in shape.model_fields.items()
        )
        held = [each for name, field in fields if name == key for each in get_args(field.annotation)]
        items = [each for each in held if isinstance(each, type) and issubclass(each, BaseModel)]
        return tuple(key_of(item, name) for item in items[:1] for name in item.model_fields)


@dataclass(frozen=True)
class Refined:
    """Marks a shape whose keys depend on what the mapping says: `Annotated[PointShape, Refined()]`.

    The reader of the file gives the narrower shape, a subclass of the one that is marked.
    """

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.with_info_wrap_validator_function(partial(self._read, source), handler(source))

    def _read(
        self, source: Any, value: Any, handler: ValidatorFunctionWrapHandler, info: ValidationInfo
    ) -> Any:
        context = info.context
        if isinstance(context, Context) and context.refine is not None and isinstance(value, AnyMapping):
            narrower = context.refine(source, value)
            if narrower is not None:
                return narrower.model_validate(value, context=context)
        return handler(value)


def key_of(shape: type[BaseModel], name: str) -> str:
    """The YAML key of a field: its alias when it has one."""
    return shape.model_fields[name].alias or name


def refuse(problem: Problem) -> NoReturn:
    """Raise, for pydantic alone, what a value is refused for; a validator of the domain ends with it.

    A ValueError raised by a validator is not a refusal: it is taken for a slip of ours and let through.
    """
    raise PydanticCustomError(REFUSED, "refused", {REFUSED: problem})
