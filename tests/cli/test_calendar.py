"""`actgen calendar` and `check --as-of`, as they are typed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import SESSION, Actgen, edit

ICS = "echeances.ics"


@pytest.mark.usefixtures("workspace")
def test_the_calendar_of_the_worked_example(actgen: Actgen) -> None:
    run = actgen("calendar", SESSION)
    assert (run.code, run.err) == (0, "")
    shown = run.out.replace("\u00a0", " ").replace("\u202f", " ")
    assert "au plus tard le 22/12/2022  Affichage de la liste" in shown
    assert "art. L. 2121-25 CGCT" in shown
    assert "vers le 20/02/2023          Recours devant le tribunal administratif de Strasbourg" in shown
    assert "elles ne s’impriment dans aucun acte" in " ".join(shown.split())
    assert "EN RETARD" not in shown


@pytest.mark.usefixtures("workspace")
def test_the_report_as_json(actgen: Actgen) -> None:
    run = actgen("calendar", SESSION, "--report", "json", "--as-of", "23/12/2022")
    (session,) = json.loads(run.out)["seances"]
    assert session["au"] == "2022-12-23"
    (liste,) = [each for each in session["echeances"] if each["cle"] == "liste-des-deliberations"]
    assert (liste["date"], liste["statut"], liste["en_retard"]) == ("2022-12-22", "à faire", True)
    assert liste["regle"] == "LISTE-DELIB"
    plain = json.loads(actgen("calendar", SESSION, "--report", "json").out)["seances"][0]
    assert {each["en_retard"] for each in plain["echeances"]} == {None}


@pytest.mark.slow
@pytest.mark.usefixtures("workspace")
def test_several_sessions_go_into_one_agenda(actgen: Actgen) -> None:
    run = actgen("calendar", "seances/*.yaml", "--ics", ICS, "--alarm", "3")
    assert (run.code, run.err) == (0, "")
    assert "echeances.ics\u00a0: écrit, à ouvrir avec votre agenda" in run.out
    written = Path(ICS).read_bytes()
    assert b"-68072-20221215-" in written and b"-29294-20241114-" in written and b"BEGIN:VALARM" in written
    assert "déjà à jour" in actgen("calendar", "seances/*.yaml", "--ics", ICS, "--alarm", "3").out
    assert Path(ICS).read_bytes() == written


def test_a_session_that_can_not_be_read_is_told_with_its_findings(workspace: Path, actgen: Actgen) -> None:
    edit(workspace / SESSION, "collectivite: dietwiller", "collectivite: [")
    run = actgen("calendar", SESSION, "--ics", ICS)
    assert run.code == 1
    assert "erreur" in run.out
    assert not (workspace / ICS).exists()


@pytest.mark.usefixtures("workspace")
@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--as-of", "demain"), "demain"),
        (("--as-of", "31/02/2023"), "31/02/2023"),
        (("--alarm", "trois"), "« trois »"),
        (("--alarm", "3"), "--ics echeances.ics --alarm 3"),
        (("--alarm", "9" * 5_000), "0 à 366"),
        (("--alarm", "367"), "0 à 366"),
        (("--ics", "seances"), "est un dossier"),
        (("--ics", "-"), "par exemple echeances.ics : « - » n’en est pas un"),
    ],
)
def test_a_slip_of_the_line_is_told_in_french(actgen: Actgen, words: tuple[str, ...], told: str) -> None:
    run = actgen("calendar", SESSION, *words)
    assert run.code == 2
    assert told in run.err.replace("\u00a0", " ").replace("\n", " ")
    assert "actgen calendar --help" in run.err


@pytest.mark.usefixtures("workspace")
def test_before_its_day_a_session_is_to_come(actgen: Actgen) -> None:
    before = actgen("calendar", SESSION, "--as-of", "14/12/2022").out
    assert "Séance à venir" in before and "Séance tenue" not in before
    assert "Séance tenue" in actgen("calendar", SESSION, "--as-of", "15/12/2022").out


def test_the_duties_of_a_session_that_was_received_are_told_as_theirs(
    workspace: Path, actgen: Actgen
) -> None:
    there = workspace / "seances/recues"
    there.mkdir()
    for place in workspace.glob(SESSION.replace(".yaml", "*")):
        place.rename(there / place.name)
    received = SESSION.replace("seances", "seances/recues")
    run = actgen("calendar", received, "--ics", ICS)
    assert "Séance reçue : ces échéances sont celles de Dietwiller" in run.out.replace("\u00a0", " ")
    assert "aucun fichier n’est écrit" in run.out
    assert not (workspace / ICS).exists()
