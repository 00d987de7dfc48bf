"""The files of acts by what is left to do with them."""

from __future__ import annotations

from pathlib import Path

import pytest

import actgen
from actgen.api.papers import Use, piles
from actgen.session.result import Options
from tests.session.acts import LE_TREHOU, edit, workspace

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
    found = _uses(root, "liste")
    assert [each for title, each in found.items() if title.startswith("liste")] == [{use}]


DAYS = "\nproces_verbal:\n  arrete_le: 12/12/2024\n"


@pytest.mark.parametrize(
    ("days", "uses"),
    [
        ("", {Use.ARRETER}),
        (DAYS, {Use.SIGNER, Use.AFFICHER}),
        (DAYS + "  publie_le: 16/12/2024\n", {Use.SIGNE, Use.PUBLIE}),
    ],
)
def test_minutes_are_published_by_their_own_day_and_not_by_the_list_s(
    tmp_path: Path, days: str, uses: set[Use]
) -> None:
    root = workspace(tmp_path)
    file = root / "seances" / f"{LE_TREHOU}.yaml"
    file.write_text(
        f"{file.read_text(encoding='utf-8')}\nliste_des_deliberations:\n{POSTED}{ONLINE}{days}",
        encoding="utf-8",
    )
    assert set().union(*_uses(root, "proces-verbal").values()) == uses


@pytest.mark.parametrize(
    ("day", "uses"),
    [("", {Use.SIGNER, Use.TRANSMETTRE}), ("  deliberation_signee_le: 15/11/2024\n", {Use.TRANSMETTRE})],
)
def test_what_is_signed_is_not_to_be_signed_again(tmp_path: Path, day: str, uses: set[Use]) -> None:
    root = workspace(tmp_path)
    edit(root / "seances" / f"{LE_TREHOU}.yaml", SENT, f"suites:\n{day}" if day else "")
    found = _uses(root, "deliberation-03")
    assert next(iter(found.values())) == uses
    session = actgen.Workspace(root).session(f"seances/{LE_TREHOU}.yaml")
    told = {each.use: each.consigne for each in piles(session)}
    assert ("à faire signer" in told.get(Use.SIGNER, "")) == (Use.SIGNER in uses)
    assert "à transmettre" in told[Use.TRANSMETTRE] and "à faire signer" not in told[Use.TRANSMETTRE]


SENT = """suites:
  transmise_le: 18/11/2024
  publiee_le: 19/11/2024
  mode_publication: électronique
  certificat_du: 20/11/2024
"""


def _uses(root: Path, *only: str) -> dict[str, set[Use]]:
    """What is done with the PDF of each act."""
    session = actgen.Workspace(root).session(f"seances/{LE_TREHOU}.yaml", options=Options(only=only))
    session.render(out=root / "output", formats=("pdf",))
    found: dict[str, set[Use]] = {}
    for each in piles(session):
        for paper in each.papers:
            found.setdefault(paper.titre, set()).add(each.use)
    return found
