"""`--jobs`: how many processes make the files."""

from __future__ import annotations

from actgen.cli.line import Line, Option, UsageError, quoted

JOBS = Option(
    "--jobs",
    "nombre de processus (par défaut\u00a0: un par cœur de l’ordinateur, s’il y a assez à faire)",
    "N",
)
_MOST = 256


def jobs(line: Line, command: str) -> int | None:
    """The number asked for, None when none is. Raises UsageError for what is no number of processes."""
    written = line.one(JOBS.name)
    if not written:
        return None
    if not (written.isascii() and written.isdigit() and 0 < int(written) <= _MOST):
        raise UsageError(
            f"{JOBS.name} attend un nombre de processus, de 1 à {_MOST}, et non {quoted(written)}.", command
        )
    return int(written)
