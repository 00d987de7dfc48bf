"""A command line, what its turns took, and what is told of it: ratios, times, memory."""

from __future__ import annotations

import os
import shutil
import subprocess
import time
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from typing import ClassVar

import workspaces

ROOT = Path(__file__).resolve().parent.parent
OUT = "{out}"
FINISHED = 4  # times that the acts of the example are drawn, with and without what makes them last
UNSTEADY = 1.15  # median of a command's turns, over the best of them


@dataclass
class Command:
    """A command line and what each of its turns took."""

    line: list[str]
    environment: dict[str, str] = field(default_factory=dict)
    turns: int | None = None  # of one that takes minutes; None: as many as all others
    seconds: list[float] = field(default_factory=list)
    walls: list[float] = field(default_factory=list)
    peak: int = 0  # kB

    @property
    def best(self) -> float:
        return min(self.seconds)

    @property
    def steady(self) -> bool:
        return median(self.seconds) <= UNSTEADY * self.best

    def run(self, out: Path) -> None:
        """One turn, its output thrown away; `OUT` in the line is a folder that isn't there yet."""
        line = [part.replace(OUT, str(out)) for part in self.line]
        surroundings, begun = os.environ | self.environment, time.monotonic()
        with subprocess.Popen(
            line, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, cwd=ROOT, env=surroundings
        ) as process:
            _, status, usage = os.wait4(process.pid, 0)
            process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            raise SystemExit(f"bench: {' '.join(line)} → {process.returncode}")
        self.seconds.append(usage.ru_utime + usage.ru_stime)
        self.walls.append(time.monotonic() - begun)
        self.peak = max(self.peak, usage.ru_maxrss)


@dataclass(frozen=True)
class Measure:
    """One line of the report; without a target it is told for comparison. `commands`: what it rests on."""

    title: str
    commands: tuple[Command, ...]
    target: float | None = None
    unit: ClassVar[str] = ""

    @property
    def value(self) -> float:
        raise NotImplementedError

    @property
    def steady(self) -> bool:
        return all(command.steady for command in self.commands)

    @property
    def missed(self) -> bool:
        return self.steady and self.target is not None and self.value > self.target

    def __str__(self) -> str:
        if not self.steady:
            return f"  {self.title:<58} non mesuré (temps trop dispersés)"
        told = f"  {self.title:<58} {french(self.value):>5}{self.unit}"
        if self.target is None:
            return told
        state = "dépassée" if self.missed else "tenue"
        return f"{told}   cible {french(self.target)}{self.unit}, {state}"


class Ratio(Measure):
    """CPU time of the first command over that of the second."""

    @property
    def value(self) -> float:
        measured, yardstick = self.commands
        return measured.best / yardstick.best


class EachFile(Measure):
    """CPU time that a file costs beyond start-up: many files in one call, less one file in one call."""

    unit = " ms"

    @property
    def value(self) -> float:
        many, one = self.commands
        return 1_000 * (many.best - one.best) / (workspaces.FILES - 1)


class OnceMore(Measure):
    """What the same work costs once more in one way, start-up apart, over once more in another way."""

    @property
    def value(self) -> float:
        many, one, other_many, other_one = self.commands
        return (many.best - one.best) / (other_many.best - other_one.best)


class Memory(Measure):
    """Peak memory of the first command over that of the second."""

    @property
    def steady(self) -> bool:
        return True  # it does not depend on what else the machine does

    @property
    def value(self) -> float:
        measured, yardstick = self.commands
        return measured.peak / yardstick.peak


class Faster(Measure):
    """How many times less one waits for the second command than for the first; at least so many."""

    @property
    def steady(self) -> bool:
        return all(median(command.walls) <= UNSTEADY * min(command.walls) for command in self.commands)

    @property
    def missed(self) -> bool:
        return self.steady and self.target is not None and self.value < self.target

    @property
    def value(self) -> float:
        alone, together = self.commands
        return min(alone.walls) / min(together.walls)


class Time(Measure):
    """CPU time of a command."""

    unit = " s"

    @property
    def value(self) -> float:
        return self.commands[0].best


class Peak(Measure):
    """Peak memory of a command."""

    unit = " Mo"

    @property
    def steady(self) -> bool:
        return True

    @property
    def value(self) -> float:
        return self.commands[0].peak / 1024


def french(number: float) -> str:
    """A count whole, its thousands apart; what is measured with two decimals."""
    if isinstance(number, int):
        return f"{number:,}".replace(",", "\u00a0")
    return f"{number:.2f}".replace(".", ",")


def take_turns(commands: Iterable[Command], folder: Path, rounds: int) -> None:
    """Each command once unheeded (compiled modules, LibreOffice's profile), then all in turn.

    Each has a folder of its own: what another has written there need not be made again. One that has its own
    number of turns is so long that nothing of it needs to be unheeded.
    """
    for turn in range(rounds + 1):
        for rank, command in enumerate(commands):
            if command.turns is not None and not 0 < turn <= command.turns:
                continue
            out = folder / f"out-{turn}-{rank}"
            command.run(out)
            shutil.rmtree(out, ignore_errors=True)
            if turn == 0:
                command.seconds.clear()
                command.walls.clear()
