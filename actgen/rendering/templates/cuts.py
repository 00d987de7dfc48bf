"""Tags that a line end cuts in two, as a text editor does: told once, and read whole all the same.

Read as two halves, one slip would give a fault at each of them, and hide what is wrong inside the tag.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

Line = tuple[int, str, bool]
"""Its number, its text, whether something was taken out of it."""

_OPEN = re.compile(r"\{[{%](?:(?![}%]\}).)*\Z")
_CLOSES = {"{{": "}}", "{%": "%}"}
_BRACE = re.compile(r"\{[{%]|[}%]\}")
_FARTHEST = 3  # lines; what ends later is another tag


def with_whole_tags(lines: Sequence[Line], tell: Callable[[int, int, str], None]) -> list[Line]:
    """The lines with each tag on the line where it begins; `tell` takes that line, the column, the tag."""
    kept: list[Line] = []
    place = 0
    while place < len(lines):
        number, text, emptied = lines[place]
        place += 1
        while found := _OPEN.search(text):
            end = _end(lines[place : place + _FARTHEST], _CLOSES[found[0][:2]])
            if end is None:
                break
            taken, inside, after = end
            tag = " ".join(f"{found[0]} {inside}".split())
            tell(number, found.start() + 1, tag)
            text = text[: found.start()] + tag + after
            place += taken
        kept.append((number, text, emptied))
    return kept


def _end(following: Sequence[Line], closing: str) -> tuple[int, str, str] | None:
    """How many lines a tag goes on for, what they say of it, what follows it; None where it never ends."""
    inside = ""
    for count, (_, text, _) in enumerate(following, 1):
        if brace := _BRACE.search(text):
            cut = brace.end()
            return (count, f"{inside} {text[:cut]}", text[cut:]) if brace[0] == closing else None
        inside += f" {text}"
    return None
