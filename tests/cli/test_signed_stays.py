"""An act signed where it lies by a real tool: nothing rewrites it afterwards, and what is signed goes on."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.acts.outputs.conformity.clauses import faults
from tests.acts.outputs.conformity.signing import field_names, signed, verdicts
from tests.cli.conftest import SESSION, Actgen, edit

pytestmark = pytest.mark.slow

FOLDER = Path("output/68072-dietwiller/2022-12-15-conseil")
ACT = FOLDER / "1-deliberation-09-adhesion-groupement.pdf"


@pytest.mark.parametrize("sent", [True, False])
def test_a_signed_act_is_never_rewritten(actgen: Actgen, workspace: Path, tmp_path: Path, sent: bool) -> None:
    """Rendered, signed by two, the session changed, rendered again: the bytes are those that were signed."""
    if not sent:
        for key in ("transmise_le", "publiee_le"):
            edit(workspace / SESSION, f"{key}: 19/12/2022", f"{key}:")
    line = ("render", SESSION, "--only", "deliberation-09", "--formats", "pdf")
    assert actgen(*line).code == 0
    written = ACT.read_bytes()
    content = written
    for name in field_names(written):
        content = signed(content, name, f"Membre {name}", tmp_path)
    ACT.write_bytes(content)
    edit(workspace / SESSION, "heure: 20h30", "heure: 20h31")
    again = actgen(*line)
    assert ACT.read_bytes() == content
    told = " ".join(again.out.split())
    assert (again.err, "gardé tel quel" in told, "déjà transmis" in told) == ("", True, sent), told
    assert len(verdicts(content)) == len(field_names(written)) == 2
    assert not any("INVALID" in verdict for verdict in verdicts(content).values())
    assert faults(content) == []
