"""A kind whose folder lacks the text that its acts are made of."""

from __future__ import annotations

from pathlib import Path

from tests.pipeline.acts import DIETWILLER, edit, examined, session_file, workspace

_ACTE = "titre: Vente\nfamille: deliberation\nfichier: vente\nversion: 1\nobjet: Vente\n"


def test_a_kind_without_its_text_is_told_and_nothing_is_written(tmp_path: Path) -> None:
    place = session_file(DIETWILLER, workspace(tmp_path))
    edit(place, "    acte: adhesion_groupement\n    groupement: e_services\n", "    acte: vente\n")
    kind = tmp_path / "templates" / "deliberations" / "vente"
    kind.mkdir(parents=True)
    (kind / "acte.yaml").write_text(_ACTE, encoding="utf-8")
    examination = examined(place)
    missing = [found for found in examination.report.errors if found.code == "MODELE-ABSENT"]
    assert "«\u00a0corps.md\u00a0»" in missing[0].message
    assert examination.report.stops_everything and examination.plans == ()
