"""`actgen guide`: the guide as one HTML page, to be read in any browser."""

from __future__ import annotations

from pathlib import Path

from actgen.cli.line import Command, Line, Option, UsageError, quoted
from actgen.cli.screen import Screen
from actgen.errors import EnvironmentFault

COMMAND = Command(
    name="guide",
    summary="Écrit le guide du secrétaire dans une page à ouvrir avec un navigateur\u00a0: première séance, "
    "phrases courtes, messages, installation, toutes les rubriques des fichiers, tous les contrôles.",
    options=(Option("--out", "fichier à écrire (par défaut\u00a0: guide-actgen.html)", "FICHIER"),),
    examples=("actgen guide", "actgen guide --out documents/guide.html"),
)


def run(line: Line, screen: Screen) -> int:
    """Write the page; an older guide is replaced, any other file is left alone."""
    from actgen.authoring.guide import FILE_NAME, guide_page

    place = Path(line.one("--out", FILE_NAME))
    if place.is_dir():
        place /= FILE_NAME
    content = guide_page()
    try:
        same = place.is_file() and _ours(place.read_bytes(), place) == content
        if not same:
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(content)
    except OSError as error:
        raise EnvironmentFault(
            f"Le fichier {quoted(place.as_posix())} ne peut pas être écrit. "
            "Choisissez un autre nom ou un autre dossier\u00a0: actgen guide --out FICHIER"
        ) from error
    screen.line(
        f"{place.as_posix()}\u00a0: {'déjà à jour' if same else 'écrit, à ouvrir avec un navigateur'}"
    )
    return 0


def _ours(content: bytes, place: Path) -> bytes:
    """The content of a guide that is there. Raises UsageError when the file is something else."""
    from actgen.authoring.guide import MARK

    if MARK.encode() not in content[:2_000]:
        raise UsageError(
            f"Le fichier {quoted(place.as_posix())} existe déjà et n’est pas un guide d’actgen\u00a0: il est "
            "laissé tel quel. Choisissez un autre nom avec --out.",
            COMMAND.name,
        )
    return content
