"""What a list of sessions tells of each: how far it is, what it lacks, what comes next."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

import actgen

SESSION = "seances/le-trehou-2024-11-14.yaml"
DIETWILLER = "seances/dietwiller-2022-12-15.yaml"


@pytest.fixture(scope="module")
def example(checkout: Path) -> actgen.Workspace:
    return actgen.Workspace(checkout / "data")


def _without(text: str, *keys: str) -> str:
    """The session before these were known: a key with what is below it."""
    for key in keys:
        text = re.sub(rf"^( *){key}:.*\n(?:\1 +.*\n|\n)*", "", text, flags=re.M)
    return text


AFTER = ("suites", "liste_des_deliberations", "proces_verbal")
EVENING = ("points", "absents", "mouvements", "compte", "levee", "presidence", "secretaire", "assistait")


@pytest.mark.parametrize(
    ("gone", "added", "stage"),
    [
        (("envoyee_le", "affichee_le", *EVENING, *AFTER), "", "à préparer"),
        ((*EVENING, *AFTER), "", "convoquée"),
        ((*AFTER, "levee", "vote"), "", "en cours"),
        (AFTER, "", "tenue"),
        (AFTER, "suites:\n  deliberation_signee_le: 15/11/2024\n", "actes signés"),
        (AFTER, "suites:\n  transmise_le: 18/11/2024\n", "actes transmis"),
        (("proces_verbal",), "", "actes exécutoires"),
        ((), "proces_verbal:\n  arrete_le: 12/12/2024\n", "procès-verbal arrêté"),
    ],
)
def test_how_far_a_session_is(
    example: actgen.Workspace, gone: tuple[str, ...], added: str, stage: str
) -> None:
    text, _ = example.read(SESSION)
    if added:
        gone = (*gone, added.partition(":")[0])
    session = example.session(SESSION, text=_without(text, *gone) + added, options=actgen.Options())
    assert session.figures is not None, session.findings
    assert str(session.stage) == stage


def test_a_session_without_quorum_says_so(example: actgen.Workspace) -> None:
    assert str(example.session("seances/exemple_m2a/bollwiller.yaml").stage) == "sans quorum"


def test_what_lacks_is_told_once_and_a_coordinators_blanks_are_not(example: actgen.Workspace) -> None:
    session = example.session(DIETWILLER)
    assert session.missing == ("points 1 à 8", "ordre du jour", "heure de la levée")
    blanks = {each.label for plan in session.acts for each in plan.manques}
    assert blanks > set(session.missing)  # those of the group's file


def test_the_next_duty_has_its_date(example: actgen.Workspace) -> None:
    text, _ = example.read(SESSION)
    duty = example.session(SESSION, text=_without(text, *AFTER)).next_duty
    assert duty is not None
    assert (duty.a_faire, duty.le) == ("liste des délibérations à afficher", date(2024, 11, 21))
    whole = example.session(SESSION).next_duty  # its acts are published, and nothing is told of the list
    assert whole == duty
    told = text + "liste_des_deliberations:\n  affichee_le: 18/11/2024\n"
    assert example.session(SESSION, text=told).next_duty is None


def test_nothing_is_told_of_what_cannot_be_read(example: actgen.Workspace) -> None:
    session = example.session(SESSION, text="seance: [")
    assert (session.stage, session.next_duty, session.missing) == (None, None, ())
