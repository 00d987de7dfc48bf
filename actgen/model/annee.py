"""The other sessions of a body in the same year, as told lightly by their files."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time


@dataclass(frozen=True, slots=True)
class Voisine:
    """Another session of the same body. `premier` is its `premier_numero`, when it is written.

    `points` are the numbers of the items that ask for an act and were dealt with; None when the file leaves
    items out, so that nobody can count its acts.
    """

    fichier: str
    date: date
    heure: time | None = None
    levee: time | None = None
    premier: int | None = None
    points: tuple[int, ...] | None = ()


@dataclass(frozen=True, slots=True)
class Annee:
    """What the workspace tells of the year, in the order of the calendar.

    `illisibles` are files of sessions that could not be read: whatever they hold is not counted.
    """

    voisines: tuple[Voisine, ...] = ()
    illisibles: tuple[str, ...] = ()
