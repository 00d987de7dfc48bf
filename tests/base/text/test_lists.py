from __future__ import annotations

import pytest

from actgen.base.text.characters import plain
from actgen.base.text.lists import enumeration, enumeration_avec


@pytest.mark.parametrize(
    ("items", "written"),
    [
        ([], ""),
        (["A"], "A"),
        (["A", "B"], "A et B"),
        (["A", "B", "C"], "A, B et C"),
        (["A, maire"], "A, maire"),
        (["A, maire", "B"], "A, maire ; et B"),
        (["A, maire", "B", "C"], "A, maire ; B ; et C"),
    ],
)
def test_lists(items: list[str], written: str) -> None:
    assert plain(enumeration(items)) == written


def test_the_marks_can_be_chosen() -> None:
    assert enumeration(["A", "B", "C"], points_virgules=True) == "A\u202f; B\u202f; et C"
    assert enumeration(["A, b", "C"], points_virgules=False) == "A, b et C"
    assert enumeration(["A", "B", "C"], "ou") == "A, B ou C"
    assert enumeration(["A", "B", "C"], "") == "A, B, C"


def test_the_word_before_each_item_is_elided() -> None:
    assert enumeration_avec("de", ["Claude", "Alain", "Hélène"]) == "de Claude, d’Alain et d’Hélène"
    assert enumeration_avec("de", []) == ""
