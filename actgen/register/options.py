"""What a run is asked for."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from actgen.facts.seance import Organe


@dataclass(frozen=True, slots=True)
class RegisterOptions:
    """The year and the body; how the book is printed; where it goes.

    `first_sheet`: the number of the first sheet. `sheets`: how many sheets have been initialled, None
    when that is not said.
    """

    year: int
    organe: Organe = Organe.CONSEIL
    formats: tuple[str, ...] = ("pdf",)
    first_sheet: int = 1
    sheets: int | None = None
    both_sides: bool = True
    out: Path | None = None
    templates: tuple[Path, ...] = ()
