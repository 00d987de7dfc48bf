"""What running headers and footers may tell of an act, in a letterhead."""

from __future__ import annotations

from typing import get_type_hints

from actgen.acts.tree.nodes import Document
from actgen.acts.views.views import VueCourante
from actgen.base.records import as_dict

NAMES: dict[str, type] = get_type_hints(VueCourante)


def header_values(document: Document) -> dict[str, str | bool]:
    """The names and their values."""
    view = VueCourante(
        entete=document.header,
        titre=document.title,
        objet=document.subject,
        auteur=document.author,
        projet=document.projet,
    )
    return as_dict(view)
