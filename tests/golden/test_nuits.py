"""Each worked example of data/seances gives exactly the findings that it is there to show."""

from __future__ import annotations

import pytest

from actgen.acts.views.plan import Due
from actgen.base.diagnostics import Severity
from tests.session.acts import ROOT, shipped_examination

SEANCES = ROOT / "data" / "seances"
DIETWILLER = {"GC-ADHESION-TARDIVE", "GC-RETRAIT", "PUB-MODE"}
WARNINGS: dict[str, set[str]] = {
    "aulon-2025-04-11": set(),
    "dietwiller-2022-12-15": DIETWILLER,
    "forets-seine-et-suzon-2025-09-25": set(),
    "le-trehou-2024-11-14": set(),
    "locronan-2025-01-23-quorum-perdu": set(),
    "locronan-2025-01-30-seconde-convocation": set(),
    "locronan-2025-03-20-comptes": set(),
    "locronan-2025-05-15-voix-preponderante": set(),
    "locronan-2025-06-19-scrutins-demandes": set(),
    "locronan-2026-03-21-installation": set(),
    "nantes-2025-10-10": set(),
    "treguennec-2025-10-16": set(),
}


def test_every_example_is_told_of() -> None:
    assert set(WARNINGS) == {file.stem for file in SEANCES.glob("*.yaml")}


@pytest.mark.parametrize("name", WARNINGS)
def test_an_example_gives_exactly_what_it_shows(name: str) -> None:
    examination = shipped_examination(name)
    report = examination.report
    assert not report.of(Severity.ERROR)
    assert {finding.code for finding in report.of(Severity.WARNING)} == WARNINGS[name]
    assert examination.plans and all(plan.due is not Due.REFUSED for plan in examination.plans)


@pytest.mark.parametrize("name", WARNINGS)
def test_what_divides_the_council_was_discussed(name: str) -> None:
    """A secret ballot of 5 to 8 said that nothing was said: no rule asks about it, examples do better."""
    figures = shipped_examination(name).figures
    assert figures is not None
    divided = [
        each.point.numero
        for each in figures.votes
        if each.decompte is not None and each.election is None and each.decompte.contre > 0
        if each.point.sans_debats and each.point.acte != "designation_representants"
    ]
    assert divided == []
