"""Amounts in euros, in digits and in words. Exact: nothing is rounded, whoever rounds does so by a rule."""

from __future__ import annotations

from decimal import Decimal

from actgen.base.text.characters import NO_BREAK_SPACE
from actgen.base.text.numbers import cardinal, needs_de, nombre


def euros(montant: Decimal | int) -> str:
    """`montant` in digits: « 1 600 000 € », « 12,50 € ».

    Decimals only if the amount is not whole, then two at least; a unit price keeps all that it has.
    Raises ValueError for what is not a finite number.
    """
    amount = Decimal(montant)
    if not amount.is_finite():
        raise ValueError(f"not an amount: {montant}")
    whole, _, _ = f"{amount:f}".partition(".")
    decimals = _decimals(amount)
    amount = Decimal(f"{whole}.{decimals:0<2}" if decimals else whole)
    return f"{nombre(amount)}{NO_BREAK_SPACE}€"


def euros_lettres(montant: Decimal | int) -> str:
    """`montant` in words: « un million d’euros », « un euro et cinquante centimes », « zéro euro ».

    Raises ValueError beyond two decimals (no words for less than a centime) and out of the range of
    `cardinal`; a negative amount begins with « moins ».
    """
    amount = Decimal(montant)
    if not amount.is_finite() or len(_decimals(amount)) > 2:
        raise ValueError(f"not an amount in euros and centimes: {montant}")
    whole, cents = divmod(int(amount.copy_abs().scaleb(2)), 100)
    parts = []
    if whole or not cents:
        parts.append(_unit(whole, "euro"))
    if cents:
        parts.append(_unit(cents, "centime"))
    return ("moins " if amount < 0 else "") + " et ".join(parts)


def _unit(n: int, name: str) -> str:
    plural = name if n < 2 else f"{name}s"
    return f"{cardinal(n)} d’{plural}" if needs_de(n) else f"{cardinal(n)} {plural}"


def _decimals(amount: Decimal) -> str:
    """The decimals that the amount really has, by their digits: 12.500 has "5"."""
    return f"{amount:f}".partition(".")[2].rstrip("0")
