"""A group or a collectivity as its loader reads it, from the text of its file."""

from __future__ import annotations

from pathlib import Path

from actgen.base.diagnostics import Diagnostic
from actgen.council.facts.beside import Beside
from actgen.council.facts.collectivite import Collectivite
from actgen.council.facts.groupement import Groupement
from actgen.reading.sources import Sources
from actgen.reading.typed import read_typed
from actgen.session.load import load_groupement


def collectivite(text: str) -> tuple[Collectivite | None, list[Diagnostic]]:
    beside = Beside(Sources(Path("/nowhere")), "collectivites/x.yaml")
    typed = read_typed(text.encode(), beside.file, Collectivite, refer=lambda _: beside)
    read = typed.value if typed.value is not None and typed.value.code else None
    return read, [*typed.findings, *(beside.findings if typed.value is not None else ())]


def groupement(folder: Path, text: str) -> tuple[Groupement | None, tuple[Diagnostic, ...]]:
    (folder / "groupements").mkdir()
    (folder / "collectivites").mkdir()
    path = folder / "groupements" / "x.yaml"
    path.write_text(text, encoding="utf-8")
    return load_groupement(path, Sources(folder))
