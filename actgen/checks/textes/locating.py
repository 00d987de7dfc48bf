"""Where in a template a passage of an act was written, when values stand among its words.

The words of a passage are those of one paragraph of a template and of its values. The paragraph that shares
most words with it, tags set aside, is the one. What reads the paragraphs of a Word file is given from above:
rules know nothing of formats.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import partial

from actgen.diagnostics import Location
from actgen.sources import Source

_TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}|^\s*\{:.*\}\s*$|^\s*:::.*$")
_WORD = re.compile(r"[^\W\d_]+")  # a figure is a value nearly always
_PLAIN = str.maketrans({"\u00a0": " ", "\u202f": " ", "\u2011": "-", "’": "'"})


Place = Callable[[int, int], Location]
"""The place of some characters of a line, given by where they begin and end; (0, 0): the line."""
Reader = Callable[[Source], Iterable[tuple[Place, str]]]
"""The paragraphs of a Word file: the place of each, its text."""


def no_paragraph(source: Source) -> Iterable[tuple[Place, str]]:
    """The reader of who has nothing in Word."""
    return ()


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of a template, or a paragraph of a Word one: its place, its text, the words that it prints."""

    place: Place
    text: str
    words: frozenset[str]


@dataclass
class Locator:
    """Looks for the origin of words in some files of templates, the first of which are those of the act."""

    word: Reader = no_paragraph
    _known: dict[str, tuple[_Line, ...]] = field(default_factory=dict)

    def place(
        self, passage: str, fragment: str, sources: Iterable[Source], *, cut: bool = False
    ) -> Location | None:
        """The place of a fragment of a passage; None when no line has enough of its words.

        `cut`: the passage is but some words of what was printed.
        """
        wanted = frozenset(_words(passage))
        likeness = _share if cut else _likeness
        best: tuple[float, _Line] | None = None
        for source in sources:
            for line in self._lines(source):
                score = likeness(line.words, wanted)
                if score > 0 and (best is None or score > best[0]):
                    best = score, line
        return _marked(best[1], fragment) if best is not None else None

    def _lines(self, source: Source) -> tuple[_Line, ...]:
        if source.path not in self._known:
            texts = self.word(source) if source.path.endswith(".docx") else _lines(source)
            told = ((place, text, frozenset(_words(_TAG.sub(" ", text)))) for place, text in texts)
            self._known[source.path] = tuple(_Line(*each) for each in told if each[2])
        return self._known[source.path]


def _lines(source: Source) -> Iterator[tuple[Place, str]]:
    if source.path.endswith(".md"):
        for number, text in enumerate(source.text.splitlines(), start=1):
            yield partial(_on_line, source.path, number, text), text


def _on_line(file: str, number: int, text: str, start: int, end: int) -> Location:
    column, length = (start + 1, end - start) if end > start else (0, 0)
    return Location(file, number, column, length, text)


def _words(text: str) -> list[str]:
    return _WORD.findall(text.translate(_PLAIN).casefold())


def _likeness(line: frozenset[str], passage: frozenset[str]) -> float:
    """How much of both is common: a line of which most words are there, and that says much of the passage."""
    common = len(line & passage)
    if common < 2 and common < len(line):
        return 0.0
    return common * common / (len(line) * len(passage)) if common * 2 >= len(line) else 0.0


def _share(line: frozenset[str], words: frozenset[str]) -> float:
    """How many of some words are in the line, which may have many others."""
    common = len(line & words)
    return common / len(words) if common >= 2 and common * 3 >= len(words) * 2 else 0.0


def _marked(line: _Line, fragment: str) -> Location:
    """The place of the fragment in its line, when it stands there once as it is printed; else the line."""
    text, wanted = line.text.translate(_PLAIN), fragment.strip().translate(_PLAIN)
    if not wanted or text.count(wanted) != 1:
        return line.place(0, 0)
    start = text.find(wanted)
    return line.place(start, start + len(wanted))
