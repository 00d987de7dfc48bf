"""Codes: each is known by its name wherever it is declared, and says in good French what it watches."""

from __future__ import annotations

import pytest

from actgen.rules import RuleRow, every_code, nearest_code
from tests.french import typing_faults
from tests.rows import every
from tests.session.acts import SESSIONS, shipped_examination


@every("code", every_code().values())
def test_each_code_says_what_it_watches(code: RuleRow) -> None:
    assert code.watches.endswith(".")
    assert typing_faults(code.watches) == []


def test_the_nearest_code() -> None:
    assert nearest_code("PUBMODE") == "PUB-MODE"
    assert nearest_code("?") is None


@pytest.mark.parametrize("session", SESSIONS)
def test_findings_and_plans_are_typeset_as_they_are_made(session: str) -> None:
    """The JSON report shows them to the letter: no screen mends their spaces."""
    examination = shipped_examination(session)
    shown = [text for f in examination.report.findings for text in (f.message, f.hint)]
    shown += [text for plan in examination.plans for text in (plan.titre, plan.consigne, *plan.raisons)]
    assert {text: faults for text in shown if (faults := typing_faults(text))} == {}
