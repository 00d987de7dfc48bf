"""`actgen new workspace`: the folders, then the first collectivity."""

from __future__ import annotations

from pathlib import Path

from actgen.cli.dialogues import collectivite
from actgen.cli.dialogues.saving import prepare, shown
from actgen.cli.questions import Questions


def start(folder: Path, questions: Questions) -> None:
    """Make the folders; ask for the commune, which may wait."""
    screen = questions.screen
    screen.line(f"Espace de travail\u00a0: {shown(folder)}")
    prepare(folder, screen, aloud=True)
    screen.line()
    collectivite.start(folder, questions, later=True)
