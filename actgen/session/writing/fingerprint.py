"""The two hashes that prove a file: of its bytes, and of what it holds once uncompressed.

Compression libraries differ between systems and give other bytes for the same act (zlib and
zlib-ng at every level but 0); the second hash does not see them.
"""

from __future__ import annotations

import hashlib
import io
import platform
import zipfile
import zlib
from collections.abc import Mapping
from functools import cache

from msgspec import Struct

from actgen.base.version import __version__
from actgen.reading.sources import packed_part

_LARGEST = 400_000_000  # bytes that a file is opened into: the register of a year takes a tenth
_MOST_OPENED = 1_000
_OPENED: dict[tuple[str, str], str] = {}


class Fingerprint(Struct, frozen=True):
    """SHA-256 of a file's bytes, and of its uncompressed content, in hexadecimal."""

    sha256: str
    content_sha256: str


def fingerprint(name: str, content: bytes) -> Fingerprint:
    """Both hashes of a file. What many folders hold (the convention of a group) is opened once."""
    sha256 = hashlib.sha256(content).hexdigest()
    key = name.rpartition(".")[2], sha256
    if key not in _OPENED:
        if len(_OPENED) >= _MOST_OPENED:
            _OPENED.clear()
        _OPENED[key] = content_sha256(name, content)
    return Fingerprint(sha256, _OPENED[key])


def content_sha256(name: str, content: bytes) -> str:
    """SHA-256 of what a file holds, whatever library compressed it.

    Word and Excel: each part of the zip, sorted by name. PDF: each object, streams decoded; the table of
    places and the identifier are left out. Anything else, and a file that is not what its name
    says: the bytes themselves.
    """
    if name.endswith((".docx", ".xlsx", ".zip")):
        pieces = _zip_pieces(content)
    elif name.endswith(".pdf"):
        from .pdf_pieces import pdf_pieces  # 60 ms that a run without PDF must not pay

        pieces = pdf_pieces(content, _LARGEST)
    else:
        pieces = None
    digest = hashlib.sha256()
    for piece in [content] if pieces is None else pieces:
        digest.update(len(piece).to_bytes(8, "big"))  # so that two pieces can't pass for one
        digest.update(piece)
    return digest.hexdigest()


def _zip_pieces(content: bytes) -> list[bytes] | None:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = sorted(archive.infolist(), key=lambda part: part.filename)
            if sum(part.file_size for part in parts) > _LARGEST:
                return None
            return [piece for part in parts for piece in (part.filename.encode(), packed_part(archive, part))]
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, ValueError):
        return None


# What lays out, shapes, packs or compresses; a tool that only reads the input has its effect in the text.
_LIBRARIES = (
    "docxtpl",
    "fonttools",
    "jinja2",
    "lxml",
    "markdown",
    "pillow",
    "pydyf",
    "pyphen",
    "python-docx",
    "tinycss2",
    "tinyhtml5",
    "weasyprint",
)


def library_versions() -> dict[str, str]:
    """actgen, Python, zlib and each library present that the bytes of an act depend on, by name."""
    return dict(_installed())


@cache
def _installed() -> Mapping[str, str]:
    from importlib.metadata import PackageNotFoundError, version  # with it comes email: 8 ms at a start

    found = {"actgen": __version__, "python": platform.python_version(), "zlib": zlib.ZLIB_RUNTIME_VERSION}
    for library in _LIBRARIES:
        try:
            found[library] = version(library)
        except PackageNotFoundError:  # a system without PDF still writes Word and HTML
            continue
    return found
