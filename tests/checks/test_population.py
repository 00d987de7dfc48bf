"""A commune of which actgen knows no population: what no file of reference can show."""

from __future__ import annotations

from pathlib import Path

import pytest

from actgen.base.diagnostics import Severity
from actgen.base.records import replace
from actgen.checks.effectif import check_effectif, check_seuil
from actgen.council.figures.seance import FiguresSeance, compute
from actgen.council.kinds.catalogue import Catalogue, search_path
from actgen.reading.sources import Sources
from actgen.session.load import load_session


@pytest.fixture
def figures(checkout: Path) -> FiguresSeance:
    catalogue = Catalogue(Sources(checkout / "data"), search_path(checkout / "data"))
    place = checkout / "data" / "seances" / "dietwiller-2022-12-15.yaml"
    seance = load_session(place, Sources(checkout / "data"), catalogue).seance
    assert seance is not None
    return compute(replace(seance, collectivite=replace(seance.collectivite, population=None)), catalogue)


def test_an_unknown_population_counts_as_a_small_one_and_is_said(figures: FiguresSeance) -> None:
    assert not figures.regime.seuil_3500
    (finding,) = check_seuil(figures)
    assert (finding.code, finding.severity) == ("POPULATION-SEUIL", Severity.WARNING)
    assert "inconnue" in finding.message
    assert "note de synthèse" in finding.message and "mode de publication" in finding.message
    assert finding.location == figures.seance.collectivite.lieu
    assert "2019" in finding.hint


def test_no_seats_are_deduced_from_an_unknown_population(figures: FiguresSeance) -> None:
    assert list(check_effectif(figures)) == []
