"""The screens of the worked example, word for word.

A new screen is accepted by `ACTGEN_REECRIRE=1 pytest tests/cli/test_screens.py`, which rewrites what
is expected and fails, so that nobody rewrites unawares; the change is then read as a diff.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.cli.conftest import Actgen

EXPECTED = Path(__file__).parent / "attendu"
SESSION = Path("seances/dietwiller-2022-12-15.yaml")


def compare(name: str, shown: str) -> None:
    place = EXPECTED / f"{name}.txt"
    if os.environ.get("ACTGEN_REECRIRE"):
        place.write_text(shown, encoding="utf-8")
        pytest.fail(f"{place.name} rewritten: read the diff, then run again without ACTGEN_REECRIRE")
    assert shown == place.read_text(encoding="utf-8")


def _change(old: str, new: str) -> None:
    text = SESSION.read_text(encoding="utf-8")
    assert old in text
    SESSION.write_text(text.replace(old, new), encoding="utf-8")


@pytest.mark.usefixtures("workspace")
def test_check(actgen: Actgen) -> None:
    run = actgen("check", str(SESSION))
    assert (run.code, run.err) == (0, "")
    compare("check", run.out)


@pytest.mark.usefixtures("workspace")
def test_check_on_a_narrow_screen(actgen: Actgen, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "60")
    run = actgen("check", str(SESSION))
    assert all(len(line) <= 60 for line in run.out.splitlines())
    compare("check-60", run.out)


@pytest.mark.usefixtures("workspace")
def test_check_of_a_misspelt_name(actgen: Actgen) -> None:
    _change("Elodie DEMARE, excusée, pouvoir", "Elodie DEMARRE, pouvoir")
    run = actgen("check", str(SESSION))
    assert (run.code, run.err) == (1, "")
    compare("check-nom", run.out)


@pytest.mark.usefixtures("workspace")
def test_render_then_render_again(actgen: Actgen) -> None:
    first = actgen("render", str(SESSION), "--formats", "html,docx")
    assert (first.code, first.err) == (0, "")
    again = actgen("render", str(SESSION), "--formats", "html,docx")
    assert again.code == 0
    compare("render", f"{first.out}\n{again.out}")


@pytest.mark.usefixtures("workspace")
def test_render_on_the_morning_after(actgen: Actgen) -> None:
    _change("transmise_le: 19/12/2022", "transmise_le:")
    _change("publiee_le: 19/12/2022", "publiee_le:")
    run = actgen("render", str(SESSION), "--formats", "html,docx")
    assert (run.code, run.err) == (0, "")
    compare("render-lendemain", run.out)


@pytest.mark.usefixtures("workspace")
def test_render_of_a_total_that_is_wrong(actgen: Actgen) -> None:
    _change("vote: unanimité", "vote: 12 pour, 1 contre, 1 abstention")
    run = actgen("render", str(SESSION), "--formats", "html")
    assert (run.code, run.err) == (1, "")
    compare("render-total", run.out)


@pytest.mark.usefixtures("workspace")
def test_a_deadline_that_nobody_is_to_meet_in_one_gesture_is_named_too(actgen: Actgen) -> None:
    """« Prochaine échéance :  au plus tard le … », of minutes that the next session adopts."""
    run = actgen("render", "seances/locronan-2025-03-20-comptes.yaml", "--formats", "html")
    told = " ".join(run.out.split())
    assert "Prochaine échéance : procès-verbal arrêté au début de la séance suivante au plus tard le" in told
