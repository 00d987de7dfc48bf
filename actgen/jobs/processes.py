"""Tasks done by several processes of this machine.

Processes are started afresh, never forked: a fork after anything was drawn waits for ever for a thread of
Pango that it has not. Each is asked one task at a time by a thread of its own, so that it is known which task
a process was at when it died: it is begun once more elsewhere, and told as a fault when that one dies too.
"""

from __future__ import annotations

import math
import pickle
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from queue import Empty, PriorityQueue, SimpleQueue
from tempfile import TemporaryDirectory
from threading import Event, Thread
from types import TracebackType

from actgen.errors import EnvironmentFault
from actgen.jobs.seat import Seat
from actgen.jobs.task import Done, Task, TaskCrash, Work

TIME_LIMIT = 600.0  # seconds for one task; the longest register takes a tenth of it
_AHEAD = 8  # tasks known and not yet begun, a process
_GLANCE = 0.2  # seconds after which a waiting master heeds Ctrl-C on every system

_Waiting = tuple[float, int, Task | None]


@dataclass
class Processes:
    """So many processes, kept from one run to the next; `with` stops them. `limit`: seconds for a task."""

    number: int
    limit: float = TIME_LIMIT
    _folder: TemporaryDirectory[str] | None = None
    _workers: list[Seat] = field(default_factory=list)
    _run: _Run | None = None

    def __enter__(self) -> Processes:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def start(self) -> None:
        """Begin to start the processes, so that they are ready when the first task is.

        Raises EnvironmentFault when there is no temporary folder to work in.
        """
        if self._folder is None:
            self._folder = _temporary_folder()
            names, root = count(), Path(self._folder.name)
            self._workers = [Seat(root, names, self.limit) for _ in range(self.number)]
        for worker in self._workers:
            worker.fill()

    def stop(self) -> None:
        """End the processes, whatever they are at; their temporary files go."""
        if self._run is not None:
            self._run.over.set()
            for worker in self._workers:
                worker.interrupt()
            self._run.end()
            self._run = None
        for worker in self._workers:
            worker.leave()
        self._workers = []
        if self._folder is not None:
            self._folder.cleanup()
            self._folder = None

    def each(self, work: Work, tasks: Iterable[Task]) -> Iterator[Done]:
        """The outcome of each task, as they come. Leaving early stops what is being done."""
        pickle.dumps(work)  # a function without a name of its own: told to who wrote it, not by each task
        self.start()
        run = self._run = _Run(work)
        run.begin(self._workers)
        try:
            yield from run.outcomes(tasks, _AHEAD * self.number)
        finally:
            if run.pending:
                self.stop()
            elif self._run is run:
                run.end()
                self._run = None


class _Run:
    """One run: tasks that wait, outcomes that nobody has had yet, and a thread for each process."""

    def __init__(self, work: Work) -> None:
        self.work = work
        self.waiting: PriorityQueue[_Waiting] = PriorityQueue()
        self.known: SimpleQueue[Done] = SimpleQueue()
        self.over = Event()
        self.pending = 0
        self.threads: list[Thread] = []

    def begin(self, workers: list[Seat]) -> None:
        self.threads = [Thread(target=self._attend, args=(worker,), daemon=True) for worker in workers]
        for thread in self.threads:
            thread.start()

    def outcomes(self, tasks: Iterable[Task], ahead: int) -> Iterator[Done]:
        known_beforehand = isinstance(tasks, Sequence)  # and waits by weight, all of it
        for rank, task in enumerate(tasks):
            self.waiting.put((-task.weight, rank, task))
            self.pending += 1
            while (self.pending >= ahead and not known_beforehand) or not self.known.empty():
                yield self._next()
        while self.pending:
            yield self._next()

    def end(self) -> None:
        self.over.set()
        for _ in self.threads:
            self.waiting.put((-math.inf, 0, None))
        for thread in self.threads:
            thread.join()

    def _next(self) -> Done:
        while True:
            with suppress(Empty):
                done = self.known.get(timeout=_GLANCE)
                self.pending -= 1
                return done

    def _attend(self, worker: Seat) -> None:
        while True:
            _, _, task = self.waiting.get()
            if task is None or self.over.is_set():
                return
            try:
                done = worker.do(self.work, task, self.over)
            except EnvironmentFault as fault:  # no task may be waited for in vain
                done = Done(task.name, fault=fault)
            except Exception as error:
                done = Done(task.name, fault=TaskCrash.of(error))
            self.known.put(done)


def _temporary_folder() -> TemporaryDirectory[str]:
    try:
        return TemporaryDirectory(prefix="actgen-travail-", ignore_cleanup_errors=True)
    except OSError as fault:
        raise EnvironmentFault(
            "Le dossier des fichiers temporaires ne peut pas être utilisé. "
            "Libérez de la place sur le disque, ou indiquez un autre dossier par la variable TMPDIR."
        ) from fault
