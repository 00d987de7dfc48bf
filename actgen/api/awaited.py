"""The councils that purchasing groups wait for: whose, by which day, on which text."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from msgspec import Struct

from actgen.session.result import Options

if TYPE_CHECKING:  # which is of no use to who has no group
    from actgen.api.workspace import Workspace

__all__ = ["Awaited", "awaited"]


class Awaited(Struct, frozen=True):
    """The members of a group that are late to decide on a text: 0, its convention; 1, its first amendment.

    Who coordinates it has nobody to remind of its own decision: its page tells that it is late.
    `groupement`: what the group is called; `limite`: the day before which they were to decide.
    """

    name: str
    groupement: str
    avenant: int
    limite: date
    membres: tuple[str, ...]


def awaited(workspace: Workspace, day: date) -> tuple[Awaited, ...]:
    """Each text of a group of which a council is late to decide, seen from that day, the oldest first."""
    found = []
    for name in workspace.files():
        if not name.startswith("groupements/"):
            continue
        texts = len(workspace.group(name, options=Options(aujourd_hui=day)).amendments)
        for avenant in range(texts + 1):
            group = workspace.group(name, options=Options(aujourd_hui=day, avenant=avenant or None))
            late = tuple(each.nom for each in group.members(day) if each.retard and not each.coordonnateur)
            known, limite = group.dossier.groupement, group.deadline
            if late and known is not None and limite is not None:
                called = known.nom_d_usage or known.objet
                found.append(Awaited(name, called, avenant, limite, late))
    return tuple(sorted(found, key=lambda each: each.limite))
