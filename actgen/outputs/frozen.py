"""Objects of a finished PDF, turned into bytes once: the engine does it twice, for the identifier."""

from __future__ import annotations

from typing import Any

import pydyf


class Frozen(pydyf.Object):  # type: ignore[misc]  # pydyf has no types
    """An object that is done: its bytes, and its place among the others."""

    def __init__(self, thing: Any) -> None:
        super().__init__()
        self.number, self.generation, self.free = thing.number, thing.generation, thing.free
        self._data, self._compressible = thing.data, thing.compressible

    @property
    def data(self) -> Any:
        """Its bytes."""
        return self._data

    @property
    def compressible(self) -> Any:
        """Whether it may stand in a stream of objects."""
        return self._compressible


def freeze(_document: Any, pdf: Any) -> None:
    """A finisher that comes after every other: no object can be changed any more."""
    pdf.objects[:] = [thing if thing.free == "f" else Frozen(thing) for thing in pdf.objects]
