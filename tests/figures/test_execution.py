"""From when an act is executory, and how far it has come."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actgen.facts.suites import Suites
from actgen.figures.execution import Stade, executoire_le, stade

LUNDI, MERCREDI, VENDREDI = date(2022, 12, 19), date(2022, 12, 21), date(2022, 12, 23)


@pytest.mark.parametrize(
    ("transmise", "recue", "publiee", "attendu"),
    [
        (LUNDI, None, LUNDI, LUNDI),
        (LUNDI, None, MERCREDI, MERCREDI),
        (MERCREDI, None, LUNDI, MERCREDI),
        (LUNDI, VENDREDI, MERCREDI, VENDREDI),
        (None, VENDREDI, MERCREDI, VENDREDI),
        (LUNDI, None, None, None),
        (None, None, LUNDI, None),
    ],
)
def test_published_and_transmitted(
    transmise: date | None, recue: date | None, publiee: date | None, attendu: date | None
) -> None:
    assert executoire_le(transmise=transmise, recue=recue, publiee=publiee) == attendu


@given(st.dates(), st.dates(), st.dates())
def test_never_before_any_of_its_proofs(transmise: date, recue: date, publiee: date) -> None:
    found = executoire_le(transmise=transmise, recue=recue, publiee=publiee)
    assert found == max(recue, publiee)


def test_an_act_that_is_not_transmitted_needs_its_publication_only() -> None:
    assert executoire_le(transmise=None, recue=None, publiee=LUNDI, transmissible=False) == LUNDI


@pytest.mark.parametrize(
    ("suites", "attendu"),
    [
        (Suites(), Stade.ADOPTE),
        (Suites(transmise_le=LUNDI), Stade.TRANSMIS),
        (Suites(recue_le=LUNDI), Stade.TRANSMIS),
        (Suites(publiee_le=LUNDI), Stade.PUBLIE),
        (Suites(publiee_le=LUNDI, transmise_le=LUNDI), Stade.EXECUTOIRE),
    ],
)
def test_the_stage_follows_from_the_facts(suites: Suites, attendu: Stade) -> None:
    assert stade(suites, adopte=True, transmissible=True) is attendu
    assert stade(suites, adopte=False, transmissible=True) is Stade.MODELE
