"""Prose that lives in a file of its own, beside the session or the group."""

from __future__ import annotations

from msgspec import Struct

from actgen.diagnostics import Location


class Prose(Struct, frozen=True):
    """The bytes of a Markdown or Word file; what they say is read when an act is made."""

    fichier: str
    content: bytes
    lieu: Location | None = None


TEXTES = (".md", ".docx")


def nomme_un_fichier(texte: str) -> bool:
    """Whether a text is the name of a Word or Markdown file."""
    return texte.casefold().endswith(TEXTES) and " " not in texte and "\n" not in texte
