"""Finding an item on an agenda."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actgen.figures.ordre_du_jour import Inscription, Place, de_plein_droit, inscription
from actgen.model.convocation import LigneOrdreDuJour

LIGNES = (
    LigneOrdreDuJour(1, "Achat d’un tracteur"),
    LigneOrdreDuJour(2, "Budget primitif 2024"),
    LigneOrdreDuJour(3, "Questions diverses"),
)


def test_an_item_is_found_by_its_object_whatever_its_typing_and_its_number() -> None:
    assert inscription(7, ("ACHAT D'UN TRACTEUR",), LIGNES) == Inscription(Place.OBJET, LIGNES[0])
    assert inscription(1, ("Budget primitif 2024",), LIGNES).ligne == LIGNES[1]


def test_one_of_the_names_it_is_known_by_is_enough_and_an_empty_one_is_nothing() -> None:
    vide = (LigneOrdreDuJour(4, "…"),)
    assert inscription(7, ("", "Achat d’un tracteur"), LIGNES).place is Place.OBJET
    assert inscription(7, ("",), vide).place is Place.ABSENTE


def test_its_number_comes_next() -> None:
    assert inscription(2, ("Finances",), LIGNES) == Inscription(Place.NUMERO, LIGNES[1])
    assert inscription(4, ("Finances",), LIGNES) == Inscription(Place.ABSENTE)


@pytest.mark.parametrize(
    ("objet", "divers"),
    [
        ("Questions diverses", True),
        ("DIVERS", True),
        ("Affaires diverses", True),
        ("Questions diverses : bail", False),
        ("Travaux divers de voirie", False),
        ("Achat", False),
    ],
)
def test_various_questions(objet: str, divers: bool) -> None:
    ligne = LigneOrdreDuJour(1, objet)
    assert inscription(1, ("Bail",), (ligne,)).divers is divers
    assert not inscription(2, ("Bail",), (ligne,)).divers


@pytest.mark.parametrize(
    ("objet", "oui"),
    [
        ("Désignation du secrétaire de séance", True),
        ("Élection d’un secrétaire", True),
        ("Désignation de la secrétaire", True),
        ("Arrêt du procès-verbal de la séance du 4 mai 2023", True),
        ("Approbation du compte-rendu", True),
        ("Approbation du compte administratif", False),
        ("Recrutement d’un secrétaire de mairie", False),
        ("Désignation d’un délégué", False),
    ],
)
def test_what_the_law_puts_at_every_session(objet: str, oui: bool) -> None:
    assert de_plein_droit(objet) is oui


@given(st.integers(1, 20), st.text(max_size=60))
def test_a_line_finds_itself(numero: int, objet: str) -> None:
    trouve = inscription(numero, (objet,), (LigneOrdreDuJour(numero, objet),))
    assert trouve.place in (Place.OBJET, Place.NUMERO)
