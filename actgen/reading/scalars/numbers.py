"""Amounts, counts and ranges of numbers as people write them."""

from __future__ import annotations

import re
from decimal import Decimal

from actgen.base.rules import rule
from actgen.base.text.dates import Millesime
from actgen.base.text.messages import say
from actgen.base.text.patterns import pattern
from actgen.base.text.quantites import Taux
from actgen.reading.scalars.problem import Problem, blank
from actgen.reading.scalars.quantities import parse_rate

MONTANT_ILLISIBLE = rule("MONTANT-ILLISIBLE")
MONTANT_NEGATIF = rule("MONTANT-NEGATIF")
NOMBRE_ILLISIBLE = rule("NOMBRE-ILLISIBLE")
PLAGE_ILLISIBLE = rule("PLAGE-ILLISIBLE")

MAX_NUMBER_OF_A_RANGE = 999
_MAX_DIGITS = 12

_SIGN = r"\s*(?P<sign>[-\u2212\u2013])?\s*"
_CURRENCY = r"\s*(?:€|euros?|EUR)?\s*"
_PLAIN = r"(?:[0-9]{1,3}(?:\s[0-9]{3})+|[0-9]+)"
_AMOUNT = pattern(rf"{_SIGN}(?P<whole>{_PLAIN})(?:(?P<mark>[.,])(?P<cents>[0-9]+))?{_CURRENCY}", re.I)
_SEPARATED = pattern(rf"{_SIGN}(?P<number>[0-9]+(?:[.,'’][0-9]+)+){_CURRENCY}", re.I)
_SCALED = pattern(
    rf"{_SIGN}[0-9\s.,]+\s*(?:k|m|md|mds|millions?|milliards?|mille)\s*(?:d['’])?{_CURRENCY}", re.I
)
_SPACED = pattern(rf"{_SIGN}(?P<number>[0-9]+(?:\s+[0-9]+)+)(?:,[0-9]+)?{_CURRENCY}", re.I)
_FREE = pattern(r"\s*(?:gratuit(?:e?s?|ement)|gratuité|sans\s+frais)\s*", re.I)

_COUNT = pattern(rf"{_SIGN}(?P<number>{_PLAIN})\s*")
_YEAR = pattern(r"[1-9][0-9]{3}")
_RANGE_PART = pattern(r"\s*(?P<low>[0-9]+)(?:\s*(?:à|a|-|\u2013|au)\s*(?P<high>[0-9]+))?\s*", re.I)
_RANGE_LEAD = pattern(r"\s*(?:les\s+)?(?:points?\s+|n[°o]s?\s*)?", re.I)
_RANGE_SPLIT = pattern(r",|;|\bet\b", re.I)


def parse_amount(text: str, *, negative: bool = False, decimals: int = 2) -> Decimal | Problem:
    """An amount in euros: « 1 600 000 € », « 1600000 », « 12,5 », « 12.50 ».

    « 1.600 » and « 1,600 » are refused: they are read as 1,6 here and as 1 600 elsewhere. Negative
    amounts are refused unless asked for.
    """
    if problem := blank(text):
        return problem
    match = _AMOUNT.fullmatch(text)
    if match is None:
        return _unreadable_amount(text)
    if match["mark"] and len(match["cents"]) > decimals:
        return _ambiguous(text, match.start("whole"), match.end("cents"))
    digits = re.sub(r"\s", "", match["whole"])
    if len(digits.lstrip("0")) > _MAX_DIGITS:
        message = say(
            "Le montant a {count} chiffres : c'est plus que ce qu'un acte peut porter.", count=len(digits)
        )
        return Problem(MONTANT_ILLISIBLE, message, say("Vérifiez le nombre de zéros."))
    amount = Decimal(f"{digits}.{match['cents'] or 0}") if match["cents"] else Decimal(digits)
    if match["sign"] and amount:
        if not negative:
            message = say("Le montant est négatif : {text}.", text=text.strip())
            return Problem(MONTANT_NEGATIF, message, say("Un montant s'écrit ici sans signe moins."))
        return -amount
    return amount


def parse_price(text: str) -> Decimal | Problem:
    """An amount that may be negative, or nought in one word: what a table of tariffs says « gratuit » of."""
    return Decimal(0) if _FREE.fullmatch(text) else parse_amount(text, negative=True)


def parse_price_or_rate(text: str) -> Decimal | Taux | Problem:
    """A price, or what banks quote in its stead: « 150 € », « 0,10 % »."""
    return parse_rate(text) if text.rstrip().endswith("%") else parse_price(text)


