"""The group's file and the session of a commune may not tell two stories."""

import shutil
from pathlib import Path

import pytest

from actgen.diagnostics import Severity
from actgen.group.etat import etat
from actgen.pipeline.examine import examine
from actgen.pipeline.options import Due, Examination, Options

ROOT = Path(__file__).parents[2]
SEANCE = "seances/dietwiller-2022-12-15.yaml"


def _examined(tmp_path: Path, file: str, old: str, new: str) -> Examination:
    workspace = tmp_path / "ville"
    for folder in ("collectivites", "groupements", "seances"):
        shutil.copytree(ROOT / "data" / folder, workspace / folder)
    place = workspace / file
    text = place.read_text(encoding="utf-8")
    assert text.count(old) == 1
    place.write_text(text.replace(old, new), encoding="utf-8")
    return examine(workspace / SEANCE, Options(), etat)


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        (SEANCE, "vote: unanimité", "vote: 5 pour, 8 contre", "adoptée / rejetée"),
        (SEANCE, "publiee_le: 19/12/2022", "publiee_le: 20/12/2022", "publiée le 19/12/2022 / 20/12/2022"),
        ("groupements/e_services.yaml", "numero: 2022-12-15-09", "numero: 12", "numéro 12 / 2022-12-15-09"),
    ],
)
def test_a_difference_is_an_error_and_refuses_the_convention(
    tmp_path: Path, file: str, old: str, new: str, said: str
) -> None:
    examination = _examined(tmp_path, file, old, new)
    (error,) = examination.report.of(Severity.ERROR)
    assert error.code == "GC-RETOUR-SEANCE" and said in error.message
    due = {plan.kind.code: plan.due for plan in examination.plans if not plan.copie}
    assert due["groupement_commandes"] is Due.REFUSED
    assert due["proces_verbal"] is Due.WRITTEN


def test_what_one_of_the_two_does_not_know_is_no_difference(tmp_path: Path) -> None:
    examination = _examined(tmp_path, SEANCE, "publiee_le: 19/12/2022", "publiee_le:")
    assert not examination.report.of(Severity.ERROR)


def test_a_rejected_deliberation_has_no_certificate(tmp_path: Path) -> None:
    examination = _examined(tmp_path, SEANCE, "vote: unanimité", "vote: 5 pour, 8 contre")
    (plan,) = (plan for plan in examination.plans if plan.kind.code == "caractere_executoire")
    assert plan.due is Due.NOT_YET and "rejetée" in plan.raisons[0]
