"""What runs at the head and foot of pages, held against the lines that the act carries."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice, permutations

from actgen.outputs.marges import PAGE, PAGES
from actgen.outputs.pdf_public import CACHE
from actgen.proof.impression import letters

_MOST_LINES = 200
_MOST_ORDERED = 5  # lines: all their orders are tried


def demasquees(
    lines: Sequence[str], printed: Sequence[str], known: Mapping[str, str], total: int
) -> tuple[str, ...]:
    """The lines, what is printed in place of their masks filled in: the same words on every page.

    `known`: what masked words are by the text of the act and the values of the file. Where nothing printed
    fits, the mask stays.
    """
    seen = {line: known.get(line, line) for line in lines}
    for rank, words in enumerate(printed, 1):
        if not any(CACHE in told for told in seen.values()):
            break
        on_page = {_on_page(told, rank, total): line for line, told in seen.items()}
        for told, private in _made_with(letters(words), list(on_page)).items():
            seen[on_page[told]] = _filled(seen[on_page[told]], private)
    return tuple(seen[line] for line in lines)


def pages_differentes(printed: Sequence[str], lines: Sequence[str], total: int) -> Iterator[tuple[int, str]]:
    """The pages, counted from 1, that bear something else than some of these lines, each once and whole.

    With each, what they were to bear. `total` is how many pages the act has.
    """
    for rank, words in enumerate(printed, 1):
        expected = [_on_page(line, rank, total) for line in lines[:_MOST_LINES]]
        if not _made_of(letters(words), [letters(line) for line in expected]):
            yield rank, " · ".join(expected)


def jamais_imprimees(printed: Sequence[str], lines: Sequence[str], total: int) -> list[str]:
    """The lines that no page bears. A lone page may want those that only the next ones bear."""
    if len(printed) < 2:
        return []
    pages = [letters(words) for words in printed]
    return [
        _on_page(line, 1, total)
        for line in lines
        if not any(letters(_on_page(line, rank, total)) in words for rank, words in enumerate(pages, 1))
    ]


def _on_page(line: str, rank: int, total: int) -> str:
    return line.replace(PAGES, str(total)).replace(PAGE, str(rank))


def _made_of(words: str, lines: list[str]) -> bool:
    """Whether words are some of these lines put end to end, in any order, none of them twice."""
    left = sorted(set(lines), key=len, reverse=True)
    pattern = "|".join(re.escape(line) for line in left)
    taken = re.findall(pattern, words) if pattern else []
    return "".join(taken) == words and len(set(taken)) == len(taken)


# ---------------------------------------------------------------- masks


def _made_with(words: str, lines: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """The lines that words are made of, with what stands for the masks of each; none where they are not."""
    orders = permutations(lines) if len(lines) <= _MOST_ORDERED else (lines,)
    for order in orders:
        found = re.fullmatch("".join(f"(?:{_pattern(line)})?" for line in order), words)
        if found is not None:
            private = iter(found.groups())
            told = {line: tuple(islice(private, line.count(CACHE))) for line in order}
            return {line: hidden for line, hidden in told.items() if hidden and None not in hidden}
    return {}


def _pattern(line: str) -> str:
    return "(.+?)".join(re.escape(letters(piece)) for piece in line.split(CACHE))


def _filled(line: str, private: Sequence[str]) -> str:
    first, *others = line.split(CACHE)
    return first + "".join(words + piece for words, piece in zip(private, others, strict=True))
