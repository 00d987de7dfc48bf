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
from collections.abc import Iterator, Mapping
from contextlib import suppress
from functools import cache
from typing import TYPE_CHECKING

from msgspec import Struct

from actgen import __version__
from actgen.sources import packed_part

if TYPE_CHECKING:
    import pikepdf

_COMPRESSION_KEYS = {"/Filter", "/DecodeParms", "/Length"}
# Where things lie in the file: it follows from the compressed lengths and says nothing of the act.
_BOOKKEEPING = {"/XRef", "/ObjStm"}

_LARGEST = 400_000_000  # bytes that a file is opened into: the register of a year takes a tenth
_MOST_OF_A_BYTE = 1_032  # bytes that deflate makes of one
_PORTION = 1_000_000
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
        pieces = _pdf_pieces(content)
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


def _pdf_pieces(content: bytes) -> list[bytes] | None:
    import pikepdf  # 60 ms that a run without PDF must not pay

    try:
        with pikepdf.open(io.BytesIO(content)) as pdf:
            pieces = [pdf.trailer[key].unparse() for key in ("/Root", "/Info") if key in pdf.trailer]
            left = _LARGEST
            for thing in pdf.objects:
                found = list(_object_pieces(thing, left))
                left -= sum(map(len, found))
                pieces.extend(found)
            return pieces
    except pikepdf.PdfError:
        return None


def _object_pieces(thing: object, left: int) -> Iterator[bytes]:
    import pikepdf  # 60 ms that a run without PDF must not pay

    if isinstance(thing, pikepdf.Stream):
        if str(thing.get("/Type")) not in _BOOKKEEPING:
            yield from _stream_pieces(thing, left)
    elif isinstance(thing, pikepdf.Object):
        yield thing.unparse(resolved=True)
    else:  # pikepdf gives numbers, booleans and null as Python's own
        yield repr(thing).encode()


def _stream_pieces(stream: pikepdf.Stream, left: int) -> Iterator[bytes]:
    import pikepdf  # 60 ms that a run without PDF must not pay

    data, left_out = stream.read_raw_bytes(), {"/Length"}
    if _opens_within(stream, data, left):
        with suppress(pikepdf.PdfError):  # it is spoilt: its coding is its content, as that of a photograph
            data, left_out = stream.read_bytes(), _COMPRESSION_KEYS
    for key, value in sorted(stream.items()):
        if key not in left_out:
            yield key.encode()
            yield value.unparse() if isinstance(value, pikepdf.Object) else repr(value).encode()
    yield data


def _opens_within(stream: pikepdf.Stream, raw: bytes, most: int) -> bool:
    """Whether a stream opens into no more than that: a scan comes from elsewhere, and may be a bomb.

    One that is packed in another way than actgen's is not opened.
    """
    import pikepdf  # 60 ms that a run without PDF must not pay

    filters = stream.get("/Filter", pikepdf.Array())
    names = [str(each) for each in (filters if isinstance(filters, pikepdf.Array) else (filters,))]
    if names not in ([], ["/FlateDecode"]):
        return False
    if not names or len(raw) * _MOST_OF_A_BYTE <= most:
        return len(raw) <= most
    opened = zlib.decompressobj()
    try:
        while raw and most > 0 and not opened.eof:
            most -= len(opened.decompress(raw, _PORTION))
            raw = opened.unconsumed_tail
    except zlib.error:
        return False
    return most > 0


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
