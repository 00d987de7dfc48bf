"""Sentences that a user reads: the typography of what is written here, the letter of what was given.

Every message of a finding, a screen or a plan is made by `say` or `phrase`. They are quicker than
`typeset`, which reads a text for addresses and figures, and leave alone what a user wrote.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from actgen.base.text.characters import APOSTROPHE, NARROW_NO_BREAK_SPACE, NO_BREAK_SPACE
from actgen.base.text.lists import enumeration

_MAX_QUOTED = 60
_WORDS_BEFORE = 4  # shown before the first that differs

_RULES = (
    (re.compile(r"« "), f"«{NO_BREAK_SPACE}"),
    (re.compile(r" »"), f"{NO_BREAK_SPACE}»"),
    (re.compile(r" :"), f"{NO_BREAK_SPACE}:"),
    (re.compile(r" ([;!?])"), f"{NARROW_NO_BREAK_SPACE}\\1"),
    (re.compile(r"(?<=\w)'(?=[\w«{])"), APOSTROPHE),
)


def say(template: str, **values: object) -> str:
    """A French sentence with its no-break spaces and apostrophes, then its values as they are.

    Typography is applied to the template alone: what a user wrote is shown to the letter, cut when
    it is long (`phrase` cuts nothing).
    """
    return _typeset(template).format(**{name: _cut(value) for name, value in values.items()})


def phrase(template: str, **values: object) -> str:
    """A French sentence as `say` makes it, with the whole of its values: they are figures and names."""
    return _typeset(template).format(**values)


@lru_cache(maxsize=512)
def _typeset(template: str) -> str:
    for pattern, replacement in _RULES:
        template = pattern.sub(replacement, template)
    return template


def _cut(value: object) -> object:
    return shorten(value) if isinstance(value, str) else value


def shorten(text: str, limit: int = _MAX_QUOTED) -> str:
    """One line of at most `limit` characters, for a message."""
    flat = _one_line(text)
    return flat if len(flat) <= limit else flat[: limit - 1] + "…"


def shorten_both(first: str, second: str, limit: int = _MAX_QUOTED) -> tuple[str, str]:
    """Two texts that differ, each on one line for a message, cut so that what differs is seen."""
    one, other = _one_line(first), _one_line(second)
    pairs = enumerate(zip(one, other, strict=False))
    same = next((rank for rank, (a, b) in pairs if a != b), min(len(one), len(other)))
    if same < limit // 2:
        return shorten(one, limit), shorten(other, limit)
    words = one[:same].split(" ")
    start = len(" ".join(words[: -_WORDS_BEFORE - 1]))  # the last one is that which differs
    start = max(start, same - limit // 2)  # a word may have no end
    return _from(one, start, limit), _from(other, start, limit)


def _from(flat: str, start: int, limit: int) -> str:
    return shorten(f"… {flat[start:].strip()}" if start else flat, limit)


def _one_line(text: str) -> str:
    return re.sub(r"[ \t\n\r\f\v]+", " ", text).strip()  # no-break spaces are part of a figure


def enumerate_words(words: Iterable[str], last: str = "ou") -> str:
    """« a », « b » ou « c »: the choices that a reader has."""
    quoted = (f"«{NO_BREAK_SPACE}{word}{NO_BREAK_SPACE}»" for word in words)
    return enumeration(quoted, last, points_virgules=False)
