"""Periods of validity: first and last day, either of them open; the rows of one rule, one after the other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from itertools import combinations, pairwise, zip_longest
from typing import Protocol, TypeVar

from msgspec import Struct

from actgen.base.records import replace

_DAY = timedelta(days=1)


class Periode(Struct, frozen=True):
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
    """A record with a period of validity."""

    @property
    def periode(self) -> Periode: ...


Row = TypeVar("Row", bound=Dated)


def at(rows: Iterable[Row], jour: date) -> Row | None:
    """The row in force on a day; None when none is."""
    return next((row for row in rows if jour in row.periode), None)


def in_force(rows: Iterable[Row], jour: date) -> Row:
    """The same of a rule that no day is without: `tables.versions` has seen to it when its table was read."""
    found = at(rows, jour)
    assert found is not None, f"no row on {jour}: a gap in a rule that is due every day"
    return found


def succession(rows: Iterable[Row]) -> tuple[Row, ...]:
    """The rows of one rule, oldest first: one without a last day holds until the eve of the next.

    So a new law is one new row, and the days before it keep the law that they had.
    """
    ordered = sorted(rows, key=_start)
    return tuple(_until(*pair) for pair in zip_longest(ordered, ordered[1:]))


def cut_short(rows: Iterable[Row]) -> Iterator[tuple[Row, Row]]:
    """The rows that a later one ends, for want of a last day of their own, each with that one."""
    return (
        (one, other)
        for one, other in pairwise(sorted(rows, key=_start))
        if one.periode.au is None and _start(one) < _start(other)
    )


def gaps(rows: Sequence[Dated]) -> Iterator[Periode]:
    """The days without a rule, before, between and after the rows of a succession that don't overlap."""
    if not rows:
        yield Periode()
        return
    first, last = rows[0].periode.du, rows[-1].periode.au
    if first is not None:
        yield Periode(au=first - _DAY)
    for one, other in pairwise(rows):
        if one.periode.au and other.periode.du and other.periode.du - one.periode.au > _DAY:
            yield Periode(one.periode.au + _DAY, other.periode.du - _DAY)
    if last is not None:
        yield Periode(du=last + _DAY)


def overlapping(rows: Iterable[Row]) -> Iterator[tuple[Row, Row]]:
    """The pairs of rows that are both in force on some day, in the order of the rows."""
    return ((one, other) for one, other in combinations(rows, 2) if one.periode.overlaps(other.periode))


def _start(row: Dated) -> date:
    return row.periode.du or date.min


def _until(row: Row, following: Row | None) -> Row:
    if following is None or row.periode.au is not None or _start(following) <= _start(row):
        return row
    return replace(row, periode=Periode(row.periode.du, _start(following) - _DAY))


def _not_after(start: date | None, end: date | None) -> bool:
    return start is None or end is None or start <= end


def _written(jour: date) -> str:
    return f"{jour:%d/%m/%Y}"
