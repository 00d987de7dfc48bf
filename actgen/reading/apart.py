"""A file that comes from elsewhere opened in a process of its own: it may be a bomb, and must harm nobody.

That process may use so much memory and so many seconds of a processor, and no more; what it had to say when
it dies is that the file is not one that anybody could open. The clock on the wall is but a last resort: a
machine that has much else to do takes long over any file.
"""

from __future__ import annotations

import io
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from enum import StrEnum
from multiprocessing import get_context
from multiprocessing.connection import Connection
from typing import Any, TypeVar

from msgspec import Struct

from actgen.reading.silence import silence_process

if sys.platform != "win32":  # which has none
    import resource

T = TypeVar("T")

_MEMORY = 1_000_000_000
_MUCH = 600_000_000  # ten times what the register of a year takes
_PROCESSOR = 10  # seconds of one file
_WALL = 60 if sys.platform != "win32" else 30  # there, nothing else bounds it
_ORDINARY = 2.0  # seconds that any file may take; what is beyond counts where files share an allowance


class Defect(StrEnum):
    """Why a file can't be looked into."""

    BROKEN = "abîmé"
    ENCRYPTED = "chiffré"
    TOO_BIG = "énorme"


class _Allowance(Struct):
    left: float


_SHARED: ContextVar[_Allowance | None] = ContextVar("_SHARED", default=None)


@contextmanager
def together(seconds: float = _PROCESSOR) -> Iterator[None]:
    """What is looked into within shares an allowance of slowness: once it is spent, no more is opened."""
    if _SHARED.get() is not None:  # part of a larger whole, which has its own
        yield
        return
    token = _SHARED.set(_Allowance(seconds))
    try:
        yield
    finally:
        _SHARED.reset(token)


def apart(look: Callable[..., T], *given: object) -> T | Defect:
    """What a function makes of what it is given, in a process of its own, or why nothing came of it.

    The function is one of a module; what it is given, and what it gives, can cross to another process.
    """
    shared = _SHARED.get()
    if shared is not None and shared.left <= 0:
        return Defect.TOO_BIG
    before = _processor()
    try:
        return _asked(look, given)
    finally:
        if shared is not None:
            shared.left -= max(0.0, _processor() - before - _ORDINARY)


def _asked(look: Callable[..., T], given: tuple[object, ...]) -> T | Defect:
    context = get_context("spawn")
    ours, theirs = context.Pipe(duplex=False)
    worker = context.Process(target=_work, args=(look, given, theirs, _PROCESSOR), daemon=True)
    with ours:
        worker.start()
        theirs.close()
        answer: T | Defect = _answer(ours)
        worker.kill()
        worker.join()
    return answer


def _answer(connection: Connection) -> Any:
    with suppress(EOFError, OSError):
        if connection.poll(_WALL):
            return connection.recv()
    return Defect.TOO_BIG


def _work(look: Callable[..., Any], given: tuple[object, ...], connection: Connection, seconds: int) -> None:
    silence_process()
    _bounded(seconds)
    connection.send(looked(look, given))
    connection.close()


def looked(look: Callable[..., T], given: tuple[object, ...]) -> T | Defect:
    """What a function makes of what it is given, in this process, whatever a hostile file does to it."""
    before = _peak()
    try:
        return look(*given)
    except (MemoryError, RecursionError):
        return Defect.TOO_BIG
    except Exception as error:  # hostile by supposition: whatever a library says, it is not what was written
        return Defect.TOO_BIG if _out_of_memory(error, before) else Defect.BROKEN


def _out_of_memory(error: BaseException | None, before: int) -> bool:
    """Whether a library in C wanted more memory than it may have, whatever it makes of it in Python.

    `before`: the peak at the start. Linux counts that of whoever started this process in its own.
    """
    seen: set[int] = set()
    while error is not None and id(error) not in seen:  # those of C may be each other's cause
        if "bad_alloc" in str(error):
            return True
        seen.add(id(error))
        error = error.__cause__ or error.__context__
    return _peak() > max(_MUCH, before)


def _peak() -> int:
    """The most memory that this process has held, in bytes; 0 where nobody says."""
    if sys.platform == "win32":
        return 0
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most if sys.platform == "darwin" else most * 1024


def _processor() -> float:
    """The seconds of a processor that processes apart have used so far; 0 where nobody says."""
    if sys.platform == "win32":
        return 0.0
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _bounded(seconds: int) -> None:
    if sys.platform != "win32":  # there, only the clock bounds it
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
        resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def pdf_fault(content: bytes) -> Defect | None:
    """Why a PDF can't be looked into; to be asked in a process of its own."""
    import pikepdf  # in the process apart alone

    try:
        with pikepdf.open(io.BytesIO(content)) as pdf:
            return Defect.ENCRYPTED if pdf.is_encrypted else None
    except pikepdf.PasswordError:
        return Defect.ENCRYPTED
    except pikepdf.PdfError:
        return Defect.BROKEN


def pdf_pages(content: bytes) -> int | Defect:
    """How many pages a PDF has, or why it can't be looked into; to be asked in a process of its own."""
    import pikepdf  # in the process apart alone

    if fault := pdf_fault(content):
        return fault
    with pikepdf.open(io.BytesIO(content)) as pdf:
        return len(pdf.pages)
