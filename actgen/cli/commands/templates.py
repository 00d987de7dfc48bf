"""`actgen templates …`: what those who write texts of acts need; each word after it has its own module."""

from __future__ import annotations

from actgen.cli.line import Command, Line
from actgen.report.screen import Screen

COMMAND = Command(
    name="templates",
    summary="Aide ceux qui écrivent les modèles d’actes, en Markdown ou en Word. Les textes de votre dossier "
    "«\u00a0templates\u00a0» passent avant ceux qui sont livrés.",
    parts=(
        ("list", "donne les natures d’acte, le format de leur texte et le dossier d’où il vient"),
        ("vars", "donne les variables qu’un modèle peut nommer, avec leur sens et un exemple"),
        ("which", "dit quel fichier donne chaque texte d’un acte, pour une commune ou une séance"),
        ("copy", "copie un texte livré, en Word ou en Markdown, pour en changer les phrases"),
        ("check", "contrôle des modèles avant toute séance, puis les essaie sur trois communes"),
    ),
    examples=(
        "actgen templates vars adhesion_groupement --html variables.html",
        "actgen templates check templates",
    ),
)


def run(line: Line, screen: Screen) -> int:
    """Never asked for: a word must follow, and has its own module."""
    raise AssertionError("a command with parts is never run alone")
