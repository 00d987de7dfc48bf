"""Who is told how far a run has come."""

from __future__ import annotations

from typing import Protocol


class Progress(Protocol):
    """Told what is to be done, then each thing as it is done. `weight`: how long beside the others."""

    def expect(self, total: int, weight: float) -> None: ...

    def done(self, told: str = "", weight: float = 1.0) -> None: ...


class Silent:
    """Nobody is told."""

    def expect(self, total: int, weight: float) -> None:
        """Nothing."""

    def done(self, told: str = "", weight: float = 1.0) -> None:
        """Nothing."""
