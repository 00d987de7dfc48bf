"""`actgen new collectivite --from`: a spreadsheet gives a file that `check` accepts, or none."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.authoring.classeurs import COUNCIL, HEAD, workbook
from tests.cli.conftest import Actgen


@pytest.fixture
def empty(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def _flat(text: str) -> str:
    return " ".join(text.split())


def test_from_a_workbook_to_a_session_that_check_accepts(empty: Path, actgen: Actgen) -> None:
    (empty / "membres.xlsx").write_bytes(workbook())
    run = actgen("new", "collectivite", "--from", "membres.xlsx", answers="Dietwiller\naffichage\n")
    assert (run.code, run.err) == (0, "")
    assert "Tableau lu\u00a0: 3\u00a0membres." in run.out
    assert "Maire (par exemple" not in run.out
    text = (empty / "collectivites" / "dietwiller.yaml").read_text(encoding="utf-8")
    assert "  - maire: M. Membre UN\n  - adjointe: Mme Membre DEUX\n  - conseiller: M. Membre TROIS\n" in text
    assert "commune: Dietwiller" in text
    actgen("new", "session", answers="15/03/2023\n20h30\nmairie\n\n\n")
    run = actgen("check", "seances")
    assert run.code == 0, run.out
    assert "0\u00a0erreur" in run.out


def test_an_error_writes_nothing_and_says_all(empty: Path, actgen: Actgen) -> None:
    rows = (HEAD, *COUNCIL, ("M.", "", "Quatre", "Garde champêtre", "x"))
    (empty / "m.xlsx").write_bytes(workbook(rows))
    run = actgen("new", "collectivite", "--from", "m.xlsx", answers="Dietwiller\n")
    assert run.code == 1
    told = _flat(run.out)
    for code, cell in (("TABLEAU-NOM", "B5"), ("TABLEAU-FONCTION", "D5"), ("TABLEAU-ORDRE", "E5")):
        assert code in told and f"m.xlsx, feuille « Conseil », cellule {cell}" in told
    assert "Rien n’est écrit : 3 erreurs dans le tableau des membres." in told
    assert not (empty / "collectivites").exists()


def test_what_is_wrong_with_the_sheet_does_not_hide_what_is_wrong_with_its_lines(
    empty: Path, actgen: Actgen
) -> None:
    rows = (HEAD, *COUNCIL, ("M.", "du", "PLESSIS Guy", "Conseiller", 4))
    content = workbook(rows, lambda sheet: sheet.merge_cells("D3:D4"))
    (empty / "m.xlsx").write_bytes(content)
    run = actgen("new", "collectivite", "--from", "m.xlsx", answers="Dietwiller\n")
    assert run.code == 1
    assert "TABLEAU-FUSION" in run.out and "TABLEAU-NOM" in run.out


def test_what_stops_the_reading_is_said_before_any_question(empty: Path, actgen: Actgen) -> None:
    (empty / "m.csv").write_text("a;b\n1;2\n", encoding="utf-8")
    run = actgen("new", "collectivite", "--from", "m.csv")
    assert run.code == 1
    assert "TABLEAU-ENTETES" in run.out and "Commune ou EPCI" not in run.out
    run = actgen("new", "collectivite", "--from", "n.csv")
    assert run.code == 1
    assert "FICHIER-ABSENT" in run.out and "m.csv" in run.out


def test_the_file_that_new_prepared_is_completed_and_no_other(empty: Path, actgen: Actgen) -> None:
    """As the guide goes: `new workspace` writes the file of the commune; the roster then fills it."""
    actgen("new", "workspace", answers="Dietwiller\naffichage\nM. Membre UN\n")
    (empty / "membres.xlsx").write_bytes(workbook())
    file = empty / "collectivites" / "dietwiller.yaml"
    prepared = file.read_bytes()
    run = actgen("new", "collectivite", "--from", "membres.xlsx", answers="Dietwiller\n")
    assert (run.code, run.err) == (0, "")
    assert "Complété\u00a0: collectivites/dietwiller.yaml" in run.out
    assert "Comment publiez-vous" not in run.out
    text = file.read_text(encoding="utf-8")
    assert "  - maire: M. Membre UN\n  - adjointe: Mme Membre DEUX\n  - conseiller: M. Membre TROIS\n" in text
    assert text.count("- maire:") == 1 and "  mode: affichage" in text
    assert [place.name for place in file.parent.iterdir()] == ["dietwiller.yaml"]
    for edited in (
        text,  # its members are written
        prepared.decode().replace("population:", "population: 1417 en 2021"),
        prepared.decode() + "insee: 68072\n",
    ):
        file.write_text(edited, encoding="utf-8")
        again = actgen("new", "collectivite", "--from", "membres.xlsx", answers="Dietwiller\n")
        assert again.code == 2 and "est laissé tel quel" in _flat(again.err)
        assert file.read_text(encoding="utf-8") == edited


@pytest.mark.usefixtures("empty")
def test_only_a_collectivity_comes_from_a_table(actgen: Actgen) -> None:
    run = actgen("new", "session", "--from", "m.csv")
    assert run.code == 2
    assert "--from" in run.err
