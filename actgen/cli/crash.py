"""A fault of actgen's own: one line to the user, the rest in a file that can be sent to its makers."""

from __future__ import annotations

import platform
import sys
import traceback
from collections.abc import Sequence
from tempfile import NamedTemporaryFile

from actgen import __version__


def report(error: Exception, words: Sequence[str]) -> str:
    """Write the log file; the line for the user, with the file's path."""
    where = _rules(error)
    cause = f"Erreur interne d’actgen{where}\u00a0: vos fichiers ne sont pas en cause, et rien n’est perdu."
    try:
        with NamedTemporaryFile(
            "w", prefix="actgen-erreur-", suffix=".log", delete=False, encoding="utf-8", errors="replace"
        ) as log:
            log.write(_details(error, words))
    except OSError:
        return f"{cause} Le compte rendu n’a pas pu être écrit\u00a0: libérez de la place, puis recommencez."
    return f"{cause} Transmettez ce compte rendu avec votre demande d’aide\u00a0: {log.name}"


def _rules(error: Exception) -> str:
    """The rules that failed, when that is all that did: the others were applied."""
    # Loaded long before a rule can fail; never imported here, where a broken installation may have led.
    checks = sys.modules.get("actgen.checks")
    if checks is None or not isinstance(error, checks.RuleCrash):
        return ""
    noun = "du contrôle" if len(error.rules) == 1 else "des contrôles"
    return f", {noun} {', '.join(error.rules)} (les autres ont été appliqués, aucun acte n’est écrit)"


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
        from actgen.writing.versions import library_versions  # nobody needs it before a fault
    except Exception:  # the fault may be that actgen can't be imported: it is told all the same
        return []
    return [f"{name} {version}" for name, version in sorted(library_versions().items())]
