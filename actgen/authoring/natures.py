"""The text that the example of a kind of deliberation gives, as its attendu.md keeps it."""

from __future__ import annotations

from pathlib import Path

from actgen.diagnostics import Diagnostic
from actgen.document.transcription import dump
from actgen.pipeline.conventions import EtatDe
from actgen.pipeline.examine import examine
from actgen.pipeline.options import Options


def made_text(example: Path, code: str, etat_de: EtatDe) -> tuple[str | None, tuple[Diagnostic, ...]]:
    """The act of that kind in the session of its example; None with the findings that refuse it.

    `etat_de` gives the state of a group, computed apart.
    """
    examination = examine(example, Options(full=True), etat_de)
    plan = next((plan for plan in examination.plans if plan.kind.code == code and not plan.copie), None)
    if plan is None or plan.document is None:
        refus = plan.refus if plan is not None else ()
        return None, refus or examination.report.findings
    return dump(plan.document), examination.report.findings
