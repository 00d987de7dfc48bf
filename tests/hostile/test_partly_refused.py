"""What is wrong on paper: the acts that would state it are refused, the others are written."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from actgen.acts.views.plan import Due
from actgen.base.diagnostics import Scope, Severity
from tests.hostile.workspace import (
    ALL,
    CERTIFICATE,
    COLLECTIVITE,
    CONVENTION,
    COPY,
    DELIBERATION,
    GROUPEMENT,
    LIST,
    MINUTES,
    SEANCE,
    TO_DO,
    Workspace,
    errors,
    keys,
    marked,
)

STATED = frozenset({DELIBERATION, CERTIFICATE, LIST, MINUTES})
LEGAL = frozenset({DELIBERATION, CERTIFICATE})
NO_QUORUM_LEFT = """\
mouvements:
  - Michel BOBIN part à 21h, avant le point 9
  - Emmanuelle BONDUELLE part à 21h, avant le point 9
  - Charles KREMPPER part à 21h, avant le point 9
  - Elodie GERUM part à 21h, avant le point 9
"""


@dataclass(frozen=True)
class Wrong:
    """`changes` (old, new, file) give the finding `code` at `place` and refuse the acts `refused`."""

    changes: tuple[tuple[str, str, str], ...]
    code: str
    place: tuple[int, int]
    refused: frozenset[str]


def session(*changes: tuple[str, str]) -> tuple[tuple[str, str, str], ...]:
    return tuple((old, new, SEANCE) for old, new in changes)


VOTE = "vote: unanimité"
CASES = {
    "14 votes for 13 voters": Wrong(
        session((VOTE, "vote: 12 pour, 1 contre, 1 abstention")), "VOTE-TOTAL", (37, 11), STATED
    ),
    "a vote too few": Wrong(session((VOTE, "vote: 12 pour")), "VOTE-TOTAL", (37, 11), STATED),
    "a vote of an absentee": Wrong(
        session((VOTE, "vote: 12 pour, 1 contre (André BECK)")), "VOTE-NOMS", (37, 30), STATED
    ),
    "a count that the roster belies": Wrong(
        session(("presents: 11", "presents: 12")), "EFFECTIF-COHERENCE", (27, 13), STATED
    ),
    "unanimity with a vote against": Wrong(
        session((VOTE, "vote: {unanimite: oui, pour: 12, contre: 1}")), "VOTE-UNANIMITE", (37, 11), STATED
    ),
    "two proxies for one holder": Wrong(
        session(("à Richard LIEBY", "à Christian FRANTZ")), "POUV-UNIQUE", (21, 5), LEGAL
    ),
    "a proxy held by an absentee, and counted": Wrong(
        session(("à Richard LIEBY", "à André BECK"), (VOTE, "vote: 13 pour")), "POUV-CHAINE", (22, 5), LEGAL
    ),
    "no quorum left at the item": Wrong(
        session(("compte: ", NO_QUORUM_LEFT + "compte: "), (VOTE, "vote: 9 pour")),
        "QUORUM-POINT",
        (38, 5),
        LEGAL,
    ),
    "a certificate before its proofs": Wrong(
        session(("certificat_du: ", "certificat_du: 16/12/2022 ")),
        "EXEC-CERTIF",
        (45, 18),
        frozenset({CERTIFICATE}),
    ),
    "a withdrawal without notice": Wrong(
        (("exclu avant l’échéance", "à chaque date anniversaire, l’année en cours restant due", GROUPEMENT),),
        "GC-CLAUSE",
        (48, 1),
        frozenset({CONVENTION}),
    ),
}


@pytest.mark.parametrize("wrong", CASES.values(), ids=CASES)
def test_which_acts_are_refused(wrong: Wrong, workspace: Workspace) -> None:
    for change in wrong.changes:
        workspace.change(*change)
    examination = workspace.examine()
    found = [finding for finding in errors(examination) if finding.code == wrong.code]
    assert [finding.code for finding in errors(examination)] == [wrong.code] * len(found)
    place = found[0].location
    assert place is not None
    assert (place.line, place.column) == wrong.place
    assert keys(examination, Due.REFUSED) == wrong.refused
    waiting = {COPY} & keys(examination, Due.NOT_YET)
    assert waiting == ({COPY} if DELIBERATION in wrong.refused else set()), "never a copy without its act"
    assert keys(examination, Due.WRITTEN) == ALL - wrong.refused - waiting
    refused = [plan for plan in examination.plans if plan.due is Due.REFUSED]
    assert all(wrong.code in {finding.code for finding in plan.refus} for plan in refused)


def test_refused_acts_leave_their_old_files_alone(workspace: Workspace) -> None:
    workspace.change("transmise_le: 19/12/2022", "transmise_le:")
    workspace.render("html")
    before = workspace.outputs()
    workspace.change(VOTE, "vote: 12 pour, 1 contre, 1 abstention")
    workspace.render("html")
    after = workspace.outputs()
    (page,) = (name for name in before if TO_DO in name)
    kept = {name for name in before if "journal" not in name and name != page}
    for part in ("1-deliberation", "PUBLICATION", "3-liste"):
        assert any(part in name for name in kept)
    assert {name: after[name] for name in kept} == {name: before[name] for name in kept}
    assert b"VOTE-TOTAL" not in before[page]
    assert b"VOTE-TOTAL" in after[page], "what is to be done is told anew"


def test_a_legal_error_is_lifted_by_a_reason_and_the_option_only(workspace: Workspace) -> None:
    workspace.change("à Richard LIEBY", "à Christian FRANTZ")
    workspace.change("suites:", "derogations:\n  - {code: POUV-UNIQUE, motif: jugé sans effet}\nsuites:")
    assert keys(workspace.examine(), Due.REFUSED) == LEGAL
    lifted = workspace.examine(overrides=frozenset({"POUV-UNIQUE"}))
    assert keys(lifted, Due.WRITTEN) == ALL
    (apart,) = lifted.set_aside
    assert (apart.finding.code, apart.finding.severity) == ("POUV-UNIQUE", Severity.ERROR)
    assert apart.derogation.motif == "jugé sans effet"
    assert "POUV-UNIQUE" not in {finding.code for finding in lifted.report.findings}


REASON = "{{code: {code}, motif: vu avec la préfecture{point}}}"


@pytest.mark.parametrize(
    ("code", "point", "marks", "says"),
    [
        ("POUV-ECRITS", "", "POUV-ECRITS", "POUV-ECRIT."),
        ("PUBMODE", "", "PUBMODE", "PUB-MODE."),
        ("PROSE-COUP", "", "PROSE-COUP", "PROSE-"),  # of a module that no check needs
        ("xyz", "", "xyz", "actgen explain"),
        ("PUB-MODE", ", point: 8", "8", "numéro"),
    ],
)
def test_a_reason_that_sets_nothing_aside_is_told(
    workspace: Workspace, code: str, point: str, marks: str, says: str
) -> None:
    workspace.change("suites:", f"derogations:\n  - {REASON.format(code=code, point=point)}\nsuites:")
    examination = workspace.examine()
    (finding,) = [f for f in examination.report.findings if f.code == "DEROGATION-INCONNUE"]
    assert finding.severity is Severity.WARNING
    assert marked(finding) == marks
    assert says in finding.hint
    assert "PUB-MODE" in {f.code for f in examination.report.warnings}


def test_a_reason_may_name_its_code_in_small_letters(workspace: Workspace) -> None:
    workspace.change("suites:", f"derogations:\n  - {REASON.format(code='pub-mode', point='')}\nsuites:")
    codes = {finding.code for finding in workspace.examine().report.warnings}
    assert not codes & {"PUB-MODE", "DEROGATION-INCONNUE"}


def test_a_contradiction_is_never_lifted(workspace: Workspace) -> None:
    workspace.change(VOTE, "vote: 12 pour, 1 contre, 1 abstention")
    workspace.change("suites:", "derogations:\n  - {code: VOTE-TOTAL, motif: jugé sans effet}\nsuites:")
    assert keys(workspace.examine(overrides=frozenset({"VOTE-TOTAL"})), Due.REFUSED) == STATED


def test_a_proxy_held_by_an_absentee_and_not_counted_warns(workspace: Workspace) -> None:
    workspace.change("à Richard LIEBY", "à André BECK")
    workspace.change(VOTE, "vote: 12 pour")
    examination = workspace.examine()
    assert errors(examination) == []
    assert "POUV-CHAINE" in {finding.code for finding in examination.report.warnings}


def test_a_successor_may_follow_the_mayor(workspace: Workspace) -> None:
    workspace.change("M. Christian FRANTZ", "M. Christian FRANTZ, depuis le 01/01/2021", COLLECTIVITE)
    workspace.change(
        "  - adjoint: M. Alain", "  - maire: Mme Anne AVANT, jusqu’au 31/12/2020\n  - adjoint: M. Alain",
        COLLECTIVITE,
    )  # fmt: skip
    assert errors(workspace.examine()) == []


@pytest.mark.parametrize("code", ["POUV-UNIQUE", "POUV-CHAINE", "QUORUM-POINT"])
def test_what_the_law_forbids_is_recorded_by_the_minutes(code: str, workspace: Workspace) -> None:
    case = next(case for case in CASES.values() if case.code == code)
    for change in case.changes:
        workspace.change(*change)
    found = errors(workspace.examine())
    assert {finding.scope for finding in found} == {Scope.LEGAL}
    assert all(finding.article for finding in found)
    workspace.render("html")
    written = workspace.outputs()
    assert any("3-proces-verbal" in name for name in written)
    assert any("3-liste" in name for name in written), "the list records that the item was examined"
    assert not any(part in name for name in written for part in ("1-deliberation", "certificat"))
