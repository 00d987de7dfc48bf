"""A batch killed at any moment leaves whole files only, and the next run ends as if nothing had happened."""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import pytest

from .espaces import contenus, espace, seance

_KILLS = 20
_PREPARED = "/.actgen-en-cours/"  # what is not moved to its place yet, and which the next run ends
_WRITING = 0.2  # seconds that all folders of the group take to be written, about


def start(file: Path, out: Path) -> subprocess.Popen[bytes]:
    words = ["batch", str(file), "--out", str(out), "--formats", "pdf,docx,html", "--jobs", "2"]
    return subprocess.Popen(
        [sys.executable, "-m", "actgen", *words],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )


def wait_for_writing(run: subprocess.Popen[bytes], out: Path) -> None:
    """Until there is a file more than when it was started, or it has ended."""

    def files() -> int:
        return sum(name.endswith(".html") for _, _, names in os.walk(out) for name in names)

    before = files()
    while run.poll() is None and files() == before:
        time.sleep(0.002)


def workspace(tmp_path: Path) -> Path:
    file = espace(tmp_path)
    text = file.read_text(encoding="utf-8")  # past its launch, nothing more is sent to the communes
    file.write_text(text.replace("lancement: 06/01/2025", "lancement: 06/01/2099"), encoding="utf-8")
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
    assert {Path(name).suffix for name in whole} >= {".pdf", ".docx", ".html"}
    out, in_the_middle = tmp_path / "killed", 0
    for turn in range(_KILLS):
        if turn % 4 == 0:  # four kills in a row on what the kills before have left, then anew
            shutil.rmtree(out, ignore_errors=True)
        run = start(file, out)
        if turn % 2:  # all folders hold the convention, the longest to make: they are written together
            wait_for_writing(run, out)
            time.sleep(moments.uniform(0, _WRITING))
        else:
            time.sleep(moments.uniform(0, length))
        with suppress(ProcessLookupError):  # it has ended by itself
            os.killpg(run.pid, signal.SIGKILL)
        run.wait(timeout=60)
        left = {name: content for name, content in contenus(out).items() if _PREPARED not in name}
        assert [name for name, content in left.items() if whole.get(name) != content] == []
        in_the_middle += 0 < len(left) < len(whole)
    assert in_the_middle >= 3, "else nothing was tried"
    assert start(file, out).wait(timeout=300) == 0
    assert contenus(out) == whole
    assert [place for place in out.rglob(_PREPARED.strip("/")) if any(place.iterdir())] == []


@pytest.mark.slow
@pytest.mark.skipif(not hasattr(os, "killpg"), reason="Windows has no SIGINT for a group")
def test_ctrl_c_ends_a_batch_at_once_and_loses_nothing(tmp_path: Path) -> None:
    file, out = workspace(tmp_path), tmp_path / "out"
    run = start(file, out)
    deadline = time.monotonic() + 60
    while not list(out.rglob("1-*.docx")) and time.monotonic() < deadline:
        time.sleep(0.05)
    os.killpg(run.pid, signal.SIGINT)
    try:
        assert run.wait(timeout=20) == 130
    finally:
        with suppress(ProcessLookupError):
            os.killpg(run.pid, signal.SIGKILL)
        run.wait(timeout=60)
    assert start(file, out).wait(timeout=300) == 0
    expected = tmp_path / "whole"
    assert start(file, expected).wait(timeout=300) == 0
    assert contenus(out) == contenus(expected)
