"""The real session and the real convention: every fact is there, none of the defects is.

The two lists are for a lawyer to read: faits-reels.yaml and defauts-reels.yaml.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from actgen.acts.tree.words import plain_words
from tests.rows import every
from tests.session.acts import ACTS, DIETWILLER, KEYS, document
from tests.session.conftest import Words
from tests.session.shingles import RUN, runs, words

NAMES = dict(
    zip(
        ("deliberation", "publication", "convention", "liste", "proces-verbal", "certificat", "a-faire"),
        KEYS[DIETWILLER],
        strict=True,
    )
)


def read(name: str) -> list[dict[str, Any]]:
    content: list[dict[str, Any]] = yaml.load(
        Path(__file__).with_name(name).read_text(encoding="utf-8"), Loader=yaml.CSafeLoader
    )
    return content


FACTS = [(act, one["fait"], one["mots"]) for one in read("faits-reels.yaml") for act in one["actes"]]
DEFECTS = [(one["defaut"], one["motif"], one["exemple"]) for one in read("defauts-reels.yaml")]


def told(words: list[str]) -> str:
    """Words in one line; the hyphens of two formats alike."""
    return " ".join(words).replace("\u2011", "-").casefold()


@pytest.mark.parametrize("form", ["pdf", "docx"])
@every(("act", "fact", "expected"), FACTS)
def test_a_fact_of_the_real_act_is_told(
    form: str, act: str, fact: str, expected: list[str], words_of: Words
) -> None:
    text = told(words_of(DIETWILLER, NAMES[act], form))
    missing = [mots for mots in expected if told(mots.split()) not in text]
    assert not missing, f"{fact}: {missing}"


@pytest.mark.parametrize(("session", "key"), ACTS)
def test_no_defect_of_the_real_act_is_left(session: str, key: str, words_of: Words) -> None:
    text = " ".join(words_of(session, key, "pdf"))
    found = {name: hit[0] for name, pattern, _ in DEFECTS if (hit := re.search(pattern, text))}
    assert found == {}


@every(("name", "pattern", "example"), DEFECTS)
def test_a_defect_would_be_seen(name: str, pattern: str, example: str) -> None:
    assert re.search(pattern, example.replace("'", "’") if "’" in pattern else example), name


# The facts of the real act carry over; its sentences do not


REAL = frozenset(
    Path(__file__).with_name("suites-de-mots-du-texte-reel.txt").read_text(encoding="ascii").split()
)
NAMES_AND_TITLES = (
    "Convention avec Mulhouse Alsace Agglomération pour la constitution d’un groupement de commandes pour le "
    "développement de services numériques",
    "le développement de services numériques au travers de la plateforme « e-services.mulhouse-alsace.fr »",
    "groupement de commandes pour le développement de services numériques au travers de la plateforme",
    "L’an deux mille vingt-deux, le quinze décembre à",
    "Claude SCHULLER, Michel BOBIN, Emmanuelle BONDUELLE, Charles KREMPPER, Elodie GERUM",
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
