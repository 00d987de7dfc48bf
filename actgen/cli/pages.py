"""A page that a command writes for the browser: its own older page is replaced, no other file is."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from actgen.api.report.screen import Screen
from actgen.base.errors import EnvironmentFault, UsageError, quoted

if TYPE_CHECKING:  # its maker has loaded it
    from actgen.api.templates import Page

_HEAD = 2_000  # bytes in which the mark of a page stands


def write_page(place: Path, page: Page, screen: Screen, *, option: str, command: str) -> None:
    """Write a page and say so; in a folder, under its own name.

    Raises UsageError where another file has that name, EnvironmentFault where it can't be written.
    """
    if place.is_dir():
        place /= page.name
    try:
        present = place.read_bytes() if place.is_file() else None
        if present is not None and page.mark.encode() not in present[:_HEAD]:
            raise UsageError(
                f"Le fichier {quoted(place.as_posix())} existe déjà et n’est pas {page.what}\u00a0: il est "
                f"laissé tel quel. Choisissez un autre nom avec {option}.",
                command,
            )
        if present != page.content:
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(page.content)
    except OSError as error:
        raise EnvironmentFault(
            f"Le fichier {quoted(place.as_posix())} ne peut pas être écrit. "
            f"Choisissez un autre nom ou un autre dossier\u00a0: actgen {command} {option} FICHIER"
        ) from error
    told = "déjà à jour" if present == page.content else "écrit, à ouvrir avec un navigateur"
    screen.line(f"{place.as_posix()}\u00a0: {told}")
