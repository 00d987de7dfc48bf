"""What running headers and footers may tell of an act, in a letterhead as in a Word template."""

from __future__ import annotations

from actgen.document.nodes import Document


def header_values(document: Document) -> dict[str, str | bool]:
    """The names and their values."""
    return {
        "entete": document.header,
        "titre": document.title,
        "objet": document.subject,
        "auteur": document.author,
        "projet": document.projet,
    }
