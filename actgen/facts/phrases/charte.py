"""The short values of a house style: a colour, a length on paper, the name of its file, a typeface."""

from __future__ import annotations

import re
from typing import Any

from actgen.reading.scalars import Problem
from actgen.rules import rule
from actgen.text.messages import say

CHARTE_FORME = rule("CHARTE-FORME")

_COULEUR = re.compile(r"#?([0-9a-f]{6}|[0-9a-f]{3})", re.IGNORECASE)
_LONGUEUR = re.compile(r"(\d{1,3}(?:[.,]\d{1,2})?)\s*(mm|cm)", re.IGNORECASE)
_DIXIEMES = {"mm": 10, "cm": 100}
_POLICES = (".ttf", ".otf")


def parse_couleur(texte: str) -> str | Problem:
    """« #1f3a5f » or « 1F3A5F » → "1f3a5f"."""
    lue = _COULEUR.fullmatch(texte.strip())
    if lue is None:
        return Problem(
            CHARTE_FORME,
            say("« {texte} » n'est pas une couleur.", texte=texte.strip()[:40]),
            say('Écrivez les six chiffres de la couleur entre guillemets, par exemple : couleur: "#1f3a5f".'),
        )
    chiffres = lue[1].lower()
    return chiffres if len(chiffres) == 6 else "".join(2 * chiffre for chiffre in chiffres)


def parse_longueur(texte: str) -> int | Problem:
    """« 2 cm » → 200 tenths of a millimetre."""
    lue = _LONGUEUR.fullmatch(texte.strip().replace("\u00a0", " ").replace("\u202f", " "))
    if lue is None:
        return Problem(
            CHARTE_FORME,
            say("« {texte} » n'est pas une marge.", texte=texte.strip()[:40]),
            say("Écrivez un nombre et son unité, par exemple « 2 cm » ou « 25 mm »."),
        )
    nombre, unite = float(lue[1].replace(",", ".")), lue[2].lower()
    return round(nombre * _DIXIEMES[unite])


def parse_marges(phrase: str) -> dict[str, Any] | Problem:
    """« 2 cm »: the same margin on the four sides."""
    lue = parse_longueur(phrase)
    if isinstance(lue, Problem):
        return lue
    return dict.fromkeys(("haut", "bas", "gauche", "droite"), phrase)


def parse_police(phrase: str) -> dict[str, Any]:
    """The name of a typeface, or that of a font file."""
    return {"normale" if phrase.lower().endswith(_POLICES) else "nom": phrase}


def parse_charte(phrase: str) -> dict[str, Any]:
    """The name of a charter's file; that of a Word file is a letterhead, which is a charter in itself."""
    return {"entete" if phrase.lower().endswith((".docx", ".docm", ".doc", ".dotx")) else "fichier": phrase}
