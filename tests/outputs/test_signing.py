"""Signature places in rows."""

from __future__ import annotations

import pytest

from actgen.document.layout import signature_rows
from actgen.document.nodes import SignaturePlace


@pytest.mark.parametrize(
    ("count", "sizes"),
    [
        (0, []),
        (1, [1]),
        (2, [2]),
        (3, [2, 1]),
        (4, [2, 2]),
        (5, [3, 2]),
        (7, [3, 3, 1]),
        (18, [4, 4, 4, 4, 2]),
    ],
)
def test_two_a_row_three_or_four_when_there_are_many(count: int, sizes: list[int]) -> None:
    places = tuple(SignaturePlace(f"Membre {number}") for number in range(count))
    rows = signature_rows(places)
    assert [len(row) for row in rows] == sizes
    assert tuple(place for row in rows for place in row) == places
