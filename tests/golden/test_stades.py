"""The shipped kinds of deliberation before the vote and rejected: the same example, other stages of its life.

Adopted, they are what `attendu.md` says beside each template.
"""

from __future__ import annotations

import re
from pathlib import Path
from shutil import copy

import pytest

from actgen.acts.tree.transcription import dump
from actgen.acts.views.plan import ActPlan, Due
from actgen.base.diagnostics import Severity
from tests.golden.expected import compare
from tests.session.acts import ROOT, examined

DELIBERATIONS = ROOT / "templates" / "deliberations"
WITH_FIELDS = sorted(
    file.parent.name for file in DELIBERATIONS.glob("*/acte.yaml") if "\nchamps:\n" in file.read_text("utf-8")
)
VOTED = [code for code in WITH_FIELDS if code != "decisions_par_delegation"]  # nothing is put to the vote
EXPECTED = Path(__file__).parent / "stades"


def act(session: str, code: str, folder: Path) -> tuple[ActPlan, list[str]]:
    """The deliberation of that kind in a session, and the codes of the errors found."""
    for part in ("collectivites", "seances"):
        (folder / part).mkdir()
    file = folder / "seances" / "x.yaml"
    file.write_text(session, encoding="utf-8")
    for beside in (DELIBERATIONS / code).glob("exemple-*.md"):
        copy(beside, file.parent)
    examination = examined(file)
    (plan,) = (plan for plan in examination.plans if plan.kind.code == code and not plan.copie)
    return plan, [finding.code for finding in examination.report.of(Severity.ERROR)]


def before_the_vote(example: str) -> str:
    """The same session still to be held."""
    without = re.sub(r"^absents:.*?(?=^points:)", "", example, flags=re.S | re.M)
    without = re.sub(r"^    (?:vote|scrutin|interesse):.*?(?=^    \w|\Z)", "", without, flags=re.S | re.M)
    without = re.sub(r"^  secretaire:.*\n", "", without, flags=re.M)
    if "27/09/2024" in without:
        return without.replace("27/09/2024", "27/09/2096")
    # dates that hold together, of budgets and accounts: all moved as one
    return re.sub(r"\b20[12]\d\b", lambda annee: str(int(annee[0]) + 72), without)


VOTERS = {"compte_financier_unique": 5, "debat_orientation_budgetaire": 27}


def rejected(example: str) -> str:
    """The same session where all vote against."""
    without = re.sub(r"^    (?:vote|scrutin):.*?(?=^    \w|\Z)", "", example, flags=re.S | re.M)
    voters = next((n for code, n in VOTERS.items() if code in example), 5 if "interesse:" in example else 6)
    elects = re.search("acte: (?:designation|commission)", example)
    waived = "    renonciation_au_secret: unanimité\n" if elects else ""
    return f"{without.rstrip()}\n{waived}    vote: 0 pour, {voters} contre\n"


@pytest.mark.parametrize("code", WITH_FIELDS)
def test_a_kind_before_the_vote(code: str, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    example = (DELIBERATIONS / code / "exemple.yaml").read_text("utf-8")
    example = example.replace("exercice: 2024", "exercice: 2096")
    plan, errors = act(before_the_vote(example), code, tmp_path)
    assert not errors and plan.projet and plan.document is not None
    rewrite = request.config.getoption("--ecrire-attendus")
    compare(dump(plan.document), EXPECTED / f"{code}-modele.md", rewrite)


@pytest.mark.parametrize("code", VOTED)
def test_a_kind_rejected(code: str, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    example = (DELIBERATIONS / code / "exemple.yaml").read_text("utf-8")
    plan, errors = act(rejected(example), code, tmp_path)
    assert not errors and not plan.projet and plan.document is not None
    rewrite = request.config.getoption("--ecrire-attendus")
    compare(dump(plan.document), EXPECTED / f"{code}-rejete.md", rewrite)


@pytest.mark.parametrize("code", WITH_FIELDS)
def test_before_the_vote_what_is_not_known_is_a_blank_and_no_fault(code: str, tmp_path: Path) -> None:
    example = (DELIBERATIONS / code / "exemple.yaml").read_text("utf-8")
    head, _, _ = before_the_vote(example).partition("    acte:")
    written = {"texte": "Rapport à lire.", "considerant": "que tout est dit", "vu": "la lettre du 2 août"}
    own = "".join(f"    {key}: {words}\n" for key, words in written.items())
    plan, errors = act(f"{head}    acte: {code}\n    rapporteur: Membre 4\n{own}", code, tmp_path)
    assert not errors and plan.projet and plan.manques, errors
    # what an item writes and a template forgets would be lost in silence; a wish is told by its author
    assert plan.document is not None
    told = " ".join(dump(plan.document).split())
    assert [words for words in written.values() if words not in told] == []
    assert re.search("Membre 4(?:,[^.]*)? qui rapporte|rapportée par Membre 4", told) or code == "voeu"


@pytest.mark.parametrize("code", WITH_FIELDS)
def test_once_voted_what_is_not_written_refuses_the_deliberation(code: str, tmp_path: Path) -> None:
    example = (DELIBERATIONS / code / "exemple.yaml").read_text("utf-8")
    head, _, _ = example.partition("    acte:")
    vote = "    vote: unanimité\n" if code in VOTED else ""
    plan, errors = act(f"{head}    acte: {code}\n{vote}", code, tmp_path)
    assert plan.due is Due.REFUSED and "CHAMP-ABSENT" in errors
