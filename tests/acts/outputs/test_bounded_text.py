"""A text that somebody made for it takes no longer to set than another of its length."""

from __future__ import annotations

from collections.abc import Callable
from time import process_time

import pytest

from actgen.acts.outputs.html import as_the_face_has_it, unbroken

_LENGTH, _SECONDS = 20_000, 1.0  # where the time grows with the square, ten times that


@pytest.mark.parametrize("made", [unbroken, as_the_face_has_it])
@pytest.mark.parametrize(
    "piece", ["1.", "1-", "1.1-", "a.", "a-", "a-a.", "1", "a", f"{'9' * 19}.", f"{'a' * 62}."]
)
def test_letters_dots_and_hyphens_without_end(made: Callable[[str], str], piece: str) -> None:
    text = piece * (_LENGTH // len(piece))
    start = process_time()
    shown = made(text)
    assert process_time() - start < _SECONDS
    assert shown.replace('<span class="tenu">', "").replace("</span>", "").replace("\u2060", "") == text


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        (
            "la plateforme « e-services », a-t-il dit",
            "la plateforme « e\u2060-\u2060services », a\u2060-\u2060t-il dit",
        ),
        ("www.mon-site.fr, sous-préfet", "www.mon\u2060-\u2060site.fr, sous-préfet"),
        (
            "mairie@e-services.mulhouse-alsace.fr",
            "mairie@e\u2060-\u2060services.mulhouse\u2060-\u2060alsace.fr",
        ),
        ("Hélène TOUR-MORIN", "Hélène TOUR\u2060-\u2060MORIN"),
        ('<a href="https://mon-site.fr">', '<a href="https://mon-site.fr">'),
    ],
)
def test_a_name_is_not_cut_at_its_hyphens(text: str, printed: str) -> None:
    assert as_the_face_has_it(text) == printed
