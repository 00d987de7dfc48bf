"""The codes of what is found in the files of a house style."""

from __future__ import annotations

from actgen.rules import rule

CHARTE_IMAGE = rule("CHARTE-IMAGE")
CHARTE_SVG = rule("CHARTE-SVG")
CHARTE_BLASON_WORD = rule("CHARTE-BLASON-WORD")
CHARTE_COULEUR = rule("CHARTE-COULEUR")
CHARTE_POLICE = rule("CHARTE-POLICE")
CHARTE_POLICE_GRAISSE = rule("CHARTE-POLICE-GRAISSE")
CHARTE_DOUBLE = rule("CHARTE-DOUBLE")
ENTETE_IMAGE = rule("ENTETE-IMAGE")
ENTETE_REPRISE = rule("ENTETE-REPRISE")
ENTETE_MARGES = rule("ENTETE-MARGES")
