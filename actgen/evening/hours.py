"""An hour that can't be is refused as it is told: a closing before the opening, a movement out of hours.

Noted all the same, it would keep every act of the session from being written, with nothing beside its box.
"""

from __future__ import annotations

from collections.abc import Iterator

from actgen.base.diagnostics import Diagnostic, Location, Severity
from actgen.base.errors import UsageError
from actgen.checks import suspensions
from actgen.checks.annee import check_duree
from actgen.checks.mouvements import check_heures, check_ordre_des_heures
from actgen.council.figures.seance import FiguresSeance


def refuse_hours(before: FiguresSeance, after: FiguresSeance) -> None:
    """Raise UsageError for a gesture that puts an hour in fault; one that was so before is not its own."""
    known, found = list(_faults(before)), list(_faults(after))
    if len(found) > len(known):
        places = {each.code for each in known}
        told = next((each for each in found if each.code not in places), found[-1])
        raise UsageError(f"{told.message} {told.hint}")


def _faults(figures: FiguresSeance) -> Iterator[Diagnostic]:
    checks = (check_duree, check_heures, check_ordre_des_heures, *_OF_SUSPENSIONS)
    found = (each for check in checks for each in check(figures))
    return (each for each in found if each.severity is Severity.ERROR)


_OF_SUSPENSIONS = (suspensions.check_place, suspensions.check_heures)


def hours_in_doubt(figures: FiguresSeance) -> Iterator[tuple[Location | None, str]]:
    """Hours that may be right and that others contradict, each with its place: told as soon as noted."""
    for check in (check_ordre_des_heures, suspensions.check_ordre):
        for each in check(figures):
            if each.severity is Severity.WARNING:
                yield each.location, f"{each.message} {each.hint}"
