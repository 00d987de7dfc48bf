"""The other sessions of a body in the same year, as told lightly by their files."""

from __future__ import annotations

from datetime import date, time

from msgspec import Struct

from actgen.base.diagnostics import Location

Jour = date  # a field named `date` would hide the type in its own class


class Soumis(Struct, frozen=True):
    """Minutes of an earlier session that were put to another; `adopte` None: nothing tells it for certain."""

    seance: Jour
    adopte: bool | None
    remarques: str
    lieu: Location | None


class Arret(Struct, frozen=True):
    """That minutes were adopted, as the file of their own session tells it."""

    le: Jour
    remarques: str
    lieu: Location | None


class Voisine(Struct, frozen=True):
    """Another session of the same body. `premier` is its `premier_numero`, when it is written.

    `points` are the numbers of the items that ask for an act and were dealt with; None when the file leaves
    items out, so that nobody can count its acts. `soumis` are the minutes that were put to it, and
    `arret` what its file says of the adoption of its own. `reprend_du`: the day of the session without a
    quorum whose agenda it takes up. `installation`: the first one after a renewal.
    """

    fichier: str
    date: date
    heure: time | None = None
    premier: int | None = None
    points: tuple[int, ...] | None = ()
    soumis: tuple[Soumis, ...] = ()
    arret: Arret | None = None
    reprend_du: Jour | None = None
    installation: bool = False


class Annee(Struct, frozen=True):
    """What the workspace tells of the year, in the order of the calendar.

    `corps`: whose it is, the collectivity as files name it, the body, the year. `illisibles` are files of
    sessions that could not be read: whatever they hold is not counted. `proches` are the sessions of the
    year, of the one before and of the one after.
    """

    corps: tuple[str, str, int] = ("", "", 0)
    voisines: tuple[Voisine, ...] = ()
    illisibles: tuple[str, ...] = ()
    proches: tuple[Voisine, ...] = ()
