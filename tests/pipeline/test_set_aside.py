"""A reason in the session file sets aside a warning on an attached text as it does any other."""

from __future__ import annotations

from pathlib import Path

import pytest

from actgen.diagnostics import Severity
from tests.pipeline.acts import LE_TREHOU, edit, examined, session_file, workspace

REASON = "\nderogations:\n  - code: PROSE-VIDE\n    motif: débat relaté au point suivant\n"


@pytest.mark.parametrize(("reason", "severity"), [("", Severity.WARNING), (REASON, Severity.INFO)])
def test_a_warning_on_an_empty_text(tmp_path: Path, reason: str, severity: Severity) -> None:
    place = session_file(LE_TREHOU, workspace(tmp_path))
    edit(place, "le-trehou-2024-11-14-point-3.md", "vide.md")
    (place.parent / "vide.md").write_text("", encoding="utf-8")
    place.write_text(place.read_text(encoding="utf-8") + reason, encoding="utf-8")
    (found,) = [each for each in examined(place).report.findings if each.code == "PROSE-VIDE"]
    assert found.severity is severity
    assert ("débat relaté" in found.hint) == bool(reason)
