"""`actgen new`: asks a few questions, writes files that are ready to edit."""

from __future__ import annotations

from pathlib import Path

from actgen.cli.line import Argument, Command, Line, UsageError, quoted
from actgen.cli.screen import Screen

COMMAND = Command(
    name="new",
    summary="Pose quelques questions en français, puis écrit des fichiers commentés, prêts à compléter, que "
    "«\u00a0actgen check\u00a0» accepte déjà.",
    arguments=(
        Argument("QUOI", "ce qu’il faut préparer", choices=("workspace", "collectivite", "session")),
        Argument("DOSSIER", "l’espace de travail (par défaut, celui du dossier courant)", optional=True),
    ),
    about=(
        "workspace prépare les dossiers et la première collectivité\u202f; collectivite, une "
        "commune ou un EPCI\u202f; "
        "session, une séance à tenir.",
        "Une réponse vide prend la valeur entre crochets, ou remet à plus tard. Les réponses "
        "peuvent aussi venir "
        "d’un fichier, une par ligne. Un fichier qui existe n’est jamais remplacé.",
    ),
    examples=("actgen new workspace mairie", "actgen new session", "actgen new session < reponses.txt"),
)


def run(line: Line, screen: Screen) -> int:
    """Ask, write, and say what to do next."""
    from actgen.cli.dialogues import collectivite, seance, workspace
    from actgen.cli.questions import Questions
    from actgen.sources import workspace_of

    questions = Questions.of_process(screen)
    asked = line.one("DOSSIER")
    folder = Path(asked) if asked else Path()
    if folder.exists() and not folder.is_dir():
        raise UsageError(f"{quoted(asked)} n’est pas un dossier.", COMMAND.name)
    match line.one("QUOI"):
        case "workspace":
            workspace.start(folder, questions)
        case "collectivite":
            collectivite.start(workspace_of(folder) if folder.is_dir() else folder, questions)
        case _:
            seance.start(workspace_of(folder) if folder.is_dir() else folder, questions)
    return 0