def _unreadable_amount(text: str) -> Problem:
    if match := _SEPARATED.fullmatch(text):
        return _ambiguous(text, match.start("number"), match.end("number"))
    if _SCALED.fullmatch(text):
        message = say("« {text} » : le montant doit être écrit avec tous ses chiffres.", text=text.strip())
    elif _SPACED.fullmatch(text):
        message = say("« {text} » : les chiffres ne sont pas groupés par trois.", text=text.strip())
    else:
        message = say("« {text} » n'est pas un montant que l'on puisse lire.", text=text.strip())
    return Problem(
        MONTANT_ILLISIBLE, message, say("Écrivez le montant en chiffres : 1 600 000 € ou 12,50 €.")
    )


def _ambiguous(text: str, start: int, end: int) -> Problem:
    number = text[start:end]
    message = say("« {number} » peut se lire de deux façons.", number=number)
    hint = say("Séparez les milliers par une espace et les centimes par une virgule : 1 600 000 ou 12,50.")
    return Problem(MONTANT_ILLISIBLE, message, hint, start, end - start)


def parse_count(text: str) -> int | Problem:
    """A whole number, zero or more: « 11 », « 1 417 »."""
    if problem := blank(text):
        return problem
    match = _COUNT.fullmatch(text)
    hint = say("Écrivez un nombre entier, en chiffres, sans autre mot ; par exemple « 12 ».")
    if match is None:
        return Problem(
            NOMBRE_ILLISIBLE, say("« {text} » n'est pas un nombre entier.", text=text.strip()), hint
        )
    digits = re.sub(r"\s", "", match["number"])
    if match["sign"] and digits.strip("0"):
        return Problem(NOMBRE_ILLISIBLE, say("Le nombre est négatif : {text}.", text=text.strip()), hint)
    if len(digits.lstrip("0")) > 9:
        message = say("Le nombre a {count} chiffres : c'est trop.", count=len(digits))
        return Problem(NOMBRE_ILLISIBLE, message, hint)
    return int(digits)


def parse_year(text: str) -> Millesime | Problem:
    """A year in its four digits: « 2024 »."""
    if problem := blank(text):
        return problem
    if _YEAR.fullmatch(text.strip()):
        return Millesime(text)
    message = say("« {text} » n'est pas une année.", text=text.strip())
    return Problem(NOMBRE_ILLISIBLE, message, say("Écrivez-la en quatre chiffres, sans autre mot : 2024."))


def parse_range(text: str) -> tuple[int, ...] | Problem:
    """Numbers in ascending order, each once: « 1 à 8 », « 1, 3 et 5 à 7 », « 9 »."""
    if problem := blank(text):
        return problem
    lead = _RANGE_LEAD.match(text)
    start = lead.end() if lead else 0
    numbers: set[int] = set()
    for offset, part in _parts(text, start):
        found = _interval(part, offset)
        if isinstance(found, Problem):
            return found
        numbers.update(found)
    return tuple(sorted(numbers))


def _parts(text: str, start: int) -> list[tuple[int, str]]:
    cuts = [match.span() for match in _RANGE_SPLIT.finditer(text, start)]
    begins = [start, *(end for _, end in cuts)]
    ends = [*(begin for begin, _ in cuts), len(text)]
    return [(begin, text[begin:end]) for begin, end in zip(begins, ends, strict=True)]


def _interval(part: str, offset: int) -> range | Problem:
    hint = say("Écrivez par exemple : 1 à 8, ou 1, 3 et 5 à 7.")
    match = _RANGE_PART.fullmatch(part)
    lead = len(part) - len(part.lstrip())
    place = (offset + lead, len(part.strip()))
    if match is None:
        message = say("« {part} » n'est ni un numéro ni une suite de numéros.", part=part.strip())
        return Problem(PLAGE_ILLISIBLE, message, hint, *place)
    if max(len(match["low"]), len(match["high"] or "")) > 9:
        return Problem(PLAGE_ILLISIBLE, _beyond(), hint, *place)
    low = int(match["low"])
    high = int(match["high"] or low)
    if not low >= 1 or high > MAX_NUMBER_OF_A_RANGE or low > MAX_NUMBER_OF_A_RANGE:
        return Problem(PLAGE_ILLISIBLE, _beyond(), hint, *place)
    if low > high:
        message = say("« {part} » : la suite va du plus petit numéro au plus grand.", part=part.strip())
        return Problem(PLAGE_ILLISIBLE, message, hint, *place)
    return range(low, high + 1)


def _beyond() -> str:
    return say("Les numéros vont de 1 à {limit}.", limit=MAX_NUMBER_OF_A_RANGE)
