"""A batch killed at any moment leaves whole files only, and the next run ends as if nothing had happened."""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from .espaces import contenus, espace, seance

_KILLS = 20


def start(file: Path, out: Path) -> subprocess.Popen[bytes]:
    words = ["batch", str(file), "--out", str(out), "--formats", "docx,html", "--jobs", "2"]
    return subprocess.Popen(
        [sys.executable, "-m", "actgen", *words],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )


def workspace(tmp_path: Path) -> Path:
    file = espace(tmp_path)
    (tmp_path / "seances/hanvec.yaml").write_text(seance("Hanvec"), encoding="utf-8")
    return file


@pytest.mark.slow
@pytest.mark.skipif(not hasattr(os, "killpg"), reason="Windows kills no group of processes")
def test_a_batch_killed_at_any_moment_leaves_no_half_file_and_ends_the_same(tmp_path: Path) -> None:
    file, expected = workspace(tmp_path), tmp_path / "whole"
    begun = time.monotonic()
    assert start(file, expected).wait(timeout=300) == 0
    length = time.monotonic() - begun
    whole, moments = contenus(expected), random.Random(7)
    out = tmp_path / "killed"
    for turn in range(_KILLS):
        if turn % 4 == 0:  # four kills in a row on what the kills before have left, then anew
            shutil.rmtree(out, ignore_errors=True)
        run = start(file, out)
        time.sleep(moments.uniform(0, length))
        os.killpg(run.pid, signal.SIGKILL)
        run.wait(timeout=60)
        left = contenus(out) if out.exists() else {}
        assert all(whole[name] == content for name, content in left.items() if name in whole)
        assert [name for name in left if name not in whole] == []
    assert start(file, out).wait(timeout=300) == 0
    assert contenus(out) == whole
    assert [place for place in out.rglob(".actgen-en-cours") if any(place.iterdir())] == []


@pytest.mark.slow
@pytest.mark.skipif(not hasattr(os, "killpg"), reason="Windows has no SIGINT for a group")
def test_ctrl_c_ends_a_batch_at_once_and_loses_nothing(tmp_path: Path) -> None:
    file, out = workspace(tmp_path), tmp_path / "out"
    run = start(file, out)
    deadline = time.monotonic() + 60
    while not list(out.rglob("1-lettre.docx")) and time.monotonic() < deadline:
        time.sleep(0.05)
    os.killpg(run.pid, signal.SIGINT)
    assert run.wait(timeout=20) == 130
    assert start(file, out).wait(timeout=300) == 0
    expected = tmp_path / "whole"
    assert start(file, expected).wait(timeout=300) == 0
    assert contenus(out) == contenus(expected)
