"""First name and surname of a member, from the name as it is written in the acts."""

from __future__ import annotations

import re

_PARTICULE_ELIDEE = re.compile(r"^[dDlL]['’]")
_INITIALES = re.compile(r"(?:\w\.-?)+")
_PARTICULES = frozenset({"de", "du", "des", "d", "la", "le", "les", "von", "van", "der", "di", "da", "den"})


def couper_nom(nom: str) -> tuple[str, str]:
    """First name and surname: the surname begins at the first word in capitals, particles with it.

    An initial (« J. ») is no surname; « d'ORNANO » is one. Without capitals the last word is the
    surname; a single word is a surname.
    """
    mots = nom.split()
    debut = next((i for i, mot in enumerate(mots) if _en_capitales(mot)), len(mots) - 1)
    while debut > 1 and mots[debut - 1].rstrip("'’").casefold() in _PARTICULES:
        debut -= 1
    return " ".join(mots[:debut]), " ".join(mots[debut:])


def _en_capitales(mot: str) -> bool:
    propre = _PARTICULE_ELIDEE.sub("", mot)
    return len(propre) > 1 and propre.isupper() and not _INITIALES.fullmatch(propre)
