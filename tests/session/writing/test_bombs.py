"""A signed scan comes from elsewhere, and the process that writes hashes it: it opens nothing that swells."""

from __future__ import annotations

import hashlib
import io
import zlib

import pikepdf
import pytest
from pikepdf import Name, Stream

from actgen.reading.apart import apart
from actgen.session.writing.fingerprint import content_sha256
from tests.bombs import flate


def scan(packed: bytes) -> bytes:
    """A PDF of one picture, packed so."""
    target = io.BytesIO()
    with pikepdf.new() as made:
        made.add_blank_page()
        picture = Stream(made, packed, Type=Name.XObject, Subtype=Name.Image, Filter=Name.FlateDecode)
        made.pages[0].obj.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Im=picture))
        made.save(target, compress_streams=False, stream_decode_level=pikepdf.StreamDecodeLevel.none)
    return target.getvalue()


@pytest.mark.slow
def test_a_picture_that_swells_is_not_opened() -> None:
    """4 GB of zeros in as many MB."""
    content = scan(flate(80))
    assert len(content) < 5_000_000
    told = apart(content_sha256, "1-acte-SIGNE.pdf", content)
    assert len(told) == hashlib.sha256().digest_size * 2  # else it died of it


def test_what_is_small_is_opened_whatever_packed_it() -> None:
    words = b"0 0 10 10 re f\n" * 100
    first, second = (scan(zlib.compress(words, level)) for level in (1, 9))
    assert first != second
    assert content_sha256("a.pdf", first) == content_sha256("a.pdf", second)
