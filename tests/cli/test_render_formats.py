"""`actgen render --formats`: one at a time, several, one that doesn't exist, those left behind."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import SESSION, Actgen, edit

FOLDER = Path("output/68072-dietwiller/2022-12-15-conseil")
STEM = "1-deliberation-09-adhesion-groupement"
LINE = ("render", SESSION, "--only", "deliberation-09")
pytestmark = pytest.mark.usefixtures("workspace")


def written() -> set[str]:
    return {place.suffix for place in FOLDER.iterdir() if place.stem == STEM}


@pytest.mark.parametrize(
    ("form", "begins"), [("pdf", b"%PDF-1.7"), ("docx", b"PK"), ("html", b"<!DOCTYPE html")]
)
def test_one_format_alone(actgen: Actgen, form: str, begins: bytes) -> None:
    run = actgen(*LINE, "--formats", form)
    assert run.code == 0
    assert written() == {f".{form}"}
    assert (FOLDER / f"{STEM}.{form}").read_bytes().startswith(begins)
    assert f"{STEM}  .{form} " in run.out


@pytest.mark.parametrize("words", [("html,docx",), ("docx , html", "docx"), ("docx", "html")])
def test_several_formats_in_any_order(actgen: Actgen, words: tuple[str, ...]) -> None:
    run = actgen(*LINE, *(word for each in words for word in ("--formats", each)))
    assert (run.code, written()) == (0, {".docx", ".html"})


def test_without_the_option_there_are_all_three(actgen: Actgen) -> None:
    assert actgen(*LINE).code == 0
    assert written() == {".pdf", ".docx", ".html"}


@pytest.mark.parametrize("words", ["odt", "pdf,odt", "html,PDF", "pdf;docx"])
def test_an_unknown_format_writes_nothing(actgen: Actgen, words: str) -> None:
    run = actgen(*LINE, "--formats", words)
    told = " ".join(run.err.split())
    wrong = words.rpartition(",")[2]
    assert (run.code, run.out) == (2, "") and not FOLDER.exists()
    assert f"« {wrong} » ne convient pas pour l’option --formats. Choix possibles : pdf, docx, html." in told


def test_a_format_that_is_not_named_is_asked_for(actgen: Actgen) -> None:
    run = actgen(*LINE, "--formats")
    assert (run.code, run.out) == (2, "") and "--formats LISTE" in run.err.replace("\u00a0", " ")


def test_a_format_left_behind_is_told_until_it_is_made_again(actgen: Actgen) -> None:
    """It says what the act said before: who sends it must know."""
    for key in ("transmise_le", "publiee_le"):
        edit(Path(SESSION), f"{key}: 19/12/2022", f"{key}:")
    assert actgen(*LINE, "--formats", "html,docx").code == 0
    before = (FOLDER / f"{STEM}.docx").read_bytes()
    same = actgen(*LINE, "--formats", "html")
    assert "état antérieur" not in same.out
    edit(Path(SESSION), "vote: unanimité", "vote: 12 pour, 1 contre")
    run = actgen(*LINE, "--formats", "html")
    told = " ".join(run.out.split())
    assert run.code == 0 and (FOLDER / f"{STEM}.docx").read_bytes() == before
    assert f"{STEM} .docx écrit d’un état antérieur, et non refait avec les autres formats" in told
    again = actgen(*LINE, "--formats", "html,docx")
    assert (again.code, "état antérieur" in again.out) == (0, False)
    assert (FOLDER / f"{STEM}.docx").read_bytes() != before
