"""The councils that purchasing groups wait for: whose, by which day, on which text."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from msgspec import Struct

from actgen.council.figures.groupements import sans_signature
from actgen.session.result import Options

if TYPE_CHECKING:  # which is of no use to who has no group
    from actgen.api.group import Group
    from actgen.api.workspace import Workspace


class Awaited(Struct, frozen=True):
    """The members of a group that are late to decide on a text: 0, its convention; 1, its first amendment.

    Who coordinates it has nobody to remind of its own decision: its page tells that it is late.
    `groupement`: what the group is called; `limite`: the day before which they were to decide. `a_signer`:
    they have decided, and are to sign the convention by then, for its consultation is launched that day.
    """

    name: str
    groupement: str
    avenant: int
    limite: date
    membres: tuple[str, ...]
    a_signer: bool = False


def awaited(workspace: Workspace, day: date) -> tuple[Awaited, ...]:
    """Each text of a group of which a council is late to decide, or to be signed, the oldest first.

    Seen from that day.
    """
    found: list[Awaited] = []
    for name in workspace.files():
        if not name.startswith("groupements/"):
            continue
        texts = len(workspace.group(name, options=Options(aujourd_hui=day)).amendments)
        for avenant in range(texts + 1):
            group = workspace.group(name, options=Options(aujourd_hui=day, avenant=avenant or None))
            found += _of_text(group, name, avenant, day)
    return tuple(sorted(found, key=lambda each: each.limite))


def _of_text(group: Group, name: str, avenant: int, day: date) -> Iterator[Awaited]:
    known, limite = group.dossier.groupement, group.deadline
    if known is None:
        return
    called, lancement = known.nom_d_usage or known.objet, known.accord_cadre.lancement
    late = tuple(each.nom for each in group.members(day) if each.retard and not each.coordonnateur)
    if late and limite is not None:
        yield Awaited(name, called, avenant, limite, late)
    unsigned = tuple(each.collectivite.nom for each in sans_signature(known))
    if unsigned and lancement is not None:
        yield Awaited(name, called, avenant, lancement, unsigned, a_signer=True)
