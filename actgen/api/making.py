"""Who makes the files of a run, with which versions of libraries, and what became of those of a session."""

from __future__ import annotations

from actgen.session.jobs import Progress, Silent, Workers
from actgen.session.render import Rendering
from actgen.session.stamp import installation
from actgen.session.writing.fingerprint import library_versions

__all__ = ["Rendering", "Workers", "library_versions", "workers"]


def workers(processes: int | None = None, cluster: str = "", progress: Progress | None = None) -> Workers:
    """Who makes files: so many processes, those of a Dask scheduler at that address, or as many as it takes.

    `progress` is told how far they are.
    """
    found = Workers(processes, progress or Silent())
    if cluster:
        found.cluster, found.versions = cluster, installation
    return found
