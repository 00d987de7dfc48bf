"""Finds a datum in a text, however it is set.

Spaces and hyphens of any kind, dots between digits, capitals, accents, apostrophes and quotation marks don't
count. It is found as whole words, so that « Ali » leaves « qualité » alone.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from actgen.text.keys import sans_accents

_APOSTROPHES = "'’‘\u02bc`\u00b4"
_QUOTES = '"«»“”„'
_GAPS = frozenset({"Zs", "Zl", "Zp", "Cc", "Pd"})  # spaces, ends of lines, hyphens and dashes
_NOTHING = frozenset({"Mn", "Cf"})  # accents that stand apart, soft hyphens, joiners
_MINUS = "\u2212"
_SHORTEST = 2

Canonique = tuple[str, tuple[int, ...]]
"""The letters that count, and the place of each."""


def trop_court(texte: str) -> bool:
    """Whether a datum has a single letter or digit, or none: it would hide half of an act, or nothing."""
    return sum(sign.isalnum() for sign in canonique(texte)[0]) < _SHORTEST


def contient(texte: str, donnee: str) -> bool:
    """Whether a text holds a datum, however it is set."""
    return next(occurrences(canonique(texte), texte, donnee), None) is not None


@lru_cache(maxsize=4096)
def canonique(texte: str) -> Canonique:
    """The letters that count, each with its place; one space where words meet, none between digits."""
    signs: list[str] = []
    offsets: list[int] = []
    gap = -1  # where it is, when there is one
    for offset, sign in enumerate(texte):
        for letter in " " if _is_grouping(texte, offset) else _letters(sign):
            if letter == " ":
                gap = offset
                continue
            if gap >= 0 and signs and _two_words(signs[-1], letter):
                signs.append(" ")
                offsets.append(gap)
            gap = -1
            signs.append(letter)
            offsets.append(offset)
    return "".join(signs), tuple(offsets)


def _is_grouping(texte: str, offset: int) -> bool:
    """Whether it is a dot between two digits: « 03.80.00.00.00 » is the same number as with spaces."""
    return (
        texte[offset] == "."
        and texte[offset - 1 : offset].isdigit()
        and texte[offset + 1 : offset + 2].isdigit()
    )


def _letters(sign: str) -> str:
    if sign.isascii() and sign.isalnum():
        return sign.lower()
    category = unicodedata.category(sign)
    if category in _GAPS or sign == _MINUS:
        return " "
    if category in _NOTHING:
        return ""
    if sign in _APOSTROPHES:
        return "'"
    if sign in _QUOTES:
        return '"'
    return sans_accents(sans_accents(sign).casefold()) or sign


def _two_words(before: str, after: str) -> bool:
    return before.isalnum() and after.isalnum() and not (before.isdigit() and after.isdigit())


def occurrences(canonical: Canonique, texte: str, donnee: str) -> Iterator[tuple[int, int]]:
    """Every place of a datum, those that overlap included."""
    signs, offsets = canonical
    wanted = canonique(donnee)[0]
    at = signs.find(wanted) if wanted else -1
    while at >= 0:
        last = at + len(wanted) - 1
        start, end = offsets[at], _whole_letter(texte, offsets[last] + 1)
        cut = (at > 0 and offsets[at - 1] == start) or (last + 1 < len(signs) and offsets[last + 1] < end)
        if not cut and not _in_word(texte, start, end, wanted):
            yield start, end
        at = signs.find(wanted, at + 1)


def _whole_letter(texte: str, end: int) -> int:
    """Accents that stand apart go with their letter."""
    while end < len(texte) and unicodedata.category(texte[end]) in _NOTHING:
        end += 1
    return end


def _in_word(texte: str, start: int, end: int, wanted: str) -> bool:
    """Whether a word goes on before or after."""
    before = start - 1
    while before >= 0 and unicodedata.category(texte[before]) in _NOTHING:
        before -= 1
    return (wanted[0].isalnum() and before >= 0 and texte[before].isalnum()) or (
        wanted[-1].isalnum() and end < len(texte) and texte[end].isalnum()
    )
