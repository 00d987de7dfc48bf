"""The one reader of rules with dates: rows of a list of data/droit, each in force from `du` to `au`.

A rule is a succession of rows (`periods.succession`): a law that comes is one row more, with its `du`; what
it replaces ends the day before. Rows that overlap are told, and days without a rule where one is due.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from enum import StrEnum
from typing import Protocol, TypeVar

from actgen.diagnostics import Location
from actgen.law.periods import Dated, Periode, gaps, overlapping, succession
from actgen.law.tables import LOI_PERIODE, Fields, Origine, Table
from actgen.reading.nodes import Mapping, Scalar
from actgen.reading.nodes import Sequence as Items


class Sourced(Dated, Protocol):
    """A dated row that knows its origin."""

    @property
    def origine(self) -> Origine: ...


class Cited(Sourced, Protocol):
    """One that names the article it comes from."""

    @property
    def article(self) -> str: ...


Row = TypeVar("Row", bound=Sourced)
Key = TypeVar("Key", bound=StrEnum)
Read = Callable[[Fields], Row | None]


def rows(table: Table, name: str, read: Read[Row]) -> tuple[Row, ...]:
    """The rows of the list `name`, each for itself; a faulty one is left out."""
    found = ((row, read(row)) for row in table.rows(name))
    return tuple(each for row, each in found if each is not None and row.sound)


def rule(table: Table, name: str, read: Read[Row], *, always: bool = True) -> tuple[Row, ...]:
    """The list `name` as one rule. `always`: a fault for each day without it, a fault of ours set aside."""
    return versions(table, rows(table, name, read), name, table.top.place(name) if always else None)


def rules(
    table: Table, name: str, key: str, words: type[Key], read: Read[Row], *, always: bool = True
) -> dict[Key, tuple[Row, ...]]:
    """The list `name` as one rule for each of these words, written under `key`, a field of the row."""
    if always:
        lacking(table, name, key, words)
    found = rows(table, name, read)
    place = table.top.place(name) if always else None
    return {
        word: versions(table, [row for row in found if getattr(row, key) is word], f"{name}, {word}", place)
        for word in words
    }


def versions(
    table: Table, found: Iterable[Row], what: str, always: Location | None = None
) -> tuple[Row, ...]:
    """Rows as one rule, once their overlaps are said; and their gaps, at the place `always` if any."""
    ordered = succession(found)
    for one, other in overlapping(ordered):
        table.findings.append(
            LOI_PERIODE.finding(
                f"{what}\u00a0: les périodes «\u00a0{one.periode.shown}\u00a0» et "
                f"«\u00a0{other.periode.shown}\u00a0» se recouvrent.",
                other.origine.location,
                one.origine.location,
                hint="Fermez la première (rubrique «\u00a0au\u00a0») la veille du début de la seconde.",
            )
        )
    if always is not None and not table.findings:  # a row left out for its own fault is no gap
        _tell_gaps(table, ordered, what, always)
    return ordered


def _tell_gaps(table: Table, ordered: Sequence[Dated], what: str, place: Location) -> None:
    table.findings.extend(
        LOI_PERIODE.finding(
            f"{what}\u00a0: aucune règle {_days(gap)}.",
            place,
            hint="Ajoutez la ligne qui manque, ou corrigez les dates de ses voisines.",
        )
        for gap in gaps(ordered)
    )


def _days(gap: Periode) -> str:
    return gap.shown if gap != Periode() else "n’est écrite"


def lacking(table: Table, name: str, key: str, words: type[StrEnum]) -> None:
    """Say which of these words no row of a list has under that key.

    A row whose own word is wrong has been told of: what is lacking is then no second fault.
    """
    node = table.top.node(name)
    items = node.items if isinstance(node, Items) else ()
    cells = [row.get(key) if isinstance(row, Mapping) else None for row in items]
    written = {cell.text for cell in cells if isinstance(cell, Scalar)}
    known = {each.value for each in words}
    if None in cells or written - known:
        return
    if absent := [word for word in known if word not in written]:
        table.fault(
            f"Il manque dans «\u00a0{name}\u00a0»\u00a0: {', '.join(sorted(absent))}.", table.top.place(name)
        )
