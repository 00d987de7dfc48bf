"""A file value by value: every one is found where findings say it is, and saved alone."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from msgspec import UNSET

import actgen

DATA = Path(__file__).resolve().parent.parent.parent / "data"
FILES = sorted(place.relative_to(DATA).as_posix() for place in DATA.glob("[scg]*/*.yaml"))
SESSION = "seances/le-trehou-2024-11-14.yaml"


@pytest.fixture
def workspace(tmp_path: Path) -> actgen.Workspace:
    for folder in ("seances", "collectivites", "groupements"):
        shutil.copytree(DATA / folder, tmp_path / folder)
    return actgen.Workspace(tmp_path)


def paths_of(value: object, path: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    below: list[tuple[str | int, object]] = []
    if isinstance(value, dict):
        below = list(value.items())
    elif isinstance(value, list):
        below = list(enumerate(value))
    return [path, *(each for step, inside in below for each in paths_of(inside, (*path, step)))]


@pytest.mark.parametrize("name", FILES)
def test_a_value_is_found_from_its_place(workspace: actgen.Workspace, name: str) -> None:
    fields = workspace.fields(name)
    paths = [path for path in paths_of(fields.raw(())) if isinstance(fields.raw(path), str)]
    assert paths
    for path in paths:
        assert fields.path_of(fields.place_of(path)) == path


def fields_of(workspace: actgen.Workspace, text: str, name: str = SESSION) -> actgen.Fields:
    (workspace.root / name).write_text(text, encoding="utf-8")
    workspace.refresh()
    return workspace.fields(name)


def test_what_a_field_can_hold(workspace: actgen.Workspace) -> None:
    seance, point = "seance:\n  levee:\n  lieu: mairie\n", "  - numero: 1\n    decide: APPROUVE\n"
    fields = fields_of(workspace, f"{seance}points:\n{point}    vote:\n      pour: 3\n")
    assert fields.text(("seance", "lieu")) == "mairie"
    assert (fields.raw(("seance", "levee")), fields.raw(("seance", "date"))) == (None, UNSET)
    for held in ("levee", "lieu", "date"):
        assert fields.holds(("seance", held))
    assert fields.holds(("points", 0, "interesse"))
    assert fields.holds(("convocation", "envoyee_le")), "a group that is still to be written"
    for not_held in (("points",), ("points", 0), ("points", 0, "vote"), ("seance", "lieu", "ville")):
        assert not fields.holds(not_held)
        with pytest.raises(actgen.CannotEdit):
            fields.write(not_held, "x")
    assert fields.several(("points", 0, "decide")) == ["APPROUVE"]
    assert fields.item(1) == ("points", 0)
    with pytest.raises(actgen.UsageError, match="point 2"):
        fields.item(2)


def test_a_change_is_made_only_where_there_is_one(workspace: actgen.Workspace) -> None:
    fields = fields_of(workspace, "seance:\n  levee:\n  lieu: mairie\n")
    assert fields.write(("seance", "lieu"), "mairie") == []
    assert fields.write(("seance", "levee"), "") == []
    assert fields.write(("seance", "date"), "") == []
    assert fields.write(("seance", "lieu"), "") == [actgen.Put(("seance", "lieu"), None)]
    assert fields.write(("seance", "date"), "14/11/2024") == [actgen.Put(("seance", "date"), "14/11/2024")]


def test_a_finding_is_under_the_value_that_is_to_be_mended(workspace: actgen.Workspace) -> None:
    text = (workspace.root / SESSION).read_text(encoding="utf-8")
    fields = fields_of(workspace, text.replace("  date: ", "  date: lundi ", 1))
    assert [path for path, _ in fields.findings] == [("seance", "date")]
    assert fields.of(("seance", "date")) == fields.of(("seance",), below=True) != ()
    assert fields.of(("seance", "lieu")) == fields.of(("seance",)) == ()


def test_the_findings_of_a_council_and_of_a_group(workspace: actgen.Workspace) -> None:
    for name in ("collectivites/le_trehou.yaml", "groupements/papeterie.yaml"):
        text = (workspace.root / name).read_text(encoding="utf-8")
        fields = fields_of(workspace, f"{text}\nrubrique_de_trop: oui\n", name)
        assert [path for path, _ in fields.findings] == [("rubrique_de_trop",)]


def test_a_file_that_is_no_yaml_has_no_value(workspace: actgen.Workspace) -> None:
    fields = fields_of(workspace, "seance: [\n")
    assert not fields.readable
    assert fields.raw(()) is UNSET
    assert fields.path_of(actgen.Location(SESSION, 1, 1)) == ()
    assert fields.findings


def test_a_place_without_a_column_is_that_of_its_line(workspace: actgen.Workspace) -> None:
    fields = fields_of(workspace, "seance:\n  levee:\n  lieu: mairie\n")
    assert fields.path_of(actgen.Location(SESSION, 3)) == ("seance", "lieu")
    assert fields.path_of(actgen.Location(SESSION)) == ()


def test_an_edit_is_put_back_byte_for_byte(workspace: actgen.Workspace) -> None:
    place = workspace.root / SESSION
    before = place.read_bytes()
    saved = workspace.edit(SESSION, [actgen.Put(("seance", "lieu"), "à l’école")], workspace.read(SESSION)[1])
    assert place.read_bytes() != before
    workspace.put_back(SESSION, saved)
    assert place.read_bytes() == before
    with pytest.raises(actgen.Conflict):
        workspace.put_back(SESSION, saved)
