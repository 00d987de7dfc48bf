"""Lines of text cut to the width of the screen, at plain spaces only (no-break spaces hold)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from textwrap import TextWrapper
from unicodedata import east_asian_width

_LARGEST_LABEL = 34  # and two fifths of the screen
_LEAST_TEXT = 24
_LEAST_EXPLANATION = 30
# Where a line is never cut, whatever kind of space the text has there: « 3 500 », « L. 2121-17 », « : ».
_HELD = re.compile(
    r"(?<=\d) (?=\d{3}\b)|(?<=\b[LRDA]\.) (?=\d)|(?<=\bart\.) |(?<=\bligne) (?=\d)|(?<=\bcolonne) (?=\d)"
    r"|(?<=«) | (?=[»:;!?])"
)


def paragraph(
    text: str, width: int, *, indent: int = 0, first: str | None = None, reserved: int = 0
) -> list[str]:
    """The lines of a paragraph, indented; `first` stands in place of the first line's indent.

    `reserved` characters at the end of the first line are left free for what the caller puts there.
    """
    head = " " * indent if first is None else first
    wrapper = TextWrapper(
        width=max(width, indent + _LEAST_TEXT),
        initial_indent=head + "\0" * reserved,
        subsequent_indent=" " * indent,
        break_long_words=False,
        break_on_hyphens=False,
    )
    lines = [line.replace("\0", "") for line in wrapper.wrap(_HELD.sub("\u00a0", text))]
    return lines or [head.rstrip()]


def table(rows: Sequence[tuple[str, str | Iterable[str]]], width: int, indent: int = 0) -> list[str]:
    """Labels in a column, texts beside them; a text of several paragraphs begins each on its line.

    A label too long for its column stands on a line of its own.
    """
    largest = min(_LARGEST_LABEL, width * 2 // 5)
    fitting = [len(label) for label, _ in rows if len(label) <= largest]
    column = indent + max(fitting, default=0) + 2
    lines: list[str] = []
    for label, texts in rows:
        parts = [texts] if isinstance(texts, str) else list(texts)
        head = f"{' ' * indent}{label}"
        if len(head) + 2 > column:
            lines += paragraph(label, width, indent=indent)
            head = ""
        for part in parts:
            lines += paragraph(part, width, indent=column, first=head.ljust(column))
            head = ""
    return [line.rstrip(" ") for line in lines]


def grid(rows: Sequence[tuple[str, str, str, str]], width: int, indent: int = 0) -> list[str]:
    """Four columns: label, value, explanation, and at the right what it rests on.

    Values that are all numbers stand to the right of their column. On a narrow screen what a row rests on
    goes below its explanation, and values that are words before it.
    """
    labels, values, sources = (max((len(row[n]) for row in rows), default=0) for n in (0, 1, 3))
    numbers = all(not value or value.isdigit() for _, value, _, _ in rows)
    column = indent + labels + 2 + (values + 2 if values else 0)
    if not numbers and width - column < _LEAST_EXPLANATION:
        together = [(label, "", "\u00a0: ".join(filter(None, each)), source) for label, *each, source in rows]
        return grid(together, width, indent)
    beside = sources > 0 and width - column - sources - 2 >= _LEAST_EXPLANATION
    lines: list[str] = []
    for label, value, told, source in rows:
        shown = value.rjust(values) if numbers else value.ljust(values)
        head = f"{' ' * indent}{label.ljust(labels)}  {shown + '  ' if values else ''}"
        room = width - sources - 2 if beside else width
        parts = paragraph(told, room, indent=column, first=head)
        if source and beside:
            parts[0] = parts[0].ljust(width - sources) + source
        elif source:
            parts += paragraph(source, width, indent=column)
        lines += parts
    return [line.rstrip(" ") for line in lines]


def cells(text: str) -> int:
    """How many columns a text takes on a screen: East Asian characters take two."""
    return sum(2 if east_asian_width(sign) in "WF" else 1 for sign in text)


def crop(line: str, start: int, length: int, width: int) -> tuple[str, int, int]:
    """A line cut to `width` around a marked part: the cut line, the mark's offset and length in it."""
    if len(line) <= width:
        return line, start, max(1, min(length, len(line) - start) or 1)
    room = width - 2
    first = max(0, min(start - room // 3, len(line) - room))
    piece = line[first : first + room]
    head = "…" if first else ""
    tail = "…" if first + room < len(line) else ""
    offset = start - first + len(head)
    return head + piece + tail, offset, max(1, min(length, len(head + piece) - offset))
