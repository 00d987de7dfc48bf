"""A task, its outcome, and the one way to do it, wherever it is done."""

from __future__ import annotations

import traceback
from collections.abc import Callable
from dataclasses import dataclass

from actgen.errors import EnvironmentFault

Work = Callable[[bytes], bytes]
"""A function of a module, importable by its name wherever tasks are done. Equal bytes give equal bytes."""


@dataclass(frozen=True, slots=True)
class Task:
    """One piece of work. `name` is what users know it by; heavier tasks are begun first."""

    name: str
    weight: float
    content: bytes


class TaskCrash(Exception):
    """A task that failed through a fault of actgen's own: what was raised, its trace, where it rose.

    The exception itself stays there: another process may be unable to read it.
    """

    def __init__(self, raised: str, trace: str, place: str = "") -> None:
        super().__init__(raised, trace, place)
        self.raised, self.trace, self.place = raised, trace, place

    @classmethod
    def of(cls, error: Exception) -> TaskCrash:
        """What can be told of an exception elsewhere."""
        last = traceback.extract_tb(error.__traceback__)[-1]
        raised = "".join(traceback.format_exception_only(error)).strip()
        return cls(raised, "".join(traceback.format_exception(error)), f"{last.filename}:{last.lineno}")

    def __str__(self) -> str:
        return f"{self.raised}\n\n{self.trace}"


Fault = EnvironmentFault | TaskCrash


@dataclass(frozen=True, slots=True)
class Done:
    """What became of a task: its result, or the fault that kept it from one."""

    task_name: str
    result: bytes | None = None
    fault: Fault | None = None


def attempt(name: str, work: Callable[[], bytes]) -> Done:
    """Do a task here and now. Whatever it raises is the fault of that task alone."""
    try:
        return Done(name, work())
    except EnvironmentFault as fault:
        return Done(name, fault=EnvironmentFault(*fault.args))  # without the trace, which holds the document
    except MemoryError:
        return Done(name, fault=no_memory(name))
    except Exception as error:
        return Done(name, fault=TaskCrash.of(error))


def no_memory(name: str) -> EnvironmentFault:
    """A task that this machine has not the memory for."""
    return EnvironmentFault(
        f"La mémoire de cet ordinateur ne suffit pas pour «\u00a0{name}\u00a0». "
        "Fermez d’autres programmes ou demandez moins de processus (--jobs 1), puis recommencez."
    )
