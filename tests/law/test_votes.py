"""Numbers and dates of ballots, closed sessions, proxies, accounts and interests."""

from __future__ import annotations

from datetime import date

import pytest

from actgen.law.natures import Avantage
from actgen.law.scrutins import (
    Interets,
    ReglesDeVote,
    compte_financier_unique,
    duree_des_pouvoirs,
    huis_clos,
    nominations,
    opposition_locale,
    representants,
)

JOUR = date(2022, 12, 15)


def test_how_many_ask_for_a_closed_session() -> None:
    commune, epci = huis_clos("commune", JOUR), huis_clos("epci", JOUR)
    assert (commune.membres, commune.article, epci.membres, epci.article) == (3, "L2121-18", 5, "L5211-11")


def test_rounds_and_sessions() -> None:
    rule = nominations(JOUR)
    assert (rule.tours_a_la_majorite_absolue, rule.tours, duree_des_pouvoirs(JOUR).seances) == (2, 3, 3)


def test_the_single_accounts_are_general_from_2027() -> None:
    assert compte_financier_unique(date(2026, 12, 31)) is None
    found = compte_financier_unique(date(2027, 1, 1))
    assert found is not None
    assert found.exercice == 2026


def test_local_opposition_lasts_ten_days() -> None:
    assert (opposition_locale(JOUR).jours, opposition_locale(JOUR).article) == (10, "L2541-18")
    assert Avantage("depense_obligatoire") not in (representants(date(2024, 1, 1)) or pytest.fail()).retrait


def test_faults_of_the_files_are_said_at_their_place() -> None:
    content = (
        "verifie_le: 2026-04-30\nrepresentants:\n"
        "  - {condition: designes_par_la_loi, retrait: [aide, cadeau], article: L1111-6, statut: memoire}\n"
    )
    found = Interets.read(content.encode(), "interets.yaml")[1]
    assert (found[0].code, found[0].locations[0].line) == ("LOI-FORME", 3)
    assert any("opposition_locale" in each.message for each in found)


def test_a_ballot_without_its_row_and_a_part_of_zero_are_faults() -> None:
    content = (
        "verifie_le: 2026-04-30\nhuis_clos: []\nscrutins:\n"
        "  - {scrutin: public, un_present_sur: 0, article: L2121-21, statut: memoire}\n"
    )
    messages = " ".join(each.message for each in ReglesDeVote.read(content.encode(), "votes.yaml")[1])
    assert (
        "au moins 1" in messages
        and "scrutins\u00a0»\u00a0: secret" in messages
        and "commune, epci" in messages
    )
