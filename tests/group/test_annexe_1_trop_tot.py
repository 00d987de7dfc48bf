"""Annexe 1 closed before those who joined it decided: what is not made of it is told, with its reason."""

from __future__ import annotations

from pathlib import Path

from actgen.diagnostics import Severity
from actgen.group.dossier import dossier
from actgen.group.suivi import with_annexe_1

from .espaces import lance
from .test_coordonnateur_non_partie import ADOPTEE, RETOURS, a_signer
from .test_texte_soumis import VOTE, ajoute, ecrit, groupe


def arretee(folder: Path, jour: str, coordonnateur: str = ADOPTEE) -> Path:
    """Hanvec has decided on 14/11/2024; the coordinator by its line."""
    file = groupe(folder)
    ecrit(file, f"  retours:\n{VOTE}", "  retours: retours.csv\n")
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
        arretee(tmp_path, "15/11/2024", "adoptée;20/11/2024;21/11/2024;21/11/2024;21/11/2024"),
        tmp_path,
    )
    ecrit(file, "    date: 07/11/2024\n", "    date: 20/11/2024\n")
    batch, _ = lance(file, out / "out")
    (dit,) = (each for each in batch.report.findings if each.code == "ANNEXE-1")
    assert "restent des projets" in dit.message
    assert a_signer(out) == ["2-convention-a-signer-PROJET.html", "3-signature-29078-hanvec-PROJET.html"]


def test_a_list_that_leaves_others_out_is_final_all_the_same(tmp_path: Path) -> None:
    file = arretee(tmp_path, "15/11/2024")
    with (file.parent / "retours.csv").open("a", encoding="utf-8") as table:
        table.write("Daoulas;adoptée;20/11/2024;;;\n")
    batch, _ = lance(file, tmp_path / "out")
    (dit,) = (each for each in batch.report.findings if each.code == "ANNEXE-1")
    assert "projets" not in dit.message and "faites" not in dit.message
    assert a_signer(tmp_path / "out")[0] == "2-convention-a-signer.html"
