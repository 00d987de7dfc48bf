"""Many documents made at once: in this process, in several, or by the workers of a Dask scheduler.

The same tasks give the same results wherever they are done: `Workers` only decides where, and nothing here
knows what a task is about. Processes are started afresh, never forked: a fork after anything was drawn waits
for ever for a thread of Pango that it has not.
"""

from __future__ import annotations

import os
import traceback
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, Any, Protocol

from msgspec import Struct, field

from actgen.base.errors import EnvironmentFault, InternalError

if TYPE_CHECKING:
    from .elsewhere import Cluster, Processes

WORTH_PROCESSES = 24  # tasks; the half second that each process takes to start is that of some five

Work = Callable[[Any], Any]
"""A function of a module, importable by its name wherever tasks are done. Equal values give equal bytes."""
Versions = Callable[[], Mapping[str, str]]
"""A function of a module that says what the bytes made on a machine depend on."""


class Task(Struct, frozen=True, eq=False):
    """One piece of work. `name` is what users know it by; heavier tasks are begun first."""

    name: str
    weight: float
    content: Any


class TaskCrash(InternalError):
    """A task that failed through a fault of ours: its name, what was raised, its trace, where it rose.

    The exception itself stays there: another process may be unable to read it.
    """

    def __init__(self, name: str, raised: str, trace: str, place: str = "") -> None:
        super().__init__(name, raised, trace, place)
        self.name, self.raised, self.trace, self.place = name, raised, trace, place

    @classmethod
    def of(cls, name: str, error: BaseException) -> TaskCrash:
        """What can be told of an exception elsewhere."""
        frames = traceback.extract_tb(error.__traceback__)
        raised = "".join(traceback.format_exception_only(error)).strip()
        place = f"{frames[-1].filename}:{frames[-1].lineno}" if frames else ""
        return cls(name, raised, "".join(traceback.format_exception(error)), place)

    def __str__(self) -> str:
        return f"{self.raised}\n\n{self.name}\n\n{self.trace}"


Fault = EnvironmentFault | TaskCrash


class Done(Struct, frozen=True):
    """What became of a task: its result, or the fault that kept it from one."""

    task: Task
    result: Any = None
    fault: Fault | None = None


class Progress(Protocol):
    """Told what is to be done, then each thing as it is done. `weight`: how long beside the others."""

    def expect(self, total: int, weight: float) -> None: ...

    def done(self, told: str = "", weight: float = 1.0) -> None: ...


class Silent:
    """Nobody is told."""

    def expect(self, total: int, weight: float) -> None:
        """Nothing."""

    def done(self, told: str = "", weight: float = 1.0) -> None:
        """Nothing."""


class Patience(Struct, frozen=True):
    """How many seconds to wait: for the scheduler, for a first worker, for any outcome."""

    scheduler: float = 10.0
    worker: float = 30.0
    outcome: float = 600.0


class Workers(Struct):
    """Who does the tasks of a call, started when there is need and kept to its end; `with` stops them.

    `jobs`: processes asked for, 1 for this one alone; None: one a core where there is enough to do. A script
    that asks for several begins by `if __name__ == "__main__"`, as with any pool of processes. `cluster`: the
    address of the scheduler whose workers do everything, if they have the same `versions` as this machine.
    """

    jobs: int | None = None
    progress: Progress = field(default_factory=Silent)
    cluster: str | None = None
    versions: Versions = dict
    patience: Patience = field(default_factory=Patience)
    _elsewhere: Processes | Cluster | None = None

    def __enter__(self) -> Workers:
        return self

    def __exit__(self, *_: object) -> None:
        elsewhere, self._elsewhere = self._elsewhere, None
        if elsewhere is not None:
            elsewhere.stop()

    def each(self, work: Work, tasks: Iterable[Task], number: int) -> Iterator[Done]:
        """Have each task done; outcomes come as they are known. Leaving the iterator early stops the work.

        `number`: how many tasks there are, or may be. A sequence of tasks is begun with the heaviest. An
        iterator is asked for the next while earlier ones are being done, never far ahead: who composes the
        tasks works meanwhile, and memory is bounded. What keeps all of them back is raised.
        """
        if isinstance(tasks, Sequence):
            tasks = sorted(tasks, key=lambda task: -task.weight)
        wanted = self._wanted(number)
        if self._elsewhere is None and self.cluster is None and wanted == 1:
            return (Done(task, *outcome(task.name, work, task.content)) for task in tasks)
        from .elsewhere import Cluster, Processes, outcomes  # with it comes multiprocessing: 30 ms

        if self._elsewhere is None and self.cluster is not None:
            self._elsewhere = Cluster(self.cluster, self.versions, self.patience)
        elif self._elsewhere is None:
            self._elsewhere = Processes(wanted)
        return outcomes(self._elsewhere, work, tasks)

    def _wanted(self, number: int) -> int:
        if self.jobs is not None:
            return max(1, min(self.jobs, number))
        return _cores() if number >= WORTH_PROCESSES else 1


def _cores() -> int:
    with suppress(AttributeError):  # not on every system
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def outcome(name: str, work: Work, content: Any) -> tuple[Any, Fault | None]:
    """What a task gives where it is done; that is all that crosses."""
    try:
        return work(content), None
    except EnvironmentFault as fault:
        return None, EnvironmentFault(*fault.args)  # without the trace, which holds the document
    except MemoryError:
        return None, EnvironmentFault(
            f"La mémoire de cet ordinateur ne suffit pas pour «\u00a0{name}\u00a0». "
            "Fermez d’autres programmes ou demandez moins de processus (--jobs 1), puis recommencez."
        )
    except Exception as error:
        return None, TaskCrash.of(name, error)
