"""The acts of a session: written, not due yet, refused, each with what to do or what is missing."""

from __future__ import annotations

from actgen.cli.reports.findings import count
from actgen.diagnostics import Report
from actgen.document.nodes import Lacune
from actgen.figures.execution import Stade
from actgen.pipeline.options import ActPlan, Due
from actgen.text.grammar import compte
from actgen.text.lists import enumeration

_FEW = 3


def row(plan: ActPlan, session_file: str) -> tuple[str, str]:
    """An act and where it stands."""
    if plan.due is Due.NOT_YET:
        return plan.titre, "pas encore\u00a0: " + "\u202f; ".join(plan.raisons)
    if plan.due is Due.REFUSED:
        return plan.titre, f"REFUSÉ\u00a0: {refusal(plan)}"
    if plan.projet:
        return plan.titre, f"PROJET\u00a0: {missing(plan, session_file) or _why_a_draft(plan)}"
    return plan.titre, plan.consigne


def _why_a_draft(plan: ActPlan) -> str:
    """Nothing is missing: the council has not met yet, or the user wants a draft."""
    return plan.consigne if plan.stade is Stade.MODELE else "demandé par --draft"


def refusal(plan: ActPlan) -> str:
    """Why an act is refused: the codes of the errors shown above."""
    return enumeration(dict.fromkeys(finding.code for finding in plan.refus))


def missing(plan: ActPlan, session_file: str) -> str:
    """The facts that make an act a PROJET: named when they are few, else counted with their places."""
    by_file: dict[str, list[Lacune]] = {}
    for lacune in plan.manques:
        by_file.setdefault(lacune.location.file if lacune.location else "", []).append(lacune)
    return "\u202f; ".join(_in_file(file, lacunes, session_file) for file, lacunes in by_file.items())


def _in_file(file: str, lacunes: list[Lacune], session_file: str) -> str:
    if len(lacunes) <= _FEW:
        told = enumeration(_label(lacune) for lacune in lacunes)
        return told if file in ("", session_file) else f"{told} ({file})"
    lines = sorted({lacune.location.line for lacune in lacunes if lacune.location and lacune.location.line})
    where = f" ({file}, lignes {enumeration(map(str, lines))})" if lines and file else ""
    return f"{compte(len(lacunes), 'blanc')}{where}"


def _label(lacune: Lacune) -> str:
    line = lacune.location.line if lacune.location else 0
    return f"{lacune.label} (ligne {line})" if line else lacune.label


def closing(report: Report, plans: tuple[ActPlan, ...]) -> str:
    """The last line: how many findings, and what they keep from being written."""
    counted = count(report)
    if report.errors and not plans:
        return f"{counted}\u00a0: aucun fichier ne peut être écrit, les fichiers déjà produits sont intacts."
    refused = enumeration(plan.titre for plan in plans if plan.due is Due.REFUSED)
    return f"{counted}\u00a0: à corriger d’abord pour {refused}." if refused else f"{counted}."
