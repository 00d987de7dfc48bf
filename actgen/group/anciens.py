"""The folders of communes that earlier runs wrote for this group and that serve no more.

What a commune was sent is a record of what was asked of it: nothing of it is removed. But a folder of models
for a council that has decided, or for a commune that is no member, must not pass for one to send.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from actgen.writing import JOURNAL


@dataclass(frozen=True, slots=True)
class Anciens:
    """Names of folders under that of communes, in order.

    `envois`: models for members that are awaited no more; `seances`: of a session that is no longer told of;
    `retires`: communes that are no members.
    """

    envois: tuple[str, ...] = ()
    seances: tuple[str, ...] = ()
    retires: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.envois or self.seances or self.retires)


def anciens(communes: Path, envoi: str, dus: Collection[Path], membres: Collection[str]) -> Anciens:
    """What lies in the folder of communes besides the folders that are due, as far as a run wrote it.

    `membres` are the names of the folders of members, `envoi` that of the folder of models in each.
    """
    restes = [folder for folder in _ecrits(communes) if folder not in dus]
    siens = [folder for folder in restes if folder.parent.name in membres]
    return Anciens(
        envois=tuple(folder.parent.name for folder in siens if folder.name == envoi),
        seances=tuple(f"{folder.parent.name}/{folder.name}" for folder in siens if folder.name != envoi),
        retires=tuple(dict.fromkeys(each.parent.name for each in restes if each.parent.name not in membres)),
    )


def _ecrits(communes: Path) -> list[Path]:
    """The folders that a run wrote, those of strangers left out."""
    try:
        return sorted(journal.parent for journal in communes.glob(f"*/*/{JOURNAL}"))
    except OSError:  # of what can't be looked at, nothing is said
        return []
