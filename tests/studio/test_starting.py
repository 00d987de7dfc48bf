"""A session begins as the last one was, or takes what another left for want of a quorum."""

from __future__ import annotations

import re
import shutil
from datetime import date
from pathlib import Path

import pytest

import actgen
from actgen.api.overview import sessions_found
from actgen.api.starting import Meeting, begin, copies, councils, last_meeting, second_of
from actgen.base.errors import UsageError
from tests.studio.house import DATA, OTHER, SESSION, furnish

PLACE = "salle du conseil de la mairie"


@pytest.fixture
def workspace(tmp_path: Path) -> actgen.Workspace:
    furnish(tmp_path)
    return actgen.Workspace(tmp_path)


def test_the_council_that_met_last_comes_first_and_has_its_own_name(workspace: actgen.Workspace) -> None:
    assert councils(workspace) == (
        ("locronan", "Locronan (Finistère) · locronan"),
        ("le_trehou", "Le Tréhou (Finistère)"),
        ("locronan_2026", "Locronan (Finistère) · locronan_2026"),
    )


def test_the_last_meeting_is_that_of_the_council(workspace: actgen.Workspace) -> None:
    assert last_meeting(workspace, "le_trehou") == Meeting("le_trehou", date(2024, 11, 14), "20h00", PLACE)
    assert last_meeting(workspace, "locronan_2026") == Meeting("locronan_2026")


def test_a_session_is_begun_and_reads(workspace: actgen.Workspace) -> None:
    name = begin(workspace, Meeting("locronan", date(2025, 3, 27), "20h30", PLACE))
    assert name == "seances/locronan-2025-03-27.yaml"
    text = workspace.read(name)[0]
    assert "date: jeudi 27/03/2025" in text
    assert "heure: 20h30" in text
    session = workspace.session(name)
    assert (session.findings, session.figures is not None) == ((), True)
    with pytest.raises(UsageError, match="déjà préparée"):
        begin(workspace, Meeting("locronan", date(2025, 3, 27)))
    assert workspace.read(name)[0] == text


def test_a_session_that_was_moved_gives_its_day_back(workspace: actgen.Workspace) -> None:
    moved = begin(workspace, Meeting("locronan", date(2025, 3, 27)))
    text, revision = workspace.read(moved)
    workspace.save(moved, text.replace("jeudi 27/03/2025", "vendredi 28/03/2025"), revision)
    workspace.refresh()
    assert begin(workspace, Meeting("locronan", date(2025, 3, 27))) == "seances/locronan-2025-03-27-2.yaml"
    with pytest.raises(UsageError, match=r"séance du 27.mars 2025 est déjà préparée"):
        begin(workspace, Meeting("locronan", date(2025, 3, 27)))


def test_an_hour_that_is_none_is_refused_before_anything_is_written(workspace: actgen.Workspace) -> None:
    before = workspace.files()
    with pytest.raises(UsageError, match="heure"):
        begin(workspace, Meeting("locronan", date(2025, 3, 27), "tard"))
    workspace.refresh()
    assert workspace.files() == before


def test_a_second_session_takes_what_was_left_and_the_first_agenda(workspace: actgen.Workspace) -> None:
    second = second_of(workspace, OTHER)
    assert second.numeros == {3, 4}
    assert second.au_plus_tot(date(2025, 1, 24)) == date(2025, 1, 28)
    name = begin(workspace, Meeting("locronan", date(2025, 1, 30), "20h00", PLACE), OTHER)
    session = workspace.session(name)
    assert session.figures is not None
    assert [each.objet for each in session.figures.points] == [
        "Acquisition d’une parcelle chemin du Lavoir",
        "Convention de mise à disposition d’un local",
    ]
    assert [each.code for each in session.findings] == []
    assert "délibérera quel que soit le nombre de membres présents" in session.html("convocation")
    written = session.figures.seance.convocation.seconde
    assert written is not None
    assert next(each.objet for each in written.ordre_du_jour or ()) == "Tarifs de la salle polyvalente"


def test_an_item_that_was_left_keeps_its_figures_and_nothing_of_its_evening(
    workspace: actgen.Workspace,
) -> None:
    place = workspace.root / OTHER
    text = place.read_text(encoding="utf-8")
    own = (
        "acte: subvention\n    beneficiaire: Amicale\n    montant: 1 500 €\n    debats: aucun\n    non_traite"
    )
    place.write_text(text.replace("non_traite", own, 1), encoding="utf-8")
    written = workspace.read(begin(workspace, Meeting("locronan", date(2025, 1, 30)), OTHER))[0]
    assert '    beneficiaire: Amicale\n    montant: "1 500 €"\n    vote:\n' in written
    assert "debats" not in written.partition("points:")[2].partition("suites:")[0]


def test_nothing_follows_a_session_that_dealt_with_everything(workspace: actgen.Workspace) -> None:
    with pytest.raises(UsageError, match="Le quorum n’a manqué pour aucun point"):
        second_of(workspace, SESSION)


def test_a_session_that_names_no_council_has_no_second(workspace: actgen.Workspace) -> None:
    shutil.copytree(DATA / "seances" / "exemple_m2a", workspace.root / "seances" / "exemple_m2a")
    (workspace.root / "seances" / "a.yaml").write_text("collectivite: [\n", encoding="utf-8")
    with pytest.raises(UsageError, match="ne se lit pas"):
        second_of(workspace, "seances/a.yaml")


def test_the_session_of_last_year_is_done_again_its_figures_blank(workspace: actgen.Workspace) -> None:
    (past,) = copies(workspace, "le_trehou")
    assert (past.fichier, len(past.objets)) == (SESSION, 3)
    name = begin(workspace, Meeting("le_trehou", date(2025, 11, 13), "20h00", PLACE), copie_de=SESSION)
    session, text = workspace.session(name), workspace.read(name)[0]
    assert session.figures is not None
    assert [each.point.numero for each in session.figures.points] == [1, 2, 3]
    assert "fixe à [à compléter] la journée le tarif de location" in text
    assert not re.search(r"^\s*vote: \S", text, re.MULTILINE)
    assert not re.search(r"^\s*montant: \S", text, re.MULTILINE)
    with pytest.raises(UsageError, match="séance passée"):
        begin(workspace, Meeting("locronan", date(2025, 11, 14)), copie_de=SESSION)


@pytest.mark.parametrize("words", ["14/11", "14.11.24", "novembre 2024", "tréhou", "jeudi 14 novembre"])
def test_a_session_is_found_by_its_day_however_it_is_written(workspace: actgen.Workspace, words: str) -> None:
    sessions = workspace.overviews()
    assert [each.name for each in sessions_found(sessions, words)] == [SESSION]
    assert sessions_found(sessions, "15/11") == sessions_found(sessions, " ") == ()
