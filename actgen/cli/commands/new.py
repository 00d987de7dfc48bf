"""`actgen new`: asks a few questions, writes files that are ready to edit."""

from __future__ import annotations

from pathlib import Path

from actgen.api.report.screen import Screen
from actgen.api.workspace import Workspace
from actgen.base.errors import UsageError, quoted
from actgen.cli.dialogues.collectivite import start_collectivite, start_from_roster, start_workspace
from actgen.cli.dialogues.groupement import start_group
from actgen.cli.dialogues.nature import start_kind
from actgen.cli.dialogues.questions import Questions
from actgen.cli.dialogues.seance import start_session
from actgen.cli.line import Line


def run_new(line: Line, screen: Screen) -> int:
    """Ask, write, and say what to do next."""
    questions = Questions.of_process(screen)
    asked = line.one("DOSSIER")
    if line.one("QUOI") == "kind":
        return _kind(asked, line, questions)
    if line.has("--word"):
        raise UsageError("L’option --word sert à new kind seulement.")
    folder = Path(asked) if asked else Path()
    if folder.exists() and not folder.is_dir():
        raise UsageError(f"{quoted(asked)} n’est pas un dossier.")
    roster = line.one("--from")
    if roster and line.one("QUOI") != "collectivite":
        raise UsageError("L’option --from sert à new collectivite seulement.")
    match line.one("QUOI"):
        case "workspace":
            start_workspace(folder, questions)
        case "collectivite":
            place = Workspace(folder).root if folder.is_dir() else folder
            if roster:
                return start_from_roster(place, Path(roster), questions)
            start_collectivite(place, questions)
        case "groupement":
            start_group(Workspace(folder).root if folder.is_dir() else folder, questions)
        case _:
            start_session(Workspace(folder).root if folder.is_dir() else folder, questions)
    return 0


def _kind(chemin: str, line: Line, questions: Questions) -> int:
    if line.one("--from"):
        raise UsageError("L’option --from sert à new collectivite seulement.")
    if not chemin:
        raise UsageError(
            "Nommez la nature d’acte, par exemple\u00a0: actgen new kind deliberations/vente_de_parcelle"
        )
    return start_kind(Workspace().root, chemin, questions, word=line.has("--word"))
