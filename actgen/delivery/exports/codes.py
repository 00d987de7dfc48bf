"""The codes of what keeps a folder from being handed over, or is to be known before it is."""

from __future__ import annotations

from actgen.base.rules import rule

# what every export asks

EXPORT_SEANCE = rule("EXPORT-SEANCE")
EXPORT_ACTE = rule("EXPORT-ACTE")
EXPORT_ABSENT = rule("EXPORT-ABSENT")
EXPORT_MODIFIE = rule("EXPORT-MODIFIE")
EXPORT_PERIME = rule("EXPORT-PERIME")
EXPORT_MATIERE = rule("EXPORT-MATIERE")

# the deposit on the State's channel

EXPORT_SIREN = rule("EXPORT-SIREN")
EXPORT_NUMERO = rule("EXPORT-NUMERO")
EXPORT_OBJET = rule("EXPORT-OBJET")
EXPORT_PROJET = rule("EXPORT-PROJET")
EXPORT_SIGNE = rule("EXPORT-SIGNE")
EXPORT_PIECE = rule("EXPORT-PIECE")
EXPORT_RESTE = rule("EXPORT-RESTE")
EXPORT_TAILLE = rule("EXPORT-TAILLE")
EXPORT_TYPE = rule("EXPORT-TYPE")
EXPORT_DEJA = rule("EXPORT-DEJA")

# open data

OUVERT_SIRET = rule("OUVERT-SIRET")
OUVERT_VOTE = rule("OUVERT-VOTE")
OUVERT_LIGNE = rule("OUVERT-LIGNE")
OUVERT_DOUBLE = rule("OUVERT-DOUBLE")

# archives

ARCHIVE_SOURCE = rule("ARCHIVE-SOURCE")
ARCHIVE_AJOUT = rule("ARCHIVE-AJOUT")
