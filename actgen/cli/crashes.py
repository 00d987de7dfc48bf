"""Faults of actgen's own: one line to the user, the rest in a file for its makers; the next file goes on."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from msgspec import Struct, field

from actgen.api.faults import report_of, signature
from actgen.api.report.screen import Screen
from actgen.base.errors import EnvironmentFault, UsageError

OUR_FAULT = 3
_MOST_NAMED = 3


class Crashes(Struct):
    """Faults of actgen's own met in one call: each is told once, with its log, then in how many other files.

    `close` is called when all the files had their turn.
    """

    command: str
    screen: Screen
    _others: dict[object, list[Path]] = field(default_factory=dict)

    def tell(self, error: Exception, file: Path) -> int:
        """A crash over one file; the exit code of a fault of ours."""
        known = self._others.get(signature(error))
        if known is not None:
            known.append(file)
            return OUR_FAULT
        self._others[signature(error)] = []
        self.screen.error(f"{file.as_posix()}\u00a0: {crash_report(error, [self.command, file.as_posix()])}")
        return OUR_FAULT

    def tell_of(self, rules: Iterable[Exception], file: Path) -> int:
        """Name the rules that failed; the exit code of a fault of ours when there are any."""
        return max((self.tell(crash, file) for crash in rules), default=0)

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


def _elsewhere(files: list[Path]) -> str:
    names = ", ".join(file.as_posix() for file in files[:_MOST_NAMED])
    more = len(files) - _MOST_NAMED
    if more > 0:
        names += f" et {more} autre{'s' if more > 1 else ''}"
    mot = "un autre fichier" if len(files) == 1 else f"{len(files)} autres fichiers"
    return f"La même erreur interne s’est produite pour {mot}\u00a0: {names}."


def crash_report(error: Exception, words: Sequence[str]) -> str:
    """Write the log file; the line for the user, with the file's path."""
    where = _rules(error)
    cause = f"Erreur interne d’actgen{where}\u00a0: vos fichiers ne sont pas en cause, et rien n’est perdu."
    log = report_of(error, words)
    if not log:
        return f"{cause} Le compte rendu n’a pas pu être écrit\u00a0: libérez de la place, puis recommencez."
    return f"{cause} Transmettez ce compte rendu avec votre demande d’aide\u00a0: {log}"


def _rules(error: Exception) -> str:
    """The rules that failed, when that is all that did: the others were applied."""
    # Loaded long before a rule can fail; never imported here, where a broken installation may have led.
    checks = sys.modules.get("actgen.checks")
    if checks is None or not isinstance(error, checks.RuleCrash):
        return ""
    noun = "du contrôle" if len(error.rules) == 1 else "des contrôles"
    return f", {noun} {', '.join(error.rules)} (les autres ont été appliqués, aucun acte n’est écrit)"
