"""A real scheduler and real workers, each a process in an empty folder of its own."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
PATIENCE = 40.0


@dataclass
class Dask:
    """A cluster on the loopback. `place` holds nothing but the folders of its processes."""

    place: Path
    stack: ExitStack
    address: str = ""
    workers: list[subprocess.Popen[bytes]] = field(default_factory=list)
    scheduler: subprocess.Popen[bytes] | None = None

    def start_scheduler(self, **environment: str) -> None:
        told = self.place / "ordonnanceur.json"
        words = ("--host", "127.0.0.1", "--port", "0", "--no-dashboard", "--scheduler-file", str(told))
        process = self.scheduler = self._process("scheduler", *words, **environment)
        until = time.monotonic() + PATIENCE
        while not self.address:
            assert process.poll() is None and time.monotonic() < until, "no scheduler"
            time.sleep(0.1)
            if told.exists() and (text := told.read_text(encoding="utf-8")).strip():
                self.address = json.loads(text)["address"]

    def start_worker(self, *options: str, **environment: str) -> subprocess.Popen[bytes]:
        """A worker without a nanny, unless `--nanny` is asked for: killing it kills what works."""
        nanny = () if "--nanny" in options else ("--no-nanny",)
        words = (self.address, "--nthreads", "1", "--no-dashboard", *nanny, *options)
        worker = self._process("worker", *words, **environment)
        self.workers.append(worker)
        return worker

    def _process(self, *words: str, **environment: str) -> subprocess.Popen[bytes]:
        folder = self.place / f"dossier-{len(list(self.place.iterdir()))}"
        folder.mkdir()
        # the checkout stands for an installed package; nothing of the current folder is seen
        with (folder / "erreurs.txt").open("wb") as errors:
            process = subprocess.Popen(
                [sys.executable, "-m", "dask", *words],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=errors,
                cwd=folder,
                env=os.environ | {"PYTHONPATH": str(ROOT), "PYTHONSAFEPATH": "1"} | environment,
                start_new_session=True,
            )
        self.stack.callback(_end, process)
        return process


def _end(process: subprocess.Popen[bytes]) -> None:
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


@contextmanager
def cluster(place: Path, workers: int = 2, *options: str, **of_scheduler: str) -> Iterator[Dask]:
    """A scheduler and so many workers; all of them are ended, whatever happens."""
    with ExitStack() as stack:
        dask = Dask(place, stack)
        dask.start_scheduler(**of_scheduler)
        for _ in range(workers):
            dask.start_worker(*options)
        yield dask
