"""The files that a stranger's journal names: nothing of it stops a verification, or is tried elsewhere."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from actgen.cli import main
from actgen.delivery.verify.folders import verify_folder
from actgen.delivery.verify.origins import workspace_for
from actgen.delivery.verify.result import Etat
from actgen.session.writing.journal import JOURNAL, Journal

LONG = "a" * 300


def folder_with(place: Path, sources: dict[str, str]) -> Path:
    place.mkdir(parents=True, exist_ok=True)
    told = {"format": 1, "seance": {"fichier": "seances/x.yaml"}, "fichiers": {}, "actes": {}}
    (place / JOURNAL).write_text(json.dumps({**told, "sources": sources}), encoding="utf-8")
    return place


def test_a_name_that_no_system_takes_is_a_source_that_is_gone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "collectivites").mkdir()
    monkeypatch.chdir(tmp_path)
    folder = folder_with(tmp_path / "output", {LONG: "x"})
    assert main(["verify", str(folder), "--workspace", str(tmp_path)]) == 1
    assert main(["verify", str(folder)]) == 1
    seen = capsys.readouterr()
    assert seen.err == "" and "introuvable, alors que les actes en viennent" in " ".join(seen.out.split())


@pytest.mark.parametrize(
    "name", ["//hote/partage/x", r"\\hote\partage\x", "C:/x", "../x", "/x", "actgen/../x"]
)
def test_a_name_that_leads_elsewhere_is_never_tried(
    tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "collectivites").mkdir()
    folder = folder_with(tmp_path / "output", {name: "x"})
    (tmp_path / "x").write_text("x", encoding="utf-8")
    tried: list[str] = []
    for function in ("stat", "lstat"):
        monkeypatch.setattr(os, function, _noting(tried, getattr(os, function)))
    found = verify_folder(folder, tmp_path)
    assert [(piece.nom, piece.etat) for piece in found.pieces] == [(name, Etat.ABSENT)]
    assert workspace_for(folder, Journal(sources={name: "x"})) == tmp_path
    last = name.replace("\\", "/").rpartition("/")[2]
    assert tried and not [each for each in tried if each.replace("\\", "/").endswith(f"/{last}")]


def _noting(tried: list[str], function: Callable[..., os.stat_result]) -> Callable[..., os.stat_result]:
    def noted(path: object, *given: object, **named: object) -> os.stat_result:
        tried.append(str(path))
        return function(path, *given, **named)

    return noted


def test_a_workspace_beside_is_anothers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It may have the same roster and another session of that name: it would be said that the act differs."""
    space = tmp_path / "a-mairie"
    (space / "collectivites").mkdir(parents=True)
    (space / "x.yaml").write_bytes(b"x")
    sha256 = "2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881"
    folder = folder_with(tmp_path / "sorties" / "actes", {"x.yaml": sha256})
    monkeypatch.chdir(tmp_path)
    assert workspace_for(folder, Journal(sources={"x.yaml": sha256})) != space
    (piece,) = verify_folder(folder).pieces
    assert piece.etat is Etat.NON_COMPARE and "--workspace" in piece.phrase
    monkeypatch.chdir(space)
    assert workspace_for(folder, Journal(sources={"x.yaml": sha256})) == space
