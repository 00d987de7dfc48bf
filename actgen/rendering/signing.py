"""How signature places stand on a page, the same in every output."""

from __future__ import annotations

from actgen.document.nodes import SignaturePlace

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
