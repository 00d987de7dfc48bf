"""Before any vote, another text under the same version is told: the first one may have been sent."""

from __future__ import annotations

from pathlib import Path

from actgen.diagnostics import Diagnostic, Severity

from .espaces import lance
from .test_texte_soumis import ecrit, groupe


def dits(file: Path) -> list[Diagnostic]:
    batch, issues = lance(file, file.parents[1] / "out")
    assert len(issues) == 6 and batch.report.errors == ()  # refuses nothing
    return [each for each in batch.report.findings if each.code == "GC-TEXTE-CHANGE"]


def test_another_text_under_the_same_version_is_told_once(tmp_path: Path) -> None:
    file = groupe(tmp_path, "")
    assert dits(file) == []
    ecrit(file, "maximum_ht: 90 000 €", "maximum_ht: 95 000 €")
    (dit,) = dits(file)
    assert dit.severity is Severity.WARNING and "version 1 du 2 septembre 2024" in dit.message
    assert "renvoyez-le à tous" in dit.hint
    assert dits(file) == []


def test_another_text_under_another_version_is_not_told(tmp_path: Path) -> None:
    file = groupe(tmp_path, "")
    ecrit(file, "preavis: 3 mois", "preavis: 4 mois")
    assert dits(file) == []
    ecrit(file, "maximum_ht: 90 000 €", "maximum_ht: 95 000 €")
    ecrit(file, "version 1 du 2 septembre 2024", "version 2 du 3 octobre 2024")
    assert dits(file) == []
