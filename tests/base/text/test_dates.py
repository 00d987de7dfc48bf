from __future__ import annotations

from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actgen.base.text.dates import (
    JOURS,
    MOIS,
    date_chiffres,
    date_lettres,
    date_longue,
    formule_ouverture,
    heure,
    heure_lettres,
)


@pytest.mark.parametrize(
    ("day", "long", "short", "words"),
    [
        (
            date(2022, 12, 15),
            "jeudi 15\u00a0décembre 2022",
            "15/12/2022",
            "l’an deux mille vingt-deux, le quinze décembre",
        ),
        (
            date(2023, 1, 1),
            "dimanche 1er\u00a0janvier 2023",
            "01/01/2023",
            "l’an deux mille vingt-trois, le premier janvier",
        ),
        (
            date(2000, 2, 29),
            "mardi 29\u00a0février 2000",
            "29/02/2000",
            "l’an deux mille, le vingt-neuf février",
        ),
        (
            date(2080, 8, 21),
            "mercredi 21\u00a0août 2080",
            "21/08/2080",
            "l’an deux mille quatre-vingts, le vingt et un août",
        ),
    ],
)
def test_dates(day: date, long: str, short: str, words: str) -> None:
    assert date_longue(day) == long
    assert date_chiffres(day) == short
    assert date_lettres(day) == words


def test_a_date_without_its_weekday() -> None:
    assert date_longue(date(2022, 12, 15), jour=False) == "15\u00a0décembre 2022"


def test_names_of_months_and_days_are_lower_case_and_complete() -> None:
    assert (len(MOIS), MOIS[0], MOIS[11]) == (12, "janvier", "décembre")
    assert (len(JOURS), JOURS[0], JOURS[6]) == (7, "lundi", "dimanche")


@pytest.mark.parametrize(
    ("hour", "digits", "words"),
    [
        (time(0, 0), "0\u00a0h", "zéro heure"),
        (time(0, 30), "0\u00a0h\u00a030", "zéro heure trente"),
        (time(1, 0), "1\u00a0h", "une heure"),
        (time(8, 5), "8\u00a0h\u00a005", "huit heures cinq"),
        (time(12, 0), "12\u00a0h", "douze heures"),
        (time(20, 0), "20\u00a0h", "vingt heures"),
        (time(20, 21), "20\u00a0h\u00a021", "vingt heures vingt et une"),
        (time(20, 30), "20\u00a0h\u00a030", "vingt heures trente"),
        (time(21, 0), "21\u00a0h", "vingt et une heures"),
    ],
)
def test_hours(hour: time, digits: str, words: str) -> None:
    assert heure(hour) == digits
    assert heure_lettres(hour) == words


def test_opening_formula() -> None:
    assert formule_ouverture(date(2022, 12, 15), time(20, 30)) == (
        "L’an deux mille vingt-deux, le quinze décembre à vingt heures trente"
    )
    assert formule_ouverture(date(2022, 12, 1)) == "L’an deux mille vingt-deux, le premier décembre"


@given(st.dates(), st.times())
def test_any_date_and_hour_can_be_written(day: date, hour: time) -> None:
    assert MOIS[day.month - 1] in formule_ouverture(day, hour)
    assert date_longue(day).startswith(JOURS[day.weekday()])
    assert heure(hour).startswith(f"{hour.hour}\u00a0h")
