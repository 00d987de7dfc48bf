"""What followed an act: the same block stands under a session and under an item."""

from __future__ import annotations

from actgen.facts.suites import Suites

from .lecture import Lecture, valeurs
from .shapes.point import SuitesShape


def charger_suites(lecture: Lecture, ecrites: SuitesShape, *ici: str | int) -> Suites:
    """Dates, modes and signatory, each with its place; what isn't written has not happened yet."""
    lues = valeurs(ecrites)
    signataire = lecture.membre(lues.pop("certificat_signataire"), *ici, "certificat_signataire")
    lues["identifiant"] = lues["identifiant"] or ""
    return Suites(
        **lues,
        certificat_signataire=signataire,
        lieux=lecture.lieux(ecrites, *ici),
        lieu=lecture.lieu(*ici),
    )
