"""Where in a template a passage of an act was written, when values stand among its words.

The words of a passage are those of one paragraph of a template and of its values. The paragraph that shares
most words with it, tags set aside, is the one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from actgen.diagnostics import Location
from actgen.sources import Source

_TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}|^\s*\{:.*\}\s*$|^\s*:::.*$")
_WORD = re.compile(r"[^\W\d_]+")  # a figure is a value nearly always
_PLAIN = str.maketrans({"\u00a0": " ", "\u202f": " ", "\u2011": "-", "’": "'"})


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of a template, or a paragraph of a Word one: its place, its text, the words that it prints."""

    place: Location
    text: str
    words: frozenset[str]


@dataclass
class Locator:
    """Looks for the origin of words in some files of templates, the first of which are those of the act."""

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
            self._known[source.path] = tuple(_lines(source))
        return self._known[source.path]


def _lines(source: Source) -> Iterator[_Line]:
    for place, text in _texts(source):
        if words := frozenset(_words(_TAG.sub(" ", text))):
            yield _Line(place, text, words)


def _texts(source: Source) -> Iterator[tuple[Location, str]]:
    if source.path.endswith(".docx"):
        from actgen.rendering.word.paragraphs import paragraphs_of  # Word is read only where there is some

        yield from paragraphs_of(source.content, source.path)
    elif source.path.endswith(".md"):
        for number, text in enumerate(source.text.splitlines(), start=1):
            yield Location(source.path, number, excerpt=text), text


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
    if not wanted or text.count(wanted) != 1 or line.place.excerpt != line.text:
        return line.place
    return replace(line.place, column=text.find(wanted) + 1, length=len(wanted))
