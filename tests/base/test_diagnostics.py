"""Places in files, as they are said."""

from __future__ import annotations

import pytest

from actgen.acts.tree.inline import Lacune
from actgen.acts.views.plan import line
from actgen.base.diagnostics import Location
from actgen.session.tasks import _in_file

YAML = Location("seances/x.yaml", 12, 5)
WORD = Location("templates/x/corps.docx", 3, 4, 2, "mots", "en-tête", "Article 2")


@pytest.mark.parametrize(
    ("place", "spot", "within"),
    [
        (YAML, "ligne 12", "ligne 12, colonne 5"),
        (WORD, "en-tête, paragraphe 3", "en-tête, paragraphe 3, sous «\u00a0Article 2\u00a0»"),
        (Location("x.docx", part="notes"), "notes", "notes"),
        (Location("x.yaml"), "", ""),
    ],
)
def test_a_place_is_said_as_its_author_finds_it(place: Location, spot: str, within: str) -> None:
    assert (place.spot, place.within) == (spot, within)


def test_a_task_names_a_paragraph_where_there_is_no_line() -> None:
    assert line(YAML) == " (ligne 12)" and line(WORD) == " (en-tête, paragraphe 3)"
    assert line(None) == line(Location("x.yaml")) == ""
    assert _in_file("x", [Lacune("vu", "le texte", WORD)], "") == "le texte (en-tête, paragraphe 3) (x)"
    many = [Lacune("vu", "le texte", place) for place in (YAML, YAML, WORD, WORD)]
    assert _in_file("x", many, "") == "4\u00a0blancs (x, ligne 12\u202f; en-tête, paragraphe 3)"
