"""What a process apart makes of what goes wrong in it."""

from __future__ import annotations

import pytest

from actgen.reading.apart import Defaut, apart


def _causes_in_a_ring() -> None:
    first, second = ValueError("un"), ValueError("deux")
    first.__cause__, second.__cause__ = second, first
    raise first


@pytest.mark.timeout(20)
def test_errors_that_cause_each_other_are_followed_once() -> None:
    """Libraries in C make such rings; to go round one takes all the seconds that a file is given."""
    assert apart(_causes_in_a_ring) == Defaut.ABIME
