"""Tasks done in this process, one after the other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial

from actgen.jobs.task import Done, Task, Work, attempt


class Here:
    """The runner of few tasks: nothing to start, nothing to stop."""

    def each(self, work: Work, tasks: Iterable[Task]) -> Iterator[Done]:
        """Do each task when its outcome is asked for."""
        for task in tasks:
            yield attempt(task.name, partial(work, task.content))
