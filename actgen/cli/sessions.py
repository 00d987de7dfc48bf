"""One file after the other: a fault of actgen's own in one doesn't keep the next from its turn."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from actgen.cli.line import UsageError
from actgen.cli.screen import Screen
from actgen.errors import EnvironmentFault

if TYPE_CHECKING:
    from actgen.pipeline.options import Examination

OUR_FAULT = 3


def each_session(
    files: Iterable[Path],
    work: Callable[[Path], int],
    fail: Callable[[Path], None],
    command: str,
    screen: Screen,
) -> int:
    """Do the work for each file; the gravest exit code. `fail`: told of a file whose work crashed."""
    code = 0
    for file in files:
        try:
            code = max(code, work(file))
        except (UsageError, EnvironmentFault):
            raise
        except Exception as error:
            fail(file)
            code = max(code, _crashed(error, file, command, screen))
    return code


def tell_crashes(examination: Examination, file: Path, command: str, screen: Screen) -> int:
    """Name the rules that failed, with a log each; the exit code of a fault of ours when there are any."""
    for crash in examination.crashes:
        _crashed(crash, file, command, screen)
    return OUR_FAULT if examination.crashes else 0


def _crashed(error: Exception, file: Path, command: str, screen: Screen) -> int:
    from actgen.cli.crash import report  # what writes logs, hardly ever needed

    screen.error(f"{file.as_posix()}\u00a0: {report(error, [command, file.as_posix()])}")
    return OUR_FAULT
