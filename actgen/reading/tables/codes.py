"""What keeps a table from being read at all."""

from __future__ import annotations

from actgen.diagnostics import Scope, Severity, declare

FICHIER = declare(
    "TABLEAU-FICHIER",
    Severity.ERROR,
    "Un tableau est un classeur Excel ou un fichier CSV que l’on peut lire.",
    scope=Scope.RUN,
)
