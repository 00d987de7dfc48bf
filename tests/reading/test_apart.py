"""What a process apart makes of what goes wrong in it."""

from __future__ import annotations

import subprocess
import sys

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


STARTED_BY_A_LARGE_ONE = """
from actgen.reading.apart import apart
if __name__ == "__main__":
    held = b"x" * 700_000_000
    print(apart(int, "no number"))
"""


@pytest.mark.slow
def test_what_started_it_may_be_large() -> None:
    """Linux counts the peak of a process in that of those it starts: it is not theirs."""
    run = [sys.executable, "-c", STARTED_BY_A_LARGE_ONE]
    done = subprocess.run(run, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == Defaut.ABIME
