"""What the files of an act are made from, as one hash: equal hashes, equal bytes.

It takes in the tree of the act, its look, and all of this installation that the bytes follow from: versions,
makers, sheets, letterhead, fonts. The session, the law and the texts of templates count by the tree that they
gave.
"""

from __future__ import annotations

import hashlib
import io
import pickle
from collections.abc import Iterator
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from actgen import rendering
from actgen.rendering.fonts import PACKAGE
from actgen.sources import shipped
from actgen.writing import library_versions

from .making import Order

_LOOK = ("*.css", "*.docx")


def stamp(order: Order) -> str:
    """SHA-256 of what makes an order's files, whatever its formats, in hexadecimal."""
    digest = hashlib.sha256(_installation())
    digest.update(_canonical((order.document, order.document.layout, order.look, order.dated)))
    return digest.hexdigest()


def _canonical(value: object) -> bytes:
    """The same bytes for equal values: a pickle without its memo, which tells who shares what with whom."""
    target = io.BytesIO()
    pickler = pickle.Pickler(target, pickle.HIGHEST_PROTOCOL)
    pickler.fast = True
    pickler.dump(value)
    return target.getvalue()


@cache
def _installation() -> bytes:
    versions = {**library_versions(), PACKAGE: _version(PACKAGE)}
    digest = hashlib.sha256(repr(sorted(versions.items())).encode())
    for place in _makers():
        digest.update(place.name.encode() + hashlib.sha256(place.read_bytes()).digest())
    return digest.digest()


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:  # Word and HTML are made without the face of the PDF
        return ""


def _makers() -> Iterator[Path]:
    """The files of this installation that make the look of every act."""
    socle = shipped("templates", "socle")
    for pattern in _LOOK:
        yield from sorted(socle.glob(pattern))
    for package in rendering.__path__:
        yield from sorted(Path(package).rglob("*.py"))
