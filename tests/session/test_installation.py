"""The first meeting of a council: who signs once a mayor is elected, and how an election is told."""

import re
from functools import cache

from actgen.acts.tree.nodes import Signatures, walk
from actgen.acts.tree.words import plain_words
from actgen.acts.views.plan import Due
from actgen.session.result import Examination
from tests.session.acts import ROOT, examined, plan

INSTALLATION = ROOT / "data" / "seances" / "locronan-2026-03-21-installation.yaml"
FIVE_DAYS = (
    "dans un délai de cinq jours, qui court à partir de vingt-quatre heures après l’élection et expire à "
    "dix-huit heures : par une réclamation inscrite au procès-verbal, ou par une protestation déposée à la "
    "sous-préfecture, à la préfecture ou au greffe du tribunal administratif de Rennes (articles L. 2122-13 "
    "et D. 2122-2 du code général des collectivités territoriales, R. 119 du code électoral)."
)


@cache
def _examination() -> Examination:
    return examined(INSTALLATION)


def _text(key: str) -> str:
    document = plan(_examination(), key).document
    assert document is not None, key
    return " ".join(plain_words(document)).replace("\u00a0", " ")


def _signers(key: str) -> list[tuple[str, str]]:
    document = plan(_examination(), key).document
    assert document is not None, key
    (block,) = (block for block in walk(document.blocks) if isinstance(block, Signatures))
    return [(place.quality, place.name) for place in block.places]


def test_the_eldest_signs_the_election_of_the_mayor_who_signs_what_follows() -> None:
    secretary = ("La secrétaire de séance", "Membre 5")
    assert _signers("deliberation-01") == [("Le président de séance", "Membre 14"), secretary]
    assert _signers("deliberation-02") == [("La maire", "Membre 1"), secretary]
    assert _signers("deliberation-03") == [("La maire", "Membre 1"), secretary]
    assert "la maire et la secrétaire de séance" in plan(_examination(), "deliberation-02").consigne


def test_the_mayor_just_elected_certifies_in_her_own_right() -> None:
    assert _signers("certificat-02") == [("La maire", "Membre 1")]
    assert _text("certificat-02").count("La maire de la commune de Locronan certifie") == 1
    assert "délégation" not in _text("certificat-02")


def test_those_elected_are_in_office_without_a_certificate() -> None:
    for key in ("certificat-01", "certificat-03"):
        election = plan(_examination(), key)
        assert (election.document, election.due) == (None, Due.NOT_YET)
        (reason,) = election.raisons
        assert "une élection prend effet immédiatement, sans certificat" in reason


def test_an_election_of_mayor_or_deputies_is_contested_within_five_days() -> None:
    for key in ("deliberation-01", "deliberation-03"):
        assert FIVE_DAYS in _text(key)
        assert "deux mois" not in _text(key)
    assert "deux mois" in _text("deliberation-02")
    assert FIVE_DAYS not in _text("deliberation-02")


def test_a_list_that_is_elected_has_its_article() -> None:
    for key in ("deliberation-03", "proces-verbal"):
        assert "La liste de Membre 2 est élue : Membre 2, Membre 3 et Membre 4." in _text(key)
    for key in ("deliberation-01", "proces-verbal"):
        assert "Membre 1 est élue." in _text(key)


def test_deputies_are_proclaimed_each_with_a_rank() -> None:
    ranks = "Membre 2, premier adjoint", "Membre 3, deuxième adjointe", "Membre 4, troisième adjoint"
    for key in ("deliberation-03", "proces-verbal"):
        assert "PROCLAME élus adjoints au maire : " + " ".join(ranks) in _text(key)


def test_who_takes_the_chair_is_told_with_the_office_held_at_that_moment() -> None:
    assert "sous la présidence de Membre 14, conseiller municipal" in _text("proces-verbal")
    assert "présidée par" not in _text("deliberation-01")
    for key in ("deliberation-02", "deliberation-03"):
        assert "Pour ce point, la séance est présidée par Membre 1, maire." in _text(key)
    assert _text("proces-verbal").count("Membre 1, élue maire, prend la présidence de la séance.") == 1
    assert "présidée par" not in _text("proces-verbal"), "she keeps the chair that she took"
    # after the agenda, each item again
    first, second = re.findall(r"1\. Élection (.*?) 2\. (.*?) 3\. ", _text("proces-verbal"))[-1]
    assert "prend la présidence" in second and "prend la présidence" not in first
    assert "Membre 1, maire" not in _text("deliberation-01"), "she is none before she is elected"
    assert _signers("proces-verbal") == [("La maire", "Membre 1"), ("La secrétaire de séance", "Membre 5")]


def test_the_secret_of_an_election_rests_on_its_own_article() -> None:
    secret = "Vote au scrutin secret, comme l’exige l’article {} du code général des collectivités"
    for key, article in (("deliberation-01", "L. 2122-7"), ("deliberation-03", "L. 2122-4")):
        assert secret.format(article) in _text(key)
        assert secret.format(article) in _text("proces-verbal")
    assert "L. 2121-21" not in _text("deliberation-01") + _text("deliberation-03") + _text("proces-verbal")


def test_each_election_cites_what_it_rests_on() -> None:
    for key, cited in {
        "deliberation-01": "les articles L. 2122-4, L. 2122-7 et L. 2122-8 du code général",
        "deliberation-02": "le code général des collectivités territoriales, notamment son article L. 2122-2",
        "deliberation-03": "les articles L. 2122-4 et L. 2122-7-2 du code général",
    }.items():
        assert f"Vu {cited}" in _text(key)
