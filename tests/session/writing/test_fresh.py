"""What an earlier run made from the same need not be made again."""

from pathlib import Path

import pytest

from actgen.base.errors import EnvironmentFault
from actgen.session.writing.journal import JournalDraft
from actgen.session.writing.plan import Outcome, OutputFile, fresh
from actgen.session.writing.write import write_outputs

NAME = "1-deliberation-09.html"
DRAFT = JournalDraft("seances/x.yaml", "tenue", {}, ())


def write(folder: Path, content: bytes = b"un acte", made_from: str = "a") -> None:
    write_outputs(folder, [OutputFile(NAME, content, "deliberation-09", made_from=made_from)], DRAFT)


def again(folder: Path, made_from: str = "a") -> OutputFile | None:
    known = fresh(folder).known(NAME, made_from)
    return OutputFile(NAME, b"", "deliberation-09", made_from=made_from, known=known) if known else None


def test_a_file_made_from_the_same_is_known_and_left_as_it_is(tmp_path: Path) -> None:
    write(tmp_path)
    file = again(tmp_path)
    assert file is not None
    journal = (tmp_path / "journal.json").read_bytes()
    (told,) = write_outputs(tmp_path, [file], DRAFT)
    assert told.outcome is Outcome.UNCHANGED
    assert (tmp_path / NAME).read_bytes() == b"un acte"
    assert (tmp_path / "journal.json").read_bytes() == journal


def test_a_file_made_from_something_else_is_made_again(tmp_path: Path) -> None:
    write(tmp_path)
    assert again(tmp_path, made_from="b") is None


def test_a_file_that_does_not_tell_what_it_was_made_from_is_made_again(tmp_path: Path) -> None:
    write(tmp_path, made_from="")
    assert again(tmp_path, made_from="") is None


def test_a_file_that_is_gone_is_made_again(tmp_path: Path) -> None:
    write(tmp_path)
    (tmp_path / NAME).unlink()
    assert again(tmp_path) is None


def test_a_file_corrected_by_hand_is_kept(tmp_path: Path) -> None:
    write(tmp_path)
    (tmp_path / NAME).write_bytes(b"sign\xc3\xa9")
    file = again(tmp_path)
    assert file is not None
    (told,) = write_outputs(tmp_path, [file], DRAFT)
    assert told.outcome is Outcome.KEPT
    assert (tmp_path / NAME).read_bytes() == b"sign\xc3\xa9"


def test_a_file_that_goes_while_others_are_made_stops_the_run(tmp_path: Path) -> None:
    write(tmp_path)
    file = again(tmp_path)
    assert file is not None
    (tmp_path / NAME).unlink()
    with pytest.raises(EnvironmentFault, match="a disparu"):
        write_outputs(tmp_path, [file], DRAFT)
