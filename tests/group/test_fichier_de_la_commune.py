"""A session that a commune sent without the files that it names: they are the commune's to send."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from actgen.group.dossier import dossier


@pytest.fixture
def group(checkout: Path, tmp_path: Path) -> Path:
    """The worked group and the session of one of its members; the group's file."""
    for name in ("collectivites", "groupements", "seances"):
        (tmp_path / name).mkdir()
    for place in (*(checkout / "data/groupements").glob("papeterie*"), *_of_le_trehou(checkout / "data")):
        shutil.copy(place, tmp_path / place.parent.name)
    return tmp_path / "groupements/papeterie.yaml"


def _of_le_trehou(data: Path) -> tuple[Path, ...]:
    return data / "collectivites/le_trehou.yaml", *(data / "seances").glob("le-trehou-2024-11-14*")


@pytest.mark.parametrize("name", ["collectivites/le_trehou.yaml", "seances/le-trehou-2024-11-14-point-3.md"])
def test_what_a_commune_has_not_sent_is_asked_of_it(group: Path, name: str) -> None:
    (group.parents[1] / name).unlink()
    (finding,) = (each for each in dossier(group).findings if each.code == "GC-SEANCE")
    assert "Demandez à la commune le fichier qui manque" in finding.hint
    assert finding.hint.endswith("actgen check seances/le-trehou-2024-11-14.yaml")


def test_an_error_of_its_own_asks_for_no_file(group: Path) -> None:
    session = group.parents[1] / "seances/le-trehou-2024-11-14.yaml"
    text = session.read_text(encoding="utf-8")
    session.write_text(text.replace("9 pour, 2 contre", "9 pour, 7 contre"), encoding="utf-8")
    (finding,) = (each for each in dossier(group).findings if each.code == "GC-SEANCE")
    assert finding.hint.startswith("Voyez ce qui ne va pas")
