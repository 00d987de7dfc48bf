"""The files that a PDF was: whatever ends its lines, the first hundred, none twice the work."""

from __future__ import annotations

import hashlib

import pytest

from actgen.reading.versions import beginning_of, beginnings, ends_after

FIRST = b"%PDF-1.7\n1 0 obj\nstartxref\n9\n%%EOF"


def sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


@pytest.mark.parametrize("line_end", [b"", b"\n", b"\r\n", b"\r"])
@pytest.mark.parametrize("before", [0, 3, 98])
@pytest.mark.parametrize("after", [1, 2, 90])
def test_the_file_that_was_written_is_found(line_end: bytes, before: int, after: int) -> None:
    """Among ends that stand in it, and behind as many versions as may be."""
    written = FIRST[:8] + b" %%EOF x" * before + FIRST[8:] + line_end
    assert beginning_of(written + b"y %%EOF\n" * after, sha256(written)) == len(written)
    assert beginning_of(written, sha256(written)) is None, "nothing was put behind it"
    assert beginning_of(written + b"y %%EOF\n" * after, sha256(b"")) is None


def test_each_beginning_has_its_own_hash() -> None:
    content = FIRST + b"\r\n" + b"z %%EOF\n"
    found = list(beginnings(content))
    assert [length - len(FIRST) for length, _ in found] == [0, 2, 1, 9, 10]
    assert all(digest == sha256(content[:length]) for length, digest in found)


def test_no_more_than_a_hundred_ends_are_looked_at() -> None:
    assert len(list(beginnings(b"%%EOF" * 200))) == 100


@pytest.mark.parametrize(
    ("behind", "ends"),
    [
        (b"", []),
        (b"\n \n", []),
        (b"x", [1]),
        (b"a startxref\n1\n%%EOF\n", [20]),
        (b"a startxref\n1\n%%EOF\nx", [20, 21]),
    ],
)
def test_the_ends_of_what_was_put_behind(behind: bytes, ends: list[int]) -> None:
    written = FIRST + b"\n"
    assert [end - len(written) for end in ends_after(written + behind, len(written))] == ends
