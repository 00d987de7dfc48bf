"""The located tree of a YAML file: mappings, sequences and scalars that are all text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import field
from enum import StrEnum

from actgen.diagnostics import Location
from actgen.reading.source_text import SourceText
from actgen.records import dataclass


class ScalarStyle(StrEnum):
    PLAIN = "plain"
    QUOTED = "quoted"
    BLOCK = "block"


@dataclass(frozen=True, slots=True)
class Scalar:
    """One value as text, whatever YAML would have guessed (01004 keeps its zero, 18:30 its colon).

    `empty` is a value not written (`levee:`), `~`, `null` or blank quotes; its text is then "" and
    its location is the place where the value should be. `last_line` (counted from 1) closes the
    span of a text of several lines.
    """

    text: str
    location: Location
    style: ScalarStyle = ScalarStyle.PLAIN
    empty: bool = False
    last_line: int = 0
    source: SourceText | None = field(default=None, repr=False, compare=False)

    def within(self, offset: int, length: int) -> Location:
        """The place of `text[offset:offset + length]` in the file; the whole value if it can't be told.

        It can't be when an escape, a fold or a composed accent makes the file differ from the text.
        """
        if length <= 0:
            return self.location
        direct = self._direct(offset, length)
        return direct or self.find(self.text[offset : offset + length])

    def find(self, part: str) -> Location:
        """The first place of `part` among the lines of this value; the whole value if it isn't there."""
        if not part or self.source is None:
            return self.location
        first = self.location.line - 1
        last = min(max(self.last_line, self.location.line), len(self.source.lines))
        for line in range(first, last):
            column = self.source.lines[line].find(part, self.location.column - 1 if line == first else 0)
            if column >= 0:
                return self.source.place(line, column, len(part))
        return self.location

    def _direct(self, offset: int, length: int) -> Location | None:
        if self.source is None:
            return None
        line = self.source.lines[self.location.line - 1]
        start = self.location.column - 1 + (1 if self.style is ScalarStyle.QUOTED else 0)
        if line[start : start + len(self.text)] != self.text:
            return None
        return self.source.place(self.location.line - 1, start + offset, length)


@dataclass(frozen=True, slots=True)
class Sequence:
    """A list; `flow` when it was written between brackets."""

    items: tuple[Node, ...]
    location: Location
    flow: bool = False


@dataclass(frozen=True, slots=True)
class Mapping:
    """Keys in the order of the file, each with its place; `flow` when written between braces."""

    entries: tuple[tuple[Scalar, Node], ...]
    location: Location
    flow: bool = False
    _index: dict[str, tuple[Scalar, Node]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_index", {entry[0].text: entry for entry in self.entries})

    def __iter__(self) -> Iterator[tuple[Scalar, Node]]:
        return iter(self.entries)

    def get(self, name: str) -> Node | None:
        """The value under a key, None when the key isn't there."""
        entry = self._index.get(name)
        return entry[1] if entry else None

    def key(self, name: str) -> Scalar | None:
        """The key itself, with its place."""
        entry = self._index.get(name)
        return entry[0] if entry else None


Node = Scalar | Sequence | Mapping


def text_of(node: Node | None) -> str:
    """The text of a value; empty for a block, or where nothing is written."""
    return node.text if isinstance(node, Scalar) else ""


def is_written(node: Node | None) -> bool:
    """Whether there is a value or a block; a key left empty has none."""
    return node is not None and not (isinstance(node, Scalar) and node.empty)
