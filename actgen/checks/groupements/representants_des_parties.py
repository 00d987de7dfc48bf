"""Who signed for each party: annexe 1 names its representative, or prints a dash in a final text."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from actgen.diagnostics import Diagnostic, Severity
from actgen.facts.groupement import Groupement
from actgen.figures.groupements import listes
from actgen.text.dates import date_chiffres
from actgen.text.messages import phrase

from .annexe_1 import ANNEXE_1


def check_representants(groupement: Groupement, jour: date) -> Iterator[Diagnostic]:
    """A member that has signed, and nothing tells by whom."""
    for membre in listes(groupement):
        if membre.signee_le is None or membre.signataire:
            continue
        yield ANNEXE_1.finding(
            phrase(
                "{nom} : convention signée le {le}, sans dire par qui.",
                nom=membre.collectivite.nom,
                le=date_chiffres(membre.signee_le),
            ),
            membre.lieux.get("signataire") or membre.lieu,
            hint=phrase(
                "Écrivez « signataire » : prénom, nom et qualité. Sans lui, l'annexe 1 porte un tiret."
            ),
            severity=Severity.WARNING,
        )


RULES = (check_representants,)
