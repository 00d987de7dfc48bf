"""The group's file and the session of a commune may not tell two stories."""

import shutil
from pathlib import Path

import pytest

from actgen.acts.views.plan import Due
from actgen.base.diagnostics import Severity
from actgen.session.examination import examine
from actgen.session.result import Examination, Options

ROOT = Path(__file__).parents[2]
SEANCE = "seances/dietwiller-2022-12-15.yaml"
DOSSIER = "groupements/e_services.yaml"


def _examined(tmp_path: Path, file: str, old: str, new: str) -> Examination:
    workspace = tmp_path / "ville"
    for folder in ("collectivites", "groupements", "seances"):
        shutil.copytree(ROOT / "data" / folder, workspace / folder)
    place = workspace / file
    text = place.read_text(encoding="utf-8")
    assert text.count(old) == 1
    place.write_text(text.replace(old, new), encoding="utf-8")
    return examine(workspace / SEANCE, Options())


@pytest.mark.parametrize(
    ("file", "old", "new", "said", "shown"),
    [
        (
            SEANCE,
            "vote: unanimité",
            "vote: 5 pour, 8 contre",
            "adoptée selon le dossier du groupement, rejetée selon la séance",
            "vote: 5 pour",
        ),
        (
            SEANCE,
            "publiee_le: 19/12/2022",
            "publiee_le: 20/12/2022",
            "publiée le 19/12/2022 selon le dossier du groupement, le 20/12/2022 selon la séance",
            "publiee_le: 20/12/2022",
        ),
        (
            DOSSIER,
            "numero: 2022-12-15-09",
            "numero: 12",
            "numéro 12 selon le dossier du groupement, 2022-12-15-09 selon la séance",
            'numero: "{date}-{point}"',  # the rule of the commune: a session doesn't write the number
        ),
    ],
)
def test_a_difference_is_an_error_and_refuses_the_convention(
    tmp_path: Path, file: str, old: str, new: str, said: str, shown: str
) -> None:
    examination = _examined(tmp_path, file, old, new)
    (error,) = examination.report.of(Severity.ERROR)
    assert error.code == "GC-RETOUR-SEANCE" and said in error.message
    au_dossier, en_seance = error.locations
    regle = "collectivites/dietwiller.yaml"
    assert (au_dossier.file, en_seance.file) == (DOSSIER, regle if "{point}" in shown else SEANCE)
    key = shown.partition(":")[0]
    assert shown in en_seance.excerpt and ("resultat" if key == "vote" else key) in au_dossier.excerpt
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
