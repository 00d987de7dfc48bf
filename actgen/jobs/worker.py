"""What a process of ours does: it answers one task after the other until nobody asks any more.

It ends when the process that started it does, however that one ended, and leaves no file behind.
"""

from __future__ import annotations

import os
import pickle
import shutil
import sys
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

from actgen.jobs.task import Done, Task, Work, attempt
from actgen.jobs.wire import receive, send

READY = b"ready"


def question(work: Work, task: Task) -> bytes:
    """A task as it is sent to a worker."""
    return pickle.dumps((task.name, pickle.dumps((work, task.content))), pickle.HIGHEST_PROTOCOL)


def answer(sent: bytes) -> Done:
    """Do a task that was sent. A function that can't be imported is its fault too."""
    name, asked = pickle.loads(sent)

    def done() -> bytes:
        work, content = pickle.loads(asked)
        result: bytes = work(content)
        return result

    return attempt(name, done)


def log_of(folder: Path) -> Path:
    """Where what a worker complains of goes, beside its folder."""
    return folder.with_suffix(".log")


def serve(folder: Path) -> None:
    """The life of a worker, asked and answering by its first two files. Its own are in `folder`."""
    asked, answered = sys.stdin.buffer, _private_output()
    folder.mkdir(exist_ok=True)
    os.environ |= dict.fromkeys(("TMPDIR", "TEMP", "TMP"), str(folder))
    try:
        send(answered, READY)
        while True:
            send(answered, pickle.dumps(answer(receive(asked)), pickle.HIGHEST_PROTOCOL))
    except (EOFError, OSError):
        pass  # nobody asks any more
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        with suppress(OSError):  # who started us has done it, or will; the others are still there
            log_of(folder).unlink()
            folder.parent.rmdir()
    os._exit(0)  # without waiting for threads of libraries, nor for what nobody will read


def _private_output() -> BinaryIO:
    """Where answers go: whatever a library prints goes elsewhere."""
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    return answers
