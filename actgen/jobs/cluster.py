"""Tasks done by other machines: the workers of a Dask scheduler. Nothing is shared but bytes on the wire.

Whoever reaches the port of a scheduler has his code run by its workers: one's own network, or TLS. A worker
that makes other bytes would make other acts, so versions are compared before the first task and with each
one, since workers come and go. A worker that dies loses nothing, Dask gives its tasks to others; but it would
wait for ever for a worker that never comes, so no wait here is without an end.
"""

from __future__ import annotations

import gc
import logging
import pickle
import time
import warnings
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from queue import Empty, SimpleQueue
from threading import Lock
from traceback import clear_frames
from typing import Any
from uuid import uuid4

from actgen.jobs import cluster_faults as told
from actgen.jobs.task import Done, Task, TaskCrash, Work
from actgen.jobs.worker import answer, question

Versions = Callable[[], Mapping[str, str]]
"""A function of a module that says what the bytes made on a machine depend on."""

_AHEAD = 4  # tasks sent and not yet done, a worker
_GLANCE = 0.5  # seconds between two looks at what isn't moving
_ALONE = Lock()  # the makers of files do one at a time in a process, however many threads a worker has


@dataclass(frozen=True, slots=True)
class Patience:
    """How many seconds to wait: for the scheduler, for a first or another worker, for any outcome."""

    scheduler: float = 10.0
    worker: float = 30.0
    outcome: float = 600.0


@dataclass
class Cluster:
    """The runner of a scheduler's workers; `with` leaves it. What keeps all tasks back is raised."""

    address: str
    versions: Versions
    patience: Patience = field(default_factory=Patience)
    _client: Any = None

    def __enter__(self) -> Cluster:
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def stop(self) -> None:
        """Leave the scheduler; what it still does for us is given up."""
        client, self._client = self._client, None
        if client is not None:
            with suppress(Exception):  # a scheduler that is gone can't be left
                client.close(timeout=2)

    def each(self, work: Work, tasks: Iterable[Task]) -> Iterator[Done]:
        """The outcome of each task, as they come. Leaving early cancels the others."""
        client = self._connected()
        run = _Run(client, work, self.versions, self.address, self.patience)
        try:
            yield from run.outcomes(tasks)
        finally:
            run.cancel()

    def _connected(self) -> Any:
        if self._client is None:
            self._client = _client(self.address, self.patience.scheduler)
            try:
                _wait_for_workers(self._client, self.address, self.patience.worker)
                _compare(self._client, self.versions)
            except BaseException:
                self.stop()
                raise
        return self._client


def carry(sent: bytes) -> bytes:
    """What a worker runs: a task, if this machine makes the same bytes; else what it has of versions."""
    versions, expected, asked = pickle.loads(sent)
    with _ALONE:
        here = dict(versions())
        return pickle.dumps(answer(asked) if here == expected else here, pickle.HIGHEST_PROTOCOL)


