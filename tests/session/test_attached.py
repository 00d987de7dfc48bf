"""A file that an item annexes is to be beside the session: a reminder before the vote, an error after it."""

from __future__ import annotations

from pathlib import Path

import pytest

import actgen
from actgen.base.diagnostics import Severity
from tests.studio.house import SESSION, furnish

NAMED = "    annexes: [convention.pdf, plans/../plan.pdf]\n"


def _told(root: Path, *changes: tuple[str, str]) -> list[tuple[Severity, str]]:
    place = root / SESSION
    text = place.read_text(encoding="utf-8")
    for before, after in changes:
        assert before in text
        text = text.replace(before, after, 1)
    place.write_text(text, encoding="utf-8")
    session = actgen.Workspace(root).session(SESSION)
    assert session.acts
    return [(each.severity, each.message) for each in session.findings if each.code == "ANNEXE-ABSENTE"]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    furnish(tmp_path)
    return tmp_path


ANNEXED = ("    vote: 9 pour, 2 contre", NAMED + "    vote: 9 pour, 2 contre")


def test_an_annex_of_an_adopted_act_that_is_not_there_is_an_error(root: Path) -> None:
    told = _told(root, ANNEXED, ("  transmise_le: 18/11/2024\n", ""))
    assert [severity for severity, _ in told] == [Severity.ERROR, Severity.ERROR]
    assert "convention.pdf" in told[0][1]
    (root / "seances" / "convention.pdf").touch()
    (root / "seances" / "plans").mkdir()
    (root / "seances" / "plan.pdf").touch()
    assert _told(root) == []


def test_it_is_a_reminder_once_the_act_has_left(root: Path) -> None:
    assert [severity for severity, _ in _told(root, ANNEXED)] == [Severity.WARNING, Severity.WARNING]


def test_nothing_out_of_the_workspace_is_taken_for_an_annex(root: Path) -> None:
    outside = root.parent / "ailleurs.pdf"
    outside.touch()
    told = _told(root, ANNEXED, ("convention.pdf, plans/../plan.pdf", "../../ailleurs.pdf"))
    assert len(told) == 1
    outside.unlink()


def test_an_item_that_was_put_off_asks_for_none(root: Path) -> None:
    assert _told(root, ANNEXED)
    place = root / SESSION
    lines = place.read_text(encoding="utf-8").splitlines(keepends=True)
    place.write_text(
        "".join("    reporte: à la prochaine séance\n" if "vote: 9 pour" in each else each for each in lines),
        encoding="utf-8",
    )
    assert _told(root) == []
