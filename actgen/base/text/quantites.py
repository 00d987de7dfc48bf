"""Values with a unit of their own, as French acts write them: a rate, a duration, a land area, weekly hours.

Each prints itself, is compared with its like alone and never taken for a bare number: « 3,25 % » is no
amount, and no centiare is an hour.
"""

from __future__ import annotations

from decimal import Decimal
from functools import total_ordering
from typing import Any, Generic, Self, TypeVar

from actgen.base.text.characters import MINUS, NO_BREAK_SPACE
from actgen.base.text.grammar import compte
from actgen.base.text.numbers import nombre

N = TypeVar("N", int, Decimal)
_CENTIEME = Decimal("0.01")
_CENTIARES = {"ha": 10_000, "a": 100, "ca": 1}


class Incomparable(Exception):
    """Two durations that only a calendar could compare: 12 months and 360 days."""


def surely_less(a: Any, b: Any) -> bool:
    """Whether one is less than the other; no where nobody can tell."""
    try:
        return bool(a < b)
    except Incomparable:
        return False


class Quantite:
    """A value that prints itself. `mot` names it in a message: « un taux »."""

    __slots__ = ()
    mot = "une quantité"


@total_ordering
class Mesure(Quantite, Generic[N]):
    """One that is counted in one unit: added to its like, compared with its like."""

    __slots__ = ("mesure",)

    def __init__(self, mesure: N) -> None:
        self.mesure: N = mesure

    def __eq__(self, other: object) -> bool:
        return type(other) is type(self) and self.mesure == other.mesure

    def __lt__(self, other: Any) -> bool:
        return bool(self.mesure < other.mesure) if type(other) is type(self) else NotImplemented

    def __hash__(self) -> int:
        return hash((type(self), self.mesure))

    def __add__(self, other: Self) -> Self:
        return type(self)(self.mesure + other.mesure)

    def __sub__(self, other: Self) -> Self:
        return type(self)(self.mesure - other.mesure)

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self.mesure!r})"


class Taux(Mesure[Decimal]):
    """A rate, in percents, with the decimals that were typed: « 3,25 % », « 0,80 % »."""

    __slots__ = ()
    mot = "un taux"

    @property
    def part(self) -> Decimal:
        """What is taken of one: 0.0325."""
        return self.mesure / 100

    def __str__(self) -> str:
        return f"{nombre(self.mesure)}{NO_BREAK_SPACE}%"

    @property
    def calcule(self) -> Taux:
        """One that nobody typed, as it is printed: to the hundredth, without the zeros of its reckoning."""
        return Taux(_sans_zeros(self.mesure.quantize(_CENTIEME)))

    @property
    def deux_decimales(self) -> str:
        """« 31,50 % », as a tax has it; a third decimal is kept."""
        entiers, _, decimales = nombre(_sans_zeros(self.mesure)).partition(",")
        return f"{entiers},{decimales:0<2}{NO_BREAK_SPACE}%"


class Contenance(Mesure[int]):
    """A land area, in centiares, which are square metres: « 1 ha 05 a 30 ca »."""

    __slots__ = ()
    mot = "une contenance"

    def __str__(self) -> str:
        """From the largest unit that there is; what follows it takes two digits, as deeds write it."""
        reste, parts = abs(self.mesure), list[str]()
        for unite, valeur in _CENTIARES.items():
            combien, reste = divmod(reste, valeur)
            if combien or parts or valeur == 1:
                parts.append(f"{combien:02}" if parts else nombre(combien))
                parts[-1] += f"{NO_BREAK_SPACE}{unite}"
            if not reste and parts:
                break
        return (MINUS if self.mesure < 0 else "") + NO_BREAK_SPACE.join(parts)

    @property
    def metres_carres(self) -> str:
        """« 825 m² »."""
        return f"{nombre(self.mesure)}{NO_BREAK_SPACE}m²"


class Heures(Mesure[int]):
    """Hours of work, in minutes: « 17 h 30 »; not an hour of the day."""

    __slots__ = ()
    mot = "un nombre d’heures"

    def __str__(self) -> str:
        heures, minutes = divmod(abs(self.mesure), 60)
        dites = f"{MINUS if self.mesure < 0 else ''}{nombre(heures)}{NO_BREAK_SPACE}h"
        return f"{dites}{NO_BREAK_SPACE}{minutes:02}" if minutes else dites

    def sur(self, complet: Heures) -> str:
        """As a share of full time: « 17,5/35 »; « 17 h 20/35 h » where hundredths of an hour would round."""
        parts = [Decimal(heures.mesure) / 60 for heures in (self, complet)]
        if any(part != part.quantize(_CENTIEME) for part in parts):
            return f"{self}/{complet}"
        return "/".join(nombre(_sans_zeros(part)) for part in parts)


@total_ordering
class DureeCalendaire(Quantite):
    """A duration by the calendar, printed as it was written; months are never turned into days."""

    __slots__ = ("ans", "jours", "mois")
    mot = "une durée"

    def __init__(self, ans: int = 0, mois: int = 0, jours: int = 0) -> None:
        self.ans, self.mois, self.jours = ans, mois, jours

    @property
    def en_mois(self) -> int:
        """Its years and months, in months."""
        return 12 * self.ans + self.mois

    def _ecart(self, other: DureeCalendaire) -> int:
        """Negative when it is the shorter. Raises Incomparable for months against days."""
        mois, jours = self.en_mois - other.en_mois, self.jours - other.jours
        if mois * jours < 0:
            raise Incomparable
        return mois + jours

    def __eq__(self, other: object) -> bool:
        """« 12 mois » is « 1 an »."""
        if not isinstance(other, DureeCalendaire):
            return False
        return (self.en_mois, self.jours) == (other.en_mois, other.jours)

    def __lt__(self, other: DureeCalendaire) -> bool:
        return self._ecart(other) < 0

    def __hash__(self) -> int:
        return hash((self.en_mois, self.jours))

    def __repr__(self) -> str:
        return f"DureeCalendaire({self.ans}, {self.mois}, {self.jours})"

    def __str__(self) -> str:
        parts = ((self.ans, "an", "ans"), (self.mois, "mois", "mois"), (self.jours, "jour", "jours"))
        dites = [compte(n, *mots) for n, *mots in parts if n]
        return " et ".join(dites) or compte(0, "jour")


def _sans_zeros(valeur: Decimal) -> Decimal:
    """« 3,5 » for 3.50, « 20 » for 20.0000."""
    return valeur.quantize(Decimal(1)) if valeur == valeur.to_integral_value() else valeur.normalize()
