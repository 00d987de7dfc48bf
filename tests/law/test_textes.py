"""The patterns of data/droit/textes.yaml find their examples and leave their counter-examples."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from actgen.law.tables import load
from actgen.law.textes import Textes, shipped_textes
from tests.rows import every

FILE = Path(__file__).resolve().parents[2] / "data" / "droit" / "textes.yaml"
LISTS = ("blancs", "decisions_a_revoir", "termes", "donnees_personnelles", "clauses_de_groupement")


def rows() -> list[dict[str, Any]]:
    content = yaml.load(FILE.read_bytes(), Loader=yaml.CBaseLoader)
    return [row for name in LISTS for row in content[name]]


def _plain(text: str) -> str:
    return text.replace("’", "'")


def test_the_shipped_file_is_sound_and_read_whole() -> None:
    assert load(Textes)[1] == ()
    read = shipped_textes()
    assert len(rows()) == sum(
        map(len, (read.blancs, read.decisions, read.termes, read.donnees, read.clauses))
    )


@every("row", rows())
def test_a_pattern_finds_its_examples_only(row: dict[str, Any]) -> None:
    motif = re.compile(str(row.get("motif") or row["quand"]), re.MULTILINE)
    assert row["exemples"]
    assert [text for text in row["exemples"] if not motif.search(_plain(text))] == []
    assert [text for text in row.get("contre_exemples", ()) if motif.search(_plain(text))] == []


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("motif: '_{3,}|", "motif: '_{3,|", None),
        ("motif: '_{3,}|", "motif: '(_|", "n’est pas une expression régulière"),
        ("    gravite: erreur", "    gravite: grave", "n’est pas une valeur"),
        ("    actes: groupement", "    actes: partout", "n’est pas une valeur"),
        ("    obligatoire: oui", "    obligatoire: toujours", "n’est pas une valeur"),
        ("dit: un trait à remplir", "dis: un trait à remplir", "Rubrique inconnue"),
    ],
)
def test_a_fault_is_told_with_its_line(old: str, new: str, said: str | None) -> None:
    text = FILE.read_text(encoding="utf-8").replace(old, new, 1)
    _, findings = Textes.read(text.encode(), "textes.yaml")
    if said is None:
        assert findings == ()
        return
    assert any(said in finding.message for finding in findings)
    assert all(finding.location is not None and finding.location.line for finding in findings)
