"""The identifier of a PDF made a hash of all its bytes: whatever was changed in it since shows, seen or not.

The recipe, for anyone: take the file up to and with the end of its first « %%EOF » line; write 0 for each of
the 64 hexadecimal digits of its /ID; the first 32 digits of the SHA-256 of that are each half of the /ID.
What a signing tool puts behind changes none of these bytes. Who knows the recipe can follow it again: it
proves no origin.
"""

from __future__ import annotations

import hashlib
import re

_DIGITS = 32
_IDENTIFIER = re.compile(rb"/ID ?\[ ?[(<]([0-9a-f]{32})[)>] ?[(<]([0-9a-f]{32})[)>] ?\]")
_END = re.compile(rb"startxref\n[0-9]+\n%%EOF\n")
_HEAD = b"%PDF-"


def sealed(content: bytes) -> bytes:
    """The file with its identifier made its hash; nothing moves. Raises RuntimeError where it has none."""
    found = _last(content)
    if found is None:
        raise RuntimeError("a PDF was written without an identifier of two times 32 digits")
    return _with(content, found, _hash(content, found))


def is_sealed(content: bytes) -> bool:
    """Whether a file as it was first written still has the hash that it bears."""
    found = _last(content)
    if found is None or not content.startswith(_HEAD):
        return False
    return found[1] == found[2] == _hash(content, found)


def first_version(content: bytes) -> bytes:
    """A file as it was before anything was put behind it; nothing where no such end is found."""
    end = _END.search(content)
    return content[: end.end()] if end else b""


def _last(content: bytes) -> re.Match[bytes] | None:
    found = list(_IDENTIFIER.finditer(content))
    return found[-1] if found else None


def _hash(content: bytes, found: re.Match[bytes]) -> bytes:
    blank = _with(content, found, b"0" * _DIGITS)
    return hashlib.sha256(blank).hexdigest()[:_DIGITS].encode()


def _with(content: bytes, found: re.Match[bytes], digits: bytes) -> bytes:
    between = content[found.end(1) : found.start(2)]
    return b"".join((content[: found.start(1)], digits, between, digits, content[found.end(2) :]))
