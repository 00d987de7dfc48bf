"""How a folder of templates is laid out: families of kinds, one folder a kind, and the shared clauses."""

from __future__ import annotations

import re
from pathlib import Path

SOCLE, CLAUSES, MANIFEST = "socle", "clauses", "acte.yaml"
FAMILIES = ("seances", "deliberations", "conventions", "certificats", "registres")
SHARED = (SOCLE, *FAMILIES)
_BESIDE = (".", "exemple", "~$")  # of an example, or what Word leaves beside a file that is open
_LEFT_BY_WINDOWS = frozenset({"thumbs.db", "desktop.ini"})
_ANNOTATED = re.compile(r".+-annoté(-\d{1,2})?")  # the copies that `--annotate` makes


def asked_place(place: Path) -> Path:
    """What to look at when a place is named: for a file of a kind, its folder; for a workspace, its texts."""
    if (place / "collectivites").is_dir() and (place / "templates").is_dir():
        return place / "templates"
    if place.is_file() and (_family_of(place) in FAMILIES or (place.parent / MANIFEST).is_file()):
        return place.parent
    return place


def root_of(place: Path) -> Path:
    """The folder of templates that a place is in, be it that folder itself."""
    real = place.resolve()
    if any((real / name).is_dir() for name in SHARED):
        return real
    for folder in (real, *real.parents[:3]):  # a file is three folders deep at most
        if folder.name in SHARED:
            return folder.parent
    if (real / MANIFEST).is_file():
        return real.parent.parent
    return real if real.is_dir() else real.parent


def _family_of(file: Path) -> str:
    return file.resolve().parent.parent.name


def files_of(folder: Path) -> list[Path]:
    """The files of a folder that its author put there as templates; none if it can't be opened."""
    return [place for place in _entries(folder) if place.is_file() and not _is_beside(place)]


def folders_of(folder: Path) -> list[Path]:
    """The folders in a folder; none if it can't be opened."""
    return [each for each in _entries(folder) if each.is_dir() and not each.name.startswith(".")]


def _is_beside(place: Path) -> bool:
    windows = place.name.casefold() in _LEFT_BY_WINDOWS
    return windows or place.name.startswith(_BESIDE) or _ANNOTATED.fullmatch(place.stem) is not None


def _entries(folder: Path) -> list[Path]:
    try:
        return sorted(folder.iterdir())
    except OSError:
        return []
