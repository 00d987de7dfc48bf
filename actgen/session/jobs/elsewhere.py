"""Where tasks are done when not in this process: in several of this machine, or by a Dask scheduler."""

from __future__ import annotations

import gc
import logging
import os
import shutil
import signal
import tempfile
import time
import traceback
import warnings
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import (
    FIRST_COMPLETED,
    BrokenExecutor,
    CancelledError,
    Executor,
    Future,
    ProcessPoolExecutor,
    wait,
)
from contextlib import contextmanager, suppress
from multiprocessing import active_children, get_context, parent_process
from threading import Lock, Thread, current_thread, main_thread
from typing import Any

from msgspec import Struct

from actgen.base.errors import EnvironmentFault

from . import Done, Fault, Patience, Task, TaskCrash, Versions, Work, outcome

_LIFETIME = 600  # tasks of a process: the makers of PDF keep some 4 kB of each act
_MANY_OBJECTS = 50_000  # an act makes as many, and leaves few: a twentieth went into looking for cycles
_AHEAD = 4  # tasks sent and not yet done, a worker
_MOMENT = 0.005  # seconds for a process that was killed to end
_GLANCE = 0.5  # seconds between two looks at what isn't moving
_MOST_NAMED = 3
_ALONE = Lock()  # the makers of files do one at a time in a process, however many threads a worker has
_HERE = "Vous pouvez aussi recommencer sans --cluster, sur cet ordinateur seul."


def outcomes(there: Processes | Cluster, work: Work, tasks: Iterable[Task]) -> Iterator[Done]:
    """The outcome of each task, as they come. Leaving early gives up what is not done."""
    with _interrupt_at_rest() as rest:
        yield from _outcomes(there, work, tasks, rest)


