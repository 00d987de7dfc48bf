"""`actgen studio`: the same, in a window."""

from __future__ import annotations

from pathlib import Path

from actgen.cli.line import Line
from actgen.errors import UsageError, quoted
from actgen.report.screen import Screen
from actgen.studio.launch import launch


def run_studio(line: Line, screen: Screen) -> int:
    """Open the studio, and hold it until it is closed."""
    place = Path(line.one("DOSSIER", "."))
    if not place.exists():
        raise UsageError(f"Le dossier {quoted(str(place))} est introuvable. Vérifiez son nom.")

    def say(sentence: str) -> None:
        screen.line(sentence)
        screen.flush()

    launch(place, say, browser=not line.has("--no-browser"))
    return 0
