"""What a reason in the session file sets aside, with and without `--override`, and what it can't."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from actgen.base.diagnostics import Diagnostic, Severity, Status
from actgen.base.rules import every_code
from actgen.session.cache import Cache
from actgen.session.examination import prepare
from actgen.session.reasons import liftable
from actgen.session.result import Examination, Options
from tests.session.acts import DIETWILLER, LE_TREHOU, edit, examined, render, session_file, workspace

TWO_PROXIES = ("à Richard LIEBY", "à Christian FRANTZ")
VOTE = "vote: unanimité"


@pytest.fixture
def session(tmp_path: Path) -> Path:
    return session_file(DIETWILLER, workspace(tmp_path))


def _reasons(session: Path, *reasons: str) -> None:
    """Add reasons, « CODE » or « CODE, point: 9 », to a session file."""
    lines = "".join(f"  - {{motif: vu avec la préfecture, code: {reason}}}\n" for reason in reasons)
    session.write_text(session.read_text(encoding="utf-8") + f"\nderogations:\n{lines}", encoding="utf-8")


def _examined(session: Path, *overrides: str, words: bool = False) -> Examination:
    options = Options(overrides=frozenset(overrides))
    return prepare(session, options, Cache(), words=words).examination


def _codes(findings: tuple[Diagnostic, ...]) -> set[str]:
    return {finding.code for finding in findings}


def _idle(examination: Examination) -> list[Diagnostic]:
    return [f for f in examination.report.findings if f.code == "DEROGATION-SANS-EFFET"]


def test_a_reason_alone_sets_a_warning_aside_and_keeps_it_whole(session: Path) -> None:
    before = _examined(session)
    _reasons(session, "PUB-MODE")
    after = _examined(session)
    (apart,) = after.set_aside
    (found,) = [finding for finding in before.report.warnings if finding.code == "PUB-MODE"]
    assert apart.finding == found
    assert (apart.derogation.motif, apart.derogation.lieu is not None) == ("vu avec la préfecture", True)
    assert set(after.report.findings) == set(before.report.findings) - {found}


def test_a_warning_on_an_empty_text(tmp_path: Path) -> None:
    place = session_file(LE_TREHOU, workspace(tmp_path))
    edit(place, "le-trehou-2024-11-14-point-3.md", "vide.md")
    (place.parent / "vide.md").write_text("", encoding="utf-8")
    assert "PROSE-VIDE" in _codes(examined(place).report.warnings)
    _reasons(place, "PROSE-VIDE")
    examination = examined(place)
    assert [each.finding.code for each in examination.set_aside] == ["PROSE-VIDE"]
    assert "PROSE-VIDE" not in _codes(examination.report.findings)


def _without_quorum_at_two_items(session: Path) -> None:
    leaving = ("Michel BOBIN", "Emmanuelle BONDUELLE", "Charles KREMPPER", "Elodie GERUM")
    moves = "".join(f"  - {name} part à 21h, avant le point 9\n" for name in leaving)
    edit(session, "compte: ", f"mouvements:\n{moves}compte: ")
    edit(session, VOTE, "vote: 9 pour\n  - numero: 10\n    objet: Vente\n    vote: 9 pour")


@pytest.mark.parametrize(
    ("reason", "lifted"),
    [
        ("QUORUM-POINT", {9, 10}),
        ("QUORUM-POINT, point: 9", {9}),
        ("QUORUM-POINT, point: 10", {10}),
        ("QUORUM-POINT, point: 8", set()),
    ],
)
def test_a_reason_for_one_item_leaves_the_others(session: Path, reason: str, lifted: set[int]) -> None:
    _without_quorum_at_two_items(session)
    _reasons(session, reason)
    examination = _examined(session, "QUORUM-POINT")
    assert {each.finding.point for each in examination.set_aside} == lifted
    left = {f.point for f in examination.report.errors if f.code == "QUORUM-POINT"}
    assert left == {9, 10} - lifted


@pytest.mark.parametrize(
    ("reason", "options", "says", "severity"),
    [
        ("POUV-UNIQUE", (), "--override", Severity.WARNING),
        ("VOTE-TOTAL", ("VOTE-TOTAL",), "ne s’écarte pas", Severity.WARNING),
        ("QUORUM-OUVERTURE", (), "n’a rien trouvé", Severity.INFO),
        ("VOTE-TOTAL, point: 9", ("VOTE-TOTAL",), "ne s’écarte pas", Severity.WARNING),
    ],
)
def test_a_reason_that_lifts_nothing_is_told_with_its_cause(
    session: Path, reason: str, options: tuple[str, ...], says: str, severity: Severity
) -> None:
    edit(session, *TWO_PROXIES)
    edit(session, VOTE, "vote: 12 pour, 1 contre, 1 abstention")
    _reasons(session, reason)
    (idle,) = _idle(_examined(session, *options, words=True))
    assert says in idle.message
    assert idle.severity is severity
    assert idle.location is not None and "code: " in idle.location.excerpt


def test_the_option_for_an_error_that_nothing_lifts_is_told(session: Path) -> None:
    edit(session, VOTE, "vote: 12 pour, 1 contre, 1 abstention")
    (idle,) = _idle(_examined(session, "VOTE-TOTAL", words=True))
    assert idle.severity is Severity.WARNING and idle.point == 9
    assert "--override VOTE-TOTAL est sans effet" in idle.message and "ne s’écarte pas" in idle.message
    assert _idle(_examined(session, "QUORUM-OUVERTURE", words=True)) == []


def test_a_blank_of_an_adopted_act_is_filled_never_set_aside(session: Path) -> None:
    edit(session, "lieu: salle du conseil municipal de la mairie", "lieu:")
    _reasons(session, "ACTE-BLANC")
    examination = _examined(session, "ACTE-BLANC")
    assert "ACTE-BLANC" in _codes(examination.report.errors)
    assert ["ne s’écarte pas" in idle.message for idle in _idle(examination)] == [True]


def test_a_blank_left_in_the_words_of_an_adopted_act_is_never_set_aside(tmp_path: Path) -> None:
    place = session_file(LE_TREHOU, workspace(tmp_path))
    words = tmp_path / "groupements" / "papeterie-contexte.md"
    words.write_text("Vu la délibération du Bureau du XX/XX/XXXX, l’achat est groupé.\n", encoding="utf-8")
    _reasons(place, "GC-PLACEHOLDER")
    overrides = frozenset({"GC-PLACEHOLDER"})
    done = render(place, Options(formats=("html",), out=tmp_path / "actes", overrides=overrides))
    assert "GC-PLACEHOLDER" in _codes(done.examination.report.errors)
    apart = [each.finding.severity for each in done.examination.set_aside]
    assert set(apart) == {Severity.WARNING}, "the minutes, which wait for their approval"
    written = {each.name for each in done.written if each.outcome.name == "WRITTEN"}
    assert not [name for name in written if name.startswith(("1-deliberation-02", "4-certificat-02"))]


def test_no_error_of_coherence_is_liftable() -> None:
    codes = every_code().values()
    assert [code.name for code in codes if liftable(code) and code.status is Status.COHERENCE] == []
    assert liftable(every_code()["POUV-UNIQUE"])


def test_a_reason_for_the_words_of_acts_waits_for_their_check(session: Path) -> None:
    _reasons(session, "ARTICLE-GRAPHIE")
    assert _idle(_examined(session)) == []
    assert len(_idle(_examined(session, words=True))) == 1


def test_an_option_without_reason_is_told(session: Path) -> None:
    edit(session, *TWO_PROXIES)
    (idle,) = _idle(_examined(session, "POUV-UNIQUE"))
    assert "son motif n’est pas écrit" in idle.message
    assert idle.severity is Severity.WARNING, "the error stands"
    assert _idle(_examined(session, "QUORUM-POINT")) == [], "what is not there needs no reason"


def test_the_option_for_a_warning_is_told(session: Path) -> None:
    (idle,) = _idle(_examined(session, "PUB-MODE"))
    assert idle.severity is Severity.WARNING
    assert "--override PUB-MODE est sans effet" in idle.message and "c’est un avertissement" in idle.message
    assert "Un motif suffit" in idle.hint
    _reasons(session, "PUB-MODE")
    assert _idle(_examined(session, "PUB-MODE")) == []


def test_the_journal_keeps_the_reasons_and_what_they_lifted(session: Path, tmp_path: Path) -> None:
    edit(session, *TWO_PROXIES)
    _reasons(session, "POUV-UNIQUE", "PUB-MODE", "QUORUM-OUVERTURE")
    options = Options(formats=("html",), out=tmp_path / "actes", overrides=frozenset({"POUV-UNIQUE"}))
    folder = render(session, options).folder
    assert folder is not None
    kept = json.loads((folder / "journal.json").read_text(encoding="utf-8"))
    lifted = {each["code"]: each["ecarte"] for each in kept["derogations"]}
    assert {code: [each["severite"] for each in found] for code, found in lifted.items()} == {
        "PUB-MODE": ["attention"],
        "POUV-UNIQUE": ["erreur"],
        "QUORUM-OUVERTURE": [],
    }
    assert "POUV-UNIQUE" not in {each["code"] for each in kept["constats"]}
