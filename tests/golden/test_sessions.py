"""Every act of the two worked examples, to the letter."""

from pathlib import Path

import pytest

from actgen.acts.tree.transcription import dump
from actgen.acts.views.plan import Due
from tests.golden.expected import compare
from tests.session.acts import ACTS, KEYS, SESSIONS, document, shipped_examination

HERE = Path(__file__).parent


@pytest.mark.parametrize(("session", "key"), ACTS)
def test_the_act_has_the_text_that_was_read(session: str, key: str, request: pytest.FixtureRequest) -> None:
    expected = HERE / session / f"{key}.md"
    compare(dump(document(session, key)), expected, request.config.getoption("--ecrire-attendus"))


@pytest.mark.parametrize("session", SESSIONS)
def test_no_act_is_missing_and_no_expected_text_is_left_over(session: str) -> None:
    plans = shipped_examination(session).plans
    assert [plan.key for plan in plans if plan.due is Due.WRITTEN] == list(KEYS[session])
    assert {file.stem for file in (HERE / session).iterdir()} == set(KEYS[session])
