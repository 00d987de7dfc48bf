"""Every case on the words of acts gives exactly the findings that it names, and every code has its cases."""

from __future__ import annotations

from pathlib import Path

import pytest

from actgen.acts.views.plan import Due
from actgen.base.diagnostics import Diagnostic, Severity
from actgen.council.kinds.manifest import Famille
from actgen.session.result import Examination
from tests.french import typing_faults
from tests.regles.textes.situations import (
    Situation,
    every_situation,
    examined,
    of_texts,
    plain,
    text_codes,
)

SITUATIONS = every_situation()


@pytest.mark.parametrize("case", SITUATIONS, ids=lambda case: f"{case.file}: {case.situation}")
def test_a_text_gives_exactly_its_findings(case: Situation, tmp_path: Path, checkout: Path) -> None:
    examination = examined(case, tmp_path, checkout)
    found = of_texts(examination)
    said = sorted(f"{finding.severity.value} {finding.code}" for finding in found)
    everything = [f"{f.severity.value} {f.code}: {f.message}" for f in examination.report.findings]
    assert said == sorted(case.attendu), everything
    told = [plain(f"{finding.message} {finding.hint}") for finding in found]
    assert not case.dit or any(plain(case.dit) in each for each in told), told
    for finding in found:
        _well_said(finding)
    if case.lieu:
        assert found[0].location is not None
        assert case.lieu == f"{found[0].location.file}, {found[0].location.line}"
    if case.refuse is not None:
        refused = [plan.key for plan in examination.plans if plan.due is Due.REFUSED]
        assert refused == list(case.refuse), everything
    else:
        acts = [plan for plan in examination.plans if not plan.copie]
        assert all(plan.document or plan.due is Due.REFUSED for plan in acts), everything
    _copies_follow_their_acts(examination)


def _copies_follow_their_acts(examination: Examination) -> None:
    """What is published is the copy of an act that is written and final, and of minutes once adopted."""
    assert examination.seance is not None
    acts = {plan.key: plan for plan in examination.plans if not plan.copie}
    adopted = examination.seance.proces_verbal.arrete_le is not None
    for plan in examination.plans:
        if plan.copie:
            copied = plan.key.removeprefix("publication-")
            act = acts[f"deliberation-{copied}" if copied.isdecimal() else copied]
            final = act.document is not None and not act.projet
            waits = act.kind.famille is Famille.PROCES_VERBAL and not adopted
            expected = Due.WRITTEN if final and not waits else Due.NOT_YET
            assert (plan.due, plan.document is not None) == (expected, expected is Due.WRITTEN), plan


def _well_said(finding: Diagnostic) -> None:
    """Where, what to do, in French typography."""
    assert finding.locations, finding
    assert "'" not in finding.message, "the words of an act are told as they are printed"
    assert finding.message.endswith(".") and (finding.message[0].isupper() or finding.message[0] == "«")
    assert finding.hint or finding.severity is not Severity.ERROR, finding
    for text in (finding.message, finding.hint):
        assert typing_faults(text) == [] and not set(text) & set("{}"), text


def test_every_code_has_a_case_that_it_finds_and_every_topic_one_that_is_right() -> None:
    assert text_codes() <= {code for case in SITUATIONS for code in case.codes}
    assert {case.file for case in SITUATIONS} == {case.file for case in SITUATIONS if not case.attendu}
