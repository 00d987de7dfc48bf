"""The facts of the real act carry over; its sentences do not.

`suites-de-mots-du-texte-reel.txt` holds the hash of each run of thirteen words of the real
deliberation and convention (`shingles.runs` over their text), sorted: the text itself stays out.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from actgen.document.words import plain_words
from tests.session.acts import DIETWILLER, KEYS, document
from tests.session.shingles import RUN, runs, words

REAL = frozenset(
    Path(__file__).with_name("suites-de-mots-du-texte-reel.txt").read_text(encoding="ascii").split()
)
NAMES_AND_TITLES = (
    "Convention avec Mulhouse Alsace Agglomération pour la constitution d’un groupement de commandes pour le "
    "développement de services numériques",
    "le développement de services numériques au travers de la plateforme « e-services.mulhouse-alsace.fr »",
    "l’état civil, le service des eaux, la carte famille, les inscriptions scolaires",
    "du code de la commande publique",
)
ONE_REAL_SENTENCE = (
    "La présente convention pourra être modifiée par avenant sans qu'il puisse être porté atteinte"
)


def copied(text: str) -> list[str]:
    """The runs of words that stand in the real text, names and titles left out."""
    for name in NAMES_AND_TITLES:
        text = text.replace(name, "\n\n")
    return [run for piece in text.split("\n\n") for run, known in runs(piece) if known in REAL]


@pytest.mark.parametrize("key", KEYS[DIETWILLER])
def test_no_sentence_of_the_real_act_is_copied(key: str) -> None:
    assert copied(" ".join(plain_words(document(DIETWILLER, key)))) == []


def test_a_copied_sentence_would_be_seen() -> None:
    assert copied(f"Article 15. {ONE_REAL_SENTENCE.upper()}, et ainsi de suite.")
    assert not copied(" ".join(words(ONE_REAL_SENTENCE)[: RUN - 1]))
