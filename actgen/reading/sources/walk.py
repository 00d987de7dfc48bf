"""The YAML files of a folder and of those inside it: one walk for all who look for sessions."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from .places import MARK_OF_A_WORKSPACE

SESSIONS = "seances"
RECEIVED = f"{SESSIONS}/recues"
"""Where those of a group's members are: what follows them is for these members to do."""
BIN = "corbeille"
"""Where the sessions go that are taken away: nothing there is looked at."""
YAML = (".yaml", ".yml")
_NAMED = re.compile(r"\.(?:ya?ml|txt)", re.IGNORECASE)  # of the others, those that an editor may have named
_HEAD = 20_000  # bytes of a file in which its headings are looked for
_FILES = 5_000  # of one workspace: those beyond are not looked at
_FOLDERS = 5_000


def yaml_files(folder: Path) -> list[Path]:
    """Regular files, in order; no link to a folder is followed, nothing there gives none."""
    return sorted(islice(_walk(folder), _FILES))


def is_received(name: str) -> bool:
    """Whether a session of that name came from a member of a group."""
    return name.startswith(f"{RECEIVED}/")


def aside_files(folder: Path) -> list[Path]:
    """The other files there that begin as a session does: « x.yaml.txt », as an editor names it.

    Of a workspace, those of its `seances/`, and the sessions that are beside that folder or in another.
    """
    inside = folder / SESSIONS
    if not inside.is_dir():
        others = sorted(islice(_walk(folder, others=True), _FILES))
        return [place for place in others if _begins_as_a_session(place)]
    models = folder / "templates"  # the examples of the workspace's own kinds are no sessions
    beside = sorted(place for place in islice(_walk_beside(folder), _FILES) if models not in place.parents)
    return [*aside_files(inside), *(place for place in beside if _begins_as_a_session(place))]


def session_files(folder: Path) -> list[Path]:
    """The sessions that a folder stands for: those in it and inside it; of a workspace, in its `seances/`."""
    inside = folder / SESSIONS
    if inside.is_dir():
        return yaml_files(inside)
    return files_beside(folder) if (folder / MARK_OF_A_WORKSPACE).is_dir() else yaml_files(folder)


def files_beside(folder: Path) -> list[Path]:
    """The YAML files of a folder itself, none of those inside it."""
    return [place for place in sorted(folder.glob("*")) if place.suffix in YAML and place.is_file()]


def _begins_as_a_session(place: Path) -> bool:
    if not _NAMED.search(place.name):
        return False
    try:
        with place.open("rb") as file:
            head = file.read(_HEAD)
    except OSError:
        return False
    return all(re.search(rb"^" + key + rb"\s*:", head, re.MULTILINE) for key in (b"collectivite", b"seance"))


def _walk_beside(folder: Path) -> Iterator[Path]:
    """The files of a workspace out of its `seances/`, of papers that were made and of other workspaces."""
    for place, inside, names in islice(os.walk(folder), _FOLDERS):
        here = Path(place)
        if here != folder and ({MARK_OF_A_WORKSPACE, "journal.json"} & {*inside, *names}):
            inside.clear()
            continue
        inside[:] = sorted(
            each for each in inside if each not in (SESSIONS, BIN) and not each.startswith(".")
        )
        yield from (file for name in sorted(names) if (file := here / name).is_file())


def _walk(folder: Path, *, others: bool = False) -> Iterator[Path]:
    for place, inside, names in islice(os.walk(folder), _FOLDERS):
        inside.sort()  # which are left out beyond the bound is then the same everywhere
        files = (Path(place, name) for name in sorted(names) if (Path(name).suffix in YAML) is not others)
        yield from (file for file in files if file.is_file())
