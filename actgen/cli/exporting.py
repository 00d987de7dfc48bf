"""What the three exports are asked for in the same words."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from actgen.cli.catalogues import TEMPLATES, folders_of
from actgen.cli.line import Line, Option
from actgen.cli.overrides import OVERRIDE, overrides

if TYPE_CHECKING:
    from actgen.session.result import Options

COMMON = (
    TEMPLATES,
    OVERRIDE,
    Option("--report", "forme du compte rendu", "FORME", choices=("text", "json")),
)


def options_of(line: Line, command: str) -> Options:
    """What a run is given. Raises UsageError for a folder that isn't there."""
    from actgen.session.result import Options

    out = line.one("--out")
    return Options(
        formats=("pdf",),
        out=Path(out) if out else None,
        templates=folders_of(line, command),
        overrides=overrides(line, command),
    )
