"""All that any act may follow from beside the files of the user, as one hash, whatever the act.

Wider than need be: every line of our code, every package that is installed, every text, table and law that
ships. What is composed again for nothing costs a moment; what is not composed again stays wrong for years.
"""

from __future__ import annotations

import hashlib
import os
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import actgen
from actgen.sources import shipped

from .installation import installation

_SHIPPED = (("templates",), ("data", "droit"), ("data", "reference"))
_PACKAGES = (".dist-info", ".egg-info")


@cache
def surroundings() -> str:
    """SHA-256 of this installation, in hexadecimal; one that lacks a file gives another."""
    digest = hashlib.sha256(repr((sys.version, sorted(installation().items()), _packages())).encode())
    for folder in (*map(Path, actgen.__path__), *(shipped(*parts) for parts in _SHIPPED)):
        for place in _files(folder):
            digest.update(os.fsencode(place) + b"\0" + hashlib.sha256(_content(place)).digest())
    return digest.hexdigest()


def _packages() -> list[str]:
    """The packages within reach, by the names of their folders, which tell the versions."""
    return sorted(name for folder in sys.path for name in _names(folder) if name.endswith(_PACKAGES))


def _names(folder: str) -> list[str]:
    """What a folder holds; nothing where it is not there, is a zip, or can't be read by this user."""
    try:
        return os.listdir(folder)
    except OSError:
        return []


def _files(folder: Path) -> Iterator[str]:
    """Every file of a folder but compiled code, in an order that is always the same."""
    for root, folders, names in os.walk(folder, followlinks=True):
        folders[:] = sorted(name for name in folders if name != "__pycache__")
        yield from (os.path.join(root, name) for name in sorted(names))


def _content(place: str) -> bytes:
    try:
        with open(place, "rb") as file:
            return file.read()
    except OSError:
        return b""
