from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actgen.base.text.amounts import euros, euros_lettres


@pytest.mark.parametrize(
    ("amount", "digits", "words"),
    [
        ("0", "0\u00a0€", "zéro euro"),
        ("0.01", "0,01\u00a0€", "un centime"),
        ("0.50", "0,50\u00a0€", "cinquante centimes"),
        ("1", "1\u00a0€", "un euro"),
        ("1.00", "1\u00a0€", "un euro"),
        ("1.5", "1,50\u00a0€", "un euro et cinquante centimes"),
        ("2.01", "2,01\u00a0€", "deux euros et un centime"),
        ("80", "80\u00a0€", "quatre-vingts euros"),
        ("100000", "100\u202f000\u00a0€", "cent mille euros"),
        ("1000000", "1\u202f000\u202f000\u00a0€", "un million d’euros"),
        ("1E+6", "1\u202f000\u202f000\u00a0€", "un million d’euros"),
        ("1600000", "1\u202f600\u202f000\u00a0€", "un million six cent mille euros"),
        ("2000000000", "2\u202f000\u202f000\u202f000\u00a0€", "deux milliards d’euros"),
        ("1000000.20", "1\u202f000\u202f000,20\u00a0€", "un million d’euros et vingt centimes"),
        ("-12.5", "\u221212,50\u00a0€", "moins douze euros et cinquante centimes"),
    ],
)
def test_amounts(amount: str, digits: str, words: str) -> None:
    assert euros(Decimal(amount)) == digits
    assert euros_lettres(Decimal(amount)) == words


def test_a_unit_price_keeps_all_its_decimals() -> None:
    assert euros(Decimal("0.12345")) == "0,12345\u00a0€"


@pytest.mark.parametrize("amount", ["0.125", "NaN", "Infinity"])
def test_no_words_for_less_than_a_centime_nor_for_no_number(amount: str) -> None:
    with pytest.raises(ValueError, match="not an amount"):
        euros_lettres(Decimal(amount))


@pytest.mark.parametrize("amount", ["NaN", "-Infinity"])
def test_no_digits_for_no_number(amount: str) -> None:
    with pytest.raises(ValueError, match="not an amount"):
        euros(Decimal(amount))


@given(st.decimals(min_value=0, max_value=10**11, places=2))
def test_an_amount_is_never_rounded(amount: Decimal) -> None:
    written = euros(amount).removesuffix("\u00a0€").replace("\u202f", "").replace(",", ".")
    assert Decimal(written) == amount
    assert len(written.partition(".")[2]) in (0, 2)
    assert ("centime" in euros_lettres(amount)) == (amount % 1 != 0)
