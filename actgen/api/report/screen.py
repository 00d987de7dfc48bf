"""Where a command writes, and how text is laid out there: paragraphs, tables, widths."""

from __future__ import annotations

import os
import re
import shutil
import sys
import unicodedata
from collections.abc import Iterable, Sequence
from enum import Enum
from textwrap import TextWrapper
from typing import TextIO
from unicodedata import east_asian_width

from msgspec import Struct, field

from actgen.base.errors import EnvironmentFault
from actgen.reading.decoding import showable

INDENT = 2
"""How far what stands under a title is set in."""
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


_DEFAULT_WIDTH = 100
_NARROWEST, _WIDEST = 50, 120

# What stands for a character that a console of another age (cp1252, cp850, ASCII) doesn't have.
_PLAIN = {
    "\u202f": "\u00a0", "\u00a0": " ", "\u2011": "-", "\u2212": "-", "→": "->", "·": "-", "…": "...",
    "’": "'", "‘": "'", "«": '"', "»": '"', "“": '"', "”": '"', "–": "-", "—": "-", "œ": "oe", "Œ": "OE",
    "×": "x", "€": "EUR", "°": "o", "\ufffd": "?",
}  # fmt: skip


class Tone(Enum):
    """How words stand out; nothing is told by colour alone."""

    PLAIN = ""
    STRONG = "1"
    FAINT = "2"
    ERROR = "1;31"
    WARNING = "33"
    GOOD = "32"


_STYLES = re.compile("(\033\\[(?:" + "|".join(["0", *(style.value for style in Tone if style.value)]) + ")m)")


class Screen(Struct):
    """Where a command writes. A reader that goes away (`| head`) ends the writing, not the command.

    `live`: the error output is a terminal, on which a line can be written again.
    """

    out: TextIO = field(default_factory=lambda: sys.stdout)
    err: TextIO = field(default_factory=lambda: sys.stderr)
    colour: bool = False
    width: int = _DEFAULT_WIDTH
    error_width: int = _DEFAULT_WIDTH
    gone: bool = False
    live: bool = False

    @classmethod
    def of_process(cls) -> Screen:
        """The process's own outputs: colour on a terminal that wants it, width of each."""
        live = _is_terminal(sys.stderr) and os.environ.get("TERM") != "dumb"
        colour = _wants_colour(sys.stdout)
        return cls(sys.stdout, sys.stderr, colour, _width(sys.stdout), _width(sys.stderr), live=live)

    def line(self, text: str = "", style: Tone = Tone.PLAIN) -> None:
        """One line, or several, to the main output."""
        self.raw(self.styled(text, style) + "\n")

    def say(self, text: str, style: Tone = Tone.PLAIN, *, indent: int = 0) -> None:
        """A paragraph, cut to the width."""
        for each in paragraph(text, self.width, indent=indent):
            self.line(each, style)

    def table(self, rows: Sequence[tuple[str, str | Iterable[str]]], indent: int = INDENT) -> None:
        """Labels in a column, texts beside them."""
        for each in table(rows, self.width, indent):
            self.line(each)

    def grid(self, rows: Sequence[tuple[str, str, str, str]]) -> None:
        """Four columns: label, value, explanation, what it rests on."""
        for each in grid(rows, self.width, INDENT):
            self.line(each)

    def styled(self, text: str, style: Tone) -> str:
        """The text marked with a style, where the screen has any."""
        if not self.colour or style is Tone.PLAIN or not text:
            return text
        return f"\033[{style.value}m{text}\033[0m"

    def raw(self, text: str) -> None:
        """Text as it is, without orders to a terminal but those of `styled`, in characters of the output."""
        if self.gone:
            return
        pieces = _STYLES.split(text) if self.colour else [text]
        shown = "".join(piece if rank % 2 else harmless(piece) for rank, piece in enumerate(pieces))
        try:
            self.out.write(fit(shown, self.out))
        except BrokenPipeError:
            self._reader_left()
        except OSError as fault:
            raise _unwritable() from fault

    def error(self, text: str) -> None:
        """A line to the error output; never fails, since there is nowhere left to say so."""
        try:
            self.out.flush()
            self.err.write(fit(harmless(text), self.err) + "\n")
            self.err.flush()
        except (OSError, ValueError):
            return

    def complain(self, text: str) -> None:
        """A sentence to the error output, cut to its width."""
        for part in text.splitlines():
            for line in paragraph(part, self.error_width):
                self.error(line)

    def clear(self) -> None:
        """An empty terminal, where there is one."""
        if self.colour and not self.gone:
            self.out.write("\033[2J\033[H")
        else:
            self.raw("\n")

    def flush(self) -> None:
        """Send what is pending."""
        if self.gone:
            return
        try:
            self.out.flush()
        except BrokenPipeError:
            self._reader_left()
        except OSError as fault:
            _silence(self.out)
            raise _unwritable() from fault

    def _reader_left(self) -> None:
        self.gone = True
        _silence(self.out)


def harmless(text: str) -> str:
    """The text, its lines apart, without a character that is an order or that nobody sees."""
    return text if text.isascii() and text.isprintable() else showable(text).replace("\r", "\ufffd")


def fit(text: str, stream: TextIO) -> str:
    """The text in characters that the stream can write: « → » becomes "->" on a cp1252 console."""
    encoding = getattr(stream, "encoding", None) or "utf-8"
    if encodable(text, encoding):
        return text
    return "".join(sign if encodable(sign, encoding) else _replacement(sign, encoding) for sign in text)


def encodable(text: str, encoding: str) -> bool:
    """Whether an encoding has all the characters of a text; an unknown encoding has none but ASCII's."""
    try:
        text.encode(encoding)
    except (UnicodeEncodeError, LookupError):
        return False
    return True


def _replacement(sign: str, encoding: str) -> str:
    if plain := _PLAIN.get(sign):
        return plain if encodable(plain, encoding) else _replacement(plain, encoding)
    base = unicodedata.normalize("NFKD", sign).encode("ascii", "ignore").decode("ascii")
    return base or "?"


def _silence(stream: TextIO) -> None:
    """Point a dead output at nothing, so that Python doesn't complain of it while it ends."""
    try:
        number = stream.fileno()
    except (OSError, ValueError):
        return
    nothing = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nothing, number)
    os.close(nothing)


def _unwritable() -> EnvironmentFault:
    return EnvironmentFault(
        "Le résultat ne peut pas être écrit là où il est dirigé (disque plein, peut-être). "
        "Libérez de la place, ou dirigez-le ailleurs."
    )


def _wants_colour(stream: TextIO) -> bool:
    if os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb" or not _is_terminal(stream):
        return False
    return os.name != "nt" or bool(os.environ.get("WT_SESSION") or os.environ.get("TERM"))


def _is_terminal(stream: TextIO) -> bool:
    try:
        return stream.isatty()
    except ValueError:
        return False


def _width(stream: TextIO) -> int:
    asked = os.environ.get("COLUMNS", "")
    known = int(asked) if asked.isascii() and asked.isdigit() else 0
    if not known and _is_terminal(stream):
        known = shutil.get_terminal_size((_DEFAULT_WIDTH, 24)).columns
    return max(_NARROWEST, min(known or _DEFAULT_WIDTH, _WIDEST))


def show_lines(lines: list[str], screen: Screen, style: Tone = Tone.PLAIN) -> None:
    """Each line on the screen."""
    for line in lines:
        screen.line(line, style)
