"""What was transmitted is compared even when it is not asked for: nothing beside it tells another story."""

from __future__ import annotations

from pathlib import Path

import pytest

from actgen.session.result import Options
from actgen.session.writing.plan import Outcome
from tests.session.acts import LE_TREHOU, edit, render, session_file, workspace

BEFORE, AFTER = "fixe à 90 € la journée", "fixe à 95 € la journée"


@pytest.fixture
def sent(tmp_path: Path) -> Path:
    return session_file(LE_TREHOU, workspace(tmp_path / "mairie"))


def outcomes(file: Path, out: Path, *only: str, formats: tuple[str, ...] = ("html",)) -> dict[str, Outcome]:
    done = render(file, Options(only=only, formats=formats, out=out))
    return {told.name: told.outcome for told in done.written}


COPY = "1-deliberation-03-libre-PUBLICATION.html"
ACT = "1-deliberation-03-libre"


@pytest.mark.parametrize("first", ["html", "docx", "pdf"])
def test_a_copy_asked_for_alone_is_not_written_against_the_act_that_was_sent(
    sent: Path, tmp_path: Path, first: str
) -> None:
    out = tmp_path / "out"
    assert outcomes(sent, out, "deliberation-03", formats=(first,)) == {f"{ACT}.{first}": Outcome.WRITTEN}
    edit(sent, BEFORE, AFTER)
    assert outcomes(sent, out, "publication-03") == {COPY: Outcome.NOT_REWRITTEN}


def test_a_copy_asked_for_alone_is_written_when_the_act_is_the_same(sent: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    outcomes(sent, out, "deliberation-03")
    assert outcomes(sent, out, "publication-03") == {COPY: Outcome.WRITTEN}


def test_another_form_of_an_act_that_was_sent_is_not_written_against_it(sent: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    outcomes(sent, out, "deliberation-03", formats=("docx",))
    edit(sent, BEFORE, AFTER)
    assert outcomes(sent, out, "deliberation-03") == {f"{ACT}.html": Outcome.NOT_REWRITTEN}


def test_nothing_is_held_where_nothing_was_sent(sent: Path, tmp_path: Path) -> None:
    for date in ("transmise_le: 18/11/2024", "publiee_le: 19/11/2024", "certificat_du: 20/11/2024"):
        edit(sent, f"  {date}", f"  {date.partition(':')[0]}:")
    out = tmp_path / "out"
    outcomes(sent, out, "deliberation-03")
    edit(sent, BEFORE, AFTER)
    assert outcomes(sent, out, "publication-03") == {COPY: Outcome.WRITTEN}
