"""Runs of words as short hashes: enough to see that a text is copied, not enough to read it."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator

from actgen.base.text.keys import sans_accents

RUN = 9  # words: more than eight


def words(text: str) -> list[str]:
    """Words without accent, capital, hyphen or punctuation."""
    return re.findall(r"[a-z0-9]+", sans_accents(text).casefold())


def runs(text: str) -> Iterator[tuple[str, str]]:
    """Each run of words with its hash."""
    found = words(text)
    for start in range(len(found) - RUN + 1):
        run = " ".join(found[start : start + RUN])
        yield run, hashlib.sha256(run.encode()).hexdigest()[:10]
