"""What the files of a workspace are called by whoever chooses among them: a council, a purchasing group."""

from __future__ import annotations

from collections import Counter
from pathlib import PurePath
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from actgen.api.workspace import Workspace


def councils(workspace: Workspace) -> dict[str, str]:
    """The bodies of a workspace, each file by its own name."""
    return _apart({name: workspace.council(name).designation for name in _in("collectivites", workspace)})


def groups(workspace: Workspace) -> dict[str, str]:
    """The purchasing groups of a workspace, each file by its own name."""
    told = {name: workspace.fields(name) for name in _in("groupements", workspace)}
    return _apart({name: each.text(("nom",)) or each.text(("objet",)) for name, each in told.items()})


def _in(folder: str, workspace: Workspace) -> list[str]:
    return [name for name in workspace.files() if PurePath(name).parts[0] == folder]


def _apart(named: dict[str, str]) -> dict[str, str]:
    """Each told from the others: with the name of its file where two have the same, or none."""
    alone = {own for own, times in Counter(named.values()).items() if own and times == 1}
    stems = {name: PurePath(name).stem for name in named}
    return {
        name: own if own in alone else f"{own} · {stems[name]}" if own else stems[name]
        for name, own in named.items()
    }
