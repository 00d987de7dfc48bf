"""The types of a view's fields, as templates meet them, and what is said of them to an author."""

from __future__ import annotations

import dataclasses
import types
from collections.abc import Mapping
from datetime import date, time
from decimal import Decimal
from enum import Enum
from functools import cache
from typing import Any, Union, get_args, get_origin, get_type_hints

from actgen.rendering.templates.formats import BLOCK_TYPES, INLINE_TYPES, UNKNOWN_TYPES
from actgen.rendering.templates.sandbox import nearest_hint
from actgen.text.dates import Millesime

Kinds = tuple[Any, ...]
"""The types that a value may have, unknown ones left out; (Any,) when nothing is known of it."""
Scope = Mapping[str, Kinds]

ANY: Kinds = (Any,)
_MOST = 3  # names in an advice
_PRINTABLE = (str, int, Decimal, date, time, *INLINE_TYPES)


@cache
def fields_of(kind: type) -> dict[str, Any]:
    """The fields of a view that an author may name, with their types; none of what is no view."""
    hints = get_type_hints(kind)
    names = [field.name for field in dataclasses.fields(kind)] if dataclasses.is_dataclass(kind) else []
    return {name: hints[name] for name in names if not name.startswith("_")}


def kinds_in(hint: Any) -> Kinds:
    """The types that a value so annotated may have, once it is known."""
    if origin_of(hint) in (Union, types.UnionType):
        found: list[Any] = []
        for member in get_args(hint):
            found.extend(kind for kind in kinds_in(member) if kind not in found)
        return tuple(found)
    if hint is type(None) or hint in UNKNOWN_TYPES:
        return ()
    return (hint,)


def origin_of(kind: Any) -> Any:
    """What a generic type is made of: `tuple` for a list; None for a plain type."""
    return get_origin(kind)


def elements_of(kind: Any) -> Kinds:
    """The types of the elements of a tuple type."""
    found: list[Any] = []
    for argument in get_args(kind):
        if argument is not Ellipsis:
            found.extend(one for one in kinds_in(argument) if one not in found)
    return tuple(found) or ANY


def has_form(kind: Any) -> bool:
    """Whether a value of that type can be printed as it is."""
    if kind is Any:
        return True
    if origin_of(kind) is tuple:
        return all(one is Any or one in INLINE_TYPES + BLOCK_TYPES for one in elements_of(kind))
    if not isinstance(kind, type) or kind is bool or issubclass(kind, Enum):
        return False
    return issubclass(kind, _PRINTABLE + BLOCK_TYPES)


_WORDS: dict[Any, str] = {
    bool: "oui ou non",
    str: "un texte",
    int: "un nombre",
    Millesime: "une année",
    Decimal: "un montant",
    date: "une date",
    time: "une heure",
}


def word(kind: Any) -> str:
    """A type in French, for an author."""
    if origin_of(kind) is tuple:
        return "une liste"
    return _WORDS.get(kind, "un ensemble de champs")


def no_field(of: str, attribute: str, kind: Any) -> str:
    """What to say of a field that `of`, which is of that type, doesn't have."""
    what = f"« {of} »" if of else "Cette valeur"
    if _is_view(kind):
        return f"{what} n’a pas de champ « {attribute} »."
    return f"{what} est {word(kind)}, sans champ\u00a0: « .{attribute} » est de trop."


def name_hint(name: str, scope: Scope) -> str:
    """The variables that have a field of that very name, else the nearest names."""
    holding = sorted(
        variable for variable, kinds in scope.items() if any(_holds(kind, name) for kind in kinds)
    )
    if not holding:
        return nearest_hint(name, scope)
    told = (f"« {variable}.{name} »" for variable in holding[:_MOST])
    return f"Vouliez-vous dire {' ou '.join(told)}\u202f?"


def how_to_print(source: str, kind: Any) -> str:
    """How an author says what has no printed form of its own."""
    if kind is bool:
        return f"Écrivez la phrase qui convient dans {{% if {source} %}} … {{% endif %}}."
    if origin_of(kind) is tuple:
        repeated = f"épétez un passage par {{% for … in {source} %}} … {{% endfor %}}."
        if any(_is_view(one) for one in elements_of(kind)):
            return f"R{repeated}"
        return f"Écrivez {{{{ {source} | liste }}}}, ou r{repeated}"
    known = fields_of(kind) if _is_view(kind) else {}
    first = next((name for name, hint in known.items() if all(map(has_form, kinds_in(hint)))), "")
    return f"Nommez le champ à imprimer, par exemple {{{{ {source}.{first} }}}}." if first else ""


def _is_view(kind: Any) -> bool:
    return isinstance(kind, type) and dataclasses.is_dataclass(kind)


def _holds(kind: Any, name: str) -> bool:
    return _is_view(kind) and name in fields_of(kind)
