from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from actgen.text.characters import plain
from actgen.text.typography import typeset


def test_the_reader_sees_ordinary_spaces_and_hyphens() -> None:
    assert plain("1\u202f600\u202f000\u00a0€, L.\u00a02121\u201117, mu\u00adni\u00adcipal") == (
        "1 600 000 €, L. 2121-17, municipal"
    )


@given(st.text())
def test_once_is_enough(text: str) -> None:
    assert plain(plain(text)) == plain(text)


def test_typography_does_not_change_the_words_of_a_text_already_right() -> None:
    text = "Vu l’article L. 2121-17 ; le 15 décembre 2022 à 20 h 30 : « oui » !"
    assert plain(typeset(text)) == text
