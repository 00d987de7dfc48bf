"""Who does the tasks of a call: this process for few, several for many, or as many as were asked for."""

from __future__ import annotations

import os
from contextlib import suppress
from dataclasses import dataclass, field
from types import TracebackType
from typing import TYPE_CHECKING

from actgen.jobs.here import Here
from actgen.jobs.progress import Progress, Silent
from actgen.jobs.run import Runner

if TYPE_CHECKING:
    from actgen.jobs.cluster import Cluster
    from actgen.jobs.processes import Processes

WORTH_PROCESSES = 24  # acts; the half second that each process takes to start is that of some five


def cores() -> int:
    """How many processes can compute at once."""
    with suppress(AttributeError):  # not on every system
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


@dataclass
class Crew:
    """The runners of one call, made when they are needed and kept to its end; `with` stops them.

    `jobs`: processes asked for, 1 for this one alone; None: one a core where there is enough to do.
    `progress` is told of what is done. `cluster`: other machines, which do everything when they are given.
    """

    jobs: int | None = None
    progress: Progress = field(default_factory=Silent)
    cluster: Cluster | None = None
    _processes: Processes | None = field(default=None, init=False)

    def __enter__(self) -> Crew:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._processes is not None:
            self._processes.stop()
        if self.cluster is not None:
            self.cluster.stop()

    def runner(self, tasks: int) -> Runner:
        """Who does so many tasks. Processes begin to start at once: call it before the tasks are composed."""
        if self.cluster is not None:
            return self.cluster
        wanted = self._wanted(tasks)
        if wanted == 1:
            return Here()
        if self._processes is None:
            from actgen.jobs.processes import Processes  # 30 ms that few acts need not wait for

            self._processes = Processes(wanted)
        self._processes.start()
        return self._processes

    def _wanted(self, tasks: int) -> int:
        if self._processes is not None:
            return self._processes.number
        if self.jobs is not None:
            return max(1, min(self.jobs, tasks))
        return cores() if tasks >= WORTH_PROCESSES else 1
