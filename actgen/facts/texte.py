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
_FICHIERS = (*TEXTES, ".doc", ".odt", ".rtf", ".pdf", ".txt")


def nomme_un_fichier(texte: str) -> bool:
    """Whether a text is the name of a Word or Markdown file."""
    return texte.casefold().endswith(TEXTES) and " " not in texte and "\n" not in texte


def paragraphes(texte: str) -> tuple[str, ...]:
    """The paragraphs of a text that a session holds itself."""
    return tuple(part.strip() for part in texte.split("\n\n") if part.strip())


def dit_une_phrase(texte: str) -> bool:
    """Whether a text is words to print: no single word, no name that some other program gives a file."""
    return len(texte.split()) > 1 and not texte.casefold().endswith(_FICHIERS)
