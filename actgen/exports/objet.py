"""The object of an act as the State's channel keeps it: one line, 499 signs, all of ISO-8859-1.

Returned messages show « ? » where a sign was lost: what the alphabet lacks is written otherwise beforehand.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from actgen.text.keys import sans_accents

LONGUEUR = 499
ALPHABET = "iso-8859-1"
_AUTREMENT = str.maketrans(
    {
        "’": "'", "‘": "'", "\u02bc": "'", "“": '"', "”": '"', "„": '"', "–": "-", "—": "-", "‑": "-",
        "\u2010": "-", "−": "-", "…": "...", "œ": "oe", "Œ": "OE", "Ÿ": "Y", "•": "-", "≥": ">=", "≤": "<=",
    }
)  # fmt: skip
_UN_EURO = re.compile(r"(?<![\d,.])([01](?:,\d+)?)\s?€")
_EUROS = re.compile(r"\s?€")
_BLANCS = re.compile(r"[\s\x00-\x1f\x7f-\x9f]+")


@dataclass(frozen=True, slots=True)
class Objet:
    """An object ready to be sent; `perdus`: signs left out; `coupe`: whether words were."""

    texte: str
    perdus: tuple[str, ...] = ()
    coupe: bool = False


def objet_transmis(texte: str) -> Objet:
    """The same words in signs that the channel has."""
    texte = _EUROS.sub(" euros", _UN_EURO.sub(r"\1 euro", texte)).translate(_AUTREMENT)
    perdus: dict[str, None] = {}
    signes = []
    for signe in texte:
        if _connu(signe):
            signes.append(signe)
            continue
        # a letter has a near one; « ≠ » without its stroke would say the opposite
        proche = sans_accents(signe) if signe.isalpha() else ""
        if signe.isspace():
            signes.append(" ")
        elif proche and all(map(_connu, proche)):
            signes.append(proche)
        else:
            perdus[signe] = None
    ligne = _BLANCS.sub(" ", "".join(signes)).strip()
    if len(ligne) <= LONGUEUR:
        return Objet(ligne, tuple(perdus))
    entier = ligne[: LONGUEUR - 2].rpartition(" ")[0] or ligne[: LONGUEUR - 3]
    return Objet(entier.rstrip(" ,;:-") + "...", tuple(perdus), coupe=True)


def _connu(signe: str) -> bool:
    return ord(signe) < 256
