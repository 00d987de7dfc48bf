"""A reason in the session file sets aside a warning on an attached text as it does any other."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.pipeline.acts import LE_TREHOU, edit, examined, session_file, workspace

REASON = "\nderogations:\n  - code: PROSE-VIDE\n    motif: débat relaté au point suivant\n"


@pytest.mark.parametrize("reason", ["", REASON])
def test_a_warning_on_an_empty_text(tmp_path: Path, reason: str) -> None:
    place = session_file(LE_TREHOU, workspace(tmp_path))
    edit(place, "le-trehou-2024-11-14-point-3.md", "vide.md")
    (place.parent / "vide.md").write_text("", encoding="utf-8")
    place.write_text(place.read_text(encoding="utf-8") + reason, encoding="utf-8")
    examination = examined(place)
    warned = [found.code for found in examination.report.warnings if found.code == "PROSE-VIDE"]
    lifted = [each.derogation.motif for each in examination.set_aside]
    expected = ([], ["débat relaté au point suivant"]) if reason else (["PROSE-VIDE"], [])
    assert (warned, lifted) == expected
