"""One value, from text: each function gives the value or the `Problem`, and raises nothing.

`Problem.offset` and `.length` mark the wrong part inside the text given.
"""

from actgen.reading.scalars.dates import parse_date, parse_hour, typed_date, typed_dates
from actgen.reading.scalars.numbers import (
    parse_amount,
    parse_count,
    parse_price,
    parse_price_or_rate,
    parse_range,
    parse_year,
)
from actgen.reading.scalars.problem import VALEUR_A_COMPLETER, Problem, blank, blank_text
from actgen.reading.scalars.quantities import parse_area, parse_hours_of_work, parse_rate
from actgen.reading.scalars.words import (
    parse_choice,
    parse_duration,
    parse_prefecture,
    parse_prose,
    parse_reason,
    parse_siren,
    parse_siret,
    parse_text,
    parse_web,
    parse_yes_no,
)

__all__ = [
    "VALEUR_A_COMPLETER",
    "Problem",
    "blank",
    "blank_text",
    "parse_amount",
    "parse_area",
    "parse_choice",
    "parse_count",
    "parse_date",
    "parse_duration",
    "parse_hour",
    "parse_hours_of_work",
    "parse_prefecture",
    "parse_price",
    "parse_price_or_rate",
    "parse_prose",
    "parse_range",
    "parse_rate",
    "parse_reason",
    "parse_siren",
    "parse_siret",
    "parse_text",
    "parse_web",
    "parse_year",
    "parse_yes_no",
    "typed_date",
    "typed_dates",
]
