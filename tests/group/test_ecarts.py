"""What is a difference between what came back and a session, and what is the same said otherwise."""

from __future__ import annotations

from pathlib import Path

import pytest

from actgen.base.diagnostics import Severity
from actgen.council.facts.groupement import Situation
from actgen.group.dossier import dossier
from actgen.session.examination import examine
from actgen.session.result import Options
from tests.group.test_dossier import GROUPE, espace, membre, seance, situation


@pytest.mark.parametrize(
    ("regle", "numero", "meme"),
    [
        ("", "2024_11_14_01", True),  # as the State's receipt bears it
        ("", "2024-11-14-01", True),
        ("", "1", True),  # that of the item
        ("", "01", True),
        ("", "2024_11_14_02", False),
        ("", "7", False),
        ('"{annee}/{point}"', "2024_01", True),
    ],
)
def test_a_number_is_the_same_however_it_is_made_safe(
    tmp_path: Path, regle: str, numero: str, meme: bool
) -> None:
    texte = seance()
    if regle:
        texte = texte.replace("commune: Hanvec", f"commune: Hanvec\n  numero: {regle}")
    lu = espace(tmp_path, f"Hanvec;adoptée;14/11/2024;{numero};;;;;", seances={"h.yaml": texte})
    if meme:
        assert lu.findings == ()
        return
    (finding,) = lu.findings
    assert "la règle «\u00a0numero\u00a0»" in finding.hint and "fait foi" not in finding.hint


def test_a_date_that_the_session_has_wrong_settles_nothing(tmp_path: Path) -> None:
    fausse = seance().replace("publiee_le: 19/11/2024", "publiee_le: 12/11/2024")
    espace(tmp_path, "Hanvec;adoptée;14/11/2024;;;;19/11/2024;;", seances={"h.yaml": fausse})
    report = examine(tmp_path / "seances/h.yaml", Options()).report
    (finding,) = (each for each in report.of(Severity.ERROR) if each.code == "GC-RETOUR-SEANCE")
    assert "fait foi" not in finding.hint and "ne tient pas non plus" in finding.hint


@pytest.mark.parametrize(
    ("vote", "le", "dit"),
    [
        ("ajournée", "14/11/2024", "alors que l’adhésion a été ajournée le 14/11/2024"),
        ("ajournée", "", "alors que l’adhésion a été ajournée."),
        ("retirée", "14/11/2024", "alors que l’adhésion a été retirée de l’ordre du jour le 14/11/2024"),
        (
            "quorum non atteint",
            "14/11/2024",
            "alors que son assemblée n’a pas atteint le quorum le 14/11/2024",
        ),
    ],
)
def test_a_signature_after_a_vote_put_off_names_both_cells(
    tmp_path: Path, vote: str, le: str, dit: str
) -> None:
    lu = espace(tmp_path, f"Hanvec;{vote};{le};;;;;;20/11/2024")
    (finding,) = lu.findings
    assert finding.code == "GC-DELIB-MEMBRE" and "a signé la convention le 20/11/2024" in finding.message
    assert dit in finding.message and "Demandez" not in finding.hint
    signee, dite = finding.locations
    assert signee.column > dite.column == 8
    assert situation(lu, "Hanvec") is Situation.EN_ATTENTE


def test_a_signature_after_a_session_that_put_the_vote_off_names_both_files(tmp_path: Path) -> None:
    reportee = seance().replace("vote: unanimité", "reporte: à la prochaine séance")
    lu = espace(tmp_path, "Hanvec;;;;;;;;20/11/2024", seances={"h.yaml": reportee})
    (finding,) = lu.findings
    assert "alors que l’adhésion a été ajournée le 14/11/2024" in finding.message
    assert [lieu.file for lieu in finding.locations] == ["groupements/retours.csv", "seances/h.yaml"]


def test_what_a_session_alone_tells_is_placed_in_its_file(tmp_path: Path) -> None:
    """The group's file, which lists what came back, has a place for each key, be it empty."""
    espace(tmp_path, seances={"h.yaml": seance()})
    file = tmp_path / "groupements/papier.yaml"
    liste = "retours:\n    - commune: Hanvec\n      recue_le: 20/11/2024"
    file.write_text(GROUPE.replace("retours: retours.csv", liste), encoding="utf-8")
    lieux = membre(dossier(file), "Hanvec").lieux
    assert lieux["recue_le"].file == "groupements/papier.yaml"
    assert {lieux[nom].file for nom in ("publiee_le", "resultat", "deliberation_du")} == {"seances/h.yaml"}
