"""The Word files of acts: in the letterhead of the house, or in the layout of the template's author.

An author's file is filled by another way than the other outputs, so it is read back, and says the words of
the act or is not written: nobody would compare forty pages by eye.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from actgen.diagnostics import Diagnostic, Location, Mender, Report, Severity, declare
from actgen.document.nodes import Document
from actgen.model.seance import Seance
from actgen.rendering.house.look import DEFAULT, Look
from actgen.text.messages import say

from .options import ActPlan, Due, Examination

GABARIT_WORD_MOTS = declare(
    "GABARIT-WORD-MOTS",
    Severity.ERROR,
    "Le fichier Word d’un acte, fait d’un modèle Word, dit les mêmes mots que son PDF.",
    mender=Mender.SERVICE_JURIDIQUE,
)


class WordsDiffer(Exception):
    """A Word file that doesn't say what its act says: the words of the file, those of the act."""

    def __init__(self, found: str, expected: str) -> None:
        super().__init__(found, expected)
        self.found, self.expected = found, expected


def word_file(document: Document, seance: Seance, look: Look = DEFAULT) -> bytes:
    """The Word file of an act, in its look or in the layout of its author. Raises WordsDiffer."""
    from actgen.rendering.docx.render import render_docx  # 80 ms that other formats need not wait for

    if document.layout is None:
        return render_docx(document, look=look, dated=seance.date)
    from actgen.rendering.word.output import differing_words, has_layout, render_word

    if not has_layout(document):
        return render_docx(document, look=look, dated=seance.date)
    content = render_word(document, dated=seance.date)
    differing = differing_words(content, document)
    if differing is not None:
        raise WordsDiffer(*differing)
    return content


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
