"""Types of views and their values in the words of an author."""

from __future__ import annotations

import types
from datetime import date, time
from decimal import Decimal
from typing import Any, Union, get_args, get_origin

from actgen.document.inline import Inline, Lacune, Place
from actgen.document.nodes import Block, Signatures, Stamp, inlines, walk
from actgen.document.words import inline_text
from actgen.templating.filters import (
    BLOCK_TYPES,
    INLINE_TYPES,
    Unprintable,
    printed,
)
from actgen.text.dates import Millesime
from actgen.text.lists import enumeration
from actgen.text.typography import typeset

from .meanings import view_in

_LONGEST = 90
_WORDS: dict[Any, str] = {
    bool: "oui ou non",
    str: "texte",
    int: "nombre",
    Millesime: "année",
    Decimal: "montant",
    date: "date",
    time: "heure",
    Lacune: "blanc visible",
    Place: "place à remplir",
    Signatures: "places de signature",
    Stamp: "cadre",
}
_INLINE = frozenset(get_args(Inline))
_BLOCK = frozenset(get_args(Block))


def members(hint: Any) -> tuple[Any, ...]:
    """The types that a value may have; a choice of node types counts as one."""
    if get_origin(hint) not in (Union, types.UnionType):
        return (hint,)
    found = get_args(hint)
    if found and set(found) >= _INLINE:
        return (Inline, *(each for each in found if each not in _INLINE))
    return found


def type_word(hint: Any) -> str:
    """« texte », « date ou blanc visible », « liste », « texte mis en forme »."""
    found = members(hint)
    known = [each for each in found if each not in (Lacune, Place, type(None))]
    words = list(dict.fromkeys(_one(each) for each in known))
    if Lacune in found:
        words.append("blanc visible")
    elif Place in found:
        words.append("place à remplir")
    told = enumeration(words, "ou")
    return f"{told}, facultatif" if type(None) in found else told


def _one(kind: Any) -> str:
    if kind is Inline:
        return "texte"
    if get_origin(kind) is tuple:
        element = get_args(kind)[0]
        if set(members(element)) & _BLOCK or element is Block:
            return "texte mis en forme"
        return "texte" if Inline in members(element) else "liste"
    if view_in(kind) is not None:
        return "ensemble de champs"
    return _WORDS.get(kind, "valeur")


def sample(value: object) -> str:
    """A value as the act prints it, cut when it is long; "" when it has no printed form."""
    told = " ".join(_told(value).split(" "))
    return told if len(told) <= _LONGEST else told[: _LONGEST - 1].rstrip() + "…"


def _told(value: object) -> str:
    if isinstance(value, bool):
        return "oui" if value else "non"
    if isinstance(value, Lacune):
        return typeset(f"[à compléter : {value.label}]")
    if isinstance(value, Place):
        return typeset(f"[à remplir : {value.label}]")
    if isinstance(value, Signatures):
        return typeset(
            " ; ".join(": ".join(filter(None, (each.quality, each.name))) for each in value.places)
        )
    if isinstance(value, Stamp):
        return value.label
    if isinstance(value, INLINE_TYPES):
        return inline_text((value,))
    if isinstance(value, tuple):
        return _told_of_many(value)
    try:
        return printed(value)
    except Unprintable:
        return ""


def _told_of_many(value: tuple[object, ...]) -> str:
    if value and all(isinstance(each, INLINE_TYPES) for each in value):
        return inline_text(value)  # type: ignore[arg-type]
    if value and all(isinstance(each, BLOCK_TYPES) for each in value):
        told = (inline_text(inlines(block)).strip() for block in walk(value))  # type: ignore[arg-type]
        return " ".join(filter(None, told))
    return "\u202f; ".join(filter(None, (_told(each) for each in value if not _is_view(each))))


def _is_view(value: object) -> bool:
    return view_in(type(value)) is not None
