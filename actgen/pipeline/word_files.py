"""Acts refused because their Word file would not say what the other outputs say (`making.word_file`)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from actgen.diagnostics import Diagnostic, Location, Mender, Report, Severity, declare
from actgen.text.messages import say

from .making import WordsDiffer
from .options import ActPlan, Due, Examination

GABARIT_WORD_MOTS = declare(
    "GABARIT-WORD-MOTS",
    Severity.ERROR,
    "Le fichier Word d’un acte, fait d’un modèle Word, dit les mêmes mots que son PDF.",
    mender=Mender.SERVICE_JURIDIQUE,
)


def refusal(plan: ActPlan, differ: WordsDiffer) -> Diagnostic:
    """Why an act is not written, in any format: one of its files would be wrong."""
    return GABARIT_WORD_MOTS.finding(
        say(
            "{acte} : le fichier Word ne dirait pas la même chose que le PDF ; "
            "on y lirait « {trouve} » au lieu de « {attendu} ».",
            acte=plan.titre,
            trouve=differ.found,
            attendu=differ.expected,
        ),
        Location(f"templates/{plan.kind.chemin}/corps.docx"),
        hint=say(
            "Cherchez ce passage dans le modèle Word et retirez-en ce qui n'est pas du texte ordinaire ; "
            "« actgen templates check » dit ce qui ne passe pas."
        ),
        point=plan.point,
    )


def with_refusals(examination: Examination, refused: Iterable[tuple[ActPlan, Diagnostic]]) -> Examination:
    """The same examination where these acts are refused."""
    why = {plan.key: finding for plan, finding in refused}
    if not why:
        return examination
    plans = tuple(
        replace(plan, due=Due.REFUSED, refus=(*plan.refus, why[plan.key]), document=None)
        if plan.key in why
        else plan
        for plan in examination.plans
    )
    report = Report((*examination.report.findings, *why.values()))
    return replace(examination, plans=plans, report=report)
