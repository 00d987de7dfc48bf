"""Annexe 1 closed before those who joined it decided: what is not made of it is told, with its reason."""

from __future__ import annotations

from pathlib import Path

from actgen.base.diagnostics import Severity
from actgen.group.dossier import dossier
from actgen.group.suivi import with_annexe_1

from .espaces import lance
from .test_coordonnateur_non_partie import ADOPTEE, RETOURS, a_signer
from .test_texte_soumis import EXECUTOIRE, VOTE, ajoute, ecrit, groupe


def arretee(folder: Path, jour: str, coordonnateur: str = ADOPTEE) -> Path:
    """Hanvec has decided on 14/11/2024; the coordinator by its line."""
    file = groupe(folder)
    ecrit(file, f"  retours:\n{VOTE}{EXECUTOIRE}", "  retours: retours.csv\n")
    table = RETOURS.format(coordonnateur=coordonnateur)
    (file.parent / "retours.csv").write_text(table, encoding="utf-8")
    ajoute(file, f"annexe_1: {{arretee_au: {jour}}}\n")
    return file


def test_a_list_closed_before_every_vote_says_that_nothing_is_made_to_be_signed(tmp_path: Path) -> None:
    for jour in ("01/10/2024", "10/11/2024"):  # before the coordinator's own decision, and after it
        file, out = arretee(tmp_path, jour), tmp_path / "out"
        batch, _ = lance(file, out)
        (dit,) = (each for each in batch.report.findings if each.code == "ANNEXE-1")
        assert dit.severity is Severity.WARNING and "ne sont pas faites" in dit.message
        assert a_signer(out) == [] and dit in with_annexe_1(dossier(file)).findings


def test_a_list_without_its_coordinator_is_a_projet(tmp_path: Path) -> None:
    file, out = (
        arretee(tmp_path, "19/11/2024", "adoptée;20/11/2024;21/11/2024;21/11/2024;21/11/2024"),
        tmp_path,
    )
    ecrit(file, "    date: 07/11/2024\n", "    date: 20/11/2024\n")
    batch, _ = lance(file, out / "out")
    (dit,) = (each for each in batch.report.findings if each.code == "ANNEXE-1")
    assert "restent des projets" in dit.message
    assert a_signer(out) == ["2-convention-a-signer-PROJET.html", "3-signature-29078-hanvec-PROJET.html"]


def test_a_list_that_leaves_others_out_is_final_all_the_same(tmp_path: Path) -> None:
    file = arretee(tmp_path, "19/11/2024")
    with (file.parent / "retours.csv").open("a", encoding="utf-8") as table:
        table.write("Daoulas;adoptée;20/11/2024;;;\n")
    batch, _ = lance(file, tmp_path / "out")
    (dit,) = (each for each in batch.report.findings if each.code == "ANNEXE-1")
    assert "projets" not in dit.message and "faites" not in dit.message
    assert a_signer(tmp_path / "out")[0] == "2-convention-a-signer.html"


def test_who_has_decided_but_may_not_sign_yet_is_not_named_and_it_is_told(tmp_path: Path) -> None:
    """Its decision is executory four days later: a mayor who signs before that signs for nothing."""
    file = arretee(tmp_path, "15/11/2024")
    with (file.parent / "retours.csv").open("a", encoding="utf-8") as table:
        table.write("Daoulas;adoptée;12/11/2024;13/11/2024;;13/11/2024\n")
    batch, _ = lance(file, tmp_path / "out")
    (dit,) = (each for each in batch.report.findings if each.code == "ANNEXE-1")
    assert dit.severity is Severity.WARNING and "n’y nomme pas Hanvec" in dit.message
    assert dit in with_annexe_1(dossier(file)).findings
    assert a_signer(tmp_path / "out") == [
        "2-convention-a-signer.html",
        "3-signature-29043-daoulas.html",
        "3-signature-29053-le-faou.html",
    ]


def test_a_coordinator_that_may_not_sign_yet_makes_a_projet_and_it_is_told(tmp_path: Path) -> None:
    file = arretee(tmp_path, "30/11/2024", "adoptée;07/11/2024;;;")
    batch, _ = lance(file, tmp_path / "out")
    (dit,) = (each for each in batch.report.findings if each.code == "GC-COORDONNATEUR")
    assert (
        dit.severity is Severity.WARNING and "rien ne dit que sa délibération est exécutoire" in dit.message
    )
    assert "2-convention-a-signer-PROJET.html" in a_signer(tmp_path / "out")
    assert not any(each.code == "ANNEXE-1" for each in batch.report.findings)
