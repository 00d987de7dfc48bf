"""Cutting lines and marking places: what the screen shows is what is there."""

from __future__ import annotations

from io import BytesIO, StringIO, TextIOWrapper

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actgen.api.report.findings import excerpt, show_findings
from actgen.api.report.screen import Screen, Tone, cells, crop, fit, paragraph, table
from actgen.base.diagnostics import Diagnostic, Location, Severity

LINES = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Zl", "Zp")), max_size=300)


def test_no_break_spaces_hold() -> None:
    text = "Sous 3 500 habitants (art. L. 2121-17 du CGCT), « un mot » ; la ligne 12 : oui"
    for width in range(24, 60):
        for line in paragraph(text, width):
            assert not line.endswith((" 3", "L.", "art.", "«", "ligne")), (width, line)
            assert not line.startswith(("»", ";", ":", "500", "2121", "12"))


@given(st.lists(st.text("abc é’«", min_size=1, max_size=40), max_size=30), st.integers(30, 120))
def test_a_paragraph_keeps_every_word(words: list[str], width: int) -> None:
    text = " ".join(words)
    lines = paragraph(text, width, indent=4, reserved=10)
    kept = " ".join(line.strip() for line in lines).replace("\u00a0", " ").split()
    assert kept == text.split()


@given(LINES, st.integers(0, 300), st.integers(1, 300), st.integers(20, 100))
def test_a_crop_fits_and_shows_the_mark(line: str, start: int, length: int, width: int) -> None:
    shown, offset, marked = crop(line, min(start, len(line)), length, width)
    assert len(shown) <= width
    assert 0 <= offset <= len(shown)
    assert marked >= 1
    if start < len(line):
        assert shown[offset] == line[start]


def test_the_caret_stands_under_wide_characters() -> None:
    location = Location("x.yaml", 3, 7, 2, "nom: 漢字, où")
    line, caret = excerpt(location, 80)
    assert cells(line[: line.index("字")]) == caret.index("^")


def test_a_label_too_long_stands_alone() -> None:
    lines = table([("court", "un"), ("x" * 50, "deux")], 80, 2)
    assert lines == ["  court  un", "  " + "x" * 50, "         deux"]


@pytest.mark.parametrize(
    ("encoding", "shown"),
    [
        ("utf-8", "→ 1\u202f234\u00a0€, l’œuvre « ß » 漢"),
        ("cp1252", "-> 1\u00a0234\u00a0€, l’œuvre « ß » ?"),
        ("cp850", "-> 1\u00a0234\u00a0EUR, l'oeuvre « ß » ?"),
        ("ascii", '-> 1 234 EUR, l\'oeuvre " ? " ?'),
    ],
)
def test_characters_that_a_console_lacks(encoding: str, shown: str) -> None:
    stream = TextIOWrapper(BytesIO(), encoding=encoding)
    assert fit("→ 1\u202f234\u00a0€, l’œuvre « ß » 漢", stream) == shown


@given(st.text(), st.sampled_from(["cp1252", "ascii", "cp850", "latin-1"]))
def test_anything_can_be_written(text: str, encoding: str) -> None:
    stream = TextIOWrapper(BytesIO(), encoding=encoding)
    stream.write(fit(text, stream))
    stream.flush()


def test_colour_only_where_it_is_wanted() -> None:
    plain, bright = (Screen(StringIO(), StringIO(), colour=colour) for colour in (False, True))
    assert plain.styled("mot", Tone.ERROR) == "mot"
    assert bright.styled("mot", Tone.ERROR) == "\033[1;31mmot\033[0m"


def test_a_place_of_a_word_file_is_told_by_its_part_its_paragraph_and_the_title_above() -> None:
    place = Location("corps.docx", 3, 4, 11, "La {{ commune }}", part="en-tête", heading="Article 2")
    other = Location("corps.docx", 7, excerpt="Suite", part="corps")
    found = Diagnostic("GABARIT-BALISE", Severity.ERROR, "Mal écrit.", (place, other))
    out = StringIO()
    show_findings([found], Screen(out, StringIO(), colour=False), {})
    assert [line.strip() for line in out.getvalue().splitlines() if "corps" in line or "|" in line] == [
        "corps.docx, en-tête, paragraphe 3, sous «\u00a0Article 2\u00a0»",
        "3 | La {{ commune }}",
        "|    ^^^^^^^^^^^",
        "corps.docx, corps, paragraphe 7",
        "7 | Suite",
    ]
