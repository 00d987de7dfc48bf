"""Where the words of a composed act were written: the user's file or the template, at their line.

A tree doesn't carry the origin of its words. They are looked for again, only when there is something to
say of them: spaces, quotation marks, apostrophes and marks of Markdown aside, the words of an act are
those of a file.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property

from actgen.diagnostics import Location
from actgen.reading.nodes import Mapping, Node, Scalar, Sequence
from actgen.reading.yaml_tree import read_tree
from actgen.sources import Source

_LEFT_OUT = frozenset(" \t\r\n\u00a0\u202f\u2009*\\«»“”\"‘’'`|")
_DASHES = str.maketrans({"\u2011": "-", "–": "-", "—": "-"})
_CONTEXT = 24  # letters on each side that tell one place of the same words from another
_TEMPLATE_BODIES = ("corps.md", "corps.docx")


def _none() -> Iterable[Source]:
    return ()


@dataclass
class Origines:
    """The files that a run has read. `files` is asked for them at the first question.

    Files of the user come before templates, which hold common words.
    """

    files: Callable[[], Iterable[Source]] = _none
    _texts: dict[str, tuple[_Flat, ...]] = field(default_factory=dict)

    @cached_property
    def _known(self) -> tuple[Source, ...]:
        return tuple(sorted(self.files(), key=lambda source: (_is_template(source.path), source.path)))

    def modele(self, chemin: str) -> Location | None:
        """The main text of a kind, as a whole."""
        ends = tuple(f"{chemin}/{name}" for name in _TEMPLATE_BODIES)
        return next((Location(s.path) for s in self._known if s.path.endswith(ends)), None)

    def lieu(self, text: str, start: int, end: int, prose: str = "") -> Location | None:
        """Where `text[start:end]` was written; `prose` is the file that holds it, when it is known.

        The place that shares most of the neighbouring words is meant; a Word file gives itself.
        """
        if prose and not prose.endswith((".md", ".txt")):
            return Location(prose, excerpt=text[start:end])
        wanted = _flatten(text[start:end])
        if not wanted:
            return None
        before, after = _flatten(text[:start])[-_CONTEXT:], _flatten(text[end:])[:_CONTEXT]
        for left, right in ((before, after), (before, ""), ("", after), ("", "")):
            for source in self._known:
                if prose and source.path != prose:
                    continue
                for flat in self._flat(source):
                    found = flat.find(left + wanted + right, len(left), len(wanted))
                    if found is not None:
                        return found
        return Location(prose, excerpt=text[start:end]) if prose else None

    def _flat(self, source: Source) -> tuple[_Flat, ...]:
        if source.path not in self._texts:
            self._texts[source.path] = tuple(_flats(source))
        return self._texts[source.path]


def _is_template(path: str) -> bool:
    return "templates/" in path or path.startswith("modeles-")


def _flatten(text: str) -> str:
    return "".join(sign for sign in text if sign not in _LEFT_OUT).translate(_DASHES).casefold()


@dataclass
class _Flat:
    """A text without what typography changes, each letter with its place."""

    signs: str
    offsets: list[int]
    place: Callable[[int, int], Location]

    def find(self, wanted: str, lead: int, length: int) -> Location | None:
        """The place of the `length` letters that follow the first `lead` of what is wanted."""
        at = self.signs.find(wanted)
        if at < 0:
            return None
        first, last = self.offsets[at + lead], self.offsets[at + lead + length - 1]
        return self.place(first, last + 1 - first)


def _flats(source: Source) -> Iterator[_Flat]:
    if source.path.endswith((".yaml", ".yml")):
        tree, _ = read_tree(source.content, source.path)
        for scalar in _scalars(tree):
            yield _flat(scalar.text, scalar.within)
    elif source.path.endswith((".md", ".txt")):
        text = source.text.replace("\r\n", "\n").replace("\r", "\n")
        yield _flat(text, _Lines(source.path, text).place)


def _flat(text: str, place: Callable[[int, int], Location]) -> _Flat:
    signs, offsets = [], []
    for offset, sign in enumerate(text):
        if sign not in _LEFT_OUT:
            for letter in sign.translate(_DASHES).casefold():
                signs.append(letter)
                offsets.append(offset)
    return _Flat("".join(signs), offsets, place)


class _Lines:
    """Offsets of a text as lines and columns."""

    def __init__(self, file: str, text: str) -> None:
        self._file = file
        self._rows = text.split("\n")
        self._starts = [0]
        for row in self._rows:
            self._starts.append(self._starts[-1] + len(row) + 1)

    def place(self, offset: int, length: int) -> Location:
        line = bisect_right(self._starts, offset)
        row = self._rows[line - 1]
        column = offset - self._starts[line - 1]
        return Location(self._file, line, column + 1, min(length, len(row) - column), row)


def _scalars(node: Node | None) -> Iterator[Scalar]:
    if isinstance(node, Scalar):
        yield node
    elif isinstance(node, Sequence):
        for item in node.items:
            yield from _scalars(item)
    elif isinstance(node, Mapping):
        for _, value in node:
            yield from _scalars(value)
