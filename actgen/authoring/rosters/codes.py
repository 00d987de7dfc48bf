"""What can be wrong in the spreadsheet of a roster."""

from __future__ import annotations

from actgen.rules import rule

ENTETES = rule("TABLEAU-ENTETES")
FEUILLES = rule("TABLEAU-FEUILLES")
FUSION = rule("TABLEAU-FUSION")
MASQUE = rule("TABLEAU-MASQUE")
FORMULE = rule("TABLEAU-FORMULE")
NOM = rule("TABLEAU-NOM")
CIVILITE = rule("TABLEAU-CIVILITE")
FONCTION = rule("TABLEAU-FONCTION")
SANS_TETE = rule("TABLEAU-SANS-TETE")
DATE = rule("TABLEAU-DATE")
ORDRE = rule("TABLEAU-ORDRE")
COMMUNE = rule("TABLEAU-COMMUNE")
COLONNE = rule("TABLEAU-COLONNE")
