"""One process of ours, as who started it sees it."""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from threading import Event, Timer
from typing import Any, BinaryIO

from actgen.errors import EnvironmentFault
from actgen.jobs.task import Done, TaskCrash
from actgen.jobs.wire import receive, send
from actgen.jobs.worker import READY, log_of

# The path is taken over whole: a worker imports what its master would, and nothing from the folder it is in.
_LIFE = "import sys; sys.path[:] = sys.argv[2:]; {imports}; serve(Path(sys.argv[1]))".format(
    imports="from pathlib import Path; from actgen.jobs.worker import serve"
)
# Ctrl-C is for who started them, and ends them: they are in a group of their own.
_APART: dict[str, Any] = (
    {"creationflags": getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0)}
    if os.name == "nt"
    else {"process_group": 0}
)


class Unstarted(Exception):
    """A process that never was ready; `args[0]` says why, for the user or for us."""


class Sitting:
    """A process, how to ask it, and where its own complaints go."""

    def __init__(self, folder: Path) -> None:
        self._log = log_of(folder)
        self._ready = False
        self.answered = 0
        line = [sys.executable, "-c", _LIFE, str(folder), *sys.path]
        try:
            with self._log.open("wb") as log:
                self.process = subprocess.Popen(
                    line, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=log, **_APART
                )
        except OSError as fault:
            raise Unstarted(_no_process()) from fault

    @property
    def _pipes(self) -> tuple[BinaryIO, BinaryIO]:
        to, back = self.process.stdin, self.process.stdout
        assert to is not None and back is not None, "both are asked for"
        return to, back  # type: ignore[return-value]  # streams of bytes

    def ask(self, sent: bytes, limit: float) -> Done:
        """The outcome of a task. Raises TimeoutError, Unstarted; EOFError or OSError: the process is dead."""
        to, back = self._pipes
        late = Event()

        def end() -> None:
            late.set()
            self.process.kill()

        timer = Timer(limit, end)
        timer.daemon = True
        timer.start()
        try:
            self._wait_until_ready(back)
            send(to, sent)
            done: Done = pickle.loads(receive(back))
            self.answered += 1
            return done
        except (EOFError, OSError) as dead:
            if late.is_set():
                raise TimeoutError from dead
            raise
        finally:
            timer.cancel()

    def _wait_until_ready(self, back: BinaryIO) -> None:
        if self._ready:
            return
        try:
            self._ready = receive(back) == READY
        except EOFError as dead:
            if self.process.wait() < 0:  # killed by somebody
                raise
            told = self._log.read_text(encoding="utf-8", errors="replace")
            raise Unstarted(TaskCrash("a process could not be made ready", told)) from dead

    def end(self) -> None:
        self.process.kill()
        self.process.wait()
        for pipe in self._pipes:
            with suppress(OSError):  # what was still to be sent
                pipe.close()


def _no_process() -> EnvironmentFault:
    return EnvironmentFault(
        "Cet ordinateur n’a pas pu lancer un processus de plus. "
        "Fermez d’autres programmes ou demandez moins de processus (--jobs 1), puis recommencez."
    )
