"""Why a value can't be read: a French sentence, what to write instead, which part is wrong."""

from __future__ import annotations

import re

from msgspec import Struct

from actgen.base.rules import Rule, rule
from actgen.base.text.messages import say

VALEUR_A_COMPLETER = rule("VALEUR-A-COMPLETER")
VALEUR_TROP_LONGUE = rule("VALEUR-TROP-LONGUE")

MAX_LENGTH = 200
"""Characters of a value that isn't free text; bounds the work that a hostile one can ask for."""


class Problem(Struct, frozen=True):
    """One refusal. `offset` and `length` mark the wrong part of the text given; length 0 means all of it."""

    code: Rule
    message: str
    hint: str = ""
    offset: int = 0
    length: int = 0


_BLANK = re.compile(r"\s*(?:[Xx]{2,}(?:[\s/.h:-]+[Xx]{2,})*|[._…?]{2,}|[…?])\s*")
_BLANK_PARTS = re.compile(r"(?<![^\W_])[Xx]{2,}(?![^\W_])")
_BLANK_WORDS = re.compile(r"\s*(?:à|a) (?:compléter|completer|préciser|preciser|définir|definir)\s*", re.I)


def blank(text: str) -> Problem | None:
    """The problem of a place left to fill (« XX/XX/XXXX », « … », « à compléter »), None for another text.

    For values that aren't free text: a date, an hour, a number. One that is far too long for any of
    these is refused here too.
    """
    if len(text) > MAX_LENGTH:
        message = say(
            "La valeur a {count} caractères, beaucoup trop pour ce qui est attendu.", count=len(text)
        )
        return Problem(VALEUR_TROP_LONGUE, message, say("Vérifiez les guillemets et les retraits."))
    if _BLANK_PARTS.search(text) or _BLANK_WORDS.fullmatch(text):
        return _to_fill(text)
    return blank_text(text)


def blank_text(text: str) -> Problem | None:
    """The same for a free text, where « à compléter » or an isolated XX may be meant."""
    return _to_fill(text) if _BLANK.fullmatch(text) else None


def _to_fill(text: str) -> Problem:
    return Problem(
        VALEUR_A_COMPLETER,
        say("« {text} » est une place à remplir, pas une valeur.", text=text.strip()),
        say("Laissez la rubrique vide tant que la valeur n'est pas connue."),
    )
