"""What came back from the members of a group, in a spreadsheet: one line a member, each fact at its cell.

A line that can't be read whole leaves its member pending, with a finding; it never stops the others.
"""

from __future__ import annotations

from .lignes import RETOUR_A_VERIFIER, MembersByName, RetoursReader
from .tableau import (
    DU_COORDONNATEUR,
    GC_RETOUR_COLONNE,
    GC_RETOUR_LIGNE,
    GC_RETOUR_TABLEAU,
    Colonne,
    ReturnsTable,
    colonne,
    find_table,
)

__all__ = [
    "DU_COORDONNATEUR",
    "GC_RETOUR_COLONNE",
    "GC_RETOUR_LIGNE",
    "GC_RETOUR_TABLEAU",
    "RETOUR_A_VERIFIER",
    "Colonne",
    "MembersByName",
    "RetoursReader",
    "ReturnsTable",
    "colonne",
    "find_table",
]
