"""What the tests ask of workers: functions that a process of its own can import by name."""

from __future__ import annotations

import os
import signal
import sys
import tempfile
import time
from pathlib import Path

from actgen.base.errors import EnvironmentFault


def reversed_bytes(content: bytes) -> bytes:
    return content[::-1]


def who(content: bytes) -> bytes:
    time.sleep(0.05)
    return str(os.getpid()).encode()


def temporary_file(content: bytes) -> bytes:
    number, name = tempfile.mkstemp()
    os.close(number)
    return name.encode()


def noisy(content: bytes) -> bytes:
    print("words that are no answer")
    os.write(1, b"nor these")
    sys.stdout.flush()
    return content


def faulty(content: bytes) -> bytes:
    if content == b"machine":
        raise EnvironmentFault("Pango est introuvable.")
    if content == b"memory":
        raise MemoryError
    if content == b"ours":
        raise ZeroDivisionError("ours to mend")
    return content


def deadly(content: bytes) -> bytes:
    """Kills its process when told to; `once:FILE` does it the first time only."""
    if content == b"always":
        os.kill(os.getpid(), signal.SIGKILL)
    if content.startswith(b"once:"):
        mark = Path(content.removeprefix(b"once:").decode())
        if not mark.exists():
            mark.touch()
            os.kill(os.getpid(), signal.SIGKILL)
    return content


def slow(content: bytes) -> bytes:
    time.sleep(float(content))
    return content


def versions() -> dict[str, str]:
    """What a machine has, for clusters; a worker may be told to have something else."""
    return {"actgen": os.environ.get("VERSION_OF_A_TEST", "1"), "pango": "1.50"}


def slow_and_who(content: bytes) -> bytes:
    time.sleep(float(content))
    return str(os.getpid()).encode()


def told_and_slow(content: bytes) -> bytes:
    """Leaves a mark with the number of its process in a folder, then takes its time."""
    (Path(content.decode()) / str(os.getpid())).touch()
    time.sleep(2)
    return content
