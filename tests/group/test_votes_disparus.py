"""The text that a council has approved is held for good: its vote may go from the group's file."""

from __future__ import annotations

from pathlib import Path

from actgen.group.sent_text import FILE

from .espaces import contenus, lance
from .test_texte_soumis import RACINE, ecrit, groupe, refus, sans_faute

DIT = "Approuvé par un conseil : oui"


def vote(folder: Path) -> tuple[Path, Path]:
    """A group that was sent, then voted on by two councils; its table of returns."""
    file, out = groupe(folder, ""), folder / "out"
    ecrit(file, "conseils:\n", "  retours: retours.csv\nconseils:\n")
    retours = file.parent / "retours.csv"
    retours.write_text("commune;vote;deliberation\n", encoding="utf-8")
    lance(file, out)
    garde = out / RACINE / "coordonnateur" / FILE
    assert DIT not in garde.read_text(encoding="utf-8")
    lignes = "Hanvec;adoptée;14/11/2024\nDaoulas;adoptée;15/11/2024\n"
    retours.write_text(f"commune;vote;deliberation\n{lignes}", encoding="utf-8")
    sans_faute(*lance(file, out))
    assert garde.read_text(encoding="utf-8").count(DIT) == 1
    return file, retours


def test_votes_that_are_gone_do_not_let_the_approved_text_change(tmp_path: Path) -> None:
    file, retours = vote(tmp_path)
    retours.write_text("commune;vote;deliberation\n", encoding="utf-8")
    ecrit(file, "maximum_ht: 90 000 €", "maximum_ht: 95 000 €")
    for _ in range(2):
        assert "a changé depuis qu’il a été approuvé" in refus(file)
    (faute,) = lance(file, tmp_path / "out")[0].report.errors
    assert "rétablissez les retours" in faute.hint and "--out" in faute.hint
    ecrit(file, "maximum_ht: 95 000 €", "maximum_ht: 90 000 €")
    avant = contenus(tmp_path / "out")[f"{RACINE}/coordonnateur/{FILE}"]
    sans_faute(*lance(file, tmp_path / "out"))  # the same text goes on, and is still known to be approved
    assert contenus(tmp_path / "out")[f"{RACINE}/coordonnateur/{FILE}"] == avant


def test_a_kept_text_that_is_lost_is_made_again_whether_votes_have_come_or_not(tmp_path: Path) -> None:
    file, _ = vote(tmp_path)
    out = tmp_path / "out"
    (out / RACINE / "coordonnateur" / FILE).unlink()
    sans_faute(*lance(file, out))
    assert DIT in (out / RACINE / "coordonnateur" / FILE).read_text(encoding="utf-8")
