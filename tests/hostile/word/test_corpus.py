"""Broken Word templates: each hazard is found, by its code and at its place, in one pass; none raises."""

from __future__ import annotations

import re

import pytest

from actgen.acts.templating.word.reading import read_word_template
from actgen.base.diagnostics import Severity
from tests.french import typing_faults
from tests.hostile.word.corpus import CASES, Case


def known(name: str) -> bool:
    return name == "visas"


@pytest.mark.parametrize("case", CASES.values(), ids=CASES.keys())
def test_each_hazard_is_found_at_its_place(case: Case) -> None:
    template, findings = read_word_template(case.content, "corps.docx", known)
    told = [finding.message for finding in findings]
    said = f"{findings[0].message} {findings[0].hint}".replace("\u00a0", " ").replace("\u202f", " ")
    found = [
        (finding.code, place.part, place.line)
        for finding in findings
        if (place := finding.location) is not None
    ]
    assert found == list(case.found), told
    assert case.words in said
    wrong = template is None or template.broken
    assert wrong == any(finding.severity is Severity.ERROR for finding in findings)


@pytest.mark.parametrize("case", CASES.values(), ids=CASES.keys())
def test_what_is_said_is_plain_french(case: Case) -> None:
    _, findings = read_word_template(case.content, "corps.docx", known)
    for finding in findings:
        assert typing_faults(finding.message) == [] and typing_faults(finding.hint) == []
        assert not re.search(r"\b(?:tag|run|parse|docxtpl|jinja|none)\b", finding.message.lower())
        place = finding.location
        assert place is not None and (not place.line or place.excerpt or "image" in finding.message)
