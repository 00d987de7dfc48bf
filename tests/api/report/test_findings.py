"""Findings on the screen: told once, causes first."""

from __future__ import annotations

import pytest

from actgen.api.report.findings import most_pressing, show_findings
from actgen.api.report.screen import Screen
from actgen.base.diagnostics import Diagnostic, Location, Scope, Severity

PLACE = Location("seances/x.yaml", 10, 15, 9, "  presidence: Membre 12")


def _finding(message: str, *places: Location, code: str = "PRES-PRESIDENT") -> Diagnostic:
    return Diagnostic(code, Severity.ERROR, message, places or (PLACE,), "Corrigez.", scope=Scope.RUN)


def _shown(capsys: pytest.CaptureFixture[str], *findings: Diagnostic) -> str:
    show_findings(findings, Screen.of_process(), {})
    return " ".join(capsys.readouterr().out.replace("\u00a0", " ").split())


def test_one_slip_that_touches_several_items_is_told_once(capsys: pytest.CaptureFixture[str]) -> None:
    """A name written once, absent from the room, was told six times for an evening of six items."""
    said = [_finding(f"Point {item}\u00a0: Membre 12 préside.") for item in (1, 2, 3, 6)]
    told = _shown(capsys, *said)
    assert "Points 1 à 3 et 6 : Membre 12 préside." in told
    assert told.count("Membre 12 préside") == 1
    assert "À VOIR PAR VOUS (4)" in told, "the count stays that of the last line"


def test_lines_of_all_the_items_are_given(capsys: pytest.CaptureFixture[str]) -> None:
    votes = [Location("seances/x.yaml", line, 11, 4, "    vote: 12 pour") for line in (48, 54)]
    told = _shown(capsys, *(_finding(f"Point {n}\u00a0: un pouvoir.", PLACE, votes[n - 1]) for n in (1, 2)))
    assert "lignes 10, 48 et 54" in told


def test_what_a_whole_column_of_a_sheet_has_is_told_once(capsys: pytest.CaptureFixture[str]) -> None:
    cells = [f"tableau.xlsx, feuille « Conseil », cellule {cell}" for cell in ("F5", "F6", "F7", "F9", "G5")]
    told = _shown(capsys, *(_finding("Ce n’est pas une date.", Location(cell)) for cell in cells))
    assert "cellules F5 à F7" in told and "cellule F9" in told and "cellule G5" in told
    assert told.count("Ce n’est pas une date.") == 2, "once for each column"
    assert "À VOIR PAR VOUS (5)" in told


def test_the_same_words_at_two_places_stay_two_findings(capsys: pytest.CaptureFixture[str]) -> None:
    other = Location("seances/x.yaml", 20, 1, 1, "x")
    told = _shown(capsys, _finding("Point 1\u00a0: voté."), _finding("Point 2\u00a0: voté.", other))
    assert "Point 1 : voté." in told and "Point 2 : voté." in told


def test_what_others_follow_from_is_told_first(capsys: pytest.CaptureFixture[str]) -> None:
    total = _finding("Total faux.", code="VOTE-TOTAL")
    number = _finding("Numéro double.", code="REG-NUMERO")
    move = _finding("Arrivée à un point qui n’existe pas.", code="MOUVEMENT-PLACE")
    told = _shown(capsys, total, move, number)
    assert told.index("Numéro double") < told.index("Arrivée à") < told.index("Total faux")
    assert most_pressing((total, number)) is number
