from datetime import date

import pytest

from actgen.base.diagnostics import Status
from actgen.law.regimes import (
    PartDesMembres,
    QuiCompte,
    Regimes,
    quorum_du,
    regime,
)

DIETWILLER = date(2022, 12, 15)
MAJORITE, TIERS = "plus de la moitié", "un tiers"


@pytest.mark.parametrize(
    ("jour", "trois_ds", "regime_2022", "lnt_2025"),
    [
        (date(2022, 2, 22), False, False, False),
        (date(2022, 2, 23), True, False, False),
        (date(2022, 6, 30), True, False, False),
        (date(2022, 7, 1), True, True, False),
        (date(2025, 12, 23), True, True, False),
        (date(2025, 12, 24), True, True, True),
    ],
)
def test_rules_change_on_their_day(jour: date, trois_ds: bool, regime_2022: bool, lnt_2025: bool) -> None:
    rules = regime(jour, "commune", "21", 800)
    assert (rules.trois_ds, rules.regime_2022, rules.lnt_2025) == (trois_ds, regime_2022, lnt_2025)


def test_an_epci_of_alsace_moselle_follows_the_general_law() -> None:
    rules = regime(DIETWILLER, "epci", "68", 2000)
    assert not rules.alsace_moselle
    assert rules.seuil_3500
    assert rules.delai.jours_francs == 5
    assert rules.delai_installation.jours_francs == 5
    assert rules.note_de_synthese


def test_thresholds_of_population() -> None:
    assert not regime(DIETWILLER, "commune", "21", 3499).seuil_3500
    assert regime(DIETWILLER, "commune", "21", 3500).seuil_3500


@pytest.mark.parametrize(
    ("jour", "part", "compte", "pouvoirs"),
    [
        (date(2020, 3, 23), MAJORITE, QuiCompte.PRESENTS, 1),
        (date(2020, 3, 24), TIERS, QuiCompte.PRESENTS, 2),
        (date(2020, 4, 2), TIERS, QuiCompte.PRESENTS, 2),
        (date(2020, 4, 3), TIERS, QuiCompte.PRESENTS_OU_REPRESENTES, 2),
        (date(2020, 7, 10), TIERS, QuiCompte.PRESENTS_OU_REPRESENTES, 2),
        (date(2020, 7, 11), TIERS, QuiCompte.PRESENTS, 2),
        (date(2020, 8, 30), TIERS, QuiCompte.PRESENTS, 2),
        (date(2020, 8, 31), MAJORITE, QuiCompte.PRESENTS, 1),
        (date(2020, 10, 30), MAJORITE, QuiCompte.PRESENTS, 1),
        (date(2020, 10, 31), TIERS, QuiCompte.PRESENTS, 2),
        (date(2021, 9, 30), TIERS, QuiCompte.PRESENTS, 2),
        (date(2021, 10, 1), MAJORITE, QuiCompte.PRESENTS, 1),
        (date(2021, 11, 9), MAJORITE, QuiCompte.PRESENTS, 1),
        (date(2021, 11, 10), TIERS, QuiCompte.PRESENTS, 2),
        (date(2022, 7, 31), TIERS, QuiCompte.PRESENTS, 2),
        (date(2022, 8, 1), MAJORITE, QuiCompte.PRESENTS, 1),
    ],
)
def test_quorum_and_proxies_in_the_time_of_covid(
    jour: date, part: str, compte: QuiCompte, pouvoirs: int
) -> None:
    rule = quorum_du(jour)
    assert (rule.part.dite, rule.compte, rule.pouvoirs) == (part, compte, pouvoirs)
    assert rule.derogatoire is (part == TIERS)
    assert rule.compte_election is QuiCompte.PRESENTS


def test_a_date_that_was_not_read_is_said_to_be_so() -> None:
    assert quorum_du(date(2020, 6, 1)).origine.statut is Status.PARTLY
    assert "déduites" in quorum_du(date(2020, 6, 1)).origine.note
    assert quorum_du(date(2020, 7, 11)).origine.statut is Status.VERIFIED


@pytest.mark.parametrize(
    ("part", "dite", "pour_quinze"),
    [
        (PartDesMembres(1, 2, True), "plus de la moitié", 8),
        (PartDesMembres(1, 3, False), "un tiers", 5),
        (PartDesMembres(1, 4, True), "plus d’un quart", 4),
        (PartDesMembres(2, 3, False), "deux tiers", 10),
        (PartDesMembres(3, 4, False), "trois quarts", 12),
        (PartDesMembres(2, 5, True), "plus de deux cinquièmes", 7),
    ],
)
def test_a_part_of_the_members(part: PartDesMembres, dite: str, pour_quinze: int) -> None:
    assert (part.dite, part.requis(15)) == (dite, pour_quinze)


def test_a_file_without_its_switches_is_refused() -> None:
    local = b"droit_local:\n  - {departements: [57, 99], article: L2541-1, statut: memoire}\n"
    _, findings = Regimes.read(b"verifie_le: 2026-04-30\n" + local, "r.yaml")
    messages = " ".join(each.message for each in findings)
    assert "Département inconnu" in messages
    assert "trois_ds" in messages
    assert "seuil_population" in messages
    assert {each.code for each in findings} == {"LOI-FORME", "LOI-DEPARTEMENT"}
