"""Files of a few megabytes that open into gigabytes, made in an instant: one block many times over."""

from __future__ import annotations

import struct
import zlib

_BLOCK = 50_000_000


def squeezed(blocks: int) -> bytes:
    """So many times 50 MB of zeros, as deflate has them."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    block = packer.compress(bytes(_BLOCK)) + packer.flush(zlib.Z_FULL_FLUSH)
    return block * blocks + zlib.compressobj(9, zlib.DEFLATED, -15).flush()


def flate(blocks: int) -> bytes:
    """The same as a stream of a PDF has them."""
    sum_of_zeros = (blocks * _BLOCK % 65_521) << 16 | 1
    return b"\x78\xda" + squeezed(blocks) + struct.pack(">I", sum_of_zeros)
