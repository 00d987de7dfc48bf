"""An item taken up from a past session: which one, what of it is to be written anew, what to read again."""

from __future__ import annotations

import re
from datetime import date, time

from msgspec import Struct

from actgen.base.diagnostics import Location
from actgen.base.rules import rule
from actgen.base.text.dates import date_chiffres
from actgen.base.text.messages import say
from actgen.reading.nodes import Path
from actgen.reading.scalars import Problem
from actgen.reading.scalars.dates import parse_date, parse_hour
from actgen.reading.scalars.problem import blank

REPRISE_POINT = rule("REPRISE-POINT")
_FORM = re.compile(
    r"(?P<jour>.*?\S)(?:[\s,]+(?:à\s+)?(?P<heure>[0-9]{1,2}\s?[h:]\s?[0-9]{0,2}))?"
    r"[\s,]+point\s+(?P<numero>[0-9]{1,4})\s*",
    re.IGNORECASE,
)

_WRITE = say("Écrivez la date de la séance, puis le point : « 2026-04-10 point 3 ».")


class PointPasse(Struct, frozen=True):
    """An item of a past session, as another names it; `heure` tells two sessions of one day apart."""

    seance: date
    numero: int
    heure: time | None = None

    def __str__(self) -> str:
        """« le point 3 de la séance du 10/04/2026 »."""
        return f"le point\u00a0{self.numero} de la séance du {date_chiffres(self.seance)}"


def parse_reprise(text: str) -> PointPasse | Problem:
    """« 2026-04-10 point 3 », « 10 avril 2026 à 20h30, point 3 »."""
    form = _FORM.fullmatch(text) if blank(text) is None else None
    jour = parse_date(form["jour"]) if form is not None else None
    heure = parse_hour(form["heure"]) if form is not None and form["heure"] else None
    if form is None or not isinstance(jour, date) or isinstance(heure, Problem):
        refused = next((each.message for each in (jour, heure) if isinstance(each, Problem)), "")
        return Problem(
            REPRISE_POINT,
            say("Le point à reprendre ne se lit pas : « {text} ».", text=text.strip()),
            " ".join(filter(None, (refused, _WRITE))),
        )
    return PointPasse(jour, int(form["numero"]), heure)


class Repris(Struct, frozen=True):
    """A value of the past item: the way to it in the item, what it said there, and where."""

    chemin: Path
    dit: str
    lieu: Location

    @property
    def rubrique(self) -> str:
        return str(self.chemin[0])


class Reprise(Struct, frozen=True):
    """What an item takes up; `lieu` is where it says so.

    `blancs`: figures of that day, left to be written anew. `a_relire`: what carried over and may have changed
    since. `perdues`: what has no place in the act any more.
    """

    point: PointPasse
    lieu: Location
    blancs: tuple[Repris, ...] = ()
    a_relire: tuple[Repris, ...] = ()
    perdues: tuple[Repris, ...] = ()

    def est_en_blanc(self, rubrique: str) -> bool:
        """Whether a key waits for a figure that the past item had."""
        return any(each.rubrique == rubrique for each in self.blancs)
