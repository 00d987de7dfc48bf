"""What of this installation the bytes of an act follow from, whatever the act."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from actgen import document, rendering, text
from actgen.rendering.fonts import PACKAGE, SIGNS_PACKAGE
from actgen.rendering.layout import layout_libraries
from actgen.sources import shipped
from actgen.writing.versions import library_versions

_LOOK = ("*.css", "*.docx")
_MAKERS = "mise en page"  # told beside the names of libraries when two machines differ


@cache
def installation() -> Mapping[str, str]:
    """Versions of libraries and of the faces, and one hash of our makers, sheets and letterhead, by name.

    With the system libraries that lay out the text of PDFs: a machine without them makes none, and differs.
    """
    digest = hashlib.sha256()
    for place in _makers():
        digest.update(place.name.encode() + hashlib.sha256(place.read_bytes()).digest())
    return {
        **library_versions(),
        **layout_libraries(),
        **{package: _version(package) for package in (PACKAGE, SIGNS_PACKAGE)},
        _MAKERS: digest.hexdigest()[:16],
    }


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
    for package in (document, rendering, text):
        for folder in package.__path__:
            yield from sorted(Path(folder).rglob("*.py"))
