"""The rates of taxes in an act: the columns of what is known, and the yield that the budget expects."""

from __future__ import annotations

import re
from pathlib import Path
from shutil import copy

import pytest

from tests.session.acts import ROOT, examined, plan
from tests.session.papers import text as words

EXAMPLE = ROOT / "templates/deliberations/taux_impots/exemple.yaml"


@pytest.mark.parametrize("bases", [True, False])
def test_a_column_of_which_nothing_is_known_is_not_printed(tmp_path: Path, bases: bool) -> None:
    text = EXAMPLE.read_text(encoding="utf-8")
    place = tmp_path / "seances/taux.yaml"
    place.parent.mkdir()
    copy(EXAMPLE.with_name("exemple-debats.md"), place.parent)
    place.write_text(text if bases else re.sub(r" +bases_\w+: .*\n", "", text), encoding="utf-8")
    act = " ".join(words(plan(examined(place), "deliberation-01")).replace("\u202f", " ").split())
    assert ("Bases prévisionnelles" in act, "58 477" in act) == (bases, bases)
    assert "31,50" in act and "14,48" in act
    rest = "soit 556 € de moins que le total"
    assert ("€ de produit." in act.replace("\u00a0", " "), rest in act.replace("\u00a0", " ")) == (
        not bases,
        bases,
    )
    assert "77 000" in act


def test_a_shipped_example_finds_what_stands_beside_it() -> None:
    """Its debates were looked for under the name that the journal has for its folder."""
    assert [each.message for each in examined(EXAMPLE).report.errors] == []
