from __future__ import annotations

import re
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from num2words import num2words

from actgen.base.text.numbers import LARGEST, cardinal, needs_de, nombre, ordinal, ordinal_lettres


@pytest.mark.parametrize(
    ("n", "words"),
    [
        (1, "une"),
        (11, "onze"),
        (21, "vingt et une"),
        (31, "trente et une"),
        (71, "soixante et onze"),
        (81, "quatre-vingt-une"),
        (91, "quatre-vingt-onze"),
        (101, "cent une"),
        (1_001, "mille une"),
        (21_000, "vingt et un mille"),
        (1_000_001, "un million une"),
    ],
)
def test_only_a_final_un_is_feminine(n: int, words: str) -> None:
    assert cardinal(n, feminin=True) == words


@given(st.integers(0, LARGEST), st.booleans())
def test_every_number_in_range_has_words(n: int, feminin: bool) -> None:
    assert re.fullmatch(r"[a-zé]+([ -][a-zé]+)*", cardinal(n, feminin))


@pytest.mark.parametrize("n", [-1, LARGEST + 1])
def test_other_numbers_are_refused(n: int) -> None:
    with pytest.raises(ValueError, match=str(n)):
        cardinal(n)


@given(st.integers(0, 1_000_000))
def test_cardinals_agree_with_num2words(n: int) -> None:
    assert cardinal(n) == num2words(n, lang="fr")


def test_the_first_two_thousand_cardinals_agree_with_num2words() -> None:
    assert [cardinal(n) for n in range(2_001)] == [num2words(n, lang="fr") for n in range(2_001)]


@pytest.mark.parametrize(
    ("n", "de"), [(0, False), (999_999, False), (1_000_000, True), (1_600_000, False), (3_000_000_000, True)]
)
def test_whole_millions_take_de(n: int, de: bool) -> None:
    assert needs_de(n) is de


@pytest.mark.parametrize(
    ("n", "masculine", "feminine"),
    [
        (1, "premier", "première"),
        (2, "deuxième", "deuxième"),
        (4, "quatrième", "quatrième"),
        (5, "cinquième", "cinquième"),
        (9, "neuvième", "neuvième"),
        (11, "onzième", "onzième"),
        (19, "dix-neuvième", "dix-neuvième"),
        (21, "vingt et unième", "vingt et unième"),
        (71, "soixante et onzième", "soixante et onzième"),
        (80, "quatre-vingtième", "quatre-vingtième"),
        (81, "quatre-vingt-unième", "quatre-vingt-unième"),
        (103, "cent troisième", "cent troisième"),
        (200, "deux centième", "deux centième"),
        (1_000, "millième", "millième"),
        (1_000_000, "millionième", "millionième"),
        (2_000_000, "deux millionième", "deux millionième"),
    ],
)
def test_ordinals_in_words(n: int, masculine: str, feminine: str) -> None:
    assert (ordinal_lettres(n), ordinal_lettres(n, feminin=True)) == (masculine, feminine)


@given(st.integers(2, LARGEST))
def test_every_ordinal_in_words_ends_alike(n: int) -> None:
    assert re.search(r"[a-z]ième$", ordinal_lettres(n))


@pytest.mark.parametrize(("n", "written"), [(1, "1er"), (2, "2e"), (21, "21e"), (1_000, "1\u202f000e")])
def test_ordinals_in_digits(n: int, written: str) -> None:
    assert ordinal(n) == written


def test_first_in_the_feminine() -> None:
    assert ordinal(1, feminin=True) == "1re"


def test_there_is_no_ordinal_for_zero() -> None:
    with pytest.raises(ValueError, match="0"):
        ordinal(0)
    with pytest.raises(ValueError, match="0"):
        ordinal_lettres(0)


@pytest.mark.parametrize(
    ("n", "written"),
    [
        (0, "0"),
        (999, "999"),
        (1_417, "1\u202f417"),
        (276_825, "276\u202f825"),
        (1_600_000, "1\u202f600\u202f000"),
        (-12, "\u221212"),
        (Decimal("66.67"), "66,67"),
        (Decimal("1234.50"), "1\u202f234,50"),
        (Decimal("1E+3"), "1\u202f000"),
        (Decimal("-0.5"), "\u22120,5"),
    ],
)
def test_numbers_in_digits(n: int | Decimal, written: str) -> None:
    assert nombre(n) == written


def test_what_is_not_a_number_is_refused() -> None:
    with pytest.raises(ValueError, match="NaN"):
        nombre(Decimal("NaN"))


@given(st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**15), max_value=10**15))
def test_no_digit_is_lost_or_rounded(n: Decimal) -> None:
    read_back = nombre(n).replace("\u202f", "").replace(",", ".").replace("\u2212", "-")
    assert Decimal(read_back) == n
