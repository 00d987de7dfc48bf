"""The fields of a view, their types, their meanings; annotations, which are texts, are resolved only here."""

from __future__ import annotations

import dataclasses
import inspect
from functools import cache
from typing import Annotated, Any, get_args, get_origin, get_type_hints

from actgen.acts.commun import Sens
from actgen.records import dataclass
from actgen.text.typography import typeset


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a view: its name, its type without the meaning, its meaning ("" when nobody wrote one)."""

    name: str
    hint: Any
    meaning: str


@cache
def fields_of(view: type) -> tuple[Field, ...]:
    """The fields of a view that an author may name, in its order."""
    hints = get_type_hints(view, include_extras=True)
    return tuple(
        _field(field.name, hints[field.name])
        for field in dataclasses.fields(view)
        if not field.name.startswith("_")
    )


def view_in(hint: Any) -> type | None:
    """The view that a type is, or may be, or is a list of; None when there is none."""
    if isinstance(hint, type) and dataclasses.is_dataclass(hint) and hint.__name__.startswith("Vue"):
        return hint
    return next((found for each in get_args(hint) if (found := view_in(each)) is not None), None)


def meaning_of(view: type) -> str:
    """What a view tells of: its own sentence."""
    return typeset(inspect.cleandoc(view.__doc__ or "").partition("\n")[0])


def _field(name: str, hint: Any) -> Field:
    meaning = ""
    if get_origin(hint) is Annotated:
        hint, *notes = get_args(hint)
        meaning = next((typeset(note.texte) for note in notes if isinstance(note, Sens)), "")
    view = view_in(hint)
    if not meaning and view is not None and get_origin(hint) is not tuple:
        meaning = meaning_of(view)
    return Field(name, hint, meaning)
