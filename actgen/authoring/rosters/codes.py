"""What can be wrong in the spreadsheet of a roster."""

from __future__ import annotations

from actgen.diagnostics import Code, Scope, Severity, declare


def _declare(name: str, watches: str, severity: Severity = Severity.ERROR) -> Code:
    scope = Scope.RUN if severity is Severity.ERROR else Scope.NOTHING
    return declare(f"TABLEAU-{name}", severity, watches, scope=scope)


ENTETES = _declare("ENTETES", "Une ligne du tableau nomme ses colonnes, chacune une fois.")
FEUILLES = _declare("FEUILLES", "Une seule feuille du classeur, visible, porte le tableau des membres.")
FUSION = _declare("FUSION", "Aucune cellule du tableau des membres n’est fusionnée.")
MASQUE = _declare("MASQUE", "Aucune ligne ni colonne du tableau des membres n’est masquée.")
FORMULE = _declare("FORMULE", "Chaque formule du tableau des membres a un résultat enregistré.")
NOM = _declare("NOM", "Chaque ligne du tableau donne un nom et un prénom.")
CIVILITE = _declare("CIVILITE", "Le tableau dit M. ou Mme de chaque membre.", Severity.WARNING)
FONCTION = _declare("FONCTION", "La fonction de chaque membre est l’une de celles d’un conseil.")
SANS_TETE = _declare("SANS-TETE", "Le tableau nomme le maire ou le président.", Severity.WARNING)
DATE = _declare("DATE", "Chaque date de mandat du tableau est une date.")
ORDRE = _declare("ORDRE", "L’ordre du tableau des membres est écrit, chaque rang une fois.")
COMMUNE = _declare("COMMUNE", "Le tableau du conseil d’une commune ne parle que d’elle.")
COLONNE = _declare("COLONNE", "Les colonnes qui ne sont pas reprises sont dites.", Severity.INFO)
