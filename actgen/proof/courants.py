"""What runs at the head and foot of pages, held against the lines that the act carries."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from actgen.proof.impression import letters
from actgen.rendering.marges import PAGE, PAGES

_MOST_LINES = 200


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
