"""The codes of what a register may lack or hold twice."""

from __future__ import annotations

from actgen.diagnostics import Severity, Status, declare
from actgen.law.citations import Citation, Code, citation_courte

_R2121_9 = citation_courte(Citation(Code("CGCT", ""), "R2121-9"))

REG_LECTURE = declare(
    "REG-LECTURE",
    Severity.ERROR,
    "Chaque fichier de séance de l’année peut être lu.",
)
REG_SEANCE = declare(
    "REG-SEANCE",
    Severity.ERROR,
    "Une séance n’est écrite que dans un fichier.",
)
REG_DOUBLE = declare(
    "REG-DOUBLE",
    Severity.ERROR,
    "Deux délibérations de l’année ne portent pas le même numéro.",
    status=Status.VERIFIED,
    article=_R2121_9,
)
REG_ACTE = declare(
    "REG-ACTE",
    Severity.ERROR,
    "Chaque délibération d’une séance tenue peut être inscrite au registre.",
    status=Status.VERIFIED,
    article=_R2121_9,
)
REG_MANQUE = declare(
    "REG-MANQUE",
    Severity.WARNING,
    "Le registre contient toutes les délibérations de la séance.",
    status=Status.VERIFIED,
    article=_R2121_9,
)
REG_FEUILLET = declare(
    "REG-FEUILLET",
    Severity.ERROR,
    "Le registre tient dans les feuillets qui ont été paraphés.",
    status=Status.VERIFIED,
    article=_R2121_9,
)
REG_SUJET = declare(
    "REG-SUJET",
    Severity.WARNING,
    "Chaque délibération a sa matière, sous laquelle la table par sujet la range.",
    status=Status.VERIFIED,
    article=_R2121_9,
)
REG_HORS = declare(
    "REG-HORS",
    Severity.INFO,
    "Une séance qui n’a donné aucune délibération n’est pas au registre.",
)
