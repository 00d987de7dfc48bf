"""The running number of acts over a year, and the sessions that meet in time.

A chain of numbers is anchored where a file writes `premier_numero`; from there each session begins where the
one before it ended. Without an anchor, or past a session whose acts can't be counted, nothing is guessed.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, time

from actgen.facts.annee import Soumis, Voisine
from actgen.facts.seance import Point, Seance
from actgen.records import dataclass


@dataclass(frozen=True, slots=True)
class Suite:
    """The number that follows those of the sessions before, and the last of these sessions."""

    attendu: int
    derniere: Voisine


def points_numerotes(points: Iterable[Point]) -> tuple[Point, ...]:
    """The items that take a number, in the order in which they were dealt with."""
    return tuple(point for point in points if point.acte and not point.abandon)


def suite(seance: Seance) -> Suite | None:
    """The first number to expect from the sessions before; None when they don't tell."""
    attendu: int | None = None
    derniere: Voisine | None = None
    for voisine in precedentes(seance):
        debut = voisine.premier if voisine.premier is not None else attendu
        attendu = None if debut is None or voisine.points is None else debut + len(voisine.points)
        derniere = voisine
    return Suite(attendu, derniere) if attendu is not None and derniere is not None else None


def precedentes(seance: Seance) -> tuple[Voisine, ...]:
    """The sessions of the year before this one; two at one hour don't follow each other."""
    ici = _quand(seance.date, seance.heure)
    return tuple(each for each in seance.annee.voisines if _quand(each.date, each.heure) < ici)


def soumissions(seance: Seance) -> tuple[tuple[Voisine, Soumis], ...]:
    """The later sessions to which the minutes of this one were put, adopted or not."""
    return tuple(
        (voisine, soumis)
        for voisine in seance.annee.proches
        for soumis in voisine.soumis
        if soumis.seance == seance.date and voisine.date > seance.date
    )


def arrets(seance: Seance) -> tuple[tuple[Voisine, Soumis], ...]:
    """Those of them that adopted these minutes."""
    return tuple(each for each in soumissions(seance) if each[1].adopte)


def jours_des_seances(seance: Seance) -> frozenset[date]:
    """The days of the sessions around this one, as far as the workspace holds them."""
    return frozenset(voisine.date for voisine in seance.annee.proches)


def _quand(jour: date, heure: time | None) -> tuple[date, time]:
    return jour, heure or time.min


def meme_seance(seance: Seance, voisine: Voisine) -> bool:
    """Whether both files tell of one hour of one day; an hour that is not written may be that one."""
    if voisine.date != seance.date:
        return False
    return voisine.heure == seance.heure or None in (voisine.heure, seance.heure)


def se_chevauchent(seance: Seance, voisine: Voisine) -> bool:
    """Whether one began before the other was closed, on one day, by the hours that are written."""
    if voisine.date != seance.date or seance.heure is None or voisine.heure is None:
        return False
    if seance.heure < voisine.heure:
        return seance.levee is not None and seance.levee > voisine.heure
    return voisine.heure < seance.heure and voisine.levee is not None and voisine.levee > seance.heure
