"""The files of acts by what is left to do with them."""

from __future__ import annotations

from pathlib import Path

import pytest

import actgen
from actgen.api.papers import Use, piles
from actgen.session.result import Options
from tests.session.acts import LE_TREHOU, workspace

POSTED, ONLINE = "  affichee_le: 15/11/2024\n", "  mise_en_ligne_le: 18/11/2024\n"


@pytest.mark.parametrize(
    ("site", "days", "use"),
    [
        ("oui", POSTED, Use.AFFICHER),
        ("oui", ONLINE, Use.AFFICHER),
        ("oui", POSTED + ONLINE, Use.PUBLIE),
        ("non", POSTED, Use.PUBLIE),
        ("", POSTED, Use.PUBLIE),
    ],
)
def test_a_list_is_published_once_it_is_by_each_way_that_is_due(
    tmp_path: Path, site: str, days: str, use: Use
) -> None:
    root = workspace(tmp_path)
    town, file = root / "collectivites" / "le_trehou.yaml", root / "seances" / f"{LE_TREHOU}.yaml"
    told = f"site_internet: {site}\n" if site else ""
    town.write_text(told + town.read_text(encoding="utf-8"), encoding="utf-8")
    file.write_text(f"{file.read_text(encoding='utf-8')}\nliste_des_deliberations:\n{days}", encoding="utf-8")
    session = actgen.Workspace(root).session(f"seances/{file.name}", options=Options(only=("liste",)))
    session.render(out=root / "output", formats=("pdf",))
    (found,) = (
        each.use for each in piles(session) for paper in each.papers if paper.titre.startswith("liste")
    )
    assert found is use
