import os
from pathlib import Path

import pytest

from actgen.base.errors import EnvironmentFault
from actgen.reading.sources import Source
from actgen.session.writing.journal import JournalDraft, read_journal, template_archive
from actgen.session.writing.plan import Outcome, OutputFile
from actgen.session.writing.write import write_outputs
from tests.session.writing.acts import CONVENTION, DRAFT, PDF, WORD, acts, held, journal


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "68072-dietwiller" / "2022-12-15-conseil"


def write(folder: Path, version: str, *, sent: bool = False, draft: bool = True) -> dict[str, Outcome]:
    told = write_outputs(folder, acts(version, sent=sent, draft=draft), journal(version))
    assert all(one.phrase for one in told)
    return {one.name: one.outcome for one in told}


def test_the_first_run_writes_all_and_leaves_nothing_else(folder: Path) -> None:
    assert write(folder, "a") == dict.fromkeys((PDF, WORD, DRAFT), Outcome.WRITTEN)
    expected = {file.name: file.content for file in acts("a")}
    assert {name: content for name, content in held(folder).items() if name != "journal.json"} == expected


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps rights on folders")
@pytest.mark.parametrize(("mask", "acts_are", "copies_are"), [(0o022, 0o640, 0o644), (0o077, 0o600, 0o600)])
def test_acts_are_not_read_by_others_and_copies_to_publish_are(
    folder: Path, mask: int, acts_are: int, copies_are: int
) -> None:
    copy = OutputFile("1-deliberation-09-PUBLICATION.html", b"<p>x</p>", "publication-09")
    before = os.umask(mask)
    try:
        write_outputs(folder, (*acts("a"), copy), journal("a"))
    finally:
        os.umask(before)
    rights = {path.name: path.stat().st_mode & 0o777 for path in folder.iterdir()}
    assert rights.pop(copy.name) == copies_are
    del rights[".actgen.lock"]
    assert {PDF, "journal.json"} <= rights.keys() and set(rights.values()) == {acts_are}


def test_a_second_run_touches_nothing(folder: Path) -> None:
    write(folder, "a")
    before = {path: path.stat() for path in folder.iterdir() if path.name != ".actgen.lock"}
    assert set(write(folder, "a").values()) == {Outcome.UNCHANGED}
    after = {path: path.stat() for path in folder.iterdir() if path.name != ".actgen.lock"}
    assert [(path, known.st_mtime_ns, known.st_ino) for path, known in before.items()] == [
        (path, known.st_mtime_ns, known.st_ino) for path, known in after.items()
    ]


def test_another_folder_gives_the_same_bytes(folder: Path, tmp_path: Path) -> None:
    write(folder, "a")
    write(tmp_path / "ailleurs", "a")
    assert held(folder) == held(tmp_path / "ailleurs")


def test_a_word_file_corrected_by_hand_is_kept_run_after_run(folder: Path) -> None:
    write(folder, "a")
    (folder / WORD).write_bytes(b"corrected by hand")
    for version in ("b", "b", "c"):
        assert write(folder, version)[WORD] is Outcome.KEPT
        assert (folder / WORD).read_bytes() == b"corrected by hand"
    assert (folder / PDF).read_bytes() == acts("c")[0].content


def test_a_run_for_one_act_leaves_the_others_and_their_entries(folder: Path) -> None:
    write(folder, "a")
    write_outputs(folder, acts("b")[2:], journal("b"))
    assert (folder / PDF).read_bytes() == acts("a")[0].content
    assert set(read_journal(folder).files) == {PDF, WORD, DRAFT}


def test_a_copy_of_each_template_is_kept_for_ever(folder: Path) -> None:
    def used(*templates: Source) -> JournalDraft:
        plain = journal("a")
        return JournalDraft(plain.session, plain.state, plain.versions, plain.sources, templates)

    first, second = Source("socle/visas.md", b"un", "1" * 64), Source("socle/visas.md", b"deux", "2" * 64)
    for templates in ((first,), (second,), (second,)):
        told = write_outputs(folder, acts("a"), used(*templates))
        assert {one.name for one in told} == {PDF, WORD, DRAFT}
    assert (folder / "modeles.zip").read_bytes() == template_archive([second, first], None)


def test_a_journal_spoilt_by_hand_stops_everything(folder: Path) -> None:
    write(folder, "a")
    (folder / "journal.json").write_bytes(b"{")
    before = held(folder)
    with pytest.raises(EnvironmentFault, match="est illisible"):
        write(folder, "b")
    assert held(folder) == before


@pytest.mark.parametrize("spoilt", [b"", b"{", b"null"])
def test_a_spoilt_journal_that_is_deleted_heals_and_what_differs_is_kept(folder: Path, spoilt: bytes) -> None:
    """As the message says: a full disk or a sync tool leaves it empty, beside files that are whole."""
    write(folder, "a")
    whole = held(folder)
    (folder / "journal.json").write_bytes(spoilt)
    with pytest.raises(
        EnvironmentFault, match=r"vidé ou modifié.* supprimez-le et recommencez.* gardé tel quel"
    ):
        write(folder, "a")
    (folder / "journal.json").unlink()
    assert set(write(folder, "a").values()) == {Outcome.UNCHANGED.value}
    assert held(folder) == whole
    (folder / "journal.json").unlink()
    write(folder, "b")
    assert {name: held(folder)[name] for name in (PDF, WORD)} == {name: whole[name] for name in (PDF, WORD)}


@pytest.mark.parametrize("name", ["../a.pdf", "journal.json", "Modeles.zip", "con.pdf", ".cache"])
def test_an_unsafe_name_is_our_own_fault(folder: Path, name: str) -> None:
    with pytest.raises(ValueError, match="unsafe"):
        write_outputs(folder, [OutputFile(name, b"", CONVENTION)], journal("a"))
    assert not folder.exists()


@pytest.mark.parametrize(("name", "act"), [("2-A.pdf", "autre"), ("2-b.pdf", "acte")])
def test_two_files_may_not_share_a_name_or_a_form(folder: Path, name: str, act: str) -> None:
    with pytest.raises(ValueError, match="two files"):
        write_outputs(folder, [OutputFile("2-a.pdf", b"", "acte"), OutputFile(name, b"", act)], journal("a"))
