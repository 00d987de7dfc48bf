"""Sheets and cells, whatever the file that they come from."""

from __future__ import annotations

from dataclasses import field
from datetime import date

from actgen.diagnostics import Diagnostic, Location
from actgen.reading.characters import clean_value
from actgen.records import dataclass

LONGEST = 200
"""Signs of a cell that serves: more is a text that strayed there, or an unclosed quote."""

Value = str | date | float | bool | None


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell and its place. `formula`: it holds one, without a result or with an error for result."""

    value: Value
    place: Location
    formula: bool = False

    @property
    def text(self) -> str:
        """The value on one line, as a person would copy it: 3 for 3.0."""
        if isinstance(self.value, float) and self.value.is_integer():
            return str(int(self.value))
        if isinstance(self.value, date):
            return f"{self.value:%d/%m/%Y}"
        return "" if self.value is None else " ".join(clean_value(str(self.value)).split())

    @property
    def empty(self) -> bool:
        return not self.text and not self.formula


@dataclass(frozen=True, slots=True)
class Area:
    """A rectangle of cells, rows and columns from 0, bounds within."""

    top: int
    left: int
    bottom: int
    right: int
    place: Location


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet: rows of cells, all of the same length. Rows and columns count from 0.

    `typed`: dates are told from texts (a workbook, not a CSV). `name` is empty for a CSV.
    """

    name: str
    place: Location
    rows: tuple[tuple[Cell, ...], ...]
    typed: bool = False
    hidden: bool = False
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    merged: tuple[Area, ...] = ()


@dataclass
class Found:
    """What a file gave: its sheets (several readings of one sheet for a CSV), or why it can't be read."""

    sheets: tuple[Sheet, ...] = ()
    findings: list[Diagnostic] = field(default_factory=list)
