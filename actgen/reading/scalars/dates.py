"""Dates and hours as people write them."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, time

from actgen.base.rules import rule
from actgen.base.text.dates import JOURS, MOIS
from actgen.base.text.keys import cle, nearest
from actgen.base.text.messages import say
from actgen.reading.scalars.problem import Problem, blank

DATE_ILLISIBLE = rule("DATE-ILLISIBLE")
DATE_IMPOSSIBLE = rule("DATE-IMPOSSIBLE")
JOUR_SEMAINE = rule("JOUR-SEMAINE")
HEURE_ILLISIBLE = rule("HEURE-ILLISIBLE")
HEURE_IMPOSSIBLE = rule("HEURE-IMPOSSIBLE")

_FIRST_YEAR, _LAST_YEAR = 1789, 2199
_SHORT = 49  # « 22 » is 2022, and nothing else; « 85 » may be 1985 or 2085

_WEEKDAYS = {cle(name): number for number, name in enumerate(JOURS)}
_MONTHS = {cle(name): number for number, name in enumerate(MOIS, start=1)}
_SHORT_MONTHS = {
    "janv": 1, "fevr": 2, "fev": 2, "avr": 4, "juil": 7, "sept": 9, "oct": 10, "nov": 11, "dec": 12,
}  # fmt: skip

_LEAD = r"\s*(?:le\s+)?(?:(?P<weekday>[^\W\d_]{4,})\.?,?\s+)?(?:le\s+)?"
_FORMS = tuple(
    re.compile(_LEAD + form + r"\s*", re.IGNORECASE)
    for form in (
        r"(?P<day>[0-9]{1,2})\s*(?P<sign>[/.-])\s*(?P<month>[0-9]{1,2})\s*(?P=sign)\s*(?P<year>[0-9]+)",
        r"(?P<year>[0-9]{4})\s*(?P<sign>[/.-])\s*(?P<month>[0-9]{1,2})\s*(?P=sign)\s*(?P<day>[0-9]{1,2})",
        r"(?P<day>[0-9]{1,2}|1\s?er|premier)\s+(?P<month>[^\W\d_]{3,})\.?\s+(?P<year>[0-9]+)",
    )
)
_UNDATED = re.compile(  # « 25/11 », « 27 novembre »
    r"((?:le\s+)?(?:[0-9]{1,2}\s*([/.-])\s*[0-9]{1,2}|(?:[0-9]{1,2}|1\s?er|premier)\s+[^\W\d_]{3,}\.?))[/.-]?",
    re.IGNORECASE,
)
_HOUR = re.compile(
    r"\s*(?:à\s+)?(?P<hour>[0-9]{1,2})"
    r"(?:\s*(?:h|heures?)(?:\s*(?P<minute>[0-9]{1,2})(?:\s*(?:min|mn|minutes?))?)?"
    r"|\s*[:.]\s*(?P<colon>[0-9]{1,2})(?::00)?)\s*",
    re.IGNORECASE,
)
_HOUR_WORDS = {"midi": time(12, 0), "minuit": time(0, 0)}


def parse_date(text: str) -> date | Problem:
    """The date written in `text`, or why it isn't one; a weekday, if written, is checked.

    « 30/06/22 » is of 2022 wherever it is written.
    """
    if problem := blank(text):
        return problem
    match = next((found for form in _FORMS if (found := form.fullmatch(text))), None)
    if match is None:
        return _unreadable_date(text)
    month = _month(match)
    if isinstance(month, Problem):
        return month
    if problem := _wrong_year(match):
        return problem
    number = re.match(r"[0-9]+", match["day"])
    return _calendar(match, int(number.group()) if number else 1, month)


def typed_dates(text: str, *years: int) -> list[date | Problem]:
    """What is typed in a field of a page, where the year may be left out: that day in each of these years."""
    text = text.strip()
    if (short := _UNDATED.fullmatch(text)) and years:
        return [parse_date(f"{short[1]}{short[2] or ' '}{year}") for year in years]
    return [parse_date(text)]


def typed_date(text: str, near: date | None, *, past: bool = False) -> date | Problem:
    """What is typed in a field of a page: where the year is left out, the one that makes it nearest to a day.

    `past`: what is told has happened by that day, so « 18/11 » typed in January is of the year before.
    """
    read = typed_dates(text, *(near.year + years for years in ((0, -1) if past else (0, 1, -1)) if near))
    days = [each for each in read if isinstance(each, date)]
    if past and near and len(read) > 1:
        days = [each for each in days if each <= near] or days
    return min(days, key=lambda each: abs(each - near)) if days and near else read[0]


def _unreadable_date(text: str) -> Problem:
    if _UNDATED.fullmatch(text.strip()):
        message = say("« {text} » ne dit pas de quelle année.", text=text.strip())
        return Problem(DATE_ILLISIBLE, message, say("Ajoutez l’année : 15/12/2022."))
    hint = say("Écrivez-la ainsi : 15/12/2022, 15.12.2022, 2022-12-15 ou jeudi 15 décembre 2022.")
    return Problem(
        DATE_ILLISIBLE, say("« {text} » n'est pas une date que l'on puisse lire.", text=text.strip()), hint
    )


def _month(match: re.Match[str]) -> int | Problem:
    written = match["month"]
    if written.isascii() and written.isdigit():
        month = int(written)
        if 1 <= month <= 12:
            return month
        hint = say("Le jour vient avant le mois : 15/12/2022.") if month <= 31 else ""
        message = say("Il n'y a pas de mois {month} : l'année en a douze.", month=month)
        return Problem(DATE_IMPOSSIBLE, message, hint, *_part(match, "month"))
    known = _MONTHS.get(cle(written)) or _SHORT_MONTHS.get(cle(written))
    if known:
        return known
    near = nearest(written, MOIS, likeness=0.6)
    hint = say("Le mois le plus proche : {near}.", near=near) if near else ""
    message = say("« {word} » n'est pas un nom de mois.", word=written)
    return Problem(DATE_ILLISIBLE, message, hint, *_part(match, "month"))


def _year(match: re.Match[str]) -> int:
    """The year, be it told by its last two figures where that can be one alone; else 0."""
    written = match["year"]
    short = len(written) == 2 and int(written) <= _SHORT
    return 2000 + int(written) if short else int(written) if len(written) == 4 else 0


def _wrong_year(match: re.Match[str]) -> Problem | None:
    written = match["year"]
    if _FIRST_YEAR <= _year(match) <= _LAST_YEAR:
        return None
    if len(written) == 2:
        whole = f"19{written}"
        message = say("L'année « {year} » n'a que deux chiffres.", year=written)
        hint = say("Écrivez-la en quatre chiffres, par exemple {whole}.", whole=whole)
        return Problem(DATE_ILLISIBLE, message, hint, *_part(match, "year"))
    message = say(
        "L'année {year} n'est pas possible ici : de {first} à {last}.",
        year=written, first=_FIRST_YEAR, last=_LAST_YEAR,
    )  # fmt: skip
    return Problem(
        DATE_IMPOSSIBLE, message, say("Écrivez l'année en quatre chiffres."), *_part(match, "year")
    )


def _calendar(match: re.Match[str], day: int, month: int) -> date | Problem:
    year = _year(match)
    last = monthrange(year, month)[1]
    if not 1 <= day <= last:
        start = min(match.start(name) for name in ("day", "month", "year"))
        end = max(match.end(name) for name in ("day", "month", "year"))
        message = say(
            "Le {written} n'existe pas : {month} {year} a {last} jours.",
            written=match.string[start:end], month=MOIS[month - 1], year=year, last=last,
        )  # fmt: skip
        return Problem(DATE_IMPOSSIBLE, message, say("Vérifiez le jour et le mois."), start, end - start)
    found = date(year, month, day)
    return _wrong_weekday(match, found) or found


def _wrong_weekday(match: re.Match[str], found: date) -> Problem | None:
    written = match["weekday"]
    if written is None:
        return None
    place = _part(match, "weekday")
    true_name = JOURS[found.weekday()]
    if cle(written) not in _WEEKDAYS:
        near = nearest(written, JOURS, likeness=0.6)
        hint = say("Écrivez « {day} », ou seulement la date.", day=near or true_name)
        message = say("« {word} » n'est pas un jour de la semaine.", word=written)
        return Problem(JOUR_SEMAINE, message, hint, *place)
    if _WEEKDAYS[cle(written)] == found.weekday():
        return None
    message = say(
        "Le {date} est un {true}, pas un {written}.",
        date=f"{found:%d/%m}/{found.year}", true=true_name, written=written.lower(),
    )  # fmt: skip
    return Problem(
        JOUR_SEMAINE, message, say("Corrigez le jour ou la date : l'un des deux est faux."), *place
    )


def parse_hour(text: str) -> time | Problem:
    """The hour written in `text` (« 20h30 », « 20 h 30 », « 20:30 », « 20 heures », « midi »)."""
    if problem := blank(text):
        return problem
    if (word := _HOUR_WORDS.get(cle(text))) is not None:
        return word
    match = _HOUR.fullmatch(text)
    if match is None:
        return _unreadable_hour(text)
    return _clock(match)


def _unreadable_hour(text: str) -> Problem:
    message = say("« {text} » n'est pas une heure que l'on puisse lire.", text=text.strip())
    return Problem(HEURE_ILLISIBLE, message, say("Écrivez l'heure ainsi : 20h30, 20 h 30, 20:30 ou 20h."))


def _clock(match: re.Match[str]) -> time | Problem:
    group = "colon" if match["colon"] else "minute"
    hour, minute = int(match["hour"]), match[group] or "00"
    if hour > 23:
        message = say("Il n'y a pas d'heure {hour} : elles vont de 0 à 23.", hour=hour)
        hint = say("Minuit s'écrit 0h00.") if hour == 24 else ""
        return Problem(HEURE_IMPOSSIBLE, message, hint, *_part(match, "hour"))
    if len(minute) == 1:
        message = say("« {minute} » : les minutes s'écrivent avec deux chiffres.", minute=minute)
        hint = say("Écrivez {hour}h0{minute} ou {hour}h{minute}0.", hour=hour, minute=minute)
        return Problem(HEURE_ILLISIBLE, message, hint, *_part(match, group))
    if int(minute) > 59:
        message = say("Il n'y a pas de minute {minute} : elles vont de 0 à 59.", minute=minute)
        return Problem(HEURE_IMPOSSIBLE, message, say("Vérifiez les minutes."), *_part(match, group))
    return time(hour, int(minute))


def _part(match: re.Match[str], group: str) -> tuple[int, int]:
    return match.start(group), match.end(group) - match.start(group)
