"""The characters that French typography needs and keyboards lack, named once.

The words of a text as a reader sees them, whatever holds them together.

Which characters the faces of printed acts have: written here, so that a check need not open fonts.

`tools/coverage.py` writes the list again after a new version of a font package.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from unicodedata import combining, normalize

NO_BREAK_SPACE = "\u00a0"
NARROW_NO_BREAK_SPACE = "\u202f"
NO_BREAK_HYPHEN = "\u2011"
APOSTROPHE = "’"
MINUS = "\u2212"

# every space that may stand inside a line; tab and newline are layout and are left alone
SPACES = " \u00a0\u2007\u2009\u202f"


_PLAIN = str.maketrans(dict.fromkeys(SPACES, " ") | {NO_BREAK_HYPHEN: "-", "\u00ad": None})


def plain(text: str) -> str:
    """The same words with ordinary spaces and hyphens, soft hyphens dropped.

    Serves to compare two outputs: a font or a format may replace a no-break space, never a word.
    """
    return text.translate(_PLAIN)


_WIDTHS = (
    (" .,’'", 0.26),
    ("ijl", 0.32),
    ("ft", 0.36),
    ("rIJ-", 0.41),
    ("s", 0.44),
    ("acevxyz0123456789", 0.5),
    ("bdghknopquS", 0.59),
    ("BEFLPRTZ", 0.68),
    ("ACKVXYw", 0.76),
    ("DGHNOQU", 0.82),
    ("m", 0.87),
)
_WIDTH = {sign: width for signs, width in _WIDTHS for sign in signs}
_WIDEST = 1.02  # M, W, Œ, and what is not of our alphabet


def width(text: str) -> float:
    """How wide a line is in the face of acts, in ems, or a little more.

    Before any page is made, it is known by it how many columns of names will hold.
    """
    signs = (sign for sign in normalize("NFD", plain(text)) if not combining(sign))
    return sum(_WIDTH.get(sign, _WIDEST) for sign in signs)


FAMILY = "Spectral"
SIGNS = "DejaVu Sans Mono"
COVERAGE = Path(__file__).with_name("couverture.txt")
MADE_FROM_OTHERS = frozenset("\t\n\u00ad\u2011\u202f\u2060")  # spaces, hyphens and marks without ink


def missing_characters(text: str) -> set[str]:
    """The characters of a text that an act can't be printed with (emoji, Arabic); quick."""
    return set(text) - printable_characters()


@cache
def printable_characters() -> frozenset[str]:
    """Every character that all four faces print, or that is made from those they have; and the signs."""
    return characters_of(FAMILY) | characters_of(SIGNS)


@cache
def signs() -> frozenset[str]:
    """The signs that are drawn with their own face, whatever the text is printed with."""
    return frozenset(sign for sign in characters_of(SIGNS) - MADE_FROM_OTHERS if not sign.isalpha())


def sign_ranges() -> tuple[tuple[int, int], ...]:
    """What the second face is let draw, as ranges of numbers of characters."""
    return tuple(_written(SIGNS))


@cache
def characters_of(family: str) -> frozenset[str]:
    """What one face draws."""
    points = (point for first, last in _written(family) for point in range(first, last + 1))
    return MADE_FROM_OTHERS.union(map(chr, points))


def _written(family: str) -> Iterator[tuple[int, int]]:
    """The ranges below the name of a family in the coverage file."""
    _, _, below = COVERAGE.read_text(encoding="ascii").partition(f"# {family}\n")
    for first, last in re.findall(r"^([0-9A-F]+)-([0-9A-F]+)$", below.partition("#")[0], re.MULTILINE):
        yield int(first, 16), int(last, 16)
