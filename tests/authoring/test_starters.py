"""Starter files: whatever is answered reads back as it was answered."""

from __future__ import annotations

import os
from datetime import date, time
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from actgen.authoring.starters.collectivite import CollectiviteStarter, collectivite_text
from actgen.authoring.starters.files import write_new, write_workspace
from actgen.base.errors import EnvironmentFault
from actgen.base.text.yaml_lines import value
from actgen.session.starter import SeanceStarter, seance_text

ANSWERS = st.text(st.characters(codec="utf-8").filter(str.isprintable), max_size=80)


def _texts(text: str) -> Any:
    return yaml.load(text, yaml.CBaseLoader)  # every scalar as text, as actgen reads it


@given(ANSWERS)
def test_a_value_reads_back(text: str) -> None:
    assert _texts(f"cle: {value(text)}\n") == {"cle": " ".join(text.split())}


@pytest.mark.parametrize("plain", ["Budget", "salle du conseil, 1er étage", "1. Divers", "L’école (travaux)"])
def test_a_plain_value_needs_no_quotes(plain: str) -> None:
    assert value(plain) == plain


@pytest.mark.parametrize(
    "text", ["a: b", "a #b", "- a", "&a", "*a", "oui", "{a", "[a", "'a", '"a', "a:", "%a", "@a"]
)
def test_what_yaml_would_take_for_its_own_is_quoted(text: str) -> None:
    assert value(text).startswith('"')


@given(st.lists(ANSWERS.filter(str.strip), max_size=5), ANSWERS)
def test_a_session_starter_reads_back(subjects: list[str], place: str) -> None:
    starter = SeanceStarter(
        "dietwiller",
        date(2023, 3, 15),
        time(20, 5),
        place,
        points=tuple(" ".join(s.split()) for s in subjects),
    )
    read = _texts(seance_text(starter))
    assert read["seance"]["date"] == "mercredi 15/03/2023"
    assert read["seance"]["heure"] == "20h05"
    assert read["seance"]["lieu"] == " ".join(place.split())
    assert [point["objet"] for point in read["points"] or []] == list(starter.points)
    assert read["absents"] == read["mouvements"] == ""
    assert starter.name == "dietwiller-2023-03-15.yaml"


@given(ANSWERS)
def test_a_collectivity_starter_reads_back(chef: str) -> None:
    text = collectivite_text(CollectiviteStarter("commune", "L’Haÿ-les-Roses", mode="affichage", chef=chef))
    read = _texts(text)
    assert read["commune"] == "L’Haÿ-les-Roses"
    assert read["publication"] == {"mode": "affichage", "choisi_le": ""}
    assert read["numero"] == "{date}-{point}"
    name = " ".join(chef.split())
    assert read["membres"] == ([{"maire": name}] if name else "")


def test_no_file_is_replaced(tmp_path: Path) -> None:
    place = tmp_path / "a" / "b.yaml"
    assert write_new(place, "é")
    assert not write_new(place, "autre")
    assert place.read_bytes() == "é".encode()
    private = place.with_name("seance.yaml")
    assert write_new(private, "é", private=True)
    assert os.name == "nt" or private.stat().st_mode & 0o777 == 0o600


def test_a_workspace_is_made_once(tmp_path: Path) -> None:
    first, again = dict(write_workspace(tmp_path)), dict(write_workspace(tmp_path))
    assert set(first.values()) == {True}
    assert set(again.values()) == {False}
    assert first.keys() == again.keys()


def test_a_folder_that_can_not_be(tmp_path: Path) -> None:
    (tmp_path / "collectivites").write_text("", encoding="utf-8")
    with pytest.raises(EnvironmentFault, match="ne peut pas être créé"):
        list(write_workspace(tmp_path))
    (tmp_path / "x").write_text("", encoding="utf-8")
    with pytest.raises(EnvironmentFault, match="ne peut pas être écrit"):
        write_new(tmp_path / "x" / "y", "")
