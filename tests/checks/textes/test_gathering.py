"""One slip, one finding: the acts that hold the same words, the place of the words, what an error blocks."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from actgen.acts.views.plan import Due
from actgen.base.diagnostics import Location, Scope, Severity
from actgen.checks.textes import merged
from actgen.checks.textes.forme import GC_PLACEHOLDER
from actgen.checks.textes.lieux import Origines
from actgen.reading.sources import Source
from actgen.session.examination import examine
from actgen.session.result import Examination, Options
from tests.session.acts import LE_TREHOU, edit, plan, render, session_file, workspace

BLANK = "La participation est de ____ €."
DEBATS = "seances/le-trehou-2024-11-14-point-2-debats.md"


@pytest.fixture
def le_trehou(tmp_path: Path) -> Path:
    return session_file(LE_TREHOU, workspace(tmp_path))


def add(session: Path, name: str, text: str) -> None:
    place = session.parents[1] / name
    place.write_text(place.read_text(encoding="utf-8") + f"\n{text}\n", encoding="utf-8")


def full(session: Path, *overrides: str) -> Examination:
    return examine(session, Options(full=True, overrides=frozenset(overrides)))


def test_findings_of_several_acts_become_one_with_every_place() -> None:
    here, there = Location("a.md", 1), Location("b.md", 2)
    one = GC_PLACEHOLDER.finding("Même phrase.", here, point=2)
    other = GC_PLACEHOLDER.finding("Même phrase.", here, there, severity=Severity.WARNING)
    apart = GC_PLACEHOLDER.finding("Autre phrase.", here, point=3)
    first, second = merged([other, one, apart])
    assert (first.severity, first.point, first.locations) == (Severity.ERROR, 2, (here, there))
    assert second.message == "Autre phrase."


def test_the_same_slip_in_two_items_is_one_of_the_session() -> None:
    found = [GC_PLACEHOLDER.finding("Même phrase.", point=point) for point in (2, 3)]
    assert [finding.point for finding in merged(found)] == [None]


def test_words_shared_by_three_acts_give_one_finding_and_refuse_those_that_are_adopted(
    le_trehou: Path,
) -> None:
    add(le_trehou, "groupements/papeterie-contexte.md", BLANK)
    examination = full(le_trehou)
    (finding,) = [f for f in examination.report.findings if f.code == "GC-PLACEHOLDER"]
    assert (finding.severity, finding.scope) == (Severity.ERROR, Scope.LEGAL)
    assert [place.file for place in finding.locations] == ["groupements/papeterie-contexte.md"]
    refused = [each.key for each in examination.plans if each.due is Due.REFUSED]
    assert refused == ["deliberation-02", "convention-papeterie", "certificat-02"]


def test_render_writes_nothing_of_an_act_that_its_words_refuse(le_trehou: Path, tmp_path: Path) -> None:
    add(le_trehou, "groupements/papeterie-contexte.md", BLANK)
    done = render(le_trehou, Options(formats=("html",), out=tmp_path / "sorties"))
    written = sorted({file.name[2:] for file in (tmp_path / "sorties").rglob("*.html")})
    refused = [each.key for each in done.examination.plans if each.due is Due.REFUSED]
    assert refused and not [name for name in written if name.startswith(tuple(refused))]
    assert "proces-verbal.html" in written and "liste-des-deliberations.html" in written


def test_check_without_full_leaves_the_words_alone(le_trehou: Path) -> None:
    add(le_trehou, "groupements/papeterie-contexte.md", BLANK)
    examination = examine(le_trehou, Options())
    assert "GC-PLACEHOLDER" not in {finding.code for finding in examination.report.findings}


def test_an_error_of_the_minutes_leaves_the_deliberation(le_trehou: Path) -> None:
    add(le_trehou, DEBATS, BLANK)
    text = le_trehou.read_text(encoding="utf-8").rstrip("\n")
    le_trehou.write_text(text + "\n\nproces_verbal:\n  arrete_le: 12/12/2024\n", encoding="utf-8")
    examination = full(le_trehou)
    assert plan(examination, "deliberation-02").due is Due.WRITTEN
    assert plan(examination, "certificat-02").due is Due.WRITTEN
    assert plan(examination, "proces-verbal").due is Due.REFUSED


def test_a_reason_and_the_option_lift_a_legal_error_and_no_contradiction(le_trehou: Path) -> None:
    edit(le_trehou, "    rapporteur: Adjoint 3", "    rapporteur: Adjoint 3\n    texte: livreur.md")
    text = "M. Durand, né le 12 mars 1980, livre le papier.\n"
    (le_trehou.parent / "livreur.md").write_text(text, encoding="utf-8")
    assert plan(full(le_trehou), "deliberation-02").due is Due.REFUSED
    text = le_trehou.read_text(encoding="utf-8").rstrip("\n")
    reason = "derogations:\n  - code: DP-PUBLICATION\n    motif: version publiée occultée à la main\n"
    le_trehou.write_text(f"{text}\n\n{reason}", encoding="utf-8")
    assert plan(full(le_trehou), "deliberation-02").due is Due.REFUSED
    lifted = full(le_trehou, "DP-PUBLICATION")
    assert plan(lifted, "deliberation-02").due is Due.WRITTEN
    assert lifted.report.errors == ()


def test_a_blank_of_a_value_is_found_in_the_session_file(le_trehou: Path) -> None:
    edit(le_trehou, "lieu: salle du conseil de la mairie", "lieu: salle à préciser ultérieurement")
    (finding,) = [f for f in full(le_trehou).report.findings if f.code == "GC-PLACEHOLDER"]
    place = finding.location
    assert place is not None and place.file == "seances/le-trehou-2024-11-14.yaml"
    assert place.excerpt.strip().startswith("lieu:")


@pytest.mark.slow
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(alphabet="LRDXM.né0123456789 -àet°'«»…_[]@|#\n\u00a0Durand", max_size=300))
def test_whatever_is_written_is_checked(le_trehou: Path, prose: str) -> None:
    (le_trehou.parents[1] / DEBATS).write_text(f"Membre 5 parle.\n\n{prose}\n", encoding="utf-8")
    assert plan(full(le_trehou), "convention-papeterie").due is Due.WRITTEN


def _origines(text: str) -> Origines:
    return Origines(lambda: (Source("seances/a.md", text.encode(), ""),))


def test_words_are_found_whatever_typography_did_to_them() -> None:
    found = _origines("Un autre.\n\nL'article **R2162-1** dit: « oui ».\n").lieu(
        "L’article R2162-1 dit\u00a0: «\u00a0oui\u00a0».", 10, 17
    )
    assert found is not None
    assert (found.line, found.column, found.length) == (3, 13, 7)


def test_of_two_places_of_the_same_words_the_neighbours_decide() -> None:
    text = "Le coordinateur signe.\n\nPuis le coordinateur paie.\n"
    found = _origines(text).lieu("Puis le coordinateur paie.", 8, 20)
    assert found is not None and found.line == 3


@given(st.text(alphabet="aé €«»’'\n*_", min_size=1, max_size=30), st.data())
def test_any_fragment_of_a_text_is_found_in_it_or_holds_nothing(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    found = _origines(text).lieu(text, start, end)
    assert found is not None or not set(text[start:end]) - set(" €«»’'\n*\u00a0") - {"_"} or "€" in text
