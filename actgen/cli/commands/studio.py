"""`actgen studio`: the same, in a window."""

from __future__ import annotations

from pathlib import Path

from actgen.api.report.screen import Screen
from actgen.base.errors import EnvironmentFault, UsageError, quoted
from actgen.cli.line import Line
from actgen.studio.launch import launch

_NOT_MADE = "Le dossier {place} ne peut pas être créé ici. Choisissez-en un autre, où vous pouvez écrire."


def run_studio(line: Line, screen: Screen) -> int:
    """Open the studio, and hold it until it is closed; a folder that is not there yet is made, and empty."""
    place = Path(line.one("DOSSIER", "."))
    if not place.exists():
        if not place.absolute().parent.is_dir():
            raise UsageError(f"Le dossier {quoted(str(place))} est introuvable. Vérifiez son nom.")
        try:
            place.mkdir()
        except OSError as error:
            raise EnvironmentFault(_NOT_MADE.format(place=quoted(place.name))) from error

    def say(sentence: str) -> None:
        screen.line(sentence)
        screen.flush()

    launch(place, say, browser=not line.has("--no-browser"))
    return 0
