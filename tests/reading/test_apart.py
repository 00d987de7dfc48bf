"""What a process apart makes of what goes wrong in it."""

from __future__ import annotations

import subprocess
import sys

import pytest

from actgen.reading import apart as bounds
from actgen.reading.apart import Defect, apart, together

pytestmark = pytest.mark.apart


def _causes_in_a_ring() -> None:
    first, second = ValueError("un"), ValueError("deux")
    first.__cause__, second.__cause__ = second, first
    raise first


@pytest.mark.timeout(20)
def test_errors_that_cause_each_other_are_followed_once() -> None:
    """Libraries in C make such rings; to go round one takes all the seconds that a file is given."""
    assert apart(_causes_in_a_ring) == Defect.BROKEN


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
    assert done.stdout.strip() == Defect.BROKEN


def _works() -> int:
    while True:
        pass


def test_a_processor_is_lent_for_so_long(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is the time of a processor that is counted: a machine with much to do takes long over any file."""
    monkeypatch.setattr(bounds, "_PROCESSOR", 1)
    assert apart(_works) is Defect.TOO_BIG


def _holds(size: int) -> int:
    return len(bytes(size))


def test_a_file_has_a_gigabyte() -> None:
    assert apart(_holds, 200_000_000) == 200_000_000
    assert apart(_holds, 1_000_000_000) is Defect.TOO_BIG


def test_slow_files_share_what_a_folder_may_take(monkeypatch: pytest.MonkeyPatch) -> None:
    told = iter([0.0, 7.0, 7.0, 12.0, 12.0, 15.0, 15.0, 20.0])  # of a processor, before and after each file
    monkeypatch.setattr(bounds, "_processor", lambda: next(told))
    with together():
        assert [apart(int, "1") for _ in range(3)] == [1, 1, 1]  # 7, 5 and 3 seconds, of which 2 are ordinary
        with together():  # a folder of the folder
            assert apart(int, "1") == 1
        assert apart(int, "1") is Defect.TOO_BIG
    monkeypatch.undo()
    assert apart(int, "1") == 1
