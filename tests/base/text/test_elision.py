from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actgen.base.text.elision import elision


@pytest.mark.parametrize(
    ("word", "next_word", "written"),
    [
        ("de", "Alain", "d’Alain"),
        ("de", "Claude", "de Claude"),
        ("de", "Elodie DEMARE", "d’Elodie DEMARE"),
        ("de", "Éléonore", "d’Éléonore"),
        ("de", "ADAM", "d’ADAM"),
        ("de", "Hélène", "d’Hélène"),
        ("de", "HENRI", "d’HENRI"),
        ("de", "Hollande", "de Hollande"),
        ("de", "Hassan", "de Hassan"),
        ("de", "Yves", "d’Yves"),
        ("de", "Yann", "de Yann"),
        ("de", "Y", "d’Y"),
        ("de", "m2A", "de m2A"),
        ("de", "Œuvres sociales", "d’Œuvres sociales"),
        ("de", "11 voix", "de 11 voix"),
        ("de", "« Orée »", "d’« Orée »"),
        ("le", "adjoint", "l’adjoint"),
        ("la", "adjointe", "l’adjointe"),
        ("le", "hôtel de ville", "l’hôtel de ville"),
        ("de", "Hôtel de ville", "d’Hôtel de ville"),
        ("la", "halle", "la halle"),
        ("le", "hameau", "le hameau"),
        ("le", "huis clos", "le huis clos"),
        ("la", "habilitation", "l’habilitation"),
        ("le", "onze", "le onze"),
        ("le", "huit", "le huit"),
        ("le", "Haut-Rhin", "le Haut-Rhin"),
        ("le", "Hérault", "l’Hérault"),
        ("la", "Yonne", "l’Yonne"),
        ("que", "elle", "qu’elle"),
        ("parce que", "il", "parce qu’il"),
        ("lorsque", "un membre", "lorsqu’un membre"),
        ("jusque", "à", "jusqu’à"),
        ("à", "Illzach", "à Illzach"),
        ("chaque", "année", "chaque année"),
        ("De", "Alain", "D’Alain"),
        ("de", "", "de "),
    ],
)
def test_elision(word: str, next_word: str, written: str) -> None:
    assert elision(word, next_word) == written


@given(st.text(), st.text())
def test_the_next_word_is_never_changed(word: str, next_word: str) -> None:
    assert elision(word, next_word).endswith(next_word)
