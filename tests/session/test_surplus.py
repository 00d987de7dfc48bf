"""An act that the session gives no more: its files are removed, or told where a person has touched them."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

import actgen
from actgen.acts.views.plan import Due
from actgen.api.overview import overview_of
from actgen.base.diagnostics import Diagnostic
from actgen.delivery.exports.archive import ArchivedState, archive_session
from actgen.session.render import Rendering
from actgen.session.result import Options
from actgen.session.writing.plan import Outcome
from tests.session.test_retouches import SESSION, correct, word, words
from tests.session.test_retouches import root as root
from tests.session.test_retouches import written as written

CODE = "ACTE-EN-TROP"
VOTE = "vote: 4 pour, 1 abstention"
CORRECTED = words("30", "35")


def change(root: Path, old: str, new: str) -> None:
    session = root / SESSION
    text = session.read_text("utf-8")
    assert old in text
    session.write_text(text.replace(old, new), "utf-8")


def render(root: Path, **asked: object) -> Rendering:
    options = Options(out=root / "output", full=True, formats=("docx", "html"), **asked)  # type: ignore[arg-type]
    return actgen.Workspace(root).session(SESSION, options=options).render()


def told(rendering: Rendering, code: str = CODE) -> tuple[Diagnostic, ...]:
    return tuple(each for each in rendering.examination.report.warnings if each.code == code)


def there(root: Path) -> set[str]:
    return {place.name for place in (root / "output").rglob("1-deliberation-*")}


def test_what_nobody_touched_of_an_item_put_off_is_removed_and_told(root: Path) -> None:
    assert "1-deliberation-02-libre.docx" in there(root)
    change(root, VOTE, "reporte: à la prochaine séance")
    assert "1-deliberation-02-libre.docx" in there(root)

    kept = render(root, only=("liste",))
    assert not any(each.outcome is Outcome.REMOVED for each in kept.written)
    run = render(root)
    gone = {each.name: each.phrase for each in run.written if each.outcome is Outcome.REMOVED}
    assert {name for name in there(root) if "-02-" in name} == set()
    assert gone["1-deliberation-02-libre.docx"] == "retiré\u00a0: n’est plus dû"
    assert told(run) == ()


@pytest.mark.parametrize("now", ["reporte: à la prochaine séance", "vote:"])
def test_what_somebody_corrected_stays_and_is_told(root: Path, now: str) -> None:
    correct(word(root), CORRECTED)
    change(root, VOTE, now)
    for _ in range(2):
        run = render(root)
        (finding,) = told(run)
        assert "1-deliberation-02-libre.docx" in finding.message
        assert "modifié à la main" in finding.message
        assert finding.point == 2
    assert {name for name in there(root) if "-02-" in name} == {"1-deliberation-02-libre.docx"}
    archive = archive_session(root / SESSION, Options(out=root / "output"))
    assert CODE in {each.code for each in archive.report.findings}
    states = {each.etat for each in archive.fichiers if "-02-" in each.nom}
    assert states == {ArchivedState.EN_TROP}
    outline = actgen.Workspace(root).session(SESSION, options=Options(out=root / "output")).outline()
    assert overview_of(outline).en_trop == "1-deliberation-02-libre.docx"


def test_a_corrected_file_of_a_number_that_is_gone_is_told_where_its_act_is_now(root: Path) -> None:
    correct(word(root), CORRECTED)
    change(root, "numero: 2", "numero: 3")
    (finding,) = told(render(root))
    assert "au point 3" in finding.message
    assert "Il dit «\u00a035\u00a0€\u00a0», et l’acte «\u00a030\u00a0€\u00a0»" in finding.message
    assert finding.location is not None and finding.location.file == SESSION


def test_files_of_an_act_that_is_refused_stay_with_all_that_is_made_of_it(root: Path) -> None:
    before = there(root)
    change(root, "    decide:", "    sans:")
    run = render(root)
    assert any(plan.due is Due.REFUSED for plan in run.examination.plans if plan.point == 2)
    assert there(root) == before


@pytest.mark.parametrize("copy", [True, False], ids=["a signed copy", "a day of signing"])
@pytest.mark.parametrize(
    ("old", "new"), [(VOTE, "reporte: à la prochaine séance"), ("numero: 2", "numero: 3")]
)
def test_an_act_that_was_signed_stays(root: Path, old: str, new: str, copy: bool) -> None:
    place = word(root)
    change(root, old, new)
    if copy:
        shutil.copy2(place, place.with_name("1-deliberation-02-libre-SIGNE.pdf"))
    else:
        session = root / SESSION
        session.write_text(
            session.read_text("utf-8") + "suites: {deliberation_signee_le: 12/04/2025}\n", "utf-8"
        )
    (finding,) = told(render(root))
    assert "signé" in finding.message
    assert place.exists()


def test_the_folder_of_another_day_is_told_and_left_whole(root: Path) -> None:
    correct(old := word(root), CORRECTED)
    before = sorted(old.parent.iterdir())
    change(root, "date: vendredi 11/04/2025", "date: samedi 12/04/2025")
    (finding,) = told(render(root))
    assert "2025-04-11-conseil" in finding.message
    assert "1-deliberation-02-libre.docx" in finding.message
    assert sorted(old.parent.iterdir()) == before


def test_without_its_journal_a_corrected_file_is_compared_all_the_same(root: Path) -> None:
    correct(place := word(root), CORRECTED)
    (place.parent / "journal.json").unlink()
    (finding,) = told(render(root), "WORD-A-COTE")
    assert "35" in finding.message
