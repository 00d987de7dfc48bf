"""`actgen export …`: what leaves the town hall; each word after it has its own module."""

from __future__ import annotations

from actgen.cli.line import Command, Line
from actgen.report.screen import Screen

COMMAND = Command(
    name="export",
    summary="Prépare ce qui part ailleurs, d’après les actes que render a écrits et les faits de la séance.",
    parts=(
        ("transmission", "le dossier à déposer sur la plate-forme de transmission à la préfecture"),
        ("opendata", "le fichier CSV des délibérations, au schéma national des données ouvertes"),
        ("archive", "une archive de la séance\u00a0: actes, journal, sources, avec leurs empreintes"),
    ),
    about=(
        "Tout est contrôlé avant d’écrire\u202f; en cas d’erreur, rien n’est écrit. Aucun acte n’est refait, "
        "et rien n’est envoyé\u00a0: actgen n’ouvre aucune connexion.",
    ),
    examples=(
        "actgen export transmission seances/dietwiller-2022-12-15.yaml",
        "actgen export opendata collectivites/dietwiller.yaml --year 2022",
        "actgen export archive seances/dietwiller-2022-12-15.yaml",
    ),
)


def run(line: Line, screen: Screen) -> int:
    """Never asked for: a word must follow, and has its own module."""
    raise AssertionError("a command with parts is never run alone")
