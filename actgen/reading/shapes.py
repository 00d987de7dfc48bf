"""What a file of a given kind may hold: the base of every shape, and its refusals as pydantic errors.

A shape is a pydantic model whose field names are the French YAML keys. It is declared with the types
of `fields`, never with plain `int` or `date`, so that each refusal is ours and in French.
"""

from __future__ import annotations

from collections.abc import Mapping as AnyMapping
from functools import partial
from typing import Any, ClassVar, NoReturn

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

from actgen.reading.facts import Context, adapter, or_empty
from actgen.reading.scalars.problem import Problem
from actgen.records import dataclass

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
            key: value if key in required else or_empty(value) for key, value in properties.items()
        }
        return written


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
            if narrower is not None and issubclass(narrower, BaseModel):
                return narrower.model_validate(value, context=context)
            if narrower is not None:
                return adapter(narrower).validate_python(value, context=context)
        return handler(value)


def key_of(shape: type[BaseModel], name: str) -> str:
    """The YAML key of a field: its alias when it has one."""
    return shape.model_fields[name].alias or name


def refuse(problem: Problem) -> NoReturn:
    """Raise, for pydantic alone, what a value is refused for; a validator of the domain ends with it.

    A ValueError raised by a validator is not a refusal: it is taken for a slip of ours and let through.
    """
    raise PydanticCustomError(REFUSED, "refused", {REFUSED: problem})
