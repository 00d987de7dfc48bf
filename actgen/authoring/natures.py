"""The text that the example of a kind gives, as its attendu.md keeps it."""

from __future__ import annotations

from pathlib import Path

from actgen.acts.tree.transcription import dump
from actgen.acts.views.plan import ActPlan
from actgen.base.diagnostics import Diagnostic
from actgen.session.examination import examine
from actgen.session.result import Examination, Options


def made_text(example: Path, code: str) -> tuple[str | None, tuple[Diagnostic, ...]]:
    """The act of that kind in the session of its example; None with the findings that refuse it."""
    examination = examine(example, Options(full=True))
    text, plan = text_of(examination, code), _plan(examination, code)
    refus = plan.refus if plan is not None and text is None else ()
    return text, refus or examination.report.findings


def text_of(examination: Examination, code: str) -> str | None:
    """The act of that kind in a session, its copies set aside; None when it isn't written."""
    plan = _plan(examination, code)
    return dump(plan.document) if plan is not None and plan.document is not None else None


def _plan(examination: Examination, code: str) -> ActPlan | None:
    return next((plan for plan in examination.plans if plan.kind.code == code and not plan.copie), None)