def _outcomes(
    there: Processes | Cluster, work: Work, tasks: Iterable[Task], rest: Callable[[], None]
) -> Iterator[Done]:
    pending: dict[Future[Any], Task] = {}
    whole = False

    def known(*, full: bool) -> Iterator[Done]:
        """What is known; when no more may be sent (`full`), an outcome is waited for a moment."""
        done, _ = wait(pending, _GLANCE if full else 0, FIRST_COMPLETED)
        rest()
        there.look(pending, done)
        for future in [each for each in pending if each in done]:
            yield there.done(pending.pop(future), future)

    try:
        for task in tasks:
            while pending and there.worn:
                yield from known(full=True)
            pending[there.submit(work, task)] = task
            yield from known(full=len(pending) >= there.ahead)
            while len(pending) >= there.ahead:
                yield from known(full=True)
        while pending:
            yield from known(full=True)
        whole = True
    except BrokenExecutor as dead:
        names = [task.name for task in pending.values()][: there.ahead // _AHEAD]
        raise EnvironmentFault(
            f"Un processus s’est arrêté pendant qu’il faisait {_some(names)} (mémoire insuffisante, "
            "peut-être). Fermez d’autres programmes ou demandez moins de processus (--jobs 1), puis "
            "recommencez."
        ) from dead
    finally:
        if not whole:
            there.give_up()


class Processes(Struct):
    """So many processes of this machine. Their temporary files are in a folder that goes with them."""

    number: int
    _pool: Executor | None = None
    _folder: str = ""
    _sent: int = 0
    _others: frozenset[Any] = frozenset()

    @property
    def ahead(self) -> int:
        return _AHEAD * self.number

    @property
    def worn(self) -> bool:
        """A pool is renewed whole: `max_tasks_per_child` waits for ever in Python 3.11 (gh-115634)."""
        return self._sent >= _LIFETIME * self.number

    def look(self, pending: Mapping[Future[Any], Task], done: Iterable[Future[Any]]) -> None:
        """Raise BrokenExecutor where a process died."""
        for future in done:
            if isinstance(error := future.exception(), BrokenExecutor):
                raise error

    def done(self, task: Task, future: Future[Any]) -> Done:
        error = future.exception()
        return Done(task, fault=TaskCrash.of(task.name, error)) if error else Done(task, *future.result())

    def submit(self, work: Work, task: Task) -> Future[Any]:
        with _without_interrupt():
            try:
                if self.worn:
                    self.stop()
                pool = self._pool or self._start()
                self._sent += 1
                return pool.submit(outcome, task.name, work, task.content)
            except (OSError, NotImplementedError) as fault:  # no semaphores
                raise EnvironmentFault(
                    "Cet ordinateur n’a pas pu lancer un processus de plus. "
                    "Fermez d’autres programmes ou demandez moins de processus (--jobs 1), puis recommencez."
                ) from fault

    def _start(self) -> Executor:
        try:
            self._folder = self._folder or tempfile.mkdtemp(prefix="actgen-travail-")
        except OSError as fault:
            raise EnvironmentFault(
                "Le dossier des fichiers temporaires ne peut pas être utilisé. "
                "Libérez de la place sur le disque, ou indiquez un autre dossier par la variable TMPDIR."
            ) from fault
        self._others, self._sent = frozenset(active_children()), 0
        spawn = get_context("spawn")
        self._pool = ProcessPoolExecutor(self.number, spawn, initializer=_begin, initargs=(self._folder,))
        return self._pool

    def stop(self) -> None:
        """End the processes, whatever they are at; their temporary files go."""
        with _without_interrupt():
            pool, self._pool = self._pool, None
            folder, self._folder = self._folder, ""
            if pool is not None:
                ours = set(active_children()) - self._others
                pool.shutdown(wait=False, cancel_futures=True)
                for process in ours:
                    process.kill()
                while any(process.is_alive() for process in ours):  # the pool's own thread may bury it first
                    time.sleep(_MOMENT)
            if folder:
                shutil.rmtree(folder, ignore_errors=True)

    give_up = stop


def _begin(folder: str) -> None:
    """The first thing that a process of ours does: silent, deaf to Ctrl-C, it ends with its master."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    gc.set_threshold(_MANY_OBJECTS)
    silence = os.open(os.devnull, os.O_WRONLY)
    for stream in (1, 2):
        os.dup2(silence, stream)
    os.environ |= dict.fromkeys(("TMPDIR", "TEMP", "TMP"), folder)
    tempfile.tempdir = folder
    Thread(target=_end_with_master, args=(folder,), daemon=True).start()


def _end_with_master(folder: str) -> None:
    master = parent_process()
    assert master is not None, "a process that was started by another"
    master.join()
    shutil.rmtree(folder, ignore_errors=True)
    os._exit(1)


@contextmanager
def _interrupt_at_rest() -> Iterator[Callable[[], None]]:
    """Ctrl-C is heard where what is given is called, no lock being held.

    Heard within a lock of `concurrent.futures`, it would leave it taken: who waits for it as the process ends
    waits for ever.
    """
    if (
        current_thread() is not main_thread()  # the only one that is ever interrupted
        or signal.getsignal(signal.SIGINT) is not signal.default_int_handler  # ignored, or somebody else's
    ):
        yield lambda: None
        return
    asked: list[int] = []

    def rest() -> None:
        if asked:
            asked.clear()
            raise KeyboardInterrupt

    signal.signal(signal.SIGINT, lambda number, _: asked.append(number))
    try:
        yield rest
    finally:
        signal.signal(signal.SIGINT, signal.default_int_handler)
        rest()


@contextmanager
def _without_interrupt() -> Iterator[None]:
    """Ctrl-C waits a moment: a process that is started meanwhile, and whoever starts others, never has it."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


class Cluster(Struct, dict=True):
    """The workers of a Dask scheduler. Nothing is shared but bytes on the wire.

    Whoever reaches the port of a scheduler has his code run by its workers: one's own network, or TLS. A
    worker that makes other bytes would make other acts, so versions are compared with each task: workers come
    and go. One that dies loses nothing, Dask gives its tasks to others; but it would wait for ever for one
    that never comes, so no wait here is without an end.
    """

    address: str
    versions: Versions
    patience: Patience
    worn = False
    ahead = _AHEAD
    _client: Any = None
    _executor: Any = None
    _moved: float = 0.0

    def stop(self) -> None:
        """Leave the scheduler; what it still does for us is given up."""
        client, self._client, self._executor = self._client, None, None
        if client is not None:
            with suppress(Exception):  # a scheduler that is gone can't be left
                client.close(timeout=2)

    def give_up(self) -> None:
        executor, self._executor = self._executor, None
        if executor is not None and self._client.status == "running":
            with suppress(Exception):  # nobody is there to be told
                executor.shutdown(wait=False)

    def submit(self, work: Work, task: Task) -> Future[Any]:
        if self._client is None:
            self._connect()
        if self._executor is None:
            self._executor = self._client.get_executor(pure=False)
            self.ahead = _AHEAD * max(1, len(self._client.nthreads()))
            self._moved = time.monotonic()
        sent = (self.versions, dict(self.versions()), task.name, work, task.content)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", UserWarning)  # that an act of many pictures is large
            future: Future[Any] = self._executor.submit(_carried, *sent)
        return future

    def look(self, pending: Mapping[Future[Any], Task], done: Iterable[Future[Any]]) -> None:
        """Raise EnvironmentFault where there is nothing to wait for any more."""
        if done:
            self._moved = time.monotonic()
        elif pending and self._client.status != "running":
            raise self._lost()
        elif pending and time.monotonic() - self._moved > self.patience.outcome:
            raise EnvironmentFault(
                f"Le groupe de machines n’a rien rendu depuis {self.patience.outcome / 60:.0f}\u00a0minutes. "
                f"Ce qui était fini est écrit. Vérifiez ses exécutants, puis recommencez. {_HERE}"
            )

    def done(self, task: Task, future: Future[Any]) -> Done:
        import distributed  # an extra

        try:
            answered = future.result()
        except distributed.KilledWorker:
            return Done(
                task,
                fault=EnvironmentFault(
                    f"«\u00a0{task.name}\u00a0» n’a pas été fait\u00a0: chaque exécutant qui s’en chargeait "
                    f"s’est arrêté (mémoire insuffisante, peut-être). {_HERE}"
                ),
            )
        except (CancelledError, distributed.client.FutureCancelledError, OSError) as gone:
            raise self._lost() from gone
        except Exception as error:
            if isinstance(error.__cause__ or error, ImportError):
                raise EnvironmentFault(
                    "actgen n’est pas installé, ou l’est dans une version trop différente, sur le groupe de "
                    f"machines. Installez-y la même version qu’ici. {_HERE}"
                ) from error
            return Done(task, fault=TaskCrash.of(task.name, error))
        if isinstance(answered, tuple):
            return Done(task, *answered)
        raise _differ(answered, self.versions())

    def _lost(self) -> EnvironmentFault:
        return EnvironmentFault(
            f"L’ordonnanceur «\u00a0{self.address}\u00a0» ne répond plus. Ce qui était fini est écrit\u00a0; "
            f"relancez-le, puis recommencez. {_HERE}"
        )

    def _connect(self) -> None:
        try:
            from distributed import Client  # an extra, and slow to load
        except ImportError as fault:
            raise EnvironmentFault(
                "--cluster demande la bibliothèque Dask, qui n’est pas installée ici. Dans le dossier "
                "d’actgen, tapez\u00a0: python -m pip install --constraint constraints.txt '.[cluster]'"
            ) from fault
        logging.getLogger("distributed").setLevel(logging.CRITICAL + 1)  # what it says is told in French
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # versions are compared by us
            try:
                self._client = Client(  # type: ignore[no-untyped-call]
                    self.address, timeout=self.patience.scheduler, set_as_default=False
                )
            except Exception as fault:  # of many kinds, by what is wrong with the address
                # What is left of that client is let go now: found later by the collector while another client
                # begins, it would wait for a lock that its own thread holds.
                traceback.clear_frames(fault.__traceback__)
        if self._client is None:
            gc.collect()
            raise EnvironmentFault(
                f"Aucun ordonnanceur Dask ne répond à l’adresse «\u00a0{self.address}\u00a0». Vérifiez "
                f"qu’elle est de la forme tcp://MACHINE:8786 et qu’il y est lancé (dask scheduler). {_HERE}"
            )
        try:
            self._client.wait_for_workers(1, timeout=self.patience.worker)
        except TimeoutError as fault:
            self.stop()
            raise EnvironmentFault(
                f"L’ordonnanceur «\u00a0{self.address}\u00a0» n’a aucun exécutant. Lancez-en un par "
                f"machine de calcul (dask worker {self.address}), puis recommencez. {_HERE}"
            ) from fault


def _carried(
    versions: Versions, expected: Mapping[str, str], name: str, work: Work, content: Any
) -> tuple[Any, Fault | None] | dict[str, str]:
    """What a worker runs: a task, if this machine makes the same bytes; else what it has of versions."""
    with _ALONE:
        here = dict(versions())
        return outcome(name, work, content) if here == expected else here


def _differ(found: Mapping[str, str], here: Mapping[str, str]) -> EnvironmentFault:
    names = sorted(name for name in {*here, *found} if here.get(name) != found.get(name))
    told = [f"{name} {found.get(name, 'absent')} au lieu de {here.get(name, 'absent')}" for name in names]
    return EnvironmentFault(
        "Un exécutant n’a pas les mêmes versions qu’ici et ferait d’autres fichiers\u00a0: "
        f"{', '.join(told[:_MOST_NAMED])}{'…' if len(told) > _MOST_NAMED else '.'} "
        f"Installez-y les mêmes. {_HERE}"
    )


def _some(names: Sequence[str]) -> str:
    shown = " ou ".join(f"«\u00a0{name}\u00a0»" for name in names[:_MOST_NAMED])
    more = len(names) - _MOST_NAMED
    return f"{shown} et {more} autre{'s' if more > 1 else ''}" if more > 0 else shown
