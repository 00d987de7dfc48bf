"""What is left of acts that are no longer due, and of formats that were not asked for with the others."""

from __future__ import annotations

from pathlib import Path

import pytest

from actgen.base.records import replace
from actgen.council.figures.execution import Stade
from actgen.session.writing.journal import JournalDraft, read_journal
from actgen.session.writing.plan import SIGNED, Outcome, OutputFile, Reason
from actgen.session.writing.write import write_outputs

DRAFT = JournalDraft("groupements/papier.yaml", "a_tenir", {}, ())
ACT, OTHER = "convention", "repartition"


def files(text: str, *forms: str, act: str = ACT, made_from: str = "") -> list[OutputFile]:
    return [OutputFile(f"{act}.{form}", text.encode(), act, made_from=made_from) for form in forms]


def told(folder: Path, written: list[OutputFile], due: tuple[str, ...] | None = None) -> dict[str, Outcome]:
    return {each.name: each.outcome for each in write_outputs(folder, written, DRAFT, due=due)}


def names(folder: Path) -> set[str]:
    return {place.name for place in folder.iterdir() if not place.name.startswith(".")} - {"journal.json"}


def test_an_act_that_is_no_longer_due_goes_with_all_its_formats(tmp_path: Path) -> None:
    told(tmp_path, files("1", "html") + files("1", "html", "csv", act=OTHER))
    after = told(tmp_path, files("1", "html"), due=(ACT,))
    removed = Outcome.REMOVED
    assert after == {
        "convention.html": Outcome.UNCHANGED,
        "repartition.html": removed,
        "repartition.csv": removed,
    }
    assert names(tmp_path) == {"convention.html"} == read_journal(tmp_path).files.keys()


def test_a_run_that_tells_nothing_of_other_acts_leaves_them(tmp_path: Path) -> None:
    told(tmp_path, files("1", "html") + files("1", "html", act=OTHER))
    assert told(tmp_path, files("1", "html")) == {"convention.html": Outcome.UNCHANGED}
    assert names(tmp_path) == {"convention.html", "repartition.html"}


def test_what_somebody_changed_by_hand_or_signed_stays_and_is_told_each_time(tmp_path: Path) -> None:
    signed = replace(DRAFT, stages={"signature": SIGNED})
    first = files("1", "html") + files("1", "html", "csv", act=OTHER) + files("1", "html", act="signature")
    write_outputs(tmp_path, first, signed)
    (tmp_path / "repartition.csv").write_bytes(b"corrected")
    told(tmp_path, files("1", "html"), due=(ACT,))
    journal = (tmp_path / "journal.json").read_bytes()
    kept = {"repartition.csv", "signature.html"}
    assert names(tmp_path) == {"convention.html"} | kept
    after = told(tmp_path, files("1", "html"), due=(ACT,))
    assert {name for name, outcome in after.items() if outcome is Outcome.KEPT} == kept
    assert (tmp_path / "journal.json").read_bytes() == journal


@pytest.mark.parametrize("stage", Stade)
def test_what_went_out_of_the_town_hall_stays_when_it_is_no_longer_due(tmp_path: Path, stage: Stade) -> None:
    draft = replace(DRAFT, stages={OTHER: stage.value})
    write_outputs(tmp_path, files("1", "html") + files("1", "html", act=OTHER), draft)
    stays = stage in (Stade.TRANSMIS, Stade.PUBLIE, Stade.EXECUTOIRE)
    (gone,) = (
        each for each in write_outputs(tmp_path, files("1", "html"), DRAFT, due=(ACT,)) if each.act == OTHER
    )
    assert (gone.outcome is Outcome.KEPT, "publié" in gone.phrase) == (stays, stays)
    assert ("repartition.html" in names(tmp_path)) == stays


def test_an_act_that_is_gone_already_is_forgotten_without_a_word(tmp_path: Path) -> None:
    told(tmp_path, files("1", "html") + files("1", "html", act=OTHER))
    (tmp_path / "repartition.html").unlink()
    assert told(tmp_path, files("1", "html"), due=(ACT,)) == {"convention.html": Outcome.UNCHANGED}
    assert read_journal(tmp_path).files.keys() == {"convention.html"}


