"""A character that no face has, in what a batch reads: named at its place, never a crash."""

from __future__ import annotations

from pathlib import Path

from .espaces import COMMUNES, contenus, espace, lance
from .test_texte_soumis import ecrit

MODELE = "templates/deliberations/adhesion_groupement/dispositif.md"


def test_in_the_file_of_the_group_nothing_is_written(tmp_path: Path) -> None:
    file, out = espace(tmp_path), tmp_path / "out"
    ecrit(file, "titre: Papier", "titre: Papier 🎉")
    batch, issues = lance(file, out)
    (faute,) = batch.report.errors
    assert (faute.code, faute.location and faute.location.file) == (
        "CARACTERE-SANS-POLICE",
        "groupements/papier.yaml",
    )
    assert issues == [] and not out.exists()


def test_in_a_text_of_ones_own_the_acts_made_of_it_are_refused(tmp_path: Path) -> None:
    file, out = espace(tmp_path), tmp_path / "out"
    modele = tmp_path / MODELE
    modele.parent.mkdir(parents=True)
    modele.write_text("DÉCIDE d’adhérer 🎉.\n", encoding="utf-8")
    batch, _ = lance(file, out)
    fautes = {faute for faute in batch.report.errors if faute.code == "CARACTERE-SANS-POLICE"}
    assert [faute.location and faute.location.file for faute in fautes] == [MODELE]
    assert len(batch.refus) == len(COMMUNES) and all(fautes <= set(refus.findings) for refus in batch.refus)
    assert not any("MODELE" in name for name in contenus(out))


def test_in_a_line_of_the_returns_that_member_is_pending(tmp_path: Path) -> None:
    retours = "commune;vote;deliberation;signataire\nDaoulas;adoptée;14/11/2024;Membre 1 🎉, maire\n"
    file, out = espace(tmp_path), tmp_path / "out"
    ecrit(file, "\nconseils:", "\n  retours: r.csv\nconseils:")
    (file.parent / "r.csv").write_text(retours, encoding="utf-8")
    batch, issues = lance(file, out)
    (dit,) = (finding for finding in batch.report.findings if finding.code == "GC-RETOUR-LIGNE")
    assert "« 🎉 »" in dit.message.replace("\u00a0", " ") and "Daoulas" in dit.hint
    assert not batch.report.errors and len(issues) == len(COMMUNES)  # it has voted: it is sent nothing
