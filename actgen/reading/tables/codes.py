"""What keeps a table from being read at all."""

from __future__ import annotations

from actgen.rules import rule

FICHIER = rule("TABLEAU-FICHIER")
