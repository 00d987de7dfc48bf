"""A workspace that begins: the commune or EPCI that it is for, found by its name, and its first files."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from actgen.authoring.starters.bodies import Body, bodies_named, near_names
from actgen.authoring.starters.collectivite import collectivite_text
from actgen.authoring.starters.files import write_new, write_workspace
from actgen.errors import UsageError
from actgen.facts.collectivite import ModePublicite

__all__ = ["MODES", "Body", "bodies_named", "near_names", "start"]

MODES = tuple(mode.value for mode in ModePublicite)
"""How a small commune may publish its acts, as its file says it."""


def start(folder: Path, body: Body, mode: str, head: str, today: date) -> str:
    """Make the folders of a workspace and the file of a commune or EPCI; its name.

    `head`: « Mme Prénom NOM », the mayor or the president; may be empty. Files that are there stay.
    Raises UsageError when it has a file already, EnvironmentFault when nothing can be written.
    """
    place = body.file(folder)
    name = place.relative_to(folder).as_posix()
    if place.exists():
        raise UsageError(f"«\u00a0{name}\u00a0» existe déjà\u00a0: il est laissé tel quel.")
    for _ in write_workspace(folder):
        pass
    write_new(place, collectivite_text(body.starter(mode, head, today)))
    return name
