"""Writes the content of a file as YAML and knows the lines of each key, so that a place can be judged.

A clerk's YAML: blocks, quoted only where YAML needs it.
"""

from __future__ import annotations

import re
from typing import Any

Chemin = tuple[str | int, ...]
Lignes = dict[Chemin, tuple[int, int]]

# What no reader of YAML could take for anything but a text; dates, numbers and plain phrases.
_NU = re.compile(r"[A-Za-z0-9ÀÂÉÈÊÎÔÛàâçéèêëîïôùûœ][A-Za-z0-9ÀÂÉÈÊÎÔÛàâçéèêëîïôùûœ .,/’()%€-]*")


def ecrire(contenu: dict[str, Any]) -> tuple[str, Lignes]:
    """The text, and the first and last line (from 1) of each key and each row of a list."""
    texte: list[str] = []
    lignes: Lignes = {}
    _bloc(contenu, (), 0, texte, lignes)
    return "\n".join(texte) + "\n", lignes


def _bloc(bloc: dict[str, Any], chemin: Chemin, retrait: int, texte: list[str], lignes: Lignes) -> None:
    for cle, valeur in bloc.items():
        ici, debut = (*chemin, cle), len(texte) + 1
        texte.append(" " * retrait + cle + ":")
        _valeur(valeur, ici, retrait + 2, texte, lignes)
        lignes[ici] = (debut, len(texte))


def _valeur(valeur: Any, ici: Chemin, retrait: int, texte: list[str], lignes: Lignes) -> None:
    if isinstance(valeur, dict) and valeur:
        _bloc(valeur, ici, retrait, texte, lignes)
    elif isinstance(valeur, list) and valeur:
        for rang, element in enumerate(valeur):
            _element(element, (*ici, rang), retrait, texte, lignes)
    elif valeur not in (None, {}, []):
        texte[-1] += " " + _scalaire(valeur)


def _element(element: Any, ici: Chemin, retrait: int, texte: list[str], lignes: Lignes) -> None:
    debut = len(texte)
    if isinstance(element, dict):
        _bloc(element, ici, retrait + 2, texte, lignes)
        texte[debut] = " " * retrait + "- " + texte[debut][retrait + 2 :]
    else:
        texte.append(" " * retrait + "- " + _scalaire(element))
    lignes[ici] = (debut + 1, len(texte))


def _scalaire(valeur: Any) -> str:
    texte = str(valeur)
    if _NU.fullmatch(texte) and not texte.endswith(" "):
        return texte
    return '"' + texte.replace("\\", "\\\\").replace('"', '\\"') + '"'


def lignes_de(lignes: Lignes, chemin: Chemin) -> tuple[int, int]:
    """Lines of a key, or of the nearest block that holds it where it isn't written."""
    while chemin:
        if chemin in lignes:
            return lignes[chemin]
        chemin = chemin[:-1]
    return (0, max((fin for _, fin in lignes.values()), default=1))
