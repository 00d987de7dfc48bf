"""The one way to have tasks done."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Protocol

from actgen.jobs.task import Done, Task, Work


class Runner(Protocol):
    """Where tasks are done. Each task has one outcome; they come as they are known, in any order."""

    def each(self, work: Work, tasks: Iterable[Task]) -> Iterator[Done]:
        """Do each task; tasks are asked for as there is room, and those that are known wait by weight."""
        ...


def run(work: Work, tasks: Iterable[Task], runner: Runner) -> Iterator[Done]:
    """Have each task done; outcomes come as they are known. Leaving the iterator early stops the work.

    A sequence of tasks is begun with the heaviest. An iterator is asked for the next while earlier ones are
    being done, never far ahead: who composes the tasks works meanwhile, and memory is bounded.
    """
    if isinstance(tasks, Sequence):
        tasks = sorted(tasks, key=lambda task: -task.weight)
    return runner.each(work, tasks)
