"""Each kind of act has an example and the text that it must give, beside its template.

The example of a convention is a group file; that of any other kind is a session, whose group is the
example of the convention.
"""

import re
import shutil
from pathlib import Path

import pytest

from actgen.acts.tree.transcription import dump
from actgen.acts.views.plan import Due
from actgen.base.diagnostics import Severity
from actgen.council.kinds.catalogue import Catalogue, SearchPath
from actgen.council.kinds.manifest import Famille
from actgen.reading.sources import Sources
from tests.golden.expected import compare
from tests.session.acts import ROOT, examined

TEMPLATES = ROOT / "templates"
KINDS = sorted(
    file.parent.relative_to(TEMPLATES).as_posix()
    for file in TEMPLATES.glob("*/*/acte.yaml")
    if file.parent.parent.name != "registres"  # no act of one session: tests/delivery/register
)
CONVENTION = "conventions/groupement_commandes"
AVENANT = "conventions/avenant"
WHO_ANNEXES_IT = {
    CONVENTION: "deliberations/adhesion_groupement",
    AVENANT: "deliberations/avenant_groupement",
}


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    for part in ("collectivites", "groupements", "seances"):
        (tmp_path / part).mkdir()
    for file in ("exemple.yaml", "exemple-contexte.md"):
        shutil.copy(TEMPLATES / CONVENTION / file, tmp_path / "groupements")
    return tmp_path


@pytest.mark.parametrize("kind", KINDS)
def test_the_example_of_a_kind_gives_its_expected_text(
    kind: str, workspace: Path, request: pytest.FixtureRequest
) -> None:
    owner = WHO_ANNEXES_IT.get(kind, kind)
    session = TEMPLATES / owner / "exemple.yaml"
    if owner == WHO_ANNEXES_IT[AVENANT]:
        for file in (TEMPLATES / AVENANT).glob("exemple*"):
            shutil.copy(file, workspace / "groupements")
    for named in re.findall(r"(?m)^    annexes: (\S+)$", session.read_text(encoding="utf-8")):
        (workspace / "seances" / named).touch()
    for beside in session.parent.glob("exemple-*.md"):
        shutil.copy(beside, workspace / "seances")
    examination = examined(Path(shutil.copy(session, workspace / "seances")))
    assert not examination.report.of(Severity.ERROR)
    (plan,) = (plan for plan in examination.plans if plan.kind.chemin == kind and not plan.copie)
    assert plan.due is Due.WRITTEN and not plan.projet and plan.document is not None
    compare(
        dump(plan.document), TEMPLATES / kind / "attendu.md", request.config.getoption("--ecrire-attendus")
    )


def test_every_family_of_acts_has_its_example() -> None:
    catalogue = Catalogue(Sources(ROOT), SearchPath((TEMPLATES,)))
    assert {kind.famille for kind in catalogue.kinds.values()} == set(Famille)
    for kind in KINDS:
        assert (TEMPLATES / kind / "exemple.yaml").is_file(), kind
