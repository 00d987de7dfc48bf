"""What a PDF holds, whatever library compressed it."""

from __future__ import annotations

import io
import zlib
from collections.abc import Iterator
from contextlib import suppress

import pikepdf

_COMPRESSION_KEYS = {"/Filter", "/DecodeParms", "/Length"}
# Where things lie in the file: it follows from the compressed lengths and says nothing of the act.
_BOOKKEEPING = {"/XRef", "/ObjStm"}
_MOST_OF_A_BYTE = 1_032  # bytes that deflate makes of one
_PORTION = 1_000_000


def pdf_pieces(content: bytes, most: int) -> list[bytes] | None:
    """Each object of a PDF, streams decoded; None for what is none. `most`: bytes that it may open into."""
    try:
        with pikepdf.open(io.BytesIO(content)) as pdf:
            pieces = [pdf.trailer[key].unparse() for key in ("/Root", "/Info") if key in pdf.trailer]
            left = most
            for thing in pdf.objects:
                found = list(_object_pieces(thing, left))
                left -= sum(map(len, found))
                pieces.extend(found)
            return pieces
    except pikepdf.PdfError:
        return None


def _object_pieces(thing: object, left: int) -> Iterator[bytes]:
    if isinstance(thing, pikepdf.Stream):
        if str(thing.get("/Type")) not in _BOOKKEEPING:
            yield from _stream_pieces(thing, left)
    elif isinstance(thing, pikepdf.Object):
        yield thing.unparse(resolved=True)
    else:  # pikepdf gives numbers, booleans and null as Python's own
        yield repr(thing).encode()


def _stream_pieces(stream: pikepdf.Stream, left: int) -> Iterator[bytes]:
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
