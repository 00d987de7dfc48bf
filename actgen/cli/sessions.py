"""One file after the other: a fault of actgen's own in one doesn't keep the next from its turn."""

from __future__ import annotations

import traceback
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from actgen.errors import EnvironmentFault, UsageError
from actgen.report.screen import Screen

if TYPE_CHECKING:
    from actgen.session.result import Examination

OUR_FAULT = 3
_MOST_NAMED = 3


@dataclass
class Crashes:
    """Faults of actgen's own met in one call: each is told once, with its log, then in how many other files.

    `close` is called when all the files had their turn.
    """

    command: str
    screen: Screen
    _others: dict[object, list[Path]] = field(default_factory=dict)

    def tell(self, error: Exception, file: Path) -> int:
        """A crash over one file; the exit code of a fault of ours."""
        known = self._others.get(_signature(error))
        if known is not None:
            known.append(file)
            return OUR_FAULT
        from actgen.cli.crash import report  # what writes logs, hardly ever needed

        self._others[_signature(error)] = []
        self.screen.error(f"{file.as_posix()}\u00a0: {report(error, [self.command, file.as_posix()])}")
        return OUR_FAULT

    def tell_of(self, examination: Examination, file: Path) -> int:
        """Name the rules that failed; the exit code of a fault of ours when there are any."""
        for crash in examination.crashes:
            self.tell(crash, file)
        return OUR_FAULT if examination.crashes else 0

    def close(self) -> None:
        """Say of each fault in how many other files it was met."""
        for files in self._others.values():
            if files:
                self.screen.error(_elsewhere(list(dict.fromkeys(files))))
            files.clear()


def each_session(
    files: Iterable[Path], work: Callable[[Path], int], fail: Callable[[Path], None], crashes: Crashes
) -> int:
    """Do the work for each file; the gravest exit code. `fail`: told of a file whose work crashed."""
    code = 0
    try:
        for file in files:
            try:
                code = max(code, work(file))
            except (UsageError, EnvironmentFault):
                raise
            except Exception as error:
                fail(file)
                code = max(code, crashes.tell(error, file))
    finally:
        crashes.close()
    return code


def _signature(error: BaseException) -> object:
    """What two crashes share that come of one fault: their kind and where they rose, whatever the file."""
    if isinstance(error, BaseExceptionGroup):
        return tuple(_signature(each) for each in error.exceptions)
    frames = traceback.extract_tb(error.__traceback__)
    place: object = (frames[-1].filename, frames[-1].lineno) if frames else ()
    place = getattr(error, "place", "") or place  # of what rose in another process (`TaskCrash`)
    return type(error), place, _signature(error.__cause__) if error.__cause__ is not None else None


def _elsewhere(files: list[Path]) -> str:
    names = ", ".join(file.as_posix() for file in files[:_MOST_NAMED])
    more = len(files) - _MOST_NAMED
    if more > 0:
        names += f" et {more} autre{'s' if more > 1 else ''}"
    mot = "un autre fichier" if len(files) == 1 else f"{len(files)} autres fichiers"
    return f"La même erreur interne s’est produite pour {mot}\u00a0: {names}."
