"""Files that a user asks to be replaced: all or none, never through a link."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from actgen.base.errors import EnvironmentFault
from actgen.session.writing.replace import STAGING
from actgen.session.writing.write import LOCK, rewrite_files, save


def names(folder: Path) -> set[str]:
    return {place.name for place in folder.iterdir()} - {LOCK}


def test_a_file_is_written_another_goes(tmp_path: Path) -> None:
    (tmp_path / "corps.md").write_bytes(b"old")
    assert rewrite_files(tmp_path, {"corps.docx": b"new", "corps.md": None})
    assert names(tmp_path) == {"corps.docx"} and (tmp_path / "corps.docx").read_bytes() == b"new"
    assert not rewrite_files(tmp_path, {"corps.docx": b"new", "corps.md": None})


def test_all_or_nothing(tmp_path: Path) -> None:
    (tmp_path / "corps.md").write_bytes(b"old")
    (tmp_path / "expose.md").mkdir()
    with pytest.raises(EnvironmentFault, match="lien ou un dossier"):
        rewrite_files(tmp_path, {"corps.md": None, "expose.md": b"new"})
    assert names(tmp_path) - {STAGING} == {"corps.md", "expose.md"}
    assert (tmp_path / "corps.md").read_bytes() == b"old"


def test_what_a_link_leads_to_stays(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_bytes(b"mine")
    (tmp_path / "corps.md").symlink_to(tmp_path / "mine.txt")
    with pytest.raises(EnvironmentFault, match="lien ou un dossier"):
        rewrite_files(tmp_path, {"corps.md": b"new"})
    assert (tmp_path / "mine.txt").read_bytes() == b"mine"


@pytest.mark.parametrize("name", ["../corps.md", "a/b.md", ""])
def test_an_unsafe_name_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(ValueError, match="unsafe"):
        rewrite_files(tmp_path, {name: b"x"})


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps rights on folders")
@pytest.mark.parametrize("given", [None, 0o600, 0o664])
def test_a_new_file_is_its_owner_s_and_rights_that_were_given_stay(tmp_path: Path, given: int | None) -> None:
    """A session that changed its day was opened to any user, with what was said behind closed doors."""
    place, moved = tmp_path / "seance-14.yaml", tmp_path / "seance-21.yaml"
    revision = save(place, b"first", None)
    if given is not None:
        place.chmod(given)
    save(place, b"second", revision)
    rights = [place.stat().st_mode]
    rewrite_files(tmp_path, {place.name: b"third"})
    rights.append(place.stat().st_mode)
    rewrite_files(tmp_path, {moved.name: b"fourth", place.name: None}, follows={moved.name: place.name})
    rights.append(moved.stat().st_mode)
    assert [oct(stat.S_IMODE(each)) for each in rights] == [oct(given or 0o600)] * 3
