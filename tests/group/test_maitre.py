"""The folder of a group tells whose it is, whatever its journal names."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from actgen.errors import EnvironmentFault
from actgen.group.dossier import verifie_le_maitre
from actgen.sources import Sources
from actgen.writing.journal import JOURNAL

GROUP = "groupements/papier.yaml"


def folder_of(place: Path, group: str) -> Path:
    (place / "coordonnateur").mkdir(parents=True)
    told = {"format": 1, "seance": {"fichier": group}, "fichiers": {}, "actes": {}, "sources": {group: "x"}}
    (place / "coordonnateur" / JOURNAL).write_text(json.dumps(told), encoding="utf-8")
    return place


@pytest.mark.parametrize("other", ["groupements/" + "a" * 300, "//hote/partage/x.yaml", "../x.yaml", ""])
def test_a_group_that_no_file_can_be_is_another_one(tmp_path: Path, other: str) -> None:
    (tmp_path / "x.yaml").write_text("objet: autre", encoding="utf-8")
    (tmp_path / "espace/groupements").mkdir(parents=True)
    folder, sources = folder_of(tmp_path / "out", other), Sources(tmp_path / "espace")
    if not other:
        verifie_le_maitre(folder, GROUP, sources)
        return
    with pytest.raises(EnvironmentFault, match="a été renommé puis modifié"):
        verifie_le_maitre(folder, GROUP, sources)
