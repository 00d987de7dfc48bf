"""Values with a unit: as acts print them, compared with their like alone."""

from __future__ import annotations

import pickle
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actgen.base.text.characters import plain
from actgen.base.text.quantites import Contenance, DureeCalendaire, Heures, Incomparable, Quantite, Taux
from actgen.reading.scalars import parse_area, parse_hours_of_work, parse_rate


@pytest.mark.parametrize(
    ("value", "printed"),
    [
        (Taux(Decimal("3.25")), "3,25 %"),
        (Taux(Decimal("3.50")), "3,50 %"),
        (Taux(Decimal("20.00")), "20,00 %"),
        (Taux(Decimal("3.504")).calcule, "3,5 %"),
        (Taux(Decimal("20.00")).calcule, "20 %"),
        (Taux(Decimal("-0.5")), "\u22120,5 %"),
        (Contenance(12_530), "1 ha 25 a 30 ca"),
        (Contenance(10_530), "1 ha 05 a 30 ca"),
        (Contenance(10_030), "1 ha 00 a 30 ca"),
        (Contenance(825), "8 a 25 ca"),
        (Contenance(800), "8 a"),
        (Contenance(20_000), "2 ha"),
        (Contenance(0), "0 ca"),
        (Heures(1050), "17 h 30"),
        (Heures(2100), "35 h"),
        (Heures(65), "1 h 05"),
        (DureeCalendaire(ans=15), "15 ans"),
        (DureeCalendaire(mois=18), "18 mois"),
        (DureeCalendaire(ans=1, mois=6), "1 an et 6 mois"),
        (DureeCalendaire(jours=1), "1 jour"),
    ],
)
def test_each_prints_itself(value: Quantite, printed: str) -> None:
    assert plain(str(value)) == printed
    assert pickle.loads(pickle.dumps(value)) == value


@pytest.mark.parametrize(
    ("rate", "printed"), [("31.5", "31,50 %"), ("54", "54,00 %"), ("14.48", "14,48 %"), ("1.125", "1,125 %")]
)
def test_a_rate_of_taxation_has_two_decimals(rate: str, printed: str) -> None:
    assert plain(Taux(Decimal(rate)).deux_decimales) == printed


@pytest.mark.parametrize(
    ("minutes", "complet", "printed"),
    [(1050, 2100, "17,5/35"), (1040, 2100, "17 h 20/35 h"), (630, 1200, "10,5/20"), (2100, 2100, "35/35")],
)
def test_hours_are_told_as_a_share_of_full_time(minutes: int, complet: int, printed: str) -> None:
    assert plain(Heures(minutes).sur(Heures(complet))) == printed


@given(st.integers(0, 10**9))
def test_what_is_printed_is_read_back(n: int) -> None:
    assert parse_area(str(Contenance(n))) == Contenance(n)
    assert parse_hours_of_work(str(Heures(n % 600_000))) == Heures(n % 600_000)
    rate = Taux(Decimal(n % 10**7) / 10_000)
    assert parse_rate(str(rate)) == rate


def test_months_are_years_and_never_days() -> None:
    assert DureeCalendaire(mois=12) == DureeCalendaire(ans=1) < DureeCalendaire(mois=18)
    assert DureeCalendaire(jours=30) < DureeCalendaire(jours=90)
    with pytest.raises(Incomparable):
        _ = DureeCalendaire(mois=12) < DureeCalendaire(jours=360)


def test_unlike_values_are_neither_equal_nor_compared() -> None:
    assert Heures(60) != Contenance(60)
    with pytest.raises(TypeError):
        _ = Heures(60) < Contenance(60)
