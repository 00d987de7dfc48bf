"""A process that keeps an evening is killed at any moment: the log is whole, the file is old or new."""

from __future__ import annotations

import os
import random
import signal
import time
from datetime import datetime
from pathlib import Path

import pytest

from actgen.api.evening import Evening, Line
from actgen.api.workspace import Workspace
from actgen.evening.gestures import Mouvement
from tests.evening.gestures import CALLED, NAME, Tell

pytestmark = [pytest.mark.slow, pytest.mark.timeout(300)]

AT = datetime(2024, 11, 14, 20, 14, 5)
KILLS = 100
NAMES = [f"Membre {n}" for n in (5, 6, 8, 9, 10, 11)]


def _moves(workspace: Workspace, first: int) -> None:
    """Members leave and come back, each time at another hour, until the process is killed."""
    for turn in range(first, first + 1_000):
        round_, rank = divmod(turn // 2, len(NAMES))
        hour, minute = divmod(15 + round_, 60)
        gesture = Mouvement(NAMES[rank], turn % 2 == 1, f"{20 + hour}h{minute:02}", 2)
        Evening(workspace, NAME).tell(gesture, AT)


def _killed(workspace: Workspace, seconds: float, first: int) -> None:
    child = os.fork()
    if child == 0:
        try:
            _moves(workspace, first)
        finally:
            os._exit(0)
    time.sleep(seconds)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)


def test_a_hundred_kills_lose_at_most_the_gesture_being_told(
    workspace: Workspace, tell: Tell, tmp_path: Path
) -> None:
    tell(*CALLED)
    chance, noted = random.Random(7), list[Line]()
    for _ in range(KILLS):
        _killed(workspace, chance.uniform(0.05, 0.5), len(noted))
        assert (tmp_path / NAME).read_text(encoding="utf-8").endswith("\n")
        workspace.refresh()
        evening = Evening(workspace, NAME)  # makes good what was noted and not yet written
        noted = [line for line in evening.log.lines if isinstance(line.geste, Mouvement)]
        text = (tmp_path / NAME).read_text(encoding="utf-8")
        assert text.count(" arrive à ") + text.count(" part à ") == len(noted)
        assert [line.n for line in noted] == sorted({line.n for line in noted})
    assert len(noted) > KILLS / 2, "most had the time to tell something"
