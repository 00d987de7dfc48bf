"""One walk finds the sessions: those of folders inside too, in order, and nothing from elsewhere."""

from __future__ import annotations

from pathlib import Path

import pytest

from actgen.reading.sources import walk, yaml_files
from actgen.session.examination import examine
from actgen.session.result import Options
from tests.session.acts import DIETWILLER, session_file


def _fill(folder: Path, *names: str) -> None:
    for name in names:
        place = folder / name
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text("x", "utf-8")


def test_files_of_folders_inside_are_found_in_order(tmp_path: Path) -> None:
    _fill(tmp_path, "b.yaml", "2022/mai/c.yml", "2022/a.yaml", "notes.md", "2022/plan.pdf")
    (tmp_path / "dossier.yaml").mkdir()
    found = [place.relative_to(tmp_path).as_posix() for place in yaml_files(tmp_path)]
    assert found == ["2022/a.yaml", "2022/mai/c.yml", "b.yaml"]


def test_nothing_is_looked_for_elsewhere(tmp_path: Path) -> None:
    _fill(tmp_path, "ailleurs/a.yaml", "ici/b.yaml")
    (tmp_path / "ici/lien").symlink_to(tmp_path / "ailleurs")
    (tmp_path / "ici/tourne").symlink_to(tmp_path / "ici")
    (tmp_path / "ici/perdu.yaml").symlink_to(tmp_path / "rien.yaml")
    assert yaml_files(tmp_path / "ici") == [tmp_path / "ici/b.yaml"]
    assert yaml_files(tmp_path / "nulle-part") == []


def test_no_more_than_so_many_are_looked_at(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _fill(tmp_path, "a.yaml", "b.yaml", "z/c.yaml")
    monkeypatch.setattr(walk, "_FILES", 2)
    assert yaml_files(tmp_path) == [tmp_path / "a.yaml", tmp_path / "b.yaml"]
    monkeypatch.setattr(walk, "_FILES", 9)
    monkeypatch.setattr(walk, "_FOLDERS", 1)
    assert yaml_files(tmp_path) == [tmp_path / "a.yaml", tmp_path / "b.yaml"]


# What `--only` names is found in the examination that makes it: a session is examined once


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("procès-verbal", {"proces-verbal"}),
        ("CERTIFICAT", {"certificat-09"}),
        ("publication", {"publication-09", "publication-proces-verbal"}),
        ("note de synthèse", {"note-de-synthese"}),
        ("adhesion_groupement", {"deliberation-09", "publication-09"}),
    ],
)
def test_an_act_is_known_by_any_of_its_names(asked: str, found: set[str]) -> None:
    examination = examine(session_file(DIETWILLER), Options(only=(asked,)))
    assert {plan.key for plan in examination.plans} == found
    assert examination.unknown == ()


def test_a_name_that_no_act_has_is_told_with_those_it_has() -> None:
    examination = examine(session_file(DIETWILLER), Options(only=("certificat-9", "convention")))
    assert examination.unknown == ("certificat-9",)
    assert "certificat-09" in examination.keys and "pouvoir" not in examination.keys
