"""Where files are: the workspace of a file, and what ships with actgen, in a checkout or in a wheel."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from actgen.base.shipped import SHIPPED_LABEL, shipped

MARK_OF_A_WORKSPACE = "collectivites"
_FOLDERS_OF_A_WORKSPACE = ("groupements", "seances")


def workspace_of(path: Path) -> Path:
    """The nearest folder up from a file (or a folder) that holds `collectivites/`.

    Where there is none, a file of a folder called `groupements/` or `seances/` belongs to the folder above;
    any other, to its own folder: a session with everything written in place needs no workspace.
    """
    start = path.absolute()
    folder = start if start.is_dir() else start.parent
    for candidate in (folder, *folder.parents):
        if (candidate / MARK_OF_A_WORKSPACE).is_dir():
            return candidate
    return folder.parent if folder.name in _FOLDERS_OF_A_WORKSPACE else folder


@cache
def shipped_folders() -> Mapping[str, Path]:
    """The shipped folders that a run may read, by the label that stands for each in the journal."""
    folders = (("templates",), ("data", "reference"), ("data", "droit"))
    return {"/".join((SHIPPED_LABEL, *parts)): shipped(*parts) for parts in folders}
