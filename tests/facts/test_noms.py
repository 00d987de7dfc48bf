"""Where a name is cut: first name, surname, particles."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actgen.facts.personne import couper_nom


@pytest.mark.parametrize(
    ("name", "first", "surname"),
    [
        ("Christian FRANTZ", "Christian", "FRANTZ"),
        ("Eléonore JEAN DIT PANNEL", "Eléonore", "JEAN DIT PANNEL"),
        ("Jean LE MAIRE", "Jean", "LE MAIRE"),
        ("Jean Le MAIRE", "Jean", "Le MAIRE"),
        ("Anne de LA TOUR", "Anne", "de LA TOUR"),
        ("Anne de la TOUR", "Anne", "de la TOUR"),
        ("Valéry d'ORNANO", "Valéry", "d'ORNANO"),
        ("Valéry d’ORNANO DUPONT", "Valéry", "d’ORNANO DUPONT"),
        ("Marie-Louise de L’ESTANG", "Marie-Louise", "de L’ESTANG"),
        ("Valéry GISCARD d'ESTAING", "Valéry", "GISCARD d'ESTAING"),
        ("Jan van der BERG", "Jan", "van der BERG"),
        ("J. DUPONT", "J.", "DUPONT"),
        ("J.-P. DUPONT", "J.-P.", "DUPONT"),
        ("Jean-Pierre SY", "Jean-Pierre", "SY"),
        ("Jean Dupont", "Jean", "Dupont"),
        ("Membre 12", "Membre", "12"),
        ("FRANTZ", "", "FRANTZ"),
        ("DE LA TOUR", "", "DE LA TOUR"),
        ("Élise ÉTÉ", "Élise", "ÉTÉ"),
    ],
)
def test_first_name_and_surname(name: str, first: str, surname: str) -> None:
    assert couper_nom(name) == (first, surname)


@given(st.text(min_size=1).filter(str.strip))
def test_no_word_is_lost(name: str) -> None:
    assert " ".join(filter(None, couper_nom(name))) == " ".join(name.split())
