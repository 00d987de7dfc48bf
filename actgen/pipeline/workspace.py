"""The session files of a workspace, and whose a file that can't be read may be."""

from __future__ import annotations

import re
from pathlib import Path

from actgen.reading.nodes import Mapping, Scalar
from actgen.reading.yaml_tree import read_tree
from actgen.sources import Source, Sources, yaml_files

SESSIONS = "seances"
_YEAR = re.compile(r"(?<!\d)\d{4}(?!\d)")


def session_files(sources: Sources) -> list[Path]:
    """The files of the folder of sessions and of those inside it, by name."""
    return yaml_files(sources.workspace / SESSIONS)


def may_be_of(source: Source, collectivite: str, year: int) -> bool:
    """Whether a file that can't be read may tell of a session of that collectivity and year."""
    tree, _ = read_tree(source.content, source.path)
    if not isinstance(tree, Mapping):
        return True
    named, day = _text(tree, "collectivite"), ""
    for key, value in tree:
        if key.text == "seance" and isinstance(value, Mapping):
            day = _text(value, "date")
    years = _YEAR.findall(day)
    other = bool(named) and Path(named).stem != Path(collectivite).stem
    return not other and (not years or str(year) in years)


def _text(mapping: Mapping, wanted: str) -> str:
    """What stands after a key, when it is one value."""
    return next(
        (value.text for key, value in mapping if key.text == wanted and isinstance(value, Scalar)), ""
    )
