"""A page that a command writes for the browser: its own older page is replaced, no other file is."""

from __future__ import annotations

from pathlib import Path

from actgen.cli.line import quoted
from actgen.errors import EnvironmentFault, UsageError
from actgen.report.screen import Screen

_HEAD = 2_000  # bytes in which the mark of a page stands


def write_page(place: Path, content: bytes, mark: str, *, what: str, option: str, command: str) -> bool:
    """Write a page; False when it was there already, the same.

    `mark` stands in the head of every page of that sort, `what` names one (« un guide d’actgen »). Raises
    UsageError where another file has that name, EnvironmentFault where it can't be written.
    """
    try:
        if place.is_file():
            present = place.read_bytes()
            if mark.encode() not in present[:_HEAD]:
                raise UsageError(
                    f"Le fichier {quoted(place.as_posix())} existe déjà et n’est pas {what}\u00a0: il est "
                    f"laissé tel quel. Choisissez un autre nom avec {option}.",
                    command,
                )
            if present == content:
                return False
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(content)
    except OSError as error:
        raise EnvironmentFault(
            f"Le fichier {quoted(place.as_posix())} ne peut pas être écrit. "
            f"Choisissez un autre nom ou un autre dossier\u00a0: actgen {command} {option} FICHIER"
        ) from error
    return True


def tell_page(place: Path, written: bool, screen: Screen) -> None:
    """« guide-actgen.html : écrit, à ouvrir avec un navigateur »."""
    screen.line(
        f"{place.as_posix()}\u00a0: {'écrit, à ouvrir avec un navigateur' if written else 'déjà à jour'}"
    )
