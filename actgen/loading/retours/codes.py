"""What can be wrong in the spreadsheet of what came back."""

from __future__ import annotations

from actgen.diagnostics import Mender, Scope, Severity, declare

GC_RETOUR_TABLEAU = declare(
    "GC-RETOUR-TABLEAU",
    Severity.ERROR,
    "Le tableau des retours nomme ses colonnes, chacune une fois, sur une seule feuille visible.",
    scope=Scope.ANSWERS,
    mender=Mender.COORDONNATEUR,
)
GC_RETOUR_LIGNE = declare(
    "GC-RETOUR-LIGNE",
    Severity.WARNING,
    "Chaque ligne des retours dit d’un membre du groupement, une fois, des faits que l’on peut lire\u00a0: "
    "sinon ce membre reste en attente.",
    mender=Mender.COORDONNATEUR,
)
GC_RETOUR_COLONNE = declare(
    "GC-RETOUR-COLONNE",
    Severity.WARNING,
    "Les colonnes du tableau des retours sont connues, et aucune n’est masquée.",
    mender=Mender.COORDONNATEUR,
)
DU_COORDONNATEUR = frozenset({GC_RETOUR_LIGNE.name, GC_RETOUR_COLONNE.name})
"""What regards the lines of one member or another, and no session."""
