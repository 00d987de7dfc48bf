"""Two sessions of one body on one day: each has a folder that the other never writes in."""

from __future__ import annotations

from pathlib import Path

import pytest

from actgen.session.result import Options
from tests.session.acts import LE_TREHOU, edit, render, session_file, workspace

MORNING = {"heure: 20h00": "heure: 9h00", "levee: 21h10": "levee: 10h10", "à 20h15": "à 9h15"}


def written(file: Path, out: Path) -> Path:
    folder = render(file, Options(only=("liste", "proces_verbal"), formats=("html",), out=out)).folder
    assert folder is not None
    return folder


def held(folder: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in folder.iterdir() if file.suffix == ".html"}


@pytest.fixture
def evening(tmp_path: Path) -> Path:
    return session_file(LE_TREHOU, workspace(tmp_path / "mairie"))


def morning_of(evening: Path) -> Path:
    """The same session as if it had been held in the morning, told by a file of its own."""
    file = evening.with_name("le-trehou-matin.yaml")
    file.write_text(evening.read_text(encoding="utf-8"), encoding="utf-8")
    for old, new in MORNING.items():
        edit(file, old, new)
    return file


@pytest.mark.parametrize("first", ["matin", "soir"])
def test_folders_follow_the_hours_whichever_is_written_first(
    evening: Path, tmp_path: Path, first: str
) -> None:
    files = {"matin": morning_of(evening), "soir": evening}
    order = sorted(files, key=lambda name: name != first)
    folders = {name: written(files[name], tmp_path / "out") for name in order}
    assert folders["matin"].name == "2024-11-14-conseil"
    assert folders["soir"].name == "2024-11-14-conseil-2"


def test_a_session_told_of_later_leaves_the_folder_of_the_other_alone(evening: Path, tmp_path: Path) -> None:
    folder = written(evening, tmp_path / "out")
    before = held(folder)
    assert folder.name == "2024-11-14-conseil" and before
    beside = written(morning_of(evening), tmp_path / "out")
    assert beside.name == "2024-11-14-conseil-2"
    assert held(folder) == before != held(beside)
    assert written(evening, tmp_path / "out") == folder


def test_a_copy_of_a_file_at_the_same_hour_writes_beside_it(evening: Path, tmp_path: Path) -> None:
    folder = written(evening, tmp_path / "out")
    copy = evening.with_name("copie.yaml")
    copy.write_text(evening.read_text(encoding="utf-8"), encoding="utf-8")
    assert written(copy, tmp_path / "out").name == "2024-11-14-conseil-2"
    evening.unlink()  # the copy is the session now: it may take the folder that nobody else claims
    copy.rename(evening)
    assert written(evening, tmp_path / "out") == folder
