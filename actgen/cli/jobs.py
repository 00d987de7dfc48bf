"""`--jobs` and `--cluster`: who makes the files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from actgen.cli.line import Line, Option, quoted
from actgen.errors import UsageError

if TYPE_CHECKING:
    from actgen.jobs import Progress, Workers

JOBS = Option("--jobs", "nombre de processus (par défaut\u00a0: un par cœur, s’il y a assez à faire)", "N")
CLUSTER = Option(
    "--cluster",
    "fait les fichiers sur d’autres machines, par un ordonnanceur Dask (tcp://MACHINE:8786)",
    "ADRESSE",
)
_MOST = 256


def workers(line: Line, command: str, progress: Progress | None = None) -> Workers:
    """Who makes the files, as the line asks. Raises UsageError for what is no number of processes."""
    from actgen.jobs import Silent, Workers

    asked, address = jobs(line, command), line.one(CLUSTER.name)
    if asked and address:
        raise UsageError(
            f"{JOBS.name} et {CLUSTER.name} ne vont pas ensemble\u00a0: ce sont les machines de "
            "l’ordonnanceur qui disent combien elles ont de processus.",
            command,
        )
    found = Workers(asked, progress or Silent())
    if address:
        from actgen.session.installation import installation

        found.cluster, found.versions = address, installation
    return found


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
