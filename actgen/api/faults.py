"""Faults of actgen's own: what its makers need of one, in a file, and which crashes are one fault.

Nothing is imported here that may be the fault.
"""

from __future__ import annotations

import platform
import sys
import traceback
from collections.abc import Sequence
from tempfile import NamedTemporaryFile

from actgen.base.version import __version__


def report_of(error: Exception, words: Sequence[str]) -> str:
    """Write what a crash over `words` leaves to its makers; the path of it, "" when there is no room."""
    try:
        with NamedTemporaryFile(
            "w", prefix="actgen-erreur-", suffix=".log", delete=False, encoding="utf-8", errors="replace"
        ) as log:
            log.write(_details(error, words))
    except OSError:
        return ""
    return log.name


def signature(error: BaseException) -> object:
    """What two crashes share that come of one fault: their kind and where they rose, whatever the file."""
    if isinstance(error, BaseExceptionGroup):
        return tuple(signature(each) for each in error.exceptions)
    frames = traceback.extract_tb(error.__traceback__)
    place: object = (frames[-1].filename, frames[-1].lineno) if frames else ()
    place = getattr(error, "place", "") or place  # of what rose in another process (`TaskCrash`)
    return type(error), place, signature(error.__cause__) if error.__cause__ is not None else None


def _details(error: Exception, words: Sequence[str]) -> str:
    return "\n".join(
        [
            f"actgen {__version__}, Python {sys.version}, {platform.platform()}",
            *_versions(),
            f"argv: {list(words)!r}",
            "",
            "".join(traceback.format_exception(error)),
        ]
    )


def _versions() -> list[str]:
    try:
        from actgen.api.making import library_versions  # nobody needs it before a fault
    except Exception:  # the fault may be that actgen can't be imported: it is told all the same
        return []
    return [f"{name} {version}" for name, version in sorted(library_versions().items())]
