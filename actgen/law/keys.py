"""One spelling for the many ways a place is written, so that names can be compared as bytes.

`Saint-Étienne`, `ST ETIENNE` and `saint étienne` give the same key. The column `cle` of
data/reference/communes.csv holds this key for each commune: a test compares the two.
"""

from __future__ import annotations

import re

from actgen.text.keys import sans_accents

_SEPARATORS = re.compile(r"[^a-z0-9]+")
_ABBREVIATIONS = {"st": "saint", "ste": "sainte", "sts": "saints", "stes": "saintes"}
_PRECISION = re.compile(r"^(?P<nom>.*?)\s*\((?P<precision>[^()]*)\)\s*$", re.DOTALL)


def key(text: str) -> str:
    """The comparison key of a name: ASCII lower case words joined by hyphens, `st` written `saint`.

    Empty when the text holds no letter and no digit. Unlike `text.keys.cle`, words stay apart, so that
    `St` and `Ste` can be told from the letters of another word.
    """
    words = _SEPARATORS.sub(" ", sans_accents(sans_accents(text).casefold())).split()
    return "-".join(_ABBREVIATIONS.get(word, word) for word in words)


def split_precision(text: str) -> tuple[str, str]:
    """`Sainte-Colombe (Hautes-Alpes)` → the name and what the brackets say ("" without brackets)."""
    found = _PRECISION.match(text)
    return (found["nom"], found["precision"].strip()) if found else (text, "")
