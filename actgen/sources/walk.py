"""The YAML files of a folder and of those inside it: one walk for all who look for sessions."""

from __future__ import annotations

import os
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

_YAML = (".yaml", ".yml")
_FILES = 5_000  # of one workspace: those beyond are not looked at
_FOLDERS = 5_000


def yaml_files(folder: Path) -> list[Path]:
    """Regular files, in order; no link to a folder is followed, nothing there gives none."""
    return sorted(islice(_walk(folder), _FILES))


def _walk(folder: Path) -> Iterator[Path]:
    for place, inside, names in islice(os.walk(folder), _FOLDERS):
        inside.sort()  # which are left out beyond the bound is then the same everywhere
        files = (Path(place, name) for name in sorted(names) if Path(name).suffix in _YAML)
        yield from (file for file in files if file.is_file())
