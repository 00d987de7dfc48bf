"""Writing what a dialogue made, and saying so."""

from __future__ import annotations

import os
from pathlib import Path

from actgen.authoring.starters.files import write_new, write_workspace
from actgen.cli.line import quoted
from actgen.errors import EnvironmentFault, UsageError
from actgen.report.screen import Screen
from actgen.sources import workspace_of


def save(place: Path, text: str | bytes, screen: Screen) -> None:
    """Write a starter. Raises UsageError when the file exists: it is never replaced."""
    if not write_new(place, text):
        raise _there(place)
    screen.line(f"Écrit\u00a0: {shown(place)}")


def complete(place: Path, text: str, screen: Screen) -> None:
    """Put a fuller text in the place of a starter that nobody has changed: the whole of it, or nothing."""
    part = place.with_name(f".{place.name}.nouveau")
    try:
        part.write_text(text, encoding="utf-8", newline="\n")
        os.replace(part, place)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise EnvironmentFault(
            f"«\u00a0{shown(place)}\u00a0» ne peut pas être complété. Vérifiez que vous avez le droit d’y "
            "écrire, et qu’il n’est pas ouvert dans un autre logiciel."
        ) from error
    screen.line(f"Complété\u00a0: {shown(place)}, tel qu’il avait été préparé.")


def refuse_existing(place: Path) -> None:
    """Raises UsageError when a file already has this name, before its author is asked for its content."""
    if place.exists():
        raise _there(place)


def _there(place: Path) -> UsageError:
    return UsageError(
        f"Le fichier {quoted(shown(place))} existe déjà\u00a0: il est laissé tel quel. Complétez-le, ou "
        "renommez-le avant d’en préparer un autre.",
        "new",
    )


def prepare(workspace: Path, screen: Screen, *, aloud: bool = False) -> None:
    """The folders and schemas that a workspace lacks; files that are there stay as they are."""
    for place, new in write_workspace(workspace):
        if aloud:
            screen.line(f"{'Écrit' if new else 'Déjà là, laissé tel quel'}\u00a0: {shown(place)}")


def new_command(what: str, workspace: Path) -> str:
    """« actgen new session mairie »: the line to type here to add to a workspace; alone inside it."""
    line = f"actgen new {what}"
    if workspace_of(Path()) == workspace.absolute():
        return line
    place = shown(workspace)
    return f'{line} "{place}"' if " " in place else f"{line} {place}"


def shown(place: Path) -> str:
    """A path as short as it can be told from the current folder."""
    try:
        relative = os.path.relpath(place)
    except ValueError:  # another drive, on Windows
        return place.as_posix()
    return place.as_posix() if relative.startswith("..") else Path(relative).as_posix()
