"""Quotation marks: straight and English ones become « », those inside others “ ”.

A mark that has no partner is left as it was typed: « écran de 24" » is a measure, not a quotation.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from actgen.text.runs import Edit

_PARTNERS = {"»": "«", "”": "“", '"': '"'}
_OPENS_AFTER = "([«“—–’'"
_CLOSES_BEFORE = ")]»”,.;:!?…"


def quotes(text: str) -> Iterator[Edit]:
    """The edits that turn paired quotation marks into French ones, in the order of the text."""
    marks: dict[int, str] = {}
    enclosing: list[int] = []  # where the pairs that are open at this point end
    for start, end in sorted(_pairs(text)):
        while enclosing and enclosing[-1] < start:
            enclosing.pop()
        if text[start] != "«":
            marks[start], marks[end] = "“”" if enclosing else "«»"
        enclosing.append(end)
    for at in sorted(marks):
        yield Edit(at, at + 1, marks[at])


def _pairs(text: str) -> list[tuple[int, int]]:
    """Opening and closing marks that belong together, never crossing.

    What was opened inside a pair and not closed in it has no partner.
    """
    pairs: list[tuple[int, int]] = []
    opened: list[int] = []
    waiting: Counter[str] = Counter()
    for at, mark in enumerate(text):
        if mark in "«“" or (mark == '"' and _opens(text, at, waiting[mark] > 0)):
            opened.append(at)
            waiting[mark] += 1
        elif mark in _PARTNERS and waiting[_PARTNERS[mark]]:
            start = opened.pop()
            while text[start] != _PARTNERS[mark]:
                waiting[text[start]] -= 1
                start = opened.pop()
            waiting[text[start]] -= 1
            pairs.append((start, at))
    return pairs


def _opens(text: str, at: int, one_is_open: bool) -> bool:
    """Whether the straight mark at that place opens; its neighbours tell, or else what is open."""
    before, after = text[at - 1 : at] if at else "", text[at + 1 : at + 2]
    free_before = not before or before.isspace() or before in _OPENS_AFTER
    free_after = not after or after.isspace() or after in _CLOSES_BEFORE
    if free_before == free_after:
        return not one_is_open
    return free_before
