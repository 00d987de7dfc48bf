"""A file value by value: each as it is written, what is wrong with it, and the change that mends it.

A path leads from the top of a file to one of its values: `("points", 2, "objet")`, ranks from 0.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator
from functools import cached_property
from typing import Any

from msgspec import UNSET, Struct, UnsetType

from actgen.base.diagnostics import Diagnostic, Location
from actgen.base.errors import CannotEdit, UsageError
from actgen.base.text.messages import say
from actgen.reading.edits import Change, Put
from actgen.reading.nodes import Mapping, Node, Path, Places, Scalar, Sequence
from actgen.reading.yaml_page import plain
from actgen.reading.yaml_tree import read_tree

__all__ = ["Fields", "Path", "fields_of"]

_Spot = tuple[int, int]  # a line and a column, as findings count them


class Fields(Struct, frozen=True, dict=True):
    """The values of one file at one revision; of a file that is no YAML, none can be told.

    `look`: what finds what is wrong in it; it is asked once, when a finding is.
    """

    name: str
    revision: str
    tree: Mapping | None
    look: Callable[[], tuple[Diagnostic, ...]]

    @property
    def readable(self) -> bool:
        """Whether it is a file whose values can be told."""
        return self.tree is not None

    # what is written

    def raw(self, path: Path) -> Any | UnsetType:
        """Text, list or group of keys, None for a key left empty; UNSET where there is no such key."""
        node, taken = self._places.nearest(path)
        return plain(node) if node is not None and taken == len(path) else UNSET

    def text(self, path: Path) -> str:
        """What a field shows of it; empty where nothing is written, or what a field can't hold."""
        found = self.raw(path)
        return found.rstrip("\n") if isinstance(found, str) else ""

    def holds(self, path: Path) -> bool:
        """Whether a field can hold this value: neither a list nor a group, nor within a value of one line."""
        node, taken = self._places.nearest(path)
        if taken == len(path):
            return isinstance(node, Scalar)
        empty = node is None or (isinstance(node, Scalar) and node.empty)
        return empty or (isinstance(node, Mapping) and isinstance(path[taken], str))

    def several(self, path: Path) -> list[Any]:
        """The items of a list; one value is a list of one, nothing an empty one."""
        found = self.raw(path)
        if isinstance(found, list):
            return found
        return [] if found in (UNSET, None, "") else [found]

    def item(self, numero: int) -> Path:
        """Where the item of that number is. Raises UsageError when the file has none."""
        for rank in range(len(self.several(("points",)))):
            if self.text(("points", rank, "numero")) == str(numero):
                return ("points", rank)
        raise UsageError(say("Le point {numero} n’est pas dans le fichier de la séance.", numero=numero))

    def write(self, path: Path, text: str) -> list[Change]:
        """The change that makes a value this text, an empty one leaving its key; none when it is so.

        Raises CannotEdit for a value that a field can't hold.
        """
        if not self.holds(path):
            line = self.place_of(path).line
            raise CannotEdit(say("Cette valeur se modifie dans le fichier lui-même."), line)
        return [] if text == self.text(path) else [Put(path, text or None)]

    # what is wrong

    @cached_property
    def findings(self) -> tuple[tuple[Path, Diagnostic], ...]:
        """What is wrong in this file, each with the path of the value that is to be mended."""
        here = ((place, found) for found in self.look() for place in found.locations[:1])
        return tuple((self.path_of(place), found) for place, found in here if place.file == self.name)

    def of(self, path: Path, *, below: bool = False) -> tuple[Diagnostic, ...]:
        """What is wrong with one value; `below`: with any that it is made of, too."""
        return tuple(
            found for at, found in self.findings if at == path or (below and at[: len(path)] == path)
        )

    def path_of(self, place: Location) -> Path:
        """The deepest value that holds a place of this file; the whole file when none does."""
        spots, paths = self._spots
        rank = bisect_right(spots, (place.line, place.column or 1)) - 1
        if place.line and not place.column and rank + 1 < len(spots) and spots[rank + 1][0] == place.line:
            rank += 1
        return paths[rank] if place.line and rank >= 0 else ()

    def value_at(self, place: Location) -> Path:
        """The same, but an item as a whole for the place where it begins, be it that of its first key."""
        path = self.path_of(place)
        for step in range(len(path)):
            begins = isinstance(path[step], int) and self._places.node(path[: step + 1])
            if begins and (begins.location.line, begins.location.column) == (place.line, place.column):
                return path[: step + 1]
        return path

    def place_of(self, path: Path) -> Location:
        """Where a value is, for who wants to see it in the file; else where it would be."""
        return self._places.location(path)

    @cached_property
    def _places(self) -> Places:
        return Places(self.name, self.tree)

    @cached_property
    def _spots(self) -> tuple[list[_Spot], list[Path]]:
        """Where each key, item and value begins, in the order of the file, and its path."""
        found = sorted(_spots(self.tree, ()), key=lambda each: (each[0], len(each[1]))) if self.tree else []
        return [spot for spot, _ in found], [path for _, path in found]


def _spots(node: Node, path: Path) -> Iterator[tuple[_Spot, Path]]:
    yield (node.location.line, node.location.column), path
    if isinstance(node, Sequence):
        for rank, item in enumerate(node.items):
            yield from _spots(item, (*path, rank))
    elif isinstance(node, Mapping):
        for key, value in node:
            yield (key.location.line, key.location.column), (*path, key.text)
            yield from _spots(value, (*path, key.text))


def fields_of(name: str, content: bytes, revision: str, look: Callable[[], tuple[Diagnostic, ...]]) -> Fields:
    """The values of a file that was read."""
    return Fields(name, revision, read_tree(content, name)[0], look)
