"""What the sessions of one call have in common, made once: the last few values, and what made them."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable, Set
from pathlib import Path
from typing import Any, TypeVar

from msgspec import Struct, field

from actgen.reading.sources import Sources

T = TypeVar("T")


class Kept(Struct):
    """Values by key, the `most` last used; a run that is given one has read the files that made it.

    A value must follow from its key and from the files it reads, never from the run that asks first (a text
    that is laid over one of them makes another value):
    whoever comes next is given what it would have made itself. What falls out is made again, so that
    any number of sessions takes the same room.
    """

    most: int
    _entries: OrderedDict[tuple[Hashable, ...], tuple[Any, Sources]] = field(default_factory=OrderedDict)

    def get(self, key: tuple[Hashable, ...], sources: Sources, make: Callable[[Sources], T]) -> T:
        """The value of that key in that workspace; `make` reads through the `Sources` it is given."""
        place = (sources.workspace, *key)
        entry = self._entries.pop(place, None)
        if entry is None or not sources.reads_as(entry[1]):
            log = sources.apart()
            entry = make(log), log
        self._entries[place] = entry
        if len(self._entries) > self.most:
            self._entries.popitem(last=False)
        value, log = entry
        sources.adopt(log)
        made: T = value
        return made

    def drop(self, first: Hashable) -> None:
        """Have made again the values whose key begins so."""
        for place in [place for place in self._entries if place[1] == first]:
            del self._entries[place]

    def forget(self, changed: Set[Path]) -> None:
        """Have made again what these files, which came, went or changed, may make another."""
        for place in [place for place, (_, log) in self._entries.items() if log.basis.is_touched(changed)]:
            del self._entries[place]
