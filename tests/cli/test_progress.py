"""What is seen of a long run while it lasts."""

from __future__ import annotations

import io
from dataclasses import dataclass

import pytest

from actgen.api.report.screen import Screen
from actgen.cli.progress import ProgressBar
from tests.cli.conftest import SESSION, Actgen


@dataclass
class Clock:
    now: float = 100.0

    def __call__(self) -> float:
        return self.now


def _bar(live: bool, total: int, encoding: str = "utf-8") -> tuple[ProgressBar, Clock, io.TextIOWrapper]:
    clock, err = Clock(), io.TextIOWrapper(io.BytesIO(), encoding=encoding, write_through=True, newline="")
    screen = Screen(out=io.StringIO(), err=err, error_width=80, live=live)
    return ProgressBar(screen, total, "dossier", "dossiers", clock), clock, err


def _seen(err: io.TextIOWrapper) -> str:
    assert isinstance(err.buffer, io.BytesIO)
    return err.buffer.getvalue().decode(err.encoding)


def test_a_short_run_shows_nothing() -> None:
    for live in (True, False):
        progress, clock, err = _bar(live, 9)
        with progress:
            for _ in range(9):
                clock.now += 0.1
                progress.done("un")
        assert _seen(err) == ""


def test_a_terminal_has_a_bar_with_the_time_left_and_is_left_clean() -> None:
    progress, clock, err = _bar(True, 40)
    with progress:
        for _ in range(10):
            clock.now += 2
            progress.done("Dietwiller")
        shown = _seen(err).rpartition("\r")[2]
        assert shown.rstrip() == "█" * 8 + "░" * 22 + "  10 dossiers sur 40, encore 60\u00a0s environ"
    assert "\n" not in _seen(err)
    *_, blank, last = _seen(err).split("\r")
    assert last == "" and blank.strip() == "" and len(blank) >= len(shown.rstrip())


def test_the_time_left_follows_the_weights() -> None:
    progress, clock, err = _bar(True, 0)
    progress.expect(3, 100.0)
    clock.now += 300
    progress.done("convention", weight=50.0)
    assert "1 dossier sur 3, encore 5\u00a0min environ" in _seen(err)


def test_elsewhere_a_line_now_and_then() -> None:
    progress, clock, err = _bar(False, 40)
    with progress:
        for _ in range(39):
            clock.now += 1
            progress.done("Dietwiller")
    assert _seen(err).splitlines() == [
        "10 dossiers sur 40, encore 30\u00a0s environ (Dietwiller).",
        "20 dossiers sur 40, encore 20\u00a0s environ (Dietwiller).",
        "30 dossiers sur 40, encore 10\u00a0s environ (Dietwiller).",
    ]


@pytest.mark.parametrize("encoding", ["cp1252", "ascii"])
def test_a_console_of_another_age_has_signs_of_its_own(encoding: str) -> None:
    progress, clock, err = _bar(True, 10, encoding)
    clock.now += 5
    progress.done("Hœrdt")
    assert "###....." in _seen(err) and "1 dossier sur 10" in _seen(err)


@pytest.mark.parametrize("wrong", ["0", "-1", "deux", "1.5", "300", "²"])
def test_a_number_of_processes_is_asked_for(actgen: Actgen, workspace: object, wrong: str) -> None:
    run = actgen("render", SESSION, f"--jobs={wrong}")
    assert run.code == 2
    assert "--jobs attend un nombre de processus, de 1 à 256" in run.err.replace("\n", " ")


def test_processes_and_a_cluster_are_not_asked_for_together(actgen: Actgen, workspace: object) -> None:
    run = actgen("render", SESSION, "--jobs", "2", "--cluster", "tcp://127.0.0.1:9")
    assert run.code == 2
    assert "--jobs et --cluster ne vont pas ensemble" in run.err.replace("\n", " ")
