"""Rates, land areas and hours of work as people write them; what could be read in two ways is refused."""

from __future__ import annotations

import re
from decimal import Decimal

from actgen.base.rules import rule
from actgen.base.text.messages import say
from actgen.base.text.patterns import pattern
from actgen.base.text.quantites import Contenance, Heures, Taux
from actgen.reading.scalars.problem import Problem, blank

QUANTITE_ILLISIBLE = rule("QUANTITE-ILLISIBLE")

_WHOLE = r"(?:[0-9]{1,3}(?:\s[0-9]{3})+|[0-9]{1,9})"
_RATE = pattern(
    r"\s*(?P<sign>[-\u2212\u2013])?\s*(?P<number>[0-9]{1,6}(?:[.,][0-9]{1,4})?)\s*(?P<unit>%?)\s*"
)
_METRES = pattern(rf"\s*(?P<number>{_WHOLE})\s*(?:m\s?²|m\s?2|mètres? carrés?)\s*", re.I)
_AREA = pattern(
    rf"\s*(?:(?P<ha>{_WHOLE})\s*(?:ha|hectares?))?\s*(?:(?P<a>{_WHOLE})\s*(?:a|ares?))?"
    rf"\s*(?:(?P<ca>{_WHOLE})\s*(?:ca|centiares?))?\s*",
    re.I,
)
_HOURS = pattern(
    rf"\s*(?P<hours>{_WHOLE})\s*(?:h|heures?)\s*(?:(?P<minutes>[0-9]{{2}})\s*(?:min|minutes?)?)?\s*", re.I
)
_DECIMAL_HOURS = pattern(
    r"\s*(?P<number>[0-9]{1,4}[.,][0-9]{1,2})\s*(?:/\s*[0-9]{2})?\s*(?:i[eè]mes?|h|heures?)?\s*", re.I
)
_LESS_THAN_ONE = 100  # ares of a hectare, centiares of an are


def parse_rate(text: str) -> Taux | Problem:
    """A rate in percents: « 3,25 % », « -0,5 % »; four decimals at most."""
    if problem := blank(text):
        return problem
    match = _RATE.fullmatch(text)
    hint = say("Écrivez-le en chiffres, avec le signe % : 3,25 %. Quatre décimales au plus.")
    if match is None:
        return _unreadable(say("« {text} » n'est pas un taux que l'on puisse lire.", text=text.strip()), hint)
    if not match["unit"]:
        return _unreadable(say("« {text} » : le signe % manque.", text=text.strip()), hint)
    rate = Decimal(match["number"].replace(",", "."))
    return Taux(-rate if match["sign"] and rate else rate)


def parse_area(text: str) -> Contenance | Problem:
    """A land area: « 1 ha 25 a 30 ca », « 8 a 25 ca », « 825 m² »."""
    if problem := blank(text):
        return problem
    if metres := _METRES.fullmatch(text):
        return Contenance(_count(metres["number"]))
    match = _AREA.fullmatch(text)
    hint = say("Écrivez-la ainsi : 1 ha 25 a 30 ca, ou 12 530 m².")
    if match is None or not any(match.groups()):
        return _unreadable(
            say("« {text} » n'est pas une contenance que l'on puisse lire.", text=text.strip()), hint
        )
    ha, a, ca = (_count(match[unit] or "0") for unit in ("ha", "a", "ca"))
    below = [(a, "a", match["ha"]), (ca, "ca", match["ha"] or match["a"])]
    for count, unit, above in below:
        if above and count >= _LESS_THAN_ONE:
            message = say(
                "« {text} » : il n'y a pas plus de 99 {unit} après une unité plus grande.",
                text=text.strip(),
                unit=unit,
            )
            return _unreadable(message, hint)
    return Contenance(10_000 * ha + 100 * a + ca)


def parse_hours_of_work(text: str) -> Heures | Problem:
    """Hours of work: « 35 h », « 17 h 30 ». « 17,5/35 » is refused: it may count minutes or hundredths."""
    if problem := blank(text):
        return problem
    match = _HOURS.fullmatch(text)
    if match is not None and int(match["minutes"] or 0) < 60:
        return Heures(60 * _count(match["hours"]) + int(match["minutes"] or 0))
    hint = say("Écrivez les heures, puis les minutes : 35 h, ou 17 h 30.")
    decimal = _DECIMAL_HOURS.fullmatch(text)
    minutes = 60 * Decimal(decimal["number"].replace(",", ".")) if decimal is not None else Decimal("0.1")
    if minutes == int(minutes):
        hint = say(
            "S'il s'agit de fractions d'heure, écrivez {heures} ; sinon, les heures puis les minutes.",
            heures=str(Heures(int(minutes))),
        )
    message = say("« {text} » n'est pas un nombre d'heures que l'on puisse lire.", text=text.strip())
    return _unreadable(message, hint)


def _count(digits: str) -> int:
    return int(re.sub(r"\s", "", digits))


def _unreadable(message: str, hint: str) -> Problem:
    return Problem(QUANTITE_ILLISIBLE, message, hint)
