"""Long texts are told apart in time: an act of which much differs is compared, not given up."""

from __future__ import annotations

from random import Random
from time import process_time

from actgen.proof.alignement import Ecart, ecarts
from actgen.proof.donnees import Unite
from actgen.proof.impression import Bloc

_WORDS = [
    f"{root}{end}" for root in ("délibér", "commun", "convoc", "march", "group") for end in "aeiourstln"
]
_SECONDS = 5  # one pair compared letter by letter takes a third of one


def _text(seed: int, length: int = 4_000) -> str:
    chance, words, letters = Random(seed), list[str](), 0
    while letters < length:
        words.append(f"{chance.choice(_WORDS)}{chance.randrange(50)}")
        letters += len(words[-1])
    return " ".join(words)


def test_twenty_long_texts_all_printed_otherwise_are_told_in_time() -> None:
    units = [Unite((_text(seed),), "paragraphe") for seed in range(20)]
    blocs = [Bloc((_text(100 + seed),), 1) for seed in range(20)]
    start = process_time()
    found = ecarts(units, blocs)
    assert process_time() - start < _SECONDS
    assert sum(bool(each.enregistre) for each in found) == sum(bool(each.imprime) for each in found) == 20


def test_a_long_text_with_some_other_words_is_the_same_one_changed() -> None:
    stated = _text(1)
    words = stated.split()
    printed = " ".join("autre" if rank % 5 == 0 else word for rank, word in enumerate(words))
    (found,) = ecarts([Unite((stated,), "paragraphe")], [Bloc((_text(2),), 1), Bloc((printed,), 2)])[1:]
    assert found == Ecart("paragraphe", 2, stated, printed)


def test_a_short_text_is_known_by_its_letters() -> None:
    told = ecarts([Unite(("25 voix pour",), "fait")], [Bloc(("Autre chose",), 1), Bloc(("26 voixpour",), 1)])
    assert told == [Ecart("", 1, "", "Autre chose"), Ecart("fait", 1, "25 voix pour", "26 voixpour")]
