"""A place for one process: the one that sits there, and another when it dies."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from threading import Event, Lock

from actgen.errors import EnvironmentFault
from actgen.jobs.sitting import Sitting, Unstarted
from actgen.jobs.task import Done, Fault, Task, Work
from actgen.jobs.worker import question

_LIFETIME = (
    150  # tasks: the makers of PDF keep some 50 kB of each act, and starting afresh takes half a second
)
_CHANCES = 2  # a process may be killed by somebody; two in a row are killed by their task


class Seat:
    """One thread at a time asks it for tasks; any other may interrupt it.

    `root` is the folder of the temporary files of all processes, `names` gives each process its own in it.
    """

    def __init__(self, root: Path, names: Iterator[int], limit: float) -> None:
        self._root, self._names, self._limit = root, names, limit
        self._sitting: Sitting | None = None
        self._lock = Lock()  # between who seats a process and who interrupts it
        self._unfit: Fault | None = None  # why no process can be had here

    def fill(self) -> None:
        """Begin to start a process where there is none."""
        with suppress(Unstarted):  # told when a task is asked for
            self._filled(None)

    def interrupt(self) -> None:
        """End the process at once; who waits for its answer knows by it."""
        with self._lock:
            if self._sitting is not None:
                self._sitting.process.kill()

    def leave(self) -> None:
        """End the process and forget it."""
        with self._lock:
            sitting, self._sitting = self._sitting, None
        if sitting is not None:
            sitting.end()

    def do(self, work: Work, task: Task, over: Event) -> Done:
        """Have a task done, by another process when the first dies at it."""
        sent = question(work, task)
        for _ in range(_CHANCES):
            if self._unfit is not None:
                return Done(task.name, fault=self._unfit)
            try:
                sitting = self._filled(over)
                done = sitting.ask(sent, self._limit)
                if sitting.answered >= _LIFETIME:
                    self.leave()
                return done
            except Unstarted as why:
                self._unfit = why.args[0]
            except TimeoutError:
                self.leave()
                return Done(task.name, fault=_too_long(task.name, self._limit))
            except (EOFError, OSError):  # the process is dead
                if over.is_set():
                    break
                self.leave()
        return Done(task.name, fault=self._unfit or killer(task.name))

    def _filled(self, over: Event | None) -> Sitting:
        with self._lock:
            if over is not None and over.is_set():
                raise EOFError  # nobody would end the process
            if self._sitting is None:
                self._sitting = Sitting(self._root / str(next(self._names)))
            return self._sitting


def killer(name: str) -> EnvironmentFault:
    """A task that nothing survives."""
    return EnvironmentFault(
        f"«\u00a0{name}\u00a0» n’a pas été fait\u00a0: le processus qui s’en chargeait s’est arrêté deux "
        "fois (mémoire insuffisante, peut-être). Fermez d’autres programmes ou demandez moins de processus "
        "(--jobs 1), puis recommencez."
    )


def _too_long(name: str, limit: float) -> EnvironmentFault:
    return EnvironmentFault(
        f"«\u00a0{name}\u00a0» n’a pas été fait\u00a0: rien n’était prêt au bout de "
        f"{limit / 60:.0f}\u00a0minutes. Recommencez quand l’ordinateur sera moins occupé."
    )
