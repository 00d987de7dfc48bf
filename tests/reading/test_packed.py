"""A zip whose directory lies opens into no more than it says, and is told to be broken."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib

import pytest

from actgen.reading.apart import Defect, apart
from actgen.reading.sources import packed_part
from tests.bombs import squeezed


def packed(content: bytes, how: int = zipfile.ZIP_DEFLATED) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", how) as archive:
        archive.writestr("piece.xml", content)
    return target.getvalue()


def lying(archive: bytes, content: bytes, size: int) -> bytes:
    """The same zip, whose directory says that its part has so many bytes, with the sum of these."""
    true = struct.pack("<I", len(content))
    told = struct.pack("<I", size)
    sums = struct.pack("<I", zlib.crc32(content)), struct.pack("<I", zlib.crc32(content[:size]))
    return archive.replace(sums[0], sums[1]).replace(true, told)


def opened(content: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        (entry,) = archive.infolist()
        return packed_part(archive, entry)


@pytest.mark.parametrize("how", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
@pytest.mark.parametrize("content", [b"", b"x", b"abc" * 10_000])
def test_a_part_is_read_whole(content: bytes, how: int) -> None:
    assert opened(packed(content, how)) == content


@pytest.mark.parametrize("size", [0, 10, 29_999, 30_001])
def test_a_part_of_another_size_than_is_told_is_refused(size: int) -> None:
    content = b"abc" * 10_000
    with pytest.raises((zipfile.BadZipFile, EOFError)):
        opened(lying(packed(content), content, size))


@pytest.mark.parametrize("how", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_a_method_that_nothing_bounds_is_refused(how: int) -> None:
    with pytest.raises(zipfile.BadZipFile):
        opened(packed(b"x", how))


@pytest.mark.slow
def test_a_bomb_that_says_it_is_small_is_not_opened() -> None:
    """4 GB of zeros said to be ten bytes: asked for them, `zipfile` alone takes two of these."""
    content = bytearray(packed(squeezed(80), zipfile.ZIP_STORED))
    for start, method in ((0, 8), (content.rindex(b"PK\1\2"), 10)):
        struct.pack_into("<H", content, start + method, zipfile.ZIP_DEFLATED)
        struct.pack_into("<I", content, start + method + 6, zlib.crc32(bytes(10)))
        struct.pack_into("<I", content, start + method + 14, 10)
    assert len(content) < 5_000_000
    assert apart(opened, bytes(content)) is Defect.BROKEN
