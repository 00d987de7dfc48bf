"""A vote that the council was not in number to hold: told as it was, and no act comes of it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from actgen.acts.tree.words import plain_words
from actgen.acts.views.plan import ActPlan, Due
from actgen.council.figures.execution import Stade
from actgen.session.examination import examine
from actgen.session.result import Options
from tests.regles.cases import merge, model, write
from tests.session.acts import workspace

FREE = {"acte": "deliberation_libre", "decide": "accepte le bail", "matiere": "3.3"}
PROVED = {"transmise_le": "16/06/2023", "publiee_le": "16/06/2023"}
WHOLE = ("proces-verbal", "liste-des-deliberations")


def _acts(tmp_path: Path, base: str, change: dict[str, Any]) -> dict[str, ActPlan]:
    space = workspace(tmp_path / "espace")
    place = write(space / "seances" / "essai.yaml", merge(model(base), change))
    return {plan.key: plan for plan in examine(place, Options()).plans}


def _text(plan: ActPlan) -> str:
    assert plan.due is Due.WRITTEN and plan.document is not None, plan
    return " ".join(plain_words(plan.document)).replace("\u00a0", " ").replace("\u202f", " ")


def _lost(**item: Any) -> dict[str, Any]:
    """Eight of fifteen at item 1; one leaves, and item 2 is voted by seven."""
    return {
        "absents": [f"Membre {rang}" for rang in range(9, 16)],
        "mouvements": ["Membre 8 part avant le point 2"],
        "suites": PROVED,
        "points": [
            {"numero": 1, "objet": "Acquisition d’une parcelle", "vote": "8 pour", **FREE},
            {"numero": 2, "objet": "Bail", "vote": "7 pour", **item},
        ],
    }


@pytest.mark.parametrize("item", [{}, FREE], ids=["without an act", "with one"])
def test_the_list_and_the_minutes_say_that_it_was_voted_without_quorum(
    tmp_path: Path, item: dict[str, str]
) -> None:
    plans = _acts(tmp_path, "commune", _lost(**item))
    posted, minutes = (_text(plans[key]) for key in ("liste-des-deliberations", "proces-verbal"))
    assert "vote sans quorum 7 pour ; 7 présents pour un quorum de 8" in posted
    assert posted.count("adoptée ") == 1 and posted.count("à l’unanimité") == 1
    _, _, item_two = minutes.rpartition("2. Bail")
    assert "Le quorum n’est pas réuni pour ce point : 7 présents pour un quorum de 8." in item_two
    assert "Vote tenu sans quorum." in item_two
    for word in ("dopté", "unanimité", "ACCEPTE", "Délibération n°"):
        assert word not in item_two
    assert plans["deliberation-01"].due is Due.WRITTEN and plans["certificat-01"].due is Due.WRITTEN


@pytest.mark.parametrize("item", [{}, FREE], ids=["without an act", "with one"])
def test_it_is_on_the_page_of_what_is_left_to_do(tmp_path: Path, item: dict[str, str]) -> None:
    page = _text(_acts(tmp_path, "commune", _lost(**item))["a-faire"])
    assert "Point 2, voté sans quorum, à reprendre sur une nouvelle convocation art. L. 2121-17" in page


def test_its_act_and_its_certificate_are_refused(tmp_path: Path) -> None:
    plans = _acts(tmp_path, "commune", _lost(**FREE))
    for key in ("deliberation-02", "certificat-02"):
        assert [finding.code for finding in plans[key].refus] == ["QUORUM-POINT"]


def test_nobody_is_elected_without_quorum(tmp_path: Path) -> None:
    election = {
        "nature": "nomination",
        "scrutin": "secret",
        "vote": {"tours": [{"voix": ["Membre 2, 7 voix"]}]},
    }
    minutes = _text(_acts(tmp_path, "commune", _lost(**election))["proces-verbal"])
    _, _, item_two = minutes.rpartition("2. Bail")
    assert "Membre 2 7" in item_two and "Vote tenu sans quorum." in item_two and "élu" not in item_two


def test_a_new_affair_at_a_second_convocation_has_neither_deliberation_nor_certificate(
    tmp_path: Path,
) -> None:
    """The agenda numbered anew from 1: the old number 4 is that of an item taken up as number 2."""
    items = ("Déneigement", "Demande de DETR", "Information sur les travaux", "Achat d’une tondeuse")
    plans = _acts(
        tmp_path,
        "seconde",
        {
            "suites": {"transmise_le": "12/06/2023", "publiee_le": "12/06/2023"},
            "convocation": {
                "ordre_du_jour": list(items),
                "seconde": {
                    "ordre_du_jour": ["Tarifs", "Bail", "Déneigement", "Demande de DETR", items[2]],
                },
            },
            "points": [
                {"numero": rang, "objet": objet, "vote": "4 pour", **FREE}
                for rang, objet in enumerate(items, start=1)
            ],
        },
    )
    for key in ("deliberation-04", "certificat-04"):
        assert [finding.code for finding in plans[key].refus] == ["QUORUM-2E-CONV"]
    for key in ("deliberation-02", "certificat-02"):
        assert plans[key].due is Due.WRITTEN
    assert "4 Achat d’une tondeuse vote sans quorum" in _text(plans["liste-des-deliberations"])


def _second(item: str, first: list[str] | None, **change: Any) -> dict[str, Any]:
    """Seven present of a quorum of eight at a second convocation, one item, both proofs there."""
    return {
        "suites": {"transmise_le": "12/06/2023", "publiee_le": "12/06/2023"},
        "convocation": {"ordre_du_jour": [item], "seconde": {"ordre_du_jour": first}},
        "absents": [f"Membre {rang}" for rang in range(8, 16)],
        "points": [{"numero": 1, "objet": item, "vote": "7 pour", **FREE}],
        **change,
    }


RESERVE = "sous réserve que l’affaire soit l’une de celles de la première convocation"


@pytest.mark.parametrize(
    ("item", "first"),
    [
        ("Vente AB 13", ["Vente AB 12"]),
        ("Programme de voirie : emprunt", ["Programme de voirie 2027"]),
        ("Tarifs de la salle 2024", ["Tarifs de la salle 2023"]),
        ("Vente AB 13", None),
    ],
)
def test_what_may_be_a_new_affair_has_no_certificate_and_is_not_executory(
    tmp_path: Path, item: str, first: list[str] | None
) -> None:
    plans = _acts(tmp_path, "seconde", _second(item, first))
    certificate, act = plans["certificat-01"], plans["deliberation-01"]
    assert certificate.due is Due.NOT_YET
    assert certificate.raisons == (
        "voté sans quorum, et rien ne dit que la première convocation portait cette affaire",
    )
    assert RESERVE in _text(act)
    assert act.stade is Stade.TRANSMIS and act.consigne.startswith("voté sans quorum")


@pytest.mark.parametrize(
    ("item", "first", "change"),
    [
        ("Vente AB 13", ["Cession de la parcelle AB n° 13"], {}),
        (
            "Vente AB 13",
            ["Vente AB 12"],
            {"derogations": [{"code": "QUORUM-2E-CONV", "motif": "même vente"}]},
        ),
        ("Vente AB 13", None, {"derogations": [{"code": "QUORUM-2E-CONV", "motif": "ligne 3"}]}),
        (
            "Vente AB 13",
            ["Vente AB 12"],
            {
                "absents": [f"Membre {rang}" for rang in range(9, 16)],
                "points": [{"numero": 1, "objet": "Vente AB 13", "vote": "8 pour", **FREE}],
            },
        ),
    ],
    ids=["the same affair", "confirmed", "confirmed without an agenda", "in number"],
)
def test_the_same_affair_confirmed_or_voted_in_number_is_executory(
    tmp_path: Path, item: str, first: list[str] | None, change: dict[str, Any]
) -> None:
    plans = _acts(tmp_path, "seconde", _second(item, first, **change))
    assert "exécutoire depuis le 12 juin 2023" in _text(plans["certificat-01"])
    assert RESERVE not in _text(plans["deliberation-01"])
    assert plans["deliberation-01"].stade is Stade.EXECUTOIRE
