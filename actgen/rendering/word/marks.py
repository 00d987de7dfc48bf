"""Marks inside a text: what stands before each, and its key."""

from __future__ import annotations

import re
from collections.abc import Iterator

from actgen.rendering.word.template import CLOSE, OPEN

_MARK = re.compile(f"{OPEN}([^{CLOSE}]*){CLOSE}")
PART, END_OF_PART, IN_PAGE = "partie", "finpartie", "dans-la-page"
_BOOKMARK = "_actgen_"


def pieces(text: str) -> Iterator[tuple[str, str]]:
    """The text cut at its marks: each piece of text with the key of the mark after it, empty for the last."""
    start = 0
    for found in _MARK.finditer(text):
        yield text[start : found.start()], found[1]
        start = found.end()
    yield text[start:], ""


def only_mark(text: str) -> str:
    """The key of the mark that a text consists of, or nothing."""
    found = _MARK.fullmatch(text.strip())
    return found[1] if found else ""


def bookmark_of(key: str, rank: int) -> str:
    """The name of the bookmark that stands for the mark of a part in a finished file: Word hides it."""
    kind = "fin" if key == END_OF_PART else "encart" if IN_PAGE in key.split() else "annexe"
    return f"{_BOOKMARK}{kind}_{rank}"


def part_of(label: str) -> str:
    """The mark that such a bookmark stands for, or nothing."""
    kind = label.removeprefix(_BOOKMARK).partition("_")[0] if label.startswith(_BOOKMARK) else ""
    return {"fin": END_OF_PART, "encart": f"{PART} encart {IN_PAGE}", "annexe": f"{PART} annexe"}.get(
        kind, ""
    )


def is_part(key: str) -> bool:
    """Whether a mark begins or ends a part of the act, rather than standing for a value."""
    return key == END_OF_PART or key.startswith(PART)
