"""What a page made of the door's values needs besides: how French says them, and the face of acts."""

from __future__ import annotations

import re
from pathlib import Path

from actgen.outputs.fonts import FACES, font_folder
from actgen.text.dates import date_chiffres, date_longue, heure
from actgen.text.grammar import compte

__all__ = ["compte", "date_chiffres", "date_longue", "faces", "heure", "of_pages"]


def faces() -> dict[str, Path]:
    """The font files of the face of acts by their names: « Spectral-Regular.ttf ».

    Raises EnvironmentFault when its package is not installed.
    """
    folder = font_folder()
    return {f"{face}.ttf": folder / f"{face}.ttf" for face in FACES}


_COMMANDS = (
    (
        r"(?:à|sous)\s«\sderogations\s»(?:(?:,\spuis\srelancez\savec|\set)\s--override\s[A-Z0-9-]+)?",
        "comme raison de l’écarter",
    ),
    (r",\spuis\srelancez(?=\.)", ""),
    (r"(?:\s*[;,]\s*)?[Vv]oyez (?:le détail|lesquelles|ce qui ne va pas)\s*:\s*actgen check \S+", ""),
    (r"relancez avec --sheets\s(\d+)", r"écrivez \1 au dernier feuillet paraphé"),
    (r"Donnez ce dossier avec\s--journal\sDOSSIER\.", "Cherchez-le dans le dossier qui a été écrit ici."),
    (
        r"[Cc]omparez-le au journal de son dossier\s*:\s*--journal\sDOSSIER",
        "il ne peut être comparé qu’au journal du dossier où il a été écrit",
    ),
    (r",?\s*avec le même dossier \(--out\)", ""),
    (r"\s*\(--(?:journal|out|jobs\s1)\)", ""),
    (
        r"pour comparer, dites où sont les fichiers de la commune\s*:\s*--workspace\sDOSSIER",
        "les fichiers de la commune ne sont pas dans ce dossier-ci",
    ),
    (r"actgen check", "la page de la séance"),
    (r"actgen render", "«\u00a0Écrire les actes\u00a0»"),
    (r"actgen batch", "«\u00a0Écrire les actes des communes\u00a0»"),
    (r"actgen register", "«\u00a0Faire le registre\u00a0»"),
    (r"actgen export transmission", "«\u00a0Préparer le dépôt\u00a0»"),
    (r"actgen export archive", "«\u00a0Archiver la séance\u00a0»"),
    (r"actgen export opendata", "«\u00a0Faire le fichier\u00a0» des données ouvertes"),
)


def of_pages(told: str) -> str:
    """A sentence of the house with the buttons of pages in place of what is typed in a command line."""
    for typed, pressed in _COMMANDS:
        told = re.sub(typed, pressed, told)
    return told.strip()
