"""The screen of `register`, word for word, and what the command line may say."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Actgen, edit
from tests.cli.test_screens import compare

COUNCIL = "collectivites/dietwiller.yaml"
SESSION = Path("seances/dietwiller-2022-12-15.yaml")


@pytest.fixture(autouse=True)
def one_session(workspace: Path) -> None:
    """The sessions of other councils are read too, which takes seconds: they have tests of their own."""
    for place in (workspace / "seances").rglob("*.yaml"):
        if place.name != SESSION.name:
            place.unlink()


def test_the_register_of_a_year_then_again(actgen: Actgen) -> None:
    first = actgen("register", COUNCIL, "--year", "2022", "--formats", "pdf,html")
    assert (first.code, first.err) == (0, "")
    again = actgen("register", COUNCIL, "--year", "2022", "--formats", "html")
    assert again.code == 0
    compare("register", f"{first.out}\n{again.out}")


def test_a_register_that_is_not_written(actgen: Actgen) -> None:
    edit(SESSION, "vote: unanimité", "vote:")
    run = actgen("register", COUNCIL, "--year", "2022")
    assert (run.code, run.err) == (1, "")
    compare("register-refus", run.out)
    assert not Path("output").exists()


def test_a_year_without_a_session(actgen: Actgen) -> None:
    run = actgen("register", COUNCIL, "--year", "2019", "--formats", "html")
    assert run.code == 1
    assert "ne contient aucune séance de cette collectivité en 2019" in run.out
    run = actgen("register", COUNCIL, "--year", "2022", "--organe", "bureau")
    assert run.code == 1 and "aucune séance du bureau de cette collectivité" in run.out


def test_the_report_for_other_programs(actgen: Actgen) -> None:
    run = actgen("register", COUNCIL, "--year", "2022", "--report", "json", "--first-sheet", "40")
    told = json.loads(run.out)["registre"]
    assert told["feuillets"][0] == {"partie": "Ouverture", "premier": 40, "dernier": 40}
    assert told["seances"][0]["deliberations"] == ["2022-12-15-09"]
    assert [finding["code"] for finding in told["constats"]] == ["REG-MANQUE"]
    assert told["fichiers"][0]["nom"] == "registre-2022.pdf"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ((), "Il manque l’année du registre"),
        (("--year", "22"), "--year attend une année en quatre chiffres"),
        (("--year", "٢٠٢٢"), "--year attend une année en quatre chiffres"),
        (("--year", "2022", "--first-sheet", "0"), "--first-sheet attend un numéro de feuillet"),
        (("--year", "2022", "--sheets", "-3"), "--sheets attend un numéro de feuillet"),
        (("--year", "2022", "--sheets", "3", "--first-sheet", "8"), "il vient avant le premier"),
        (("--year", "2022", "--formats", "docx"), "ne convient pas pour l’option --formats"),
        (("--year", "2022", "--templates", "nulle-part"), "est introuvable"),
    ],
)
def test_a_line_that_is_wrong(actgen: Actgen, words: tuple[str, ...], said: str) -> None:
    run = actgen("register", COUNCIL, *words)
    assert (run.code, run.out) == (2, "")
    assert said in run.err


def test_a_file_that_is_not_there_or_tells_no_council(actgen: Actgen) -> None:
    run = actgen("register", "collectivites/diet.yaml", "--year", "2022")
    assert run.code == 1 and "FICHIER-ABSENT" in run.out
    run = actgen("register", str(SESSION), "--year", "2022")
    assert run.code == 1 and "FICHIER-NATURE" in run.out
