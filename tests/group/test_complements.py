"""Blanks that were filled in an approved text make another text of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from actgen.base.diagnostics import Diagnostic, Mender, Severity
from actgen.group.sent_text import FILE

from .espaces import contenus, espace, lance, seance


@pytest.fixture
def approuve(tmp_path: Path) -> Path:
    """A group whose text has a blank, as two councils have approved it; its file."""
    line = "    - {commune: Hanvec, resultat: adoptée, deliberation_du: 14/11/2024}\n"
    file = espace(tmp_path, retours=line)
    ecrit(file, "  titulaires: un\n", "  titulaires:\n")
    (tmp_path / "seances/daoulas.yaml").write_text(seance("Daoulas"), encoding="utf-8")
    lance(file, tmp_path / "out")
    return file


def ecrit(file: Path, ancien: str, nouveau: str) -> None:
    texte = file.read_text(encoding="utf-8")
    assert texte.count(ancien) == 1
    file.write_text(texte.replace(ancien, nouveau), encoding="utf-8")


def change(file: Path) -> Diagnostic:
    """What a batch says of its text that changed; it has written nothing, of sessions either."""
    out = file.parents[1] / "out"
    before = contenus(out)
    batch, issues = lance(file, out)
    (finding,) = batch.report.errors
    assert finding.code == "GC-TEXTE-CHANGE" and finding.severity is Severity.ERROR
    assert issues == [] and contenus(out) == before
    return finding


def test_a_blank_filled_after_a_vote_is_another_text(approuve: Path) -> None:
    ecrit(approuve, "  titulaires:\n", "  titulaires: un\n")
    finding = change(approuve)
    assert "au lieu de" in finding.message and "un seul titulaire ou plusieurs" in finding.message
    assert finding.mender is Mender.COORDONNATEUR and "blancs compris" in finding.hint


def test_a_kept_text_that_was_altered_tells_nothing_of_what_changed(approuve: Path) -> None:
    (kept,) = (approuve.parents[1] / "out").rglob(FILE)
    kept.write_text(kept.read_text(encoding="utf-8").replace("papier", "carton"), encoding="utf-8")
    ecrit(approuve, "  titulaires:\n", "  titulaires: un\n")
    finding = change(approuve)
    assert "plus tel qu’actgen l’avait écrit" in finding.message and "blancs" not in finding.message


def test_the_coordinators_own_day_is_no_change(tmp_path: Path) -> None:
    """It often comes after the first votes: the text that councils approve doesn't hang on it."""
    line = (
        "    - {commune: Hanvec, resultat: adoptée, deliberation_du: 14/11/2024, transmise_le: 15/11/2024, "
        "publiee_le: 15/11/2024}\n"
    )
    file = espace(tmp_path, retours=line)
    lance(file, tmp_path / "out")
    le_faou = "    - {commune: Le Faou, resultat: adoptée, deliberation_du: 20/11/2024}\n"
    ecrit(file, line, line + le_faou)
    batch, _ = lance(file, tmp_path / "out")
    assert batch.report.errors == ()
    (page,) = (tmp_path / "out").rglob("2-convention-a-signer*.html")
    assert "20 novembre 2024" in page.read_text(encoding="utf-8").replace("\u00a0", " ")
