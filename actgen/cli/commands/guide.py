"""`actgen guide`: the guide as one HTML page, to be read in any browser."""

from __future__ import annotations

from pathlib import Path

from actgen.cli.line import Command, Line, Option
from actgen.cli.pages import tell_page, write_page
from actgen.report.screen import Screen

COMMAND = Command(
    name="guide",
    summary="Écrit les guides (secrétaire, coordonnateur, rédacteur) en une page pour le navigateur\u00a0: "
    "première séance, phrases courtes, messages, modèles d’actes, installation, toutes les rubriques des "
    "fichiers, tous les contrôles.",
    options=(Option("--out", "fichier à écrire (par défaut\u00a0: guide-actgen.html)", "FICHIER"),),
    examples=("actgen guide", "actgen guide --out documents/guide.html"),
)


def run(line: Line, screen: Screen) -> int:
    """Write the page; an older guide is replaced, any other file is left alone."""
    from actgen.authoring.guide import FILE_NAME, MARK, guide_page

    place = Path(line.one("--out", FILE_NAME))
    if place.is_dir():
        place /= FILE_NAME
    written = write_page(
        place, guide_page(), MARK, what="un guide d’actgen", option="--out", command=COMMAND.name
    )
    tell_page(place, written, screen)
    return 0
