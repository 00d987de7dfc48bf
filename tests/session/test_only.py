"""What `--only` names is found in the examination that makes it: a session is examined once."""

from __future__ import annotations

import pytest

from actgen.session.examination import examine
from actgen.session.result import Options
from tests.session.acts import DIETWILLER, session_file


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("procès-verbal", {"proces-verbal"}),
        ("CERTIFICAT", {"certificat-09"}),
        ("publication", {"publication-09", "publication-proces-verbal"}),
        ("note de synthèse", {"note-de-synthese"}),
        ("adhesion_groupement", {"deliberation-09", "publication-09"}),
    ],
)
def test_an_act_is_known_by_any_of_its_names(asked: str, found: set[str]) -> None:
    examination = examine(session_file(DIETWILLER), Options(only=(asked,)))
    assert {plan.key for plan in examination.plans} == found
    assert examination.unknown == ()


def test_a_name_that_no_act_has_is_told_with_those_it_has() -> None:
    examination = examine(session_file(DIETWILLER), Options(only=("certificat-9", "convention")))
    assert examination.unknown == ("certificat-9",)
    assert "certificat-09" in examination.keys and "pouvoir" not in examination.keys
