"""Where files are: the workspace of a file, and what ships with actgen, in a checkout or in a wheel."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from actgen.errors import EnvironmentFault

SHIPPED_LABEL = "actgen"
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


def shipped(*parts: str) -> Path:
    """The place of a file or folder that ships with actgen: `shipped("templates", "socle")`.

    Raises EnvironmentFault when the installation has lost its templates and data.
    """
    return _shipped_root().joinpath(*parts)


@cache
def _shipped_root() -> Path:
    package = Path(__file__).resolve().parent.parent
    for root in (package / "_shipped", package.parent):  # a wheel; a checkout
        if (root / "templates").is_dir() and (root / "data").is_dir():
            return root
    raise EnvironmentFault(
        "L’installation d’actgen est incomplète\u00a0: ses modèles et ses données sont introuvables. "
        "Réinstallez-le (python -m pip install --force-reinstall actgen)."
    )


@cache
def shipped_folders() -> Mapping[str, Path]:
    """The shipped folders that a run may read, by the label that stands for each in the journal."""
    folders = (("templates",), ("data", "reference"), ("data", "droit"))
    return {"/".join((SHIPPED_LABEL, *parts)): shipped(*parts) for parts in folders}
