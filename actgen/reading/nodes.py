"""The located tree of a YAML file: mappings, sequences and scalars that are all text.

A decoded file: its lines as the parser reads them, its lines as they are shown, and its places.

From the path of a value (`("points", 0, "vote")`) to its place in the file.
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from functools import cached_property

from msgspec import Struct

from actgen.base.diagnostics import Location


class SourceText(Struct, frozen=True):
    """Text of one file, split in lines.

    `lines` are what the parser reads (every kind of space is a plain space); `shown` are what the
    user sees in a message: same length, character for character, so that one column serves both,
    with nothing that could move a cursor or turn the direction of a line.
    """

    file: str
    lines: tuple[str, ...]
    shown: tuple[str, ...]

    @property
    def text(self) -> str:
        return "\n".join(self.lines)

    def place(self, line: int, column: int, length: int = 1) -> Location:
        """The span at a 0-based line and column; clamped to the file, never out of it."""
        if not 0 <= line < len(self.lines):
            line = min(max(line, 0), len(self.lines) - 1)
        excerpt = self.shown[line]
        if not 0 <= column <= len(excerpt):
            column = min(max(column, 0), len(excerpt))
        return Location(self.file, line + 1, column + 1, length if length > 1 else 1, excerpt)

    def content(self, line: int) -> Location:
        """The span of a whole line without its indentation."""
        line = min(max(line, 0), len(self.lines) - 1)
        text = self.lines[line]
        indent = len(text) - len(text.lstrip())
        return self.place(line, indent, len(text.strip()))


class ScalarStyle(StrEnum):
    PLAIN = "plain"
    QUOTED = "quoted"
    BLOCK = "block"


class Scalar(Struct, frozen=True):
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
    source: SourceText | None = None

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


class Sequence(Struct, frozen=True):
    """A list; `flow` when it was written between brackets."""

    items: tuple[Node, ...]
    location: Location
    flow: bool = False


class Mapping(Struct, frozen=True, dict=True):
    """Keys in the order of the file, each with its place; `flow` when written between braces."""

    entries: tuple[tuple[Scalar, Node], ...]
    location: Location
    flow: bool = False

    @cached_property
    def _index(self) -> dict[str, tuple[Scalar, Node]]:
        return {entry[0].text: entry for entry in self.entries}

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


def scalars(node: Node | None, *, keys: bool = False) -> Iterator[Scalar]:
    """Every value at or below a node; each key before its value where they are wanted too."""
    if isinstance(node, Scalar):
        yield node
    elif isinstance(node, Sequence):
        for item in node.items:
            yield from scalars(item, keys=keys)
    elif isinstance(node, Mapping):
        for key, value in node:
            if keys:
                yield key
            yield from scalars(value, keys=keys)


Path = tuple[str | int, ...]


class Places(Struct, frozen=True):
    """The places of one file; of a file without a tree, every place is the file."""

    file: str
    tree: Mapping | None

    def node(self, path: Path) -> Node | None:
        """The node at exactly this path."""
        return self.nearest(path)[0] if self.nearest(path)[1] == len(path) else None

    def nearest(self, path: Path) -> tuple[Node | None, int]:
        """The deepest node on the way to `path`, and how many steps of it were taken."""
        node: Node | None = self.tree
        for taken, step in enumerate(path):
            below = _step(node, step)
            if below is None:
                return node, taken
            node = below
        return node, len(path)

    def location(self, path: Path, part: str = "") -> Location:
        """The place of the value at `path`, else of the key of what should hold it."""
        node, taken = self.nearest(path)
        if isinstance(node, Scalar):
            return node.find(part)
        if node is None or taken < len(path):
            return self.key_location(path[:taken])
        return node.location

    def key_location(self, path: Path) -> Location:
        """The place of the key at `path`, of the item in a list, else of what should hold it."""
        node, taken = self.nearest(path)
        path = path[:taken]
        if not path or node is None:
            return Location(self.file)
        parent = self.nearest(path[:-1])[0]
        last = path[-1]
        if isinstance(parent, Mapping) and isinstance(last, str) and (key := parent.key(last)):
            return key.location
        return node.location


def _step(node: Node | None, step: str | int) -> Node | None:
    """One step down. A block written where a list may stand is the first of the list."""
    if isinstance(node, Mapping) and step == 0:
        return node
    if isinstance(node, Mapping) and isinstance(step, str):
        return node.get(step)
    if isinstance(node, Sequence) and isinstance(step, int) and 0 <= step < len(node.items):
        return node.items[step]
    return None
