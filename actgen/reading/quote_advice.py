"""Marks that a word processor changes: how a value is quoted, where unclosed quotes began, long dashes."""

from __future__ import annotations

import re
from collections.abc import Sequence

from actgen.text.messages import say

QUOTE_IT = "Mettez la valeur entre guillemets : {example}"
_STRAIGHTEN = "Remplacez ces guillemets par des guillemets droits : {example}"
LONG_DASHES = frozenset("–—•·")
"""What a word processor makes of the hyphen of a list."""
_FULLEST = 50
# What a word processor, or a French keyboard, puts where YAML asks for straight quotes.
_CURLY = {"“": "”", "”": "”", "„": "”", "«": "»", "‘": "’", "’": "’"}

CLOSED = re.compile(r'"(?:[^"\\]|\\.)*"|' + r"'(?:[^']|'')*'")
# `cle: valeur`, `- valeur`, `- cle: valeur`: indentation and marks, then the value.
VALUE = re.compile(
    r"^\s*(?:- +)*(?:(?:\"[^\"]*\"|'[^']*'|[^\s\"'#&*!|>{}\[\],][^#]*?):(?: +|$))?(?P<value>.*?)\s*$"
)
_END = {'"': re.compile(r'(?:[^"\\]|\\.)*"'), "'": re.compile(r"(?:[^']|'')*'")}


def quote_advice(value: str) -> str:
    """« Mettez la valeur entre guillemets », with the value quoted in the way that suits it.

    Curly quotes around the whole value were meant for the straight ones: they are replaced, not kept.
    """
    inner = value[1:-1].strip()
    if inner and value[-1:] == _CURLY.get(value[:1], "\n"):
        return say(_STRAIGHTEN, example=_quoted(inner))
    return say(QUOTE_IT, example=_quoted(value))


def apostrophes_advice(value: str) -> str | None:
    """What to write for « 'l'avis' », closed too soon by an apostrophe of the text."""
    inner = value[1:-1]
    whole = value[:1] == "'" == value[-1:] and inner and '"' not in inner
    return say(QUOTE_IT, example=_quoted(inner.replace("''", "'"))) if whole else None


def _quoted(value: str) -> str:
    short = value if len(value) <= _FULLEST else value[: _FULLEST - 1] + "…"
    return f'"{short}"' if '"' not in value and "\\" not in value else "'" + short.replace("'", "''") + "'"


def opened_above(lines: Sequence[str], stop: int) -> tuple[int, int] | None:
    """Line and column (0-based) of a quote whose value ran on, down to the line where the parser stopped.

    Its author forgot to close it: the quote that closed it opens another value.
    """
    line = 0
    while line < stop:
        found = VALUE.match(lines[line])
        value = found.group("value") if found else ""
        if found is None or value[:1] not in _END or CLOSED.match(value):
            line += 1
            continue
        end = next((n for n in range(line + 1, stop + 1) if _END[value[0]].match(lines[n])), None)
        if end is None:
            return None
        if end == stop:
            return line, found.start("value")
        line = end + 1
    return None