class _Run:
    """Tasks that were sent, and outcomes that nobody has had yet."""

    def __init__(self, client: Any, work: Work, versions: Versions, address: str, patience: Patience) -> None:
        self._client, self._work, self._address, self._patience = client, work, address, patience
        self._versions, self._expected = versions, dict(versions())
        self._name = f"actgen-{uuid4().hex}"
        self._pending: dict[str, tuple[Task, Any]] = {}
        self._struck: list[Task] = []  # their workers died: each begun once more, alone
        self._alone: set[str] = set()
        self._known: SimpleQueue[Any] = SimpleQueue()
        self._manned = self._moved = time.monotonic()

    def outcomes(self, tasks: Iterable[Task]) -> Iterator[Done]:
        ahead = _AHEAD * max(1, len(_workers(self._client)))
        for rank, task in enumerate(tasks):
            self._send(rank, task)
            while len(self._pending) >= ahead or not self._known.empty():
                yield self._next()
        while self._pending or self._struck:
            yield self._next()

    def cancel(self) -> None:
        """Give up what isn't done."""
        futures = [future for _, future in self._pending.values()]
        self._pending.clear()
        if futures and self._client.status == "running":
            with suppress(Exception):  # nobody is there to be told
                self._client.cancel(futures, force=True)

    def _send(self, rank: int | str, task: Task) -> None:
        sent = pickle.dumps((self._versions, self._expected, question(self._work, task)))
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", UserWarning)  # of an act of many pictures, that it is large
            future = self._client.submit(
                carry, sent, key=f"{self._name}-{rank}", pure=False, priority=task.weight
            )
        self._pending[future.key] = task, future
        future.add_done_callback(self._known.put)

    def _next(self) -> Done:
        while True:
            if self._struck and not self._pending:
                self._send_alone()
            try:
                future = self._known.get(timeout=_GLANCE)
            except Empty:
                self._look()
                continue
            task, _ = self._pending[future.key]
            done = self._outcome(task, future)
            if done is None:  # known, then lost with the worker that knew it: another is at it
                if future.key in self._pending:
                    future.add_done_callback(self._known.put)
                continue
            self._moved = time.monotonic()
            del self._pending[future.key]
            return done

    def _outcome(self, task: Task, future: Any) -> Done | None:
        from distributed import CancelledError, KilledWorker

        name = task.name
        try:
            answered = pickle.loads(future.result(timeout=self._patience.worker))
        except KilledWorker:
            return self._killed(task, future.key)
        except (CancelledError, OSError) as gone:
            if isinstance(gone, TimeoutError) and self._client.status == "running":
                return None
            raise told.lost(self._address) from gone
        except Exception as error:
            return Done(name, fault=TaskCrash.of(error))
        if isinstance(answered, Done):
            return answered
        raise told.differ({"": answered}, self._expected)

    def _killed(self, task: Task, key: str) -> Done | None:
        """A task whose workers died may only have stood beside the one that did it: it is kept for later."""
        if key in self._alone:
            return Done(task.name, fault=told.killer(task.name))
        del self._pending[key]
        self._struck.append(task)
        return None

    def _send_alone(self) -> None:
        """Begin a struck task once more with no other beside it: if its workers die again, it did it."""
        rank = f"alone-{len(self._alone)}"
        self._alone.add(f"{self._name}-{rank}")
        self._send(rank, self._struck.pop(0))

    def _look(self) -> None:
        """Whether there is still something to wait for. Raises EnvironmentFault when there isn't."""
        now = time.monotonic()
        if self._client.status != "running":
            raise told.lost(self._address)
        if _workers(self._client):
            self._manned = now
        elif now - self._manned > self._patience.worker:
            left = (*self._struck, *(task for task, _ in self._pending.values()))
            raise told.no_worker_left(sorted(task.name for task in left))
        if now - self._moved > self._patience.outcome:
            raise told.too_long(self._patience.outcome)


def _client(address: str, seconds: float) -> Any:
    try:
        from distributed import Client
    except ImportError as fault:
        raise told.not_installed() from fault
    logging.getLogger("distributed").setLevel(logging.CRITICAL + 1)  # what it says is told in French
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # versions are compared by us
        try:
            return Client(address, timeout=seconds, set_as_default=False)  # type: ignore[no-untyped-call]
        except Exception as fault:  # of many kinds, by what is wrong with the address
            # What is left of that client is let go now: found later by the collector while another client
            # begins, it would wait for a lock that its own thread holds.
            clear_frames(fault.__traceback__)
    gc.collect()
    raise told.no_scheduler(address)


def _workers(client: Any) -> Mapping[str, int]:
    """The workers and their threads; none when the scheduler doesn't say."""
    with suppress(Exception):
        found: Mapping[str, int] = client.nthreads(callback_timeout=5)
        return found
    return {}


def _wait_for_workers(client: Any, address: str, seconds: float) -> None:
    until = time.monotonic() + seconds
    while not _workers(client):
        if time.monotonic() > until:
            raise told.no_worker(address)
        time.sleep(_GLANCE)


def _compare(client: Any, versions: Versions) -> None:
    """Raise EnvironmentFault when a worker would make other bytes than this machine."""
    expected = dict(versions())
    there = client.run(versions, on_error="return")
    lacking = sorted(worker for worker, found in there.items() if isinstance(found, Exception))
    if lacking:
        raise told.lacks_actgen(lacking)
    differing = {worker: found for worker, found in there.items() if dict(found) != expected}
    if differing:
        raise told.differ(differing, expected)
