"""A group or a collectivity as its loader reads it, from the text of its file."""

from __future__ import annotations

from pathlib import Path

from actgen.diagnostics import Diagnostic
from actgen.facts.collectivite import Collectivite
from actgen.facts.collectivites import CollectiviteLoader
from actgen.facts.groupement import Groupement
from actgen.facts.shapes.collectivite import CollectiviteShape
from actgen.reading.typed import read_typed
from actgen.session.load import load_groupement
from actgen.sources import Sources


def collectivite(text: str) -> tuple[Collectivite | None, list[Diagnostic]]:
    typed = read_typed(text.encode(), "collectivites/x.yaml", CollectiviteShape)
    findings = list(typed.findings)
    if typed.value is None:
        return None, findings
    return CollectiviteLoader(typed.value, typed.location, findings).load(), findings


def groupement(folder: Path, text: str) -> tuple[Groupement | None, tuple[Diagnostic, ...]]:
    (folder / "groupements").mkdir()
    (folder / "collectivites").mkdir()
    path = folder / "groupements" / "x.yaml"
    path.write_text(text, encoding="utf-8")
    return load_groupement(path, Sources(folder))
