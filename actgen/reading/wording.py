"""French typography of the messages of this package, and names of characters that can't be shown."""

from __future__ import annotations

import re

NBSP = "\u00a0"
THIN = "\u202f"
_MAX_QUOTED = 60

_RULES = (
    (re.compile(r"« "), f"«{NBSP}"),
    (re.compile(r" »"), f"{NBSP}»"),
    (re.compile(r" :"), f"{NBSP}:"),
    (re.compile(r" ([;!?])"), f"{THIN}\\1"),
    (re.compile(r"(?<=\w)'(?=[\w«{])"), "’"),
)


def say(template: str, **values: object) -> str:
    """A French sentence with its no-break spaces and apostrophes, then its values as they are.

    Typography is applied to the template alone: what a user wrote is shown to the letter, cut when
    it is long.
    """
    for pattern, replacement in _RULES:
        template = pattern.sub(replacement, template)
    return template.format(**{name: _shown(value) for name, value in values.items()})


def _shown(value: object) -> object:
    if not isinstance(value, str):
        return value
    return shorten(value)


def shorten(text: str, limit: int = _MAX_QUOTED) -> str:
    """One line of at most `limit` characters, for a message."""
    flat = re.sub(r"[ \t\n\r\f\v]+", " ", text).strip()  # no-break spaces are part of a figure
    return flat if len(flat) <= limit else flat[: limit - 1] + "…"


def enumerate_words(words: list[str], last: str = "ou") -> str:
    """« a », « b » ou « c »: the choices that a reader has."""
    quoted = [f"«{NBSP}{word}{NBSP}»" for word in words]
    if len(quoted) < 2:
        return "".join(quoted)
    return ", ".join(quoted[:-1]) + f" {last} " + quoted[-1]