def test_a_format_that_was_not_asked_for_is_told_once_the_act_has_changed(tmp_path: Path) -> None:
    told(tmp_path, files("1", "html", "csv"))
    assert told(tmp_path, files("1", "html")) == {"convention.html": Outcome.UNCHANGED}
    assert told(tmp_path, files("2", "html"))["convention.csv"] is Outcome.KEPT
    assert (tmp_path / "convention.csv").read_bytes() == b"1"


def of_data(folder: Path, data: str, written: list[OutputFile]) -> dict[str, Outcome]:
    """As `render` writes: what files are made from is not said, the journal knows of what data they are."""
    draft = replace(DRAFT, sources=(("seances/seance.yaml", data),))
    return {each.name: each.outcome for each in write_outputs(folder, written, draft)}


def test_where_it_is_not_known_it_is_told_too_until_it_is_made_anew(tmp_path: Path) -> None:
    of_data(tmp_path, "1", files("1", "html", "csv"))
    for _ in range(3):
        assert of_data(tmp_path, "2", files("2", "html"))["convention.csv"] is Outcome.KEPT
    assert of_data(tmp_path, "2", files("2", "html", "csv"))["convention.csv"] is Outcome.WRITTEN
    assert of_data(tmp_path, "2", files("2", "html")) == {"convention.html": Outcome.UNCHANGED}


def test_other_data_that_give_the_same_act_leave_no_format_behind(tmp_path: Path) -> None:
    of_data(tmp_path, "1", files("1", "html", "csv"))
    of_data(tmp_path, "2", files("2", "html", act=OTHER))  # the first act is not asked for
    for _ in range(2):
        assert of_data(tmp_path, "2", files("1", "html")) == {"convention.html": Outcome.UNCHANGED}


def test_a_projet_that_is_done_in_one_format_alone_goes_in_the_others_unless_it_was_edited(
    tmp_path: Path,
) -> None:
    """Beside what is final, a PROJET that nobody has touched would be sent by mistake."""
    told(tmp_path, [OutputFile(f"convention-PROJET.{form}", b"1", ACT) for form in ("html", "csv")])
    after = told(tmp_path, files("2", "html"))
    assert after["convention-PROJET.html"] is after["convention-PROJET.csv"] is Outcome.REMOVED
    assert [each.name for each in tmp_path.glob("convention*")] == ["convention.html"]
    told(tmp_path, [OutputFile(f"note-PROJET.{form}", b"1", OTHER) for form in ("html", "csv")])
    (tmp_path / "note-PROJET.csv").write_bytes(b"by hand")
    assert told(tmp_path, [OutputFile("note.html", b"2", OTHER)])["note-PROJET.csv"] is Outcome.KEPT


def test_where_it_is_known_what_files_are_made_from_it_is_told_until_it_is_made_anew(tmp_path: Path) -> None:
    told(tmp_path, files("1", "html", "csv", made_from="a"))
    for _ in range(2):
        assert told(tmp_path, files("2", "html", made_from="b"))["convention.csv"] is Outcome.KEPT
    both = told(tmp_path, files("2", "html", "csv", made_from="b"))
    assert both["convention.csv"] is Outcome.WRITTEN
    assert told(tmp_path, files("2", "html", made_from="b")) == {"convention.html": Outcome.UNCHANGED}


def test_a_file_changed_by_hand_is_told_of_a_new_version_only_where_there_is_one(tmp_path: Path) -> None:
    told(tmp_path, files("1", "html"))
    (tmp_path / "convention.html").write_bytes(b"corrected")
    (same,) = write_outputs(tmp_path, files("1", "html"), DRAFT)
    (other,) = write_outputs(tmp_path, files("2", "html"), DRAFT)
    assert (same.outcome, other.outcome) == (Outcome.KEPT, Outcome.KEPT)
    assert (same.reason, other.reason) == (Reason.EDITED_ALONE, None)
    assert "pas de nouvelle version" in same.phrase and "nouvelle version n’est pas écrite" in other.phrase
