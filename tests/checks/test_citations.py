"""An EPCI is told the article by which the law of municipal councils applies to it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.regles.cases import Case, every_case, findings


def _case(situation: str) -> Case:
    return next(case for case in every_case() if case.situation == situation)


def test_an_article_on_councils_is_cited_with_the_one_that_applies_it(tmp_path: Path, checkout: Path) -> None:
    (found,) = findings(
        _case("un agent est secrétaire d’un EPCI du Haut-Rhin, le droit commun s’applique"),
        tmp_path,
        checkout,
    )
    assert found.article == "art.\u00a0L.\u00a05211-1 et L.\u00a02121-15 CGCT"


def test_a_commune_and_an_article_of_its_own_are_left_as_they_are(tmp_path: Path, checkout: Path) -> None:
    (found,) = findings(_case("un agent est secrétaire en Côte-d’Or"), tmp_path, checkout)
    assert found.article == "art.\u00a0L.\u00a02121-15 CGCT"
    (found,) = findings(_case("EPCI : huis clos demandé par quatre délégués"), tmp_path, checkout)
    assert found.article == "art.\u00a0L.\u00a05211-11 CGCT"


def test_local_law_is_cited_with_the_general_one_for_an_interest(tmp_path: Path, checkout: Path) -> None:
    case = _case("droit local : resté dans la salle le 24 décembre 2025")
    found = next(each for each in findings(case, tmp_path, checkout) if each.code == "INT-PARTICIPATION")
    assert found.article == "art.\u00a0L.\u00a02131-11 et L.\u00a02541-17 CGCT"


@pytest.mark.slow
def test_names_of_a_public_ballot_are_asked_by_the_text_of_the_day(tmp_path: Path, checkout: Path) -> None:
    def article(situation: str) -> str:
        return next(
            each.article
            for each in findings(_case(situation), tmp_path, checkout)
            if each.code == "VOTE-PUBLIC"
        )

    assert article("droit local, 30 juin 2022 : noms d’un scrutin public au registre").endswith(
        "2121-21 CGCT"
    )
    assert article("droit local, 1er juillet 2022 : noms d’un scrutin public conseillés") == ""
    assert article("scrutin public sans les noms").endswith("2121-15 CGCT")
