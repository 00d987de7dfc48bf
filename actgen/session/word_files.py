"""Acts refused because their Word file would not say what the other outputs say (`making.word_file`)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from actgen.checks.textes.origines import Origines
from actgen.diagnostics import Diagnostic, Location, Report
from actgen.rules import rule
from actgen.session.making import WordsDiffer
from actgen.session.result import ActPlan, Due, Examination
from actgen.text.messages import say

GABARIT_WORD_MOTS = rule("GABARIT-WORD-MOTS")


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
        Location(f"templates/{plan.kind.chemin}/corps.docx", excerpt=differ.expected),
        hint=say(
            "Cherchez ce passage dans le modèle Word et retirez-en ce qui n'est pas du texte ordinaire ; "
            "« actgen templates check » dit ce qui ne passe pas."
        ),
        point=plan.point,
    )


def placed(finding: Diagnostic, plan: ActPlan, origines: Origines) -> Diagnostic:
    """A refusal at the paragraph of its Word template that holds the words, when one does."""
    words = finding.location.excerpt if finding.location is not None else ""
    found = origines.modele_word(words, plan.kind) or origines.modele(plan.kind.chemin)
    return replace(finding, locations=(found,)) if found is not None else finding


def with_refusals(
    examination: Examination, refused: Iterable[tuple[ActPlan, Diagnostic]], origines: Origines
) -> Examination:
    """The same examination where these acts are refused."""
    why = {plan.key: placed(finding, plan, origines) for plan, finding in refused}
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
