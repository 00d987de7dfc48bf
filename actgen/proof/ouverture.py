"""A file opened to be measured, in a process of its own: it may be a bomb, and must harm nobody.

That process may use so much memory and so many seconds, and no more; what it had to say when it dies is
that the file is not one of ours.
"""

from __future__ import annotations

import io
import sys
import zipfile
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any, TypeVar

T = TypeVar("T")

LARGEST = 100_000_000  # bytes of a file that is opened: the register of a year is a tenth of it
_INFLATED = 500_000_000
_MEMORY = 2_000_000_000
_SECONDS = 30


class Defaut(StrEnum):
    """Why a file can't be looked into."""

    ABIME = "abîmé"
    CHIFFRE = "chiffré"
    ENORME = "énorme"


@dataclass(frozen=True, slots=True)
class Mesure:
    """What was found inside: the hash of the content, what kept it from being looked at, a signature."""

    contenu_sha256: str = ""
    defaut: Defaut | None = None
    signe: bool = False


def mesurer(path: Path) -> Mesure:
    """Open a file, whatever it is, and measure its content within bounds of size, memory and time."""
    seen = a_part(_looked_at, path)
    return Mesure(defaut=seen) if isinstance(seen, Defaut) else seen


def a_part(look: Callable[[str, bytes], T], path: Path) -> T | Defaut:
    """What a function sees in a file, in a process of its own, or why nothing could be seen.

    The function is one of a module, and so is what it gives.
    """
    try:
        if path.stat().st_size > LARGEST:
            return Defaut.ENORME
    except OSError:
        return Defaut.ABIME
    context = get_context("spawn")
    ours, theirs = context.Pipe(duplex=False)
    worker = context.Process(target=_work, args=(look, path, theirs), daemon=True)
    with ours:
        worker.start()
        theirs.close()
        answer: T | Defaut = _answer(ours)
        worker.kill()
        worker.join()
    return answer


def _answer(connection: Connection) -> Any:
    with suppress(EOFError, OSError):
        if connection.poll(_SECONDS):
            return connection.recv()
    return Defaut.ENORME


def _work(look: Callable[[str, bytes], Any], path: Path, connection: Connection) -> None:
    _bounded()
    try:
        answer = look(path.name, path.read_bytes())
    except (MemoryError, RecursionError):
        answer = Defaut.ENORME
    except Exception:  # hostile by supposition: whatever a library says of it, it is not what was written
        answer = Defaut.ABIME
    connection.send(answer)
    connection.close()


def _bounded() -> None:
    if sys.platform != "win32":  # there, only the clock bounds it
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _looked_at(name: str, content: bytes) -> Mesure:
    from actgen.writing import content_sha256

    name = name.lower()
    defaut = pdf_fault(content) if name.endswith(".pdf") else _zip_fault(name, content)
    if defaut is not None:
        return Mesure(defaut=defaut)
    return Mesure(content_sha256(name, content), signe=b"/ByteRange" in content)


def pdf_fault(content: bytes) -> Defaut | None:
    """Why a PDF can't be looked into."""
    import pikepdf

    try:
        with pikepdf.open(io.BytesIO(content)) as pdf:
            return Defaut.CHIFFRE if pdf.is_encrypted else None
    except pikepdf.PasswordError:
        return Defaut.CHIFFRE
    except pikepdf.PdfError:
        return Defaut.ABIME


def _zip_fault(name: str, content: bytes) -> Defaut | None:
    if not name.endswith((".docx", ".xlsx", ".zip")):
        return None
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, ValueError):
        return Defaut.ABIME
    if sum(part.file_size for part in parts) > _INFLATED:
        return Defaut.ENORME
    return Defaut.CHIFFRE if any(part.flag_bits & 1 for part in parts) else None
