"""The object of an act in the alphabet of the State's channel."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actgen.delivery.exports.fields import ALPHABET, LONGUEUR, object_sent


@pytest.mark.parametrize(
    ("ecrit", "transmis"),
    [
        ("Attribution d’une subvention : 1 500\u00a0€", "Attribution d'une subvention : 1 500 euros"),
        ("de 1 € à 0,50 € ; de 21 €", "de 1 euro à 0,50 euro ; de 21 euros"),
        ("l’Œuvre – « cœur » — “été”…", 'l\'OEuvre - « coeur » - "été"...'),
        ("rue\u202fde\u00a0Łódź\nà Šabac", "rue de Lódz à Sabac"),
    ],
)
def test_what_the_alphabet_lacks_is_written_otherwise(ecrit: str, transmis: str) -> None:
    found = object_sent(ecrit)
    assert (found.texte, found.perdus, found.coupe) == (transmis, (), False)


def test_what_can_not_be_written_is_told() -> None:
    found = object_sent("tarifs ≠ 2 \u732b")
    assert (found.texte, found.perdus) == ("tarifs 2", ("≠", "\u732b"))


def test_a_long_object_ends_with_a_whole_word() -> None:
    found = object_sent("mot " * 200)
    assert found.coupe and len(found.texte) <= LONGUEUR
    assert found.texte.endswith(" mot...")
    assert not object_sent("a" * LONGUEUR).coupe
    assert len(object_sent("a" * (LONGUEUR + 1)).texte) <= LONGUEUR


@given(st.text(max_size=1_200))
def test_any_object_fits(ecrit: str) -> None:
    texte = object_sent(ecrit).texte
    texte.encode(ALPHABET)
    assert len(texte) <= LONGUEUR and "\n" not in texte and texte == texte.strip()
    assert object_sent(texte).texte == texte
