"""Time limits that follow a session, exemptions from transmission: what ships, and faults of the file."""

from __future__ import annotations

from datetime import date

import pytest

from actgen.law.suites import (
    SuiteLegale,
    SuitesLegales,
    delai,
    dispense_de_transmission,
    regle_du_numero,
    teletransmission_obligatoire,
)
from actgen.reading.sources import shipped

CONTENT = shipped("data", "droit", "suites.yaml").read_text(encoding="utf-8")
JOUR = date(2022, 12, 15)


@pytest.mark.parametrize(
    "suite", [SuiteLegale.PROCES_VERBAL, SuiteLegale.EN_LIGNE, SuiteLegale.INFORMATION_LISTE]
)
def test_no_such_limit_before_july_2022(suite: SuiteLegale) -> None:
    assert delai(suite, date(2022, 6, 30)) is None
    assert delai(suite, date(2022, 7, 1)) is not None


def test_under_the_older_text_a_report_is_late_for_certain_after_eight_days() -> None:
    ancien, nouveau = delai(SuiteLegale.LISTE, date(2022, 6, 30)), delai(SuiteLegale.LISTE, date(2022, 7, 1))
    assert ancien is not None and nouveau is not None
    jour = date(2022, 6, 1)
    assert [ancien.depasse(jour, date(2022, 6, 1 + n)) for n in (7, 8, 9)] == [False, False, True]
    assert [nouveau.depasse(jour, date(2022, 6, 1 + n)) for n in (7, 8, 9)] == [False, True, True]


@pytest.mark.parametrize(
    ("texte", "exempt"),
    [
        ("tarifs de stationnement", True),
        ("Tarifs de stationnement", True),
        ("taux de promotion", True),
        ("alignement", True),
        ("tarifs de la cantine", False),
        ("", False),
    ],
)
def test_what_the_law_exempts(texte: str, exempt: bool) -> None:
    assert (dispense_de_transmission(texte, JOUR) is not None) is exempt


def test_electronic_transmission_above_50_000_inhabitants() -> None:
    assert [teletransmission_obligatoire(n, JOUR) for n in (None, 50_000, 50_001)] == [False, False, True]
    assert regle_du_numero(JOUR).longueur == 15


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("    jours: 7\n", "    jours: 7\n    mois: 1\n", "soit en jours, soit en mois"),
        ("    mois: 2\n", "", "soit en jours, soit en mois"),
        ("objet: classement", "objets: classement", "objets"),
    ],
)
def test_a_fault_is_told_with_its_line(old: str, new: str, told: str) -> None:
    assert old in CONTENT
    _, findings = SuitesLegales.read(CONTENT.replace(old, new, 1).encode(), "suites.yaml")
    assert any(told in finding.message for finding in findings), [f.message for f in findings]
    assert all(finding.location is not None and finding.location.line for finding in findings)
