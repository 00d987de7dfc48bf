"""The day that advice names is the last one that the check accepts: the next one is too late."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from actgen.base.diagnostics import Diagnostic, Severity
from tests.regles.cases import Case, findings

SEANCE = date(2023, 6, 15)
A_TENIR: dict[str, Any] = {
    "seance": {"levee": None, "secretaire": None},
    "absents": None,
    "points": [{"numero": 1, "objet": "Achat"}],
    "suites": {"transmise_le": None, "publiee_le": None},
}
TENUE: dict[str, Any] = {
    "absents": "aucun",
    "points": [{"numero": 1, "objet": "Achat", "vote": "15 pour"}],
}
SECONDE = {"seconde": {"premiere_seance": "01/06/2023", "rappel_sans_quorum": "oui"}}
# the model, what its convocation says besides, and days from the last that is accepted to the session
DELAIS: list[tuple[str, dict[str, Any], int]] = [
    ("commune", {}, 4),
    ("commune_4200", {"note_de_synthese": "oui"}, 6),
    ("alsace", {}, 3),
    ("alsace_4200", {"note_de_synthese": "oui"}, 6),
    ("epci", {"note_de_synthese": "oui"}, 6),
    ("commune", SECONDE, 4),
    ("epci", {"note_de_synthese": "oui", **SECONDE}, 4),
    ("alsace", SECONDE, 3),
]


def _said(
    modele: str,
    facts: dict[str, Any],
    convocation: dict[str, Any],
    folder: Path,
    checkout: Path,
    au: date | None = None,
) -> tuple[Diagnostic, ...]:
    change = {**facts, "convocation": {"ordre_du_jour": ["Achat"], **convocation}}
    case = Case("convocation", "essai", modele, change, (), "", "", SEANCE, au)
    return findings(case, folder, checkout)


@pytest.mark.parametrize("facts", [A_TENIR, TENUE], ids=["to be held", "held"])
@pytest.mark.parametrize(("modele", "convocation", "jours"), DELAIS)
def test_the_day_advised_is_accepted_and_the_next_is_not(
    modele: str,
    convocation: dict[str, Any],
    jours: int,
    facts: dict[str, Any],
    tmp_path: Path,
    checkout: Path,
) -> None:
    def too_late(envoi: date) -> list[Diagnostic]:
        sent = {**convocation, "envoyee_le": f"{envoi:%d/%m/%Y}"}
        said = _said(modele, facts, sent, tmp_path, checkout)
        return [f for f in said if f.code.startswith("CONV-DELAI") and f.severity is Severity.ERROR]

    limite = SEANCE - timedelta(days=jours)
    assert too_late(limite) == []
    for late in range(1, jours + 1):
        (finding,) = too_late(limite + timedelta(days=late))
        assert _named(finding.hint) == limite


@pytest.mark.parametrize(("modele", "convocation", "jours"), DELAIS)
def test_it_is_overdue_the_day_after(
    modele: str, convocation: dict[str, Any], jours: int, tmp_path: Path, checkout: Path
) -> None:
    limite = SEANCE - timedelta(days=jours)
    not_sent = {**convocation, "envoyee_le": None}
    overdue = [
        each
        for au in (limite, limite + timedelta(days=1))
        for each in _said(modele, A_TENIR, not_sent, tmp_path, checkout, au)
        if each.code == "ECHEANCE-DEPASSEE" and "Convocation à envoyer" in each.message
    ]
    assert [_named(each.message) for each in overdue] == [limite]


def _named(text: str) -> date:
    (day,) = re.findall(r"au plus tard le (\d\d/\d\d/\d{4})", text)
    return datetime.strptime(day, "%d/%m/%Y").date()
