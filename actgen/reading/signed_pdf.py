"""What was put behind a PDF since it was written: a signature leaves it whole, as the beginning of the file.

`signatures` asks pyHanko whether all that is there is signatures that hold, in a process of its own.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from enum import StrEnum
from typing import Any

from actgen.reading.apart import Defect, apart

MARK = b"%%EOF"
_MOST = 100  # a PDF that was added to as often is nobody's act
_FIELDS = 10_000  # of a form: those beyond are not looked at


class Ecart(StrEnum):
    """Why what was put behind a file is not just signatures that hold."""

    ILLISIBLE = "illisible"
    AUTRE = "autre"
    SANS_SIGNATURE = "sans signature"
    FAUSSE = "fausse"


def beginnings(content: bytes) -> Iterator[tuple[int, str]]:
    """How long each file is that a PDF may have been, the whole one included, and its SHA-256.

    The first `_MOST` of them, in one reading: the file that was written stands before all that was added.
    """
    digest, start = hashlib.sha256(), 0
    for _ in range(_MOST):
        found = content.find(MARK, start)
        if found < 0:
            return
        end = found + len(MARK)
        digest.update(memoryview(content)[start:end])
        start = end
        for line_end in (b"", b"\n", b"\r\n", b"\r"):
            if content.startswith(line_end, end):
                whole = digest.copy()
                whole.update(line_end)
                yield end + len(line_end), whole.hexdigest()


def signed_since(content: bytes, sha256: str) -> tuple[str, ...] | Ecart | Defect | None:
    """The fields that were signed behind the file of that hash, or why all behind it isn't just signatures.

    None where the file never was that one, or still is. What it reads, it reads in a process apart.
    """
    length = next((length for length, digest in beginnings(content) if digest == sha256), None)
    return None if length in (None, len(content)) else apart(signed_behind, content, length)


def signed_behind(content: bytes, length: int) -> tuple[str, ...] | Ecart:
    """The fields that were signed behind a file of that length, if nothing else was put there."""
    from actgen.reading.signatures import review  # pyHanko: a third of a second, for signed files alone

    return review(content, length)


def signature_fields(pdf: Any) -> list[Any]:
    """The fields of an open file (pikepdf) that hold a signature, be they on no page; nobody verified it."""
    from pikepdf import Dictionary  # 60 ms that a run without PDF must not pay

    found: list[Any] = []
    pending = list(pdf.Root.get("/AcroForm", Dictionary()).get("/Fields", ()))[::-1]
    for _ in range(_FIELDS):
        if not pending:
            break
        each = pending.pop()
        if isinstance(each, Dictionary):
            pending.extend(each.get("/Kids", ()))
            if holds_signature(each):
                found.append(each)
    return found


def holds_signature(field: Any) -> bool:
    """Whether a field of a form, or its place on a page, has a signature in it."""
    from pikepdf import Dictionary  # 60 ms that a run without PDF must not pay

    value = field.get("/V")
    return field.get("/FT") == "/Sig" and isinstance(value, Dictionary) and "/ByteRange" in value
