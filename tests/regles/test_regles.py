"""Every law case gives exactly the findings that it names, and every code has its cases."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from types import ModuleType

import pytest

from actgen.api.wording import of_pages
from actgen.authoring.schema import shipped_kinds
from actgen.base.diagnostics import Diagnostic, Severity, Status
from actgen.base.rules import Rule, code_of, known_code
from actgen.checks import runner
from tests.french import keys_shown, typing_faults
from tests.regles.cases import OF_OUR_TABLES, Case, every_case, findings

CASES = every_case()


def _said(finding: Diagnostic) -> str:
    point = f", point {finding.point}" if finding.point is not None else ""
    return f"{finding.severity.value} {finding.code}{point}"


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.file}: {case.situation}")
def test_a_case_gives_exactly_its_findings(case: Case, tmp_path: Path, checkout: Path) -> None:
    found = findings(case, tmp_path, checkout)
    assert sorted(map(_said, found)) == sorted(case.attendu), [finding.message for finding in found]
    assert not case.dit or any(case.dit in _plain(finding.message) for finding in found), [
        _plain(finding.message) for finding in found
    ]
    assert not case.aide or any(case.aide in _plain(finding.hint) for finding in found), [
        _plain(finding.hint) for finding in found
    ]
    for finding in found:
        _well_said(finding)


@cache
def _titles() -> dict[str, str]:
    """The titles of all kinds and of all their fields: which of them an item has is tested elsewhere."""
    fields = (each for kind in shipped_kinds() for champ in kind.champs for each in (*champ.colonnes, champ))
    return {kind.code: kind.titre for kind in shipped_kinds()} | {each.nom: each.titre for each in fields}


def _title(key: str) -> str:
    return _titles().get(key, "") if "_" in key else ""


def _plain(message: str) -> str:
    return re.sub("[\u00a0\u202f]", " ", message)


def _well_said(finding: Diagnostic) -> None:
    """Where, what to do, in French typography: a message is read by people in a hurry."""
    assert finding.locations, finding
    assert finding.message.endswith(".") and finding.message[0].isupper(), finding
    assert finding.hint or finding.severity is not Severity.ERROR, finding
    if code_of(finding.code).status in (Status.MEMORY, Status.INFERENCE):  # no authority: it is asked for
        assert finding.severity is not Severity.ERROR, finding
        said = "à confirmer" in _plain(f"{finding.message} {finding.hint}")
        assert said or finding.severity is Severity.INFO, finding
    for text in (finding.message, finding.hint):
        assert typing_faults(text) == [] and not set(text) & set("{}"), text
        if finding.code != "ACTE-INCONNU":  # which quotes what was written
            assert keys_shown(of_pages(text, _title)) == [], of_pages(text, _title)


def _codes_of_the_rules() -> dict[str, Rule]:
    modules = [value for value in vars(runner).values() if isinstance(value, ModuleType)]
    return {code.name: code for module in modules for code in vars(module).values() if isinstance(code, Rule)}


def test_every_code_has_a_case_that_it_finds_and_every_topic_one_that_is_right() -> None:
    assert all(known_code(name) for name in _codes_of_the_rules())
    # ACTE-REGLE is of a kind of act that no shipped one breaks: tests/checks/test_deliberations.py
    elsewhere = {"ACTE-REGLE", OF_OUR_TABLES}
    assert _codes_of_the_rules().keys() - elsewhere <= {code for case in CASES for code in case.codes}
    assert {case.file for case in CASES} == {case.file for case in CASES if not case.attendu}
