"""What the council takes note of without a vote: an act of its own, once it sat in number."""

from __future__ import annotations

from pathlib import Path

from actgen.acts.views.plan import ActPlan, Due
from actgen.council.figures.execution import Stade
from tests.session.acts import ROOT, examined

EXAMPLE = ROOT / "templates" / "deliberations" / "decisions_par_delegation" / "exemple.yaml"


def plans(folder: Path, text: str) -> dict[str, ActPlan]:
    for part in ("collectivites", "seances"):
        (folder / part).mkdir()
    file = folder / "seances" / "x.yaml"
    file.write_text(text, "utf-8")
    return {plan.key: plan for plan in examined(file).plans}


def test_its_act_is_written_copied_listed_and_certified(tmp_path: Path) -> None:
    text = EXAMPLE.read_text("utf-8") + "suites:\n  transmise_le: 30/09/2024\n  publiee_le: 30/09/2024\n"
    text = text.replace("  membres:\n", "  publication: {mode: électronique}\n  membres:\n")
    found = plans(tmp_path, text)
    act = found["deliberation-01"]
    assert act.due is Due.WRITTEN and act.stade is Stade.EXECUTOIRE
    assert found["publication-01"].due is Due.WRITTEN
    assert found["certificat-01"].due is Due.WRITTEN
    assert found["liste-des-deliberations"].due is Due.WRITTEN


def test_without_a_quorum_there_is_none_and_it_says_why(tmp_path: Path) -> None:
    text = EXAMPLE.read_text("utf-8").replace(
        "absents:\n", "absents:\n  - Membre 2\n  - Membre 4\n  - Membre 5\n"
    )
    text = text.replace(
        "  - numero: 1\n",
        "  - numero: 1\n    objet: Voeu\n    sans_acte: oui\n    vote: 3 pour\n  - numero: 2\n",
    )
    act = plans(tmp_path, text)["deliberation-02"]
    assert act.due is Due.NOT_YET and "le quorum n’était pas atteint au point 2" in act.raisons[0]


def test_taken_off_it_gives_no_act(tmp_path: Path) -> None:
    text = EXAMPLE.read_text("utf-8").replace("  - numero: 1\n", "  - numero: 1\n    retire: par la maire\n")
    assert "deliberation-01" not in plans(tmp_path, text)
