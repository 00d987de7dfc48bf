"""The acts of a session: written, not due yet, refused, each with what to do or what is missing."""

from __future__ import annotations

from collections.abc import Iterable

from actgen.cli.reports.findings import count
from actgen.diagnostics import Report
from actgen.figures.execution import Stade
from actgen.pipeline.options import ActPlan, Due
from actgen.pipeline.taches import Tache, missing, taches
from actgen.text.lists import enumeration


def rows(plans: Iterable[ActPlan], session_file: str) -> list[tuple[str, str]]:
    """The acts and where they stand, those that are treated alike on one row."""
    return [(task.titre, _standing(task, session_file)) for task in taches(plans, session_file)]


def _standing(task: Tache, session_file: str) -> str:
    plan = task.plans[0]
    if task.due is Due.NOT_YET:
        return f"pas encore\u00a0: {task.quoi}"
    if task.due is Due.REFUSED:
        return f"REFUSÉ\u00a0: {task.quoi}"
    if plan.projet:
        return f"PROJET\u00a0: {missing(plan, session_file) or _why_a_draft(plan)}"
    return plan.consigne


def _why_a_draft(plan: ActPlan) -> str:
    """Nothing is missing: the council has not met yet, or the user wants a draft."""
    return plan.consigne if plan.stade is Stade.MODELE else "demandé par --draft"


def closing(report: Report, plans: tuple[ActPlan, ...]) -> str:
    """The last line: how many findings, and what they keep from being written."""
    counted = count(report)
    if report.errors and not plans:
        return f"{counted}\u00a0: aucun fichier ne peut être écrit, les fichiers déjà produits sont intacts."
    refused = enumeration(plan.titre for plan in plans if plan.due is Due.REFUSED)
    return f"{counted}\u00a0: à corriger d’abord pour {refused}." if refused else f"{counted}."
