"""Ctrl-C, and a master that is killed: no process is left, no file, and nobody reads a traceback."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
MASTER = """
import sys
from actgen.session.jobs import Task, Workers
from tests.session.jobs.works import told_and_slow
if __name__ == "__main__":
    tasks = [Task(str(rank), 1, sys.argv[1].encode()) for rank in range(6)]
    try:
        with Workers(jobs=2) as workers:
            list(workers.each(told_and_slow, tasks, 6))
    except KeyboardInterrupt:
        sys.exit(130)
"""
pytestmark = pytest.mark.skipif(os.name == "nt", reason="signals of POSIX")
WITHIN_A_LOCK = """
import signal
from concurrent.futures import _base
taken = _base._AcquireFutures.__enter__
def interrupted(futures):
    taken(futures)
    signal.raise_signal(signal.SIGINT)
_base._AcquireFutures.__enter__ = interrupted
"""


@pytest.fixture
def master(tmp_path: Path) -> Callable[[], tuple[subprocess.Popen[bytes], list[int]]]:
    """A process whose two workers are in the middle of their tasks, and the numbers of these."""

    def begin() -> tuple[subprocess.Popen[bytes], list[int]]:
        marks, temporary = tmp_path / "marks", tmp_path / "tmp"
        marks.mkdir()
        temporary.mkdir()
        process = subprocess.Popen(
            [sys.executable, "-c", MASTER, str(marks)],
            stdin=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            env=os.environ | {"PYTHONPATH": str(ROOT), "TMPDIR": str(temporary)},
        )
        _until(lambda: len(list(marks.iterdir())) == 2)
        return process, [int(mark.name) for mark in marks.iterdir()]

    return begin


def _until(true: Callable[[], bool]) -> None:
    end = time.monotonic() + 30
    while not true():
        assert time.monotonic() < end
        time.sleep(0.02)


def _is_there(process: int) -> bool:
    try:
        state = Path(f"/proc/{process}/stat").read_text(encoding="ascii").rpartition(")")[2].split()[0]
    except FileNotFoundError:
        return False
    return state != "Z"  # ended, and not yet buried by whoever inherited it


def test_ctrl_c_ends_everything_at_once(
    master: Callable[[], tuple[subprocess.Popen[bytes], list[int]]], tmp_path: Path
) -> None:
    process, workers = master()
    assert all(map(_is_there, workers))
    process.send_signal(signal.SIGINT)
    _, errors = process.communicate(timeout=20)
    assert (process.returncode, errors) == (130, b"")
    assert not any(map(_is_there, workers))
    assert list((tmp_path / "tmp").iterdir()) == []


def test_ctrl_c_while_a_lock_is_held_ends_too(tmp_path: Path) -> None:
    """Python runs a handler between any two of its own steps, those of `concurrent.futures` as well."""
    (tmp_path / "marks").mkdir()
    run = subprocess.run(
        [sys.executable, "-c", WITHIN_A_LOCK + MASTER, str(tmp_path / "marks")],
        stdin=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        timeout=60,
        check=False,
    )
    assert (run.returncode, run.stderr) == (130, b"")


@pytest.mark.slow  # they end once they have ended their task
def test_workers_do_not_outlive_a_master_that_is_killed(
    master: Callable[[], tuple[subprocess.Popen[bytes], list[int]]], tmp_path: Path
) -> None:
    process, workers = master()
    process.kill()
    process.communicate(timeout=20)
    _until(lambda: not any(map(_is_there, workers)))
    assert list((tmp_path / "tmp").iterdir()) == []
