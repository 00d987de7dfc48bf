"""How signature places, and notes beside a stamp, stand on a page: the same in every output."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator

from actgen.document.nodes import Block, Paragraph, SignaturePlace, Stamp, Style

_FEW = 4  # up to here two a row, with room for a long name; beyond, three keep them on one page
_MANY = 15  # beyond, a whole council signs: four a row, closer, so that a page holds some seventy
_A_ROW = 2
_A_CLOSE_ROW = 3
_A_CROWDED_ROW = 4


def signature_rows(places: tuple[SignaturePlace, ...]) -> list[tuple[SignaturePlace, ...]]:
    """The places row by row, in their order; the last row may be shorter."""
    width = _A_ROW if len(places) <= _FEW else _A_CROWDED_ROW if crowded(places) else _A_CLOSE_ROW
    return [places[start : start + width] for start in range(0, len(places), width)]


def crowded(places: tuple[SignaturePlace, ...]) -> bool:
    """Whether so many sign that each is left less room."""
    return len(places) > _MANY


def with_notes(blocks: Iterable[Block]) -> Iterator[tuple[Block, tuple[Paragraph, ...]]]:
    """Each block and the notes beside it: those that follow a stamp, so that an act ends on fewer pages."""
    rest = deque(blocks)
    while rest:
        block = rest.popleft()
        yield block, tuple(_notes(rest)) if isinstance(block, Stamp) else ()


def _notes(rest: deque[Block]) -> Iterator[Paragraph]:
    while rest and isinstance(rest[0], Paragraph) and rest[0].style is Style.NOTE:
        yield rest[0]
        rest.popleft()
