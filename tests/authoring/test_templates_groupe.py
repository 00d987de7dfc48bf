"""The papers of a group are tried with those of its sessions: letter, sheets to sign, shares."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from actgen.acts.views.papiers_du_groupe import VueFeuille, VueLettre, VueRepartition
from actgen.authoring.templates.workbench import workbench
from actgen.council.kinds.catalogue import Catalogue, search_path
from actgen.reading.sources import Sources


@pytest.fixture
def catalogue(tmp_path: Path) -> Catalogue:
    return Catalogue(Sources(tmp_path), search_path(tmp_path))


def test_authors_see_the_values_of_the_example_in_the_papers_of_the_group(catalogue: Catalogue) -> None:
    kind = catalogue.get("groupement_commandes")
    assert kind is not None
    with workbench(catalogue) as bench:
        values = bench.values(kind)
    (shares,) = values["repartition"]
    assert isinstance(shares, VueRepartition)
    assert shares.total == Decimal("649.90") and len(shares.depenses) == 3
    assert all(isinstance(view, VueLettre) for view in values["lettre"]) and values["lettre"]
    assert {view.rang for view in values["feuille_de_signature"] if isinstance(view, VueFeuille)} == {1, 2}


def test_a_kind_that_is_no_convention_is_tried_without_them(catalogue: Catalogue) -> None:
    kind = catalogue.get("adhesion_groupement")
    assert kind is not None
    with workbench(catalogue) as bench:
        bench.example(kind)
        assert not {"repartition", "lettre", "feuille_de_signature"} & {
            filled.name for filled in bench.filled
        }
