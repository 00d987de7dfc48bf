"""The versions of a PDF: it is added to behind its end, so that each file it was is a beginning of it."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator

END = re.compile(rb"startxref\s+\d+\s+%%EOF\r?\n?")
"""The end of a version."""
_MARK = b"%%EOF"
_MOST = 100  # a PDF that was added to as often is nobody's act


def beginnings(content: bytes) -> Iterator[tuple[int, str]]:
    """How long each file is that a PDF may have been, the whole one included, and its SHA-256.

    The first `_MOST` of them, in one reading: the file that was written stands before all that was added.
    """
    digest, start = hashlib.sha256(), 0
    for _ in range(_MOST):
        found = content.find(_MARK, start)
        if found < 0:
            return
        end = found + len(_MARK)
        digest.update(memoryview(content)[start:end])
        start = end
        for line_end in (b"", b"\n", b"\r\n", b"\r"):
            if content.startswith(line_end, end):
                whole = digest.copy()
                whole.update(line_end)
                yield end + len(line_end), whole.hexdigest()


def beginning_of(content: bytes, sha256: str) -> int | None:
    """How long the file of that hash is, which a PDF was before it was added to; None where it never was."""
    found = (length for length, digest in beginnings(content) if digest == sha256)
    length = next(found, None)
    return None if length == len(content) else length


def ends_after(content: bytes, beginning: int) -> list[int]:
    """Where each version ends that was put behind a file of that length; bytes behind the last are one."""
    ends = [found.end() for found in END.finditer(content, beginning)]
    if content[ends[-1] if ends else beginning :].strip():
        ends.append(len(content))
    return ends
