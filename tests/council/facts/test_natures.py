"""A file of another kind than the one expected: one sentence instead of a finding a key."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from actgen.base.diagnostics import Diagnostic
from actgen.council.kinds.catalogue import Catalogue, search_path
from actgen.reading.sources import Sources
from actgen.session.load import load_collectivite, load_groupement, load_session

COLLECTIVITE = "commune: Dietwiller\nmembres:\n  - maire: Membre 1\n"
GROUPEMENT = "objet: l’achat de papier\ncoordonnateur:\n  commune: Dietwiller\nmembres: aucune\n"
SEANCE = "collectivite: dietwiller\nseance:\n  date: 15/12/2022\n"


def as_session(path: Path, sources: Sources) -> tuple[Diagnostic, ...]:
    return load_session(path, sources, Catalogue(sources, search_path(sources.workspace))).findings


def as_collectivite(path: Path, sources: Sources) -> tuple[Diagnostic, ...]:
    return load_collectivite(path, sources)[1]


def as_groupement(path: Path, sources: Sources) -> tuple[Diagnostic, ...]:
    return load_groupement(path, sources)[1]


@pytest.mark.parametrize(
    ("read", "text", "told"),
    [
        (as_session, COLLECTIVITE, "celui d’une collectivité, pas celui d’une séance"),
        (as_session, GROUPEMENT, "celui d’un groupement, pas celui d’une séance"),
        (as_collectivite, SEANCE, "celui d’une séance, pas celui d’une collectivité"),
        (as_groupement, COLLECTIVITE, "celui d’une collectivité, pas celui d’un groupement"),
        (as_session, COLLECTIVITE.replace("membres", "menbres"), "celui d’une collectivité"),
    ],
)
def test_another_kind_of_file_is_told_once(
    tmp_path: Path, read: Callable[[Path, Sources], tuple[Diagnostic, ...]], text: str, told: str
) -> None:
    path = tmp_path / "fichier.yaml"
    path.write_text(text, encoding="utf-8")
    (finding,) = read(path, Sources(tmp_path))
    assert (finding.code, finding.location and finding.location.line) == ("FICHIER-NATURE", 0)
    assert told in finding.message
    assert "Donnez ici un fichier du dossier" in finding.hint
    assert ("actgen batch, actgen status" in finding.hint) is (text == GROUPEMENT)


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("sceance:\n  date: 15/12/2022\ncollectivite:\n  commune: Dietwiller\n", {"CLE-INCONNUE"}),
        ("seance:\n  date: 15/12/2022\ncommune: Dietwiller\n", {"CLE-ABSENTE", "CLE-INCONNUE"}),
        ("titre: Une délibération\n", {"CLE-ABSENTE", "CLE-INCONNUE"}),
    ],
)
def test_a_slip_in_the_right_file_is_told_as_such(tmp_path: Path, text: str, codes: set[str]) -> None:
    path = tmp_path / "seance.yaml"
    path.write_text(text, encoding="utf-8")
    assert {finding.code for finding in as_session(path, Sources(tmp_path))} == codes
