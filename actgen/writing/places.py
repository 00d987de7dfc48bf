"""Where a file that a journal names is: the journal may be a stranger's, and its names may lead anywhere."""

from __future__ import annotations

from pathlib import Path, PureWindowsPath


def place_of(name: str, workspace: Path) -> Path | None:
    """The file of that name in a workspace; None where there is none, or the name is not one of actgen's."""
    place = workspace / name if leads_inside(name) else None
    try:
        return place if place is not None and place.is_file() else None
    except (OSError, ValueError):  # too long, not to be read
        return None


def leads_inside(name: str) -> bool:
    """Whether a name stays below the folder that it is joined to, on every system.

    Any other is never tried: on Windows, to ask whether « //host/share » is there is to call that host.
    """
    if "\0" in name or "\\" in name or PureWindowsPath(name).root:
        return False
    return not any(part == ".." or PureWindowsPath(part).drive for part in name.split("/"))
