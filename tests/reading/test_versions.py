"""The files that a PDF was: whatever ends its lines, the first hundred, none twice the work."""

from __future__ import annotations

import hashlib

import pytest

from actgen.reading.signed_pdf import beginnings

FIRST = b"%PDF-1.7\n1 0 obj\nstartxref\n9\n%%EOF"


def sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


@pytest.mark.parametrize("line_end", [b"", b"\n", b"\r\n", b"\r"])
@pytest.mark.parametrize("before", [0, 3, 98])
@pytest.mark.parametrize("after", [1, 2, 90])
def test_the_file_that_was_written_is_found(line_end: bytes, before: int, after: int) -> None:
    """Among ends that stand in it, and behind as many versions as may be."""
    written = FIRST[:8] + b" %%EOF x" * before + FIRST[8:] + line_end
    found = {digest: length for length, digest in beginnings(written + b"y %%EOF\n" * after)}
    assert found[sha256(written)] == len(written) and sha256(b"") not in found


def test_each_beginning_has_its_own_hash() -> None:
    content = FIRST + b"\r\n" + b"z %%EOF\n"
    found = list(beginnings(content))
    assert [length - len(FIRST) for length, _ in found] == [0, 2, 1, 9, 10]
    assert all(digest == sha256(content[:length]) for length, digest in found)


def test_no_more_than_a_hundred_ends_are_looked_at() -> None:
    assert len(list(beginnings(b"%%EOF" * 200))) == 100
