"""A version put behind an act, as editors of PDF save: no byte of the act changes."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import pikepdf
from pikepdf import Dictionary, Stream

Trick = Callable[[pikepdf.Pdf], None]


def behind(original: bytes, trick: Trick) -> bytes:
    """The act with a trick in a version put behind it: no byte of the act changes."""
    with pikepdf.open(io.BytesIO(original)) as pdf:
        before = {each.objgen: _written(each) for each in pdf.objects if isinstance(each, pikepdf.Object)}
        trick(pdf)
        found = {each.objgen: _written(each) for each in pdf.objects if isinstance(each, pikepdf.Object)}
        changed = {key: value for key, value in found.items() if before.get(key) != value}
        root, info = pdf.Root.objgen[0], pdf.trailer.Info.objgen[0]
    assert changed, "the trick changes nothing"
    return _appended(original, changed, root, info)


def _written(thing: Any) -> bytes:
    if not isinstance(thing, Stream):
        return bytes(thing.unparse(resolved=True))
    raw = thing.read_raw_bytes()
    about = Dictionary({key: value for key, value in thing.items() if key != "/Length"})
    about.Length = len(raw)
    return bytes(about.unparse()) + b"\nstream\n" + raw + b"\nendstream"


def _appended(original: bytes, changed: dict[tuple[int, int], bytes], root: int, info: int) -> bytes:
    written, places = bytearray(original), {}
    for (number, generation), content in sorted(changed.items()):
        places[number] = len(written)
        written += b"%d %d obj\n%s\nendobj\n" % (number, generation, content)
    size = max(*places, 5000) + 2
    start = places[size - 1] = len(written)
    rows = b"".join(b"\1" + place.to_bytes(4, "big") + b"\0\0" for _, place in sorted(places.items()))
    index = b" ".join(b"%d 1" % number for number in sorted(places))
    previous = int(original.rpartition(b"startxref")[2].split()[0])
    written += b"%d 0 obj\n<</Type/XRef/W[1 4 2]/Index[%s]/Size %d" % (size - 1, index, size)
    written += b"/Root %d 0 R/Info %d 0 R/Prev %d/Length %d>>" % (root, info, previous, len(rows))
    written += b"\nstream\n%s\nendstream\nendobj\nstartxref\n%d\n%%%%EOF\n" % (rows, start)
    return bytes(written)
