"""The other sessions of a body in the same year, as told lightly by their files."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time

from actgen.diagnostics import Location

Jour = date  # a field named `date` would hide the type in its own class


@dataclass(frozen=True, slots=True)
class Voisine:
    """Another session of the same body. `premier` is its `premier_numero`, when it is written.

    `points` are the numbers of the items that ask for an act and were dealt with; None when the file leaves
    items out, so that nobody can count its acts. `arretes` are the days of the sessions whose minutes it
    adopted, each with its place.
    """

    fichier: str
    date: date
    heure: time | None = None
    levee: time | None = None
    premier: int | None = None
    points: tuple[int, ...] | None = ()
    arretes: tuple[tuple[Jour, Location], ...] = ()


@dataclass(frozen=True, slots=True)
class Annee:
    """What the workspace tells of the year, in the order of the calendar.

    `illisibles` are files of sessions that could not be read: whatever they hold is not counted. `proches`
    are the sessions of the year, of the one before and of the one after.
    """

    voisines: tuple[Voisine, ...] = ()
    illisibles: tuple[str, ...] = ()
    proches: tuple[Voisine, ...] = ()
