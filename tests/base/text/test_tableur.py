"""A table that a French spreadsheet opens with a double click, and that runs nothing."""

from __future__ import annotations

import csv
import io

from hypothesis import given
from hypothesis import strategies as st

from actgen.base.text.tableur import en_csv, sans_formule

CELLS = st.text(st.characters(codec="utf-8", exclude_characters="\x00"), max_size=12)


@given(st.lists(st.lists(CELLS, min_size=1, max_size=4), max_size=4))
def test_every_cell_comes_back_and_none_is_a_formula(rows: list[list[str]]) -> None:
    text = en_csv(rows).decode("utf-8-sig")
    read = list(csv.reader(io.StringIO(text, newline=""), delimiter=";"))
    assert read == [[sans_formule(cell) for cell in row] for row in rows]
    assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r")) for row in read for cell in row)


def test_the_mark_of_utf_8_and_the_line_ends_of_windows() -> None:
    assert en_csv([["Élu", "a;b"]]) == b'\xef\xbb\xbf\xc3\x89lu;"a;b"\r\n'
