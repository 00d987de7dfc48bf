"""A session that the register and the open data would not take is named, by them and when it is checked."""

from __future__ import annotations

from pathlib import Path

import pytest

from actgen.base.diagnostics import Diagnostic, Severity
from actgen.cli.arguments import named_files
from actgen.reading.sources import Sources
from actgen.session.workspace import left_aside, session_files
from tests.session.acts import LE_TREHOU, examined, session_file, workspace


def _told(findings: tuple[Diagnostic, ...]) -> list[str]:
    return [
        f"{found.location.file} {found.hint}"
        for found in findings
        if found.code == "SEANCE-A-PART" and found.location
    ]


@pytest.mark.parametrize(
    ("moved", "advice"),
    [
        ("seances/{name}.txt", "\u00a0le-trehou-2024-11-14.yaml\u00a0"),
        ("seances/{name}.TXT", "\u00a0le-trehou-2024-11-14.yaml\u00a0"),
        ("seances/le-trehou-2024-11-14.YAML", "\u00a0le-trehou-2024-11-14.yaml\u00a0"),
        ("{name}", "Déplacez le fichier"),
        ("archives/{name}", "Déplacez le fichier"),
    ],
)
def test_a_session_that_is_not_taken_says_so(moved: str, advice: str, tmp_path: Path) -> None:
    session = session_file(LE_TREHOU, workspace(tmp_path))
    assert _told(examined(session).report.findings) == []
    place = tmp_path / moved.format(name=session.name)
    place.parent.mkdir(exist_ok=True)
    session.rename(place)
    for text in tmp_path.joinpath("seances").glob("*.md"):  # the texts that it names are beside it
        text.rename(place.parent / text.name)
    (told,) = _told(examined(place).report.findings)
    assert told.startswith(place.relative_to(tmp_path).as_posix())
    assert advice in told


def test_a_file_that_is_not_there_has_no_place_to_go_to(tmp_path: Path) -> None:
    findings = examined(workspace(tmp_path) / "s.yaml").report.findings
    assert [found.code for found in findings] == ["FICHIER-ABSENT"]


def test_whoever_gathers_the_sessions_names_those_left_aside(tmp_path: Path) -> None:
    session = session_file(LE_TREHOU, workspace(tmp_path))
    place = session.with_name(f"{session.name}.txt")
    session.rename(place)
    (tmp_path / "seances" / "notes.txt").write_text("Rappeler le comptable.\n", encoding="utf-8")
    assert [each.split()[0] for each in _told(tuple(left_aside(Sources(tmp_path))))] == [
        f"seances/{place.name}"
    ]


@pytest.mark.parametrize("named", [".", "seances"])
def test_a_folder_stands_for_what_the_register_takes_and_for_what_it_leaves_aside(
    named: str, tmp_path: Path
) -> None:
    session = session_file(LE_TREHOU, workspace(tmp_path))
    for name in ("2024/a.yaml", "2024/mai/b.yml", "2024/c.yaml.txt", "2024/notes.txt", "../d.yaml"):
        place = session.parent / name
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(session.read_bytes() if "notes" not in name else b"Rappeler le comptable.\n")
    sources = Sources(tmp_path)
    taken = {place.resolve() for place in session_files(sources)}
    aside = {tmp_path / found.location.file for found in left_aside(sources) if found.location}
    assert {tmp_path / "seances/2024/a.yaml", tmp_path / "seances/2024/mai/b.yml"} <= taken
    assert aside == {tmp_path / "seances/2024/c.yaml.txt", tmp_path / "d.yaml"}
    found = [place.resolve() for place in named_files([str(tmp_path / named)])]
    beside = {tmp_path / "d.yaml"} if named == "seances" else set()  # not in that folder
    assert set(found) == (taken | aside) - beside and len(found) == len(set(found))


def test_sessions_in_a_folder_beside_are_named_never_the_papers_that_were_made(tmp_path: Path) -> None:
    session = session_file(LE_TREHOU, workspace(tmp_path))
    own = "templates/deliberations/voeu/exemple.yaml"
    for name in ("anciennes/2021/d.yaml", "output/le-trehou/avant/e.yaml", ".cache/f.yaml", own):
        place = tmp_path / name
        place.parent.mkdir(parents=True)
        place.write_bytes(session.read_bytes())
    (tmp_path / "output/le-trehou/avant/journal.json").write_text("{}", encoding="utf-8")
    told = _told(tuple(left_aside(Sources(tmp_path))))
    assert [each.split()[0] for each in told] == ["anciennes/2021/d.yaml"]
    assert "Déplacez" in told[0]


@pytest.mark.parametrize("name", ["g.yaml.bak", "g.yaml~", f"{LE_TREHOU}.yaml.txt"])
def test_a_copy_is_to_be_left_or_removed_never_renamed_into_a_second_session(
    name: str, tmp_path: Path
) -> None:
    session = session_file(LE_TREHOU, workspace(tmp_path))
    session.with_name(name).write_bytes(session.read_bytes())
    (found,) = left_aside(Sources(tmp_path))
    assert found.severity is Severity.INFO and found.hint
    assert "copie" in found.hint and "Renommez" not in found.hint
