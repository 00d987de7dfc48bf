"""Where a finding of law points: the very words that it regards, each once, and no neighbour's."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from actgen.base.diagnostics import Diagnostic
from actgen.base.text.keys import cle
from tests.regles.cases import Case, findings

DEUX = ["Membre 8, est resté dans la salle", "Membre 9, a quitté la salle"]


def _found(point: dict[str, object], tmp_path: Path, checkout: Path) -> list[Diagnostic]:
    content = {"points": [{"numero": "1", "objet": "Achat", **point}], "absents": "aucun"}
    case = Case("interets", "", "commune", content, (), "", "", _JOUR)
    return [each for each in findings(case, tmp_path, checkout) if each.code == "INT-PARTICIPATION"]


_JOUR = date(2023, 6, 15)


@pytest.mark.parametrize(
    ("point", "words"),
    [
        ({"interesse": DEUX[:1], "vote": "14 pour"}, ["Membre 8, est resté dans la salle"]),
        ({"interesse": DEUX, "vote": "13 pour"}, ["Membre 8, est resté dans la salle"]),
        (
            {"interesse": DEUX[1:], "rapporteur": "Membre 9", "vote": "14 pour"},
            ["Membre 9", "Membre 9, a quitté la salle"],
        ),
    ],
)
def test_an_interest_points_to_the_member_concerned_once(
    point: dict[str, object], words: list[str], tmp_path: Path, checkout: Path
) -> None:
    (found,) = _found(point, tmp_path, checkout)
    lines = (tmp_path / "seance.yaml").read_text(encoding="utf-8").splitlines()
    written = [lines[place.line - 1] for place in found.locations]
    assert len(written) == len(set(found.locations)) == len(words)
    for line, word in zip(written, words, strict=True):
        assert cle(word) in cle(line), (line, word)
