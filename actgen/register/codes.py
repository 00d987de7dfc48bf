"""The codes of what a register may lack or hold twice."""

from __future__ import annotations

from actgen.rules import rule

REG_LECTURE = rule("REG-LECTURE")
REG_SEANCE = rule("REG-SEANCE")
REG_DOUBLE = rule("REG-DOUBLE")
REG_ACTE = rule("REG-ACTE")
REG_MANQUE = rule("REG-MANQUE")
REG_FEUILLET = rule("REG-FEUILLET")
REG_SUJET = rule("REG-SUJET")
REG_HORS = rule("REG-HORS")
