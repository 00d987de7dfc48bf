"""Rules that a kind names for itself: one that doesn't exist is told, with the nearest name (ACTE-REGLE)."""

from __future__ import annotations

from pathlib import Path

from actgen.checks import check_session
from actgen.checks.deliberations import REGLES
from actgen.council.figures.seance import compute
from actgen.council.kinds.catalogue import Catalogue, search_path
from actgen.reading.sources import Sources
from actgen.session.load import load_session
from tests.council.facts.test_champs import SESSION


def test_a_rule_that_does_not_exist_is_told_with_the_nearest(tmp_path: Path) -> None:
    kind = tmp_path / "templates" / "deliberations" / "vente"
    kind.mkdir(parents=True)
    (kind / "acte.yaml").write_text(
        "titre: Vente\nfamille: deliberation\nfichier: vente\nversion: 1\nobjet: Vente\n"
        "regles: [SUBVENTION-CONVENTIONS]\n",
        encoding="utf-8",
    )
    (tmp_path / "x.yaml").write_text(SESSION, encoding="utf-8")
    sources = Sources(tmp_path)
    catalogue = Catalogue(sources, search_path(tmp_path))
    loaded = load_session(tmp_path / "x.yaml", sources, catalogue)
    assert loaded.seance is not None
    (found,) = [
        each
        for each in check_session(compute(loaded.seance, catalogue), catalogue)
        if each.code == "ACTE-REGLE"
    ]
    assert "SUBVENTION-CONVENTIONS" in found.message and found.hint.endswith("SUBVENTION-CONVENTION.")
    assert found.location is not None and found.location.line == 13


def test_every_shipped_kind_names_rules_that_exist(checkout: Path) -> None:
    catalogue = Catalogue(Sources(checkout), search_path(checkout))
    named = {regle for kind in catalogue.kinds.values() for regle in kind.regles}
    assert named == set(REGLES)
