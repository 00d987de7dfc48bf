"""Patterns that are looked for in many acts: the words that acts share are searched once."""

from __future__ import annotations

import re
from typing import Any, cast

from actgen.acts.tree.inline import Text
from actgen.acts.tree.nodes import Document, Paragraph
from actgen.checks.textes import acte as module
from actgen.checks.textes.acte import ActeCompose
from actgen.checks.textes.lectures import phrases
from actgen.council.kinds.catalogue import Catalogue, search_path
from actgen.reading.sources import Sources, shipped

_KIND = Catalogue(Sources(shipped()), search_path(shipped())).kinds["deliberation_libre"]


class Watched:
    """A pattern that notes the words it is tried on."""

    def __init__(self, pattern: str) -> None:
        self._pattern = re.compile(pattern)
        self.tried: list[str] = []

    def search(self, words: str) -> re.Match[str] | None:
        self.tried.append(words)
        return self._pattern.search(words)

    def finditer(self, words: str) -> Any:
        return self._pattern.finditer(words)


def found(motif: Watched, *paragraphs: str) -> list[tuple[str, str]]:
    blocks = tuple(Paragraph((Text(words),)) for words in paragraphs)
    acte = ActeCompose("d", "délibération 1", _KIND, Document(title="D", blocks=blocks))
    return [(passage.text, match[0]) for passage, match in acte.trouve(cast(re.Pattern[str], motif))]


def test_words_without_it_are_searched_once_for_all_acts() -> None:
    motif = Watched("XX+")
    assert (
        found(motif, "Le maire", "XX et XXX", "XX et XXX")
        == [
            ("XX et XXX", "XX"),
            ("XX et XXX", "XXX"),
        ]
        * 2
    )
    assert found(motif, "Un autre", "Le maire", "XX") == [("XX", "XX")]
    assert motif.tried.count("Le maire") == 1


def test_words_that_are_kept_are_few(monkeypatch: Any) -> None:
    monkeypatch.setattr(module, "_MOST_KEPT", 4)
    motif = Watched("X")
    for number in range(20):
        assert not found(motif, f"Article {number}")
    assert len(module._without(cast(re.Pattern[str], motif))) <= 5
    assert found(motif, "Article 0", "X") == [("X", "X")]


def test_a_sentence_has_its_place_in_the_words_as_printed() -> None:
    words = "M. Légé vote pour. À l’unanimité, adopté !\nFin"
    assert [(words[at : at + len(said)], said) for at, said in phrases(words)] == [
        ("M. Légé vote pour.", "m. lege vote pour."),
        (" À l’unanimité, adopté !", " a l'unanimite, adopte !"),
        ("Fin", "fin"),
    ]
