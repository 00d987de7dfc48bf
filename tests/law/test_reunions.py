"""Second convocations, the first meeting, sessions at a distance, doubts on a population."""

from __future__ import annotations

from datetime import date

import pytest

from actgen.law.regimes import (
    ConditionSeconde,
    Regimes,
    premiere_reunion,
    regime,
    seance_a_distance,
)

JOUR = date(2023, 6, 15)


@pytest.mark.parametrize(
    ("genre", "departement", "condition", "article"),
    [
        ("commune", "21", ConditionSeconde.DELAI, "L2121-17"),
        ("commune", "68", ConditionSeconde.RAPPEL, "L2541-4"),
        ("epci", "68", ConditionSeconde.DELAI, "L2121-17"),
    ],
)
def test_what_spares_the_quorum(
    genre: str, departement: str, condition: ConditionSeconde, article: str
) -> None:
    seconde = regime(JOUR, genre, departement, 1200).seconde
    assert (seconde.condition, seconde.article) == (condition, article)
    assert seconde.jours_francs == (3 if condition is ConditionSeconde.DELAI else 0)


@pytest.mark.parametrize(
    ("genre", "jour", "permise"),
    [
        ("commune", date(2022, 7, 31), True),
        ("commune", date(2022, 8, 1), False),
        ("epci", date(2019, 12, 28), False),
        ("epci", date(2019, 12, 29), True),
        ("epci", date(2022, 8, 1), True),
    ],
)
def test_who_may_meet_at_a_distance(genre: str, jour: date, permise: bool) -> None:
    assert (seance_a_distance(jour, genre) is not None) is permise


@pytest.mark.parametrize(("jour", "permise"), [(date(2022, 7, 31), False), (date(2022, 8, 1), True)])
def test_a_syndicat_meets_at_a_distance_since_august_2022(jour: date, permise: bool) -> None:
    assert (seance_a_distance(jour, "epci", fiscalite_propre=False) is not None) is permise


@pytest.mark.parametrize(("jour", "electronique"), [(date(2019, 12, 28), False), (date(2019, 12, 29), True)])
def test_convocations_go_by_electronic_means(jour: date, electronique: bool) -> None:
    assert regime(jour, "commune", "21", 1200).convocation_dematerialisee is electronique
    assert not regime(jour, "commune", "68", 1200).convocation_dematerialisee


def test_a_word_that_is_none_is_refused_at_its_line() -> None:
    content = b"seances_a_distance:\n  - pour: canton\n    texte: rien\n    statut: memoire\n"
    _, findings = Regimes.read(content, "r.yaml")
    assert any("canton" in each.message and each.location and each.location.line == 2 for each in findings)


@pytest.mark.parametrize(("jour", "permis"), [(26, False), (27, True), (28, True), (29, True), (30, False)])
def test_the_first_meeting_is_held_from_friday_to_sunday(jour: int, permis: bool) -> None:
    held = date(2026, 3, jour)
    assert premiere_reunion(held).permet(held) is permis
