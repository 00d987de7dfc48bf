"""What running headers and footers may tell of an act, in a letterhead as in a Word template."""

from __future__ import annotations

from typing import get_type_hints

from actgen.acts.commun import VueCourante
from actgen.document.nodes import Document
from actgen.records import as_dict

NAMES: dict[str, type] = get_type_hints(VueCourante)
PARTS = ("en-tête", "pied de page")  # as a Word template calls them: « en-tête de première page » too


def running_view(document: Document) -> VueCourante:
    """What they may tell of this act."""
    return VueCourante(
        entete=document.header,
        titre=document.title,
        objet=document.subject,
        auteur=document.author,
        projet=document.projet,
    )


def header_values(document: Document) -> dict[str, str | bool]:
    """The names and their values."""
    return as_dict(running_view(document))
