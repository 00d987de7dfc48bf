"""Periods of validity: first and last day, either of them open."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from typing import Protocol, TypeVar


@dataclass(frozen=True, slots=True)
class Periode:
    """From `du` to `au`, both included; None where no limit was studied."""

    du: date | None = None
    au: date | None = None

    def __contains__(self, jour: date) -> bool:
        return (self.du is None or self.du <= jour) and (self.au is None or jour <= self.au)

    @property
    def reversed(self) -> bool:
        """Whether it ends before it begins."""
        return self.du is not None and self.au is not None and self.au < self.du

    def overlaps(self, other: Periode) -> bool:
        """Whether some day belongs to both."""
        return _not_after(self.du, other.au) and _not_after(other.du, self.au)

    @property
    def shown(self) -> str:
        """For messages: "du 01/04/2019 au 01/04/2021", "à compter du …", "jusqu’au …", "sans limite"."""
        if self.du and self.au:
            return f"du {_written(self.du)} au {_written(self.au)}"
        if self.du:
            return f"à compter du {_written(self.du)}"
        return f"jusqu’au {_written(self.au)}" if self.au else "sans limite"


class Dated(Protocol):
    """Anything with a period of validity."""

    @property
    def periode(self) -> Periode: ...


Row = TypeVar("Row", bound=Dated)


def at(rows: Iterable[Row], jour: date) -> Row | None:
    """The row in force on a day; None when none is."""
    return next((row for row in rows if jour in row.periode), None)


def overlapping(rows: Iterable[Row]) -> Iterator[tuple[Row, Row]]:
    """The pairs of rows that are both in force on some day, in the order of the rows."""
    return ((one, other) for one, other in combinations(rows, 2) if one.periode.overlaps(other.periode))


def _not_after(start: date | None, end: date | None) -> bool:
    return start is None or end is None or start <= end


def _written(jour: date) -> str:
    return f"{jour:%d/%m/%Y}"
