"""A second, unrelated group renders from the same templates: nothing of the first one shows."""

import re

import pytest

from actgen.acts.tree.words import plain_words
from tests.session.acts import KEYS, LE_TREHOU, document

OF_THE_FIRST = re.compile(
    r"m2A|Mulhouse|Dietwiller|e-services|téléservice|numérique|Alsace|Strasbourg|Haut-Rhin|FRANTZ|JORDAN"
    r"|2541-|bureau|au travers|plateforme",
    re.IGNORECASE,
)


def text(key: str) -> str:
    tree = document(LE_TREHOU, key)
    return " ".join((tree.title, tree.header, tree.subject, tree.author, *plain_words(tree)))


@pytest.mark.parametrize("key", KEYS[LE_TREHOU])
def test_nothing_of_the_first_group_shows(key: str) -> None:
    assert OF_THE_FIRST.findall(text(key)) == []


def test_the_pattern_knows_the_first_group() -> None:
    first = document("dietwiller-2022-12-15", "deliberation-09")
    assert len(set(OF_THE_FIRST.findall(" ".join(plain_words(first))))) > 8
