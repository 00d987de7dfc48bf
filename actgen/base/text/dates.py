"""Dates and hours as French acts write them; the names of months and days serve reading too."""

from __future__ import annotations

from datetime import date, time

from actgen.base.text.characters import NO_BREAK_SPACE
from actgen.base.text.numbers import cardinal, ordinal

MOIS = (
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
)
"""January first: `MOIS[d.month - 1]`."""

JOURS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
"""Monday first, as `date.weekday()` counts."""


class Millesime(int):
    """A year as a value of its own: acts write « 2024 », and never the « 2 024 » of a number."""


def date_longue(d: date, *, jour: bool = True) -> str:
    """« jeudi 15 décembre 2022 », or « 15 décembre 2022 » with `jour=False`; « 1er janvier 2023 »."""
    day = ordinal(1) if d.day == 1 else str(d.day)
    written = f"{day}{NO_BREAK_SPACE}{MOIS[d.month - 1]} {d.year}"
    return f"{JOURS[d.weekday()]} {written}" if jour else written


def date_chiffres(d: date) -> str:
    """« 15/12/2022 »."""
    return f"{d.day:02}/{d.month:02}/{d.year:04}"


def date_lettres(d: date) -> str:
    """« l’an deux mille vingt-deux, le quinze décembre »; the first of a month is « le premier »."""
    day = "premier" if d.day == 1 else cardinal(d.day)
    return f"l’an {cardinal(d.year)}, le {day} {MOIS[d.month - 1]}"


def heure(t: time) -> str:
    """« 20 h 30 », « 20 h », « 8 h 05 »; seconds are not for acts."""
    hour = f"{t.hour}{NO_BREAK_SPACE}h"
    return f"{hour}{NO_BREAK_SPACE}{t.minute:02}" if t.minute else hour


def heure_lettres(t: time) -> str:
    """« vingt heures trente », « une heure », « zéro heure », « douze heures » (never « midi »).

    Hours and minutes are feminine: « vingt et une heures », « vingt heures vingt et une ».
    """
    hour = f"{cardinal(t.hour, feminin=True)} heure{'s' if t.hour > 1 else ''}"
    return f"{hour} {cardinal(t.minute, feminin=True)}" if t.minute else hour


def formule_ouverture(d: date, t: time | None = None) -> str:
    """« L’an deux mille vingt-deux, le quinze décembre à vingt heures trente »; without `t`, no hour."""
    words = date_lettres(d)
    opening = words[0].upper() + words[1:]
    return f"{opening} à {heure_lettres(t)}" if t is not None else opening
