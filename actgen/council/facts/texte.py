"""Prose that lives in a file of its own, beside the session or the group."""

from __future__ import annotations

import re

from msgspec import Struct

from actgen.base.diagnostics import Location
from actgen.base.text.keys import dit_neant


class Prose(Struct, frozen=True):
    """The bytes of a Markdown or Word file; what they say is read when an act is made."""

    fichier: str
    content: bytes
    lieu: Location | None = None


TEXTES = (".md", ".docx")
_FICHIERS = (*TEXTES, ".doc", ".odt", ".rtf", ".pdf", ".txt")


def nomme_un_fichier(texte: str) -> bool:
    """Whether a text is the name of a Word or Markdown file."""
    return texte.casefold().endswith(TEXTES) and " " not in texte and "\n" not in texte


_TIRET = re.compile(r"[-•]\s+")


def alineas(texte: str) -> tuple[tuple[bool, str], ...]:
    """The paragraphs of a text that a session holds itself, each told with whether a dash begins it.

    An empty line parts them; a line that begins with a dash is one of its own, any other goes on.
    """
    trouves: list[tuple[bool, str]] = []
    vide = True
    for ligne in map(str.strip, texte.split("\n")):
        tiret = _TIRET.match(ligne)
        if tiret or (ligne and vide):
            trouves.append((tiret is not None, ligne[tiret.end() if tiret else 0 :]))
        elif ligne:
            trouves[-1] = trouves[-1][0], f"{trouves[-1][1]} {ligne}"
        vide = not ligne
    return tuple(trouves)


def paragraphes(texte: str) -> tuple[str, ...]:
    """The words of each."""
    return tuple(mots for _, mots in alineas(texte))


def dit_une_phrase(texte: str) -> bool:
    """Whether a text is words to print: « Néant », two words, one and its full stop; no name of a file."""
    plusieurs = len(texte.split()) > 1 or texte.endswith(".") or dit_neant(texte)
    return plusieurs and not texte.casefold().endswith(_FICHIERS)
