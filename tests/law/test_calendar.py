from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actgen.law.calendar import (
    est_ferie,
    feries,
    feries_entre,
    fin_du_recours,
    jours_francs,
    mois_plus_tard,
    paques,
    premier_jour_ouvrable,
)

days = st.dates(date(1990, 1, 1), date(2090, 12, 31))


@pytest.mark.parametrize(
    ("envoi", "seance", "francs"),
    [
        (date(2026, 6, 1), date(2026, 6, 5), 3),  # (a)
        (date(2026, 6, 1), date(2026, 6, 4), 2),  # (b)
        (date(2026, 5, 20), date(2026, 5, 26), 5),  # (c)
        (date(1989, 12, 21), date(1989, 12, 26), 4),  # (d) d'André
        (date(2022, 12, 6), date(2022, 12, 15), 8),  # the real session
        (date(2022, 12, 15), date(2022, 12, 15), -1),
    ],
)
def test_clear_days(envoi: date, seance: date, francs: int) -> None:
    assert jours_francs(envoi, seance) == francs


def test_a_notice_that_a_holiday_makes_long_enough() -> None:
    between = feries_entre(date(2026, 5, 20), date(2026, 5, 26))
    assert [(each.jour, each.nom) for each in between] == [(date(2026, 5, 25), "lundi de Pentecôte")]
    assert feries_entre(date(2025, 12, 31), date(2026, 1, 2))[0].jour == date(2026, 1, 1)
    assert feries_entre(date(2026, 5, 25), date(2026, 5, 26)) == ()


@pytest.mark.parametrize(
    ("annee", "jour"),
    [
        (1961, date(1961, 4, 2)),
        (2008, date(2008, 3, 23)),
        (2022, date(2022, 4, 17)),
        (2026, date(2026, 4, 5)),
        (2038, date(2038, 4, 25)),
    ],
)
def test_easter(annee: int, jour: date) -> None:
    assert paques(annee) == jour


@given(st.integers(1900, 2200))
def test_easter_is_a_sunday_between_its_bounds(annee: int) -> None:
    easter = paques(annee)
    assert easter.weekday() == 6
    assert date(annee, 3, 22) <= easter <= date(annee, 4, 25)


def test_eleven_national_holidays_and_the_local_ones() -> None:
    assert len(feries(2026)) == 11
    local = {each.jour: each for each in feries(2026, local=True)}
    assert len(local) == 13
    assert local[date(2026, 12, 26)].certain
    assert not local[date(2026, 4, 3)].certain
    assert not est_ferie(date(2026, 4, 3), local=True)
    assert est_ferie(date(2026, 12, 26), local=True)
    assert not est_ferie(date(2026, 12, 26))


@pytest.mark.parametrize(
    ("publication", "fin"),
    [
        (date(2022, 12, 19), date(2023, 2, 20)),
        (date(2022, 11, 3), date(2023, 1, 4)),
        (date(2026, 3, 6), date(2026, 5, 7)),
    ],
)
def test_end_of_recourse(publication: date, fin: date) -> None:
    assert fin_du_recours(publication, local=True) == fin


def test_recourse_is_carried_over_a_local_holiday() -> None:
    assert fin_du_recours(date(2024, 10, 25)) == date(2024, 12, 26)
    assert fin_du_recours(date(2024, 10, 25), local=True) == date(2024, 12, 27)


@given(days, st.booleans())
def test_recourse_never_ends_on_a_day_of_rest(publication: date, local: bool) -> None:
    end = fin_du_recours(publication, local)
    assert end.weekday() < 5
    assert not est_ferie(end, local)
    assert end == premier_jour_ouvrable(end, local)
    assert end >= mois_plus_tard(publication, 2)


def test_months_later() -> None:
    assert mois_plus_tard(date(2022, 12, 19), 2) == date(2023, 2, 19)
    assert mois_plus_tard(date(2023, 12, 31), 2) == date(2024, 2, 29)
    assert mois_plus_tard(date(2022, 12, 15), 1) == date(2023, 1, 15)


@given(days, st.integers(0, 24))
def test_months_later_is_within_the_month_aimed_at(jour: date, mois: int) -> None:
    later = mois_plus_tard(jour, mois)
    assert (later.year * 12 + later.month) - (jour.year * 12 + jour.month) == mois
    assert later.day == jour.day or (later + timedelta(days=1)).day == 1
