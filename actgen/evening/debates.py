"""The text of what was said of an item, beside its session: which file is its own, and which one it takes.

Its name tells the number that the item had when it was first written. Items that move take other numbers and
keep their file: no name says by itself whose a text is, the file of the session alone does.
"""

from __future__ import annotations

import re
from hashlib import sha256
from itertools import count
from typing import TYPE_CHECKING

from actgen.session.writing.replace import file_state

if TYPE_CHECKING:
    from .changes import Room


def is_debates(stem: str, name: str) -> bool:
    """Whether a file is named as the texts of the debates of this session are."""
    return re.fullmatch(re.escape(stem) + r"-point-\d+-debats(-\d+)?\.md", name, re.ASCII) is not None


def debates_content(texte: str) -> bytes:
    """What the file holds of it."""
    return f"{texte}\n".encode()


def own_debates(room: Room, numero: int) -> str:
    """The text of this sheet that an item names, and no other item; empty where there is none."""
    named, others = _named(room, numero)
    return named if is_debates(_stem(room), named) and named not in others else ""


def debates_file(room: Room, numero: int, texte: str) -> str:
    """Where what was said of an item goes: its own text, else a new one.

    No other item names a new one, nor is it there with other words: those that nobody names any more are
    left too, for taking back what put them aside names them again.
    """
    if own := own_debates(room, numero):
        return own
    _, others = _named(room, numero)
    start, free = f"{_stem(room)}-point-{numero}-debats", (None, sha256(debates_content(texte)).hexdigest())
    names = (f"{start}.md" if rank == 1 else f"{start}-{rank}.md" for rank in count(1))
    return next(each for each in names if each not in others and file_state(room.folder / each) in free)


def _stem(room: Room) -> str:
    return room.seance.fichier.rpartition("/")[2].rpartition(".")[0]


def _named(room: Room, numero: int) -> tuple[str, set[str]]:
    """What an item names as its debates, and what the others do."""
    rank = room.item(numero)[1][1]
    items = enumerate(room.several(("points",)))
    named = {at: each.get("debats") for at, each in items if isinstance(each, dict)}
    told = {at: each for at, each in named.items() if isinstance(each, str)}
    return told.pop(rank, "") if isinstance(rank, int) else "", set(told.values())
