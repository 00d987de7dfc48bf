"""What the answer of one member shows wrong: it keeps that member apart, and never stops the others."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from actgen.diagnostics import Diagnostic, Severity
from actgen.facts.groupement import Groupement, MembreGroupement

from .adhesion import check_deliberations, check_organes, check_rejets, check_remises
from .annexe_1 import inversion
from .coordonnateur import check_deux_dates, check_mandat

DATES_A_VERIFIER = "vérification des dates"
EN_ERREUR = "correction de sa réponse, en erreur"
_RULES = (check_deliberations, check_remises, check_rejets, check_organes, check_mandat, check_deux_dates)


def fautes_de_la_reponse(groupement: Groupement, membre: MembreGroupement) -> tuple[Diagnostic, ...]:
    """The errors of that member's answer, as if it were alone in the group.

    What the coordinator tells of its own decision apart from its line is no answer: the text that councils
    are sent rests on it.
    """
    seul = replace(groupement, membres=(membre,))
    jour = date.max  # no rule on an answer depends on the day
    found = (finding for rule in _RULES for finding in rule(seul, jour))
    return tuple(
        finding
        for finding in found
        if finding.severity is Severity.ERROR and _de_sa_ligne(finding, groupement, membre)
    )


def _de_sa_ligne(finding: Diagnostic, groupement: Groupement, membre: MembreGroupement) -> bool:
    if membre.collectivite.code != groupement.coordonnateur.collectivite.code:
        return True
    return not {membre.lieu, *membre.lieux.values()}.isdisjoint(finding.locations)


def sans_les_fautives(groupement: Groupement) -> Groupement:
    """The group with each member whose answer is in error kept pending: annexe 1 takes nothing of it."""
    return replace(groupement, membres=tuple(_retenue(groupement, membre) for membre in groupement.membres))


def _retenue(groupement: Groupement, membre: MembreGroupement) -> MembreGroupement:
    if membre.a_corriger:
        return membre
    if inversion(membre):
        return replace(membre, a_corriger=DATES_A_VERIFIER)
    return replace(membre, a_corriger=EN_ERREUR) if fautes_de_la_reponse(groupement, membre) else membre
