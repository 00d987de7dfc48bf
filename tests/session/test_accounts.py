"""What an act that votes accounts tells: who presided, who withdrew, the proxy unused, what adopted them."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from actgen.acts.tree.words import plain_words
from actgen.council.facts.seance import Point
from actgen.council.figures.visas import references, visas
from actgen.council.kinds.catalogue import Catalogue, SearchPath
from actgen.law.regimes import regime
from actgen.reading.sources import Sources
from tests.session.acts import ROOT, edit, examined, plan, session_file, workspace

COMPTES = "locronan-2025-03-20-comptes"


def _acts(space: Path) -> Callable[[str], str]:
    """The words of an act of that session, by its key."""
    found = examined(session_file(COMPTES, space))

    def told(key: str) -> str:
        document = plan(found, key).document
        assert document is not None
        return " ".join(plain_words(document))

    return told


def _voted(tmp_path: Path, vote: str) -> Path:
    space = workspace(tmp_path / "espace")
    edit(session_file(COMPTES, space), "    vote: 12 pour\n", f"    vote: {vote}\n")
    return space


def test_the_act_and_the_minutes_say_who_presided_and_that_the_proxy_was_not_used(tmp_path: Path) -> None:
    act = _acts(workspace(tmp_path / "espace"))
    for key in ("deliberation-01", "proces-verbal"):
        told = act(key)
        assert "présidée par Adjointe 2, première adjointe, élue par le conseil." in told, key
        assert "Membre 1, maire, s’est retirée au moment du vote" in told, key
        assert "Le pouvoir donné par Membre 15 à Membre 1 n’est pas utilisé pour ce vote." in told, key
    first = act("deliberation-01")
    assert "Vu les articles L. 1612-12, L. 2121-14, L. 2121-29 et L. 2121-31 du code" in first
    assert "12 membres étant présents, l’ordonnateur des comptes n’étant pas compté" in first
    for key in ("deliberation-02", "deliberation-03"):
        assert "L. 1612-12" not in act(key), key


def test_a_visa_that_the_item_writes_is_not_printed_twice(tmp_path: Path) -> None:
    space = workspace(tmp_path / "espace")
    lines = "    vu: le code général des collectivités territoriales, en son article L.2121-14\n"
    edit(
        session_file(COMPTES, space),
        "    nature: compte_financier_unique\n",
        f"{lines}    nature: compte_financier_unique\n",
    )
    assert _acts(space)("deliberation-01").count("2121-14") == 1


@pytest.mark.parametrize(
    ("vote", "words", "row"),
    [
        (
            "6 pour, 6 contre",
            "adoptée, une majorité des voix ne s’étant pas dégagée contre",
            "adoptée 6 pour",
        ),
        ("12 abstentions", "adoptée, une majorité des voix ne s’étant pas dégagée contre", "adoptée 0 pour"),
        ("5 pour, 7 contre", "rejetée : une majorité des voix s’est dégagée contre", "rejetée 5 pour"),
    ],
)
def test_only_a_majority_against_rejects_and_every_act_says_so(
    tmp_path: Path, vote: str, words: str, row: str
) -> None:
    act = _acts(_voted(tmp_path, vote))
    for key in ("deliberation-01", "proces-verbal"):
        told = act(key)
        assert words in told, key
        assert "prépondérante" not in told, key
    assert row in act("liste-des-deliberations")


@pytest.mark.parametrize(
    ("genre", "departement", "cites"),
    [
        ("commune", "29", ("L1612-12", "L2121-14", "L2121-29", "L2121-31")),
        ("commune", "68", ("L2121-14", "L2541-12", "L2541-13", "L2543-8")),
        ("epci", "68", ("L1612-12", "L1612-20", "L2121-14", "L2121-29", "L2121-31", "L5211-1")),
    ],
)
def test_the_visas_of_accounts_are_those_of_the_place(
    genre: str, departement: str, cites: tuple[str, ...]
) -> None:
    kind = Catalogue(Sources(ROOT), SearchPath((ROOT / "templates",))).get("deliberation_libre")
    assert kind is not None
    point = Point(1, nature="compte_administratif")
    jour = date(2025, 3, 20)
    ((_, numeros),) = visas(references(kind, point, jour), jour, regime(jour, genre, departement, 1200))
    assert numeros == cites


def test_local_law_names_the_president_and_an_unsettled_tie_is_told_so(tmp_path: Path) -> None:
    space = _voted(tmp_path, "6 pour, 6 contre")
    edit(space / "collectivites" / "locronan.yaml", "commune: Locronan ", "commune: Dietwiller ")
    act = _acts(space)
    assert "présidée par Adjointe 2, première adjointe, nommée par le conseil." in act("proces-verbal")
    assert "partage des voix 6 pour, 6 contre" in act("liste-des-deliberations")
