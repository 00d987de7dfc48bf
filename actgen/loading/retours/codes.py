"""What can be wrong in the spreadsheet of what came back."""

from __future__ import annotations

from actgen.rules import rule

GC_RETOUR_TABLEAU = rule("GC-RETOUR-TABLEAU")
GC_RETOUR_LIGNE = rule("GC-RETOUR-LIGNE")
GC_RETOUR_COLONNE = rule("GC-RETOUR-COLONNE")
DU_COORDONNATEUR = frozenset({GC_RETOUR_LIGNE.name, GC_RETOUR_COLONNE.name})
"""What regards the lines of one member or another, and no session."""
