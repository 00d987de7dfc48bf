"""`actgen new`: asks a few questions, writes files that are ready to edit."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from actgen.cli.line import Argument, Command, Line, Option, quoted
from actgen.errors import UsageError
from actgen.report.screen import Screen

if TYPE_CHECKING:
    from actgen.cli.questions import Questions

COMMAND = Command(
    name="new",
    summary="Pose quelques questions en français, puis écrit des fichiers commentés, prêts à compléter, que "
    "«\u00a0actgen check\u00a0» accepte déjà.",
    arguments=(
        Argument(
            "QUOI",
            "ce qu’il faut préparer",
            choices=("workspace", "collectivite", "groupement", "session", "kind"),
        ),
        Argument(
            "DOSSIER",
            "l’espace de travail (par défaut, celui du dossier courant)\u202f; pour kind, deliberations/NOM",
            optional=True,
        ),
    ),
    options=(
        Option(
            "--from",
            "reprend les membres d’un tableau, en .xlsx ou en .csv (collectivite seulement)",
            "FICHIER",
        ),
        Option("--word", "écrit en Word les textes de la nature d’acte (kind seulement)"),
    ),
    about=(
        "workspace prépare les dossiers et la première collectivité\u202f; collectivite, une "
        "commune ou un EPCI\u202f; "
        "groupement, le fichier d’un groupement de commandes, pour qui le coordonne\u202f; "
        "session, une séance à tenir\u202f; kind, une nature de délibération, son texte et son exemple.",
        "Une réponse vide prend la valeur entre crochets, ou remet à plus tard. Les réponses "
        "peuvent aussi venir "
        "d’un fichier, une par ligne. Un fichier qui existe n’est jamais remplacé\u202f; seul celui d’une "
        "collectivité que new a préparé, et que personne n’a changé, est complété par --from.",
        "Le tableau de --from nomme ses colonnes au-dessus des membres\u00a0: Civilité, Prénom, Nom, "
        "Fonction, Ordre, Début et Fin de mandat\u202f; pour un EPCI, Commune et Suppléant. Ce qui ne "
        "peut pas être lu est dit, cellule par "
        "cellule\u202f; avec une erreur, rien n’est écrit et le code est 1.",
    ),
    examples=(
        "actgen new workspace mairie",
        "actgen new collectivite --from membres.xlsx",
        "actgen new groupement",
        "actgen new session < reponses.txt",
        "actgen new kind deliberations/vente_de_parcelle",
        "actgen new kind deliberations/bail_communal --word",
    ),
)


def run(line: Line, screen: Screen) -> int:
    """Ask, write, and say what to do next."""
    from actgen.cli.dialogues import collectivite, groupement, seance, tableau, workspace
    from actgen.cli.questions import Questions
    from actgen.sources import workspace_of

    questions = Questions.of_process(screen)
    asked = line.one("DOSSIER")
    if line.one("QUOI") == "kind":
        return _kind(asked, line, questions)
    if line.has("--word"):
        raise UsageError("L’option --word sert à new kind seulement.", COMMAND.name)
    folder = Path(asked) if asked else Path()
    if folder.exists() and not folder.is_dir():
        raise UsageError(f"{quoted(asked)} n’est pas un dossier.", COMMAND.name)
    roster = line.one("--from")
    if roster and line.one("QUOI") != "collectivite":
        raise UsageError("L’option --from sert à new collectivite seulement.", COMMAND.name)
    match line.one("QUOI"):
        case "workspace":
            workspace.start(folder, questions)
        case "collectivite":
            place = workspace_of(folder) if folder.is_dir() else folder
            if roster:
                return tableau.start(place, Path(roster), questions)
            collectivite.start(place, questions)
        case "groupement":
            groupement.start(workspace_of(folder) if folder.is_dir() else folder, questions)
        case _:
            seance.start(workspace_of(folder) if folder.is_dir() else folder, questions)
    return 0


def _kind(chemin: str, line: Line, questions: Questions) -> int:
    from actgen.cli.dialogues import nature
    from actgen.sources import workspace_of

    if line.one("--from"):
        raise UsageError("L’option --from sert à new collectivite seulement.", COMMAND.name)
    if not chemin:
        raise UsageError(
            "Nommez la nature d’acte, par exemple\u00a0: actgen new kind deliberations/vente_de_parcelle",
            COMMAND.name,
        )
    return nature.start(workspace_of(Path()), chemin, questions, word=line.has("--word"))
