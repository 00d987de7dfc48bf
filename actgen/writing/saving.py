"""A file of the user's own, saved: whole or not at all, and never over what somebody else saved meanwhile."""

from __future__ import annotations

import hashlib
import os
import stat
import tempfile
from contextlib import suppress
from pathlib import Path

from actgen.errors import Conflict, EnvironmentFault
from actgen.writing.faults import machine_fault
from actgen.writing.plan import NOT_A_FILE
from actgen.writing.replace import file_state


def revision_of(content: bytes) -> str:
    """What names a text as it is: its SHA-256."""
    return hashlib.sha256(content).hexdigest()


def save(place: Path, content: bytes, revision: str | None, name: str = "") -> str:
    """Put a content in a file that is still of this revision (None: not there yet); its new revision.

    The caller holds the folder (`locked`). `name` is how a person calls the file. Raises Conflict when the
    file is of another revision, EnvironmentFault when it is a link or a folder, or can't be written.
    """
    name = name or place.name
    try:
        now, new = file_state(place), revision_of(content)
        if now == NOT_A_FILE:
            raise EnvironmentFault(
                f"«\u00a0{name}\u00a0» est un lien ou un dossier\u00a0: il est laissé tel quel. Renommez-le, "
                "puis recommencez."
            )
        if now == new:
            return new
        if now != revision:
            raise _conflict(place, name, now)
        replace_file(place, content)
    except OSError as error:
        raise machine_fault(error, place.parent) from error
    return new


def replace_file(place: Path, content: bytes) -> None:
    """Written whole beside it, then put in its place by one rename, with the rights of the one before."""
    handle, name = tempfile.mkstemp(dir=place.parent, prefix=".actgen-", suffix=".tmp")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        os.chmod(name, stat.S_IMODE(place.stat().st_mode) if place.exists() else 0o666 & ~_umask())
        os.replace(name, place)
    except BaseException:
        with suppress(OSError):
            os.unlink(name)
        raise


def _umask() -> int:
    """The rights that a new file of this process would lack; it can be read only by setting it."""
    current = os.umask(0)
    os.umask(current)
    return current


def _conflict(place: Path, name: str, revision: str | None) -> Conflict:
    if revision is None:
        told = f"«\u00a0{name}\u00a0» a disparu depuis que vous l’avez ouvert. Rien n’a été écrit."
        return Conflict(told, name, None, None)
    told = (
        f"«\u00a0{name}\u00a0» a été enregistré par quelqu’un d’autre, ou dans une autre fenêtre, depuis que "
        "vous l’avez ouvert. Rien n’a été écrit\u00a0: comparez les deux textes."
    )
    return Conflict(told, name, revision, place.read_bytes().decode("utf-8-sig", errors="replace"))
