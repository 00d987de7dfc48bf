"""The file of a session follows its day: « x-2026-12-15 » held on the 24th becomes « x-2026-12-24 ».

With it go the log of its evening and what was noted of its debates, which bear its name; the journals of its
acts, which tell by that name whose they are, name it anew. A name that doesn't hold the day is left as it is.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from datetime import date
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

from actgen.api.editing import Saved
from actgen.base.errors import Conflict, EnvironmentFault
from actgen.evening.debates import is_debates
from actgen.reading.decoding import text_of
from actgen.reading.nodes import Mapping
from actgen.reading.nodes import text_of as words_of
from actgen.reading.scalars.dates import parse_date
from actgen.reading.sources import SESSIONS, YAML
from actgen.reading.yaml_tree import read_tree
from actgen.session.result import DEFAULT_OUT
from actgen.session.writing.journal import JOURNAL, renamed
from actgen.session.writing.names import is_safe
from actgen.session.writing.write import rewrite_files

if TYPE_CHECKING:
    from actgen.api.workspace import Workspace

_RANK = re.compile(r"-\d{1,3}$", re.ASCII)


def followed(workspace: Workspace, name: str, saved: Saved) -> tuple[str, Saved]:
    """The name of a file that was just saved, and what can take that back, once it follows its day.

    The same ones for a file whose day did not change, that somebody changes meanwhile, or that can't be
    moved: it then keeps its name, which only a reader of the folder sees.
    """
    before, now = _day(saved.before, name), _day(saved.text.encode(), name)
    place = workspace.root / name
    stem = _stem(place, before, now)
    if not name.startswith(f"{SESSIONS}/") or not stem:
        return name, saved
    moves = {each.name: f"{stem}{each.name.removeprefix(place.stem)}" for each in (place, *companions(place))}
    if not all(map(is_safe, moves.values())):
        return name, saved
    contents: dict[str, bytes | None] = dict.fromkeys(moves)
    revisions: dict[str, str | None] = dict.fromkeys(moves.values())
    for old, new in moves.items():
        content = (place.parent / old).read_bytes()
        revisions[old] = hashlib.sha256(content).hexdigest()
        contents[new] = _naming(content, moves)
    if revisions[place.name] != saved.revision:
        return name, saved
    try:
        follows = {new: old for old, new in moves.items()}
        rewrite_files(place.parent, contents, revisions=revisions, follows=follows)
    except (Conflict, EnvironmentFault):
        return name, saved
    moved = place.with_name(moves[place.name])
    _tell_journals(
        workspace,
        {
            _name(workspace, place.with_name(o)): _name(workspace, place.with_name(n))
            for o, n in moves.items()
        },
    )
    workspace.refresh()
    content = moved.read_bytes()
    again = Saved(text_of(content), hashlib.sha256(content).hexdigest(), saved.before)
    return _name(workspace, moved), again


def companions(place: Path) -> Iterator[Path]:
    """The files beside a session that bear its name: of its evening, of its debates."""
    for each in sorted(place.parent.iterdir()):
        beside = each.name.startswith(f"{place.stem}.") and each.suffix not in YAML
        if (beside or is_debates(place.stem, each.name)) and each.is_file() and not each.is_symlink():
            yield each


def journals(workspace: Workspace) -> Iterator[Path]:
    """Those of all the acts that were written where the studio writes them."""
    yield from sorted((workspace.root / DEFAULT_OUT).glob(f"*/*/{JOURNAL}"))


def _day(content: bytes, name: str) -> date | None:
    tree, _ = read_tree(content, name)
    seance = tree.get("seance") if tree is not None else None
    read = parse_date(words_of(seance.get("date"))) if isinstance(seance, Mapping) else None
    return read if isinstance(read, date) else None


def _stem(place: Path, before: date | None, now: date | None) -> str:
    """The name that it takes, without suffix, which no other file has; empty where it keeps its own."""
    if before is None or now is None or before == now or before.isoformat() not in place.stem:
        return ""
    head, _, tail = place.stem.rpartition(before.isoformat())
    whole = f"{head}{now.isoformat()}{_RANK.sub('', tail)}"
    free = (whole if rank == 1 else f"{whole}-{rank}" for rank in count(1))
    taken = {each.name.partition(".")[0] for each in place.parent.iterdir()}
    return next(each for each in free if each not in taken)


def _naming(content: bytes, moves: dict[str, str]) -> bytes:
    """The same text, which names the files by their new names."""
    for old, new in moves.items():
        content = re.sub(rb"(?<![\w.-])" + re.escape(old.encode()) + rb"(?![\w-])", new.encode(), content)
    return content


def _tell_journals(workspace: Workspace, names: dict[str, str]) -> None:
    for place in journals(workspace):
        content = place.read_bytes()
        told = renamed(content, names)
        if told is not None and told != content:
            revision = hashlib.sha256(content).hexdigest()
            try:
                rewrite_files(place.parent, {JOURNAL: told}, revisions={JOURNAL: revision})
            except (Conflict, EnvironmentFault):  # another run writes there: it tells its own day
                continue


def _name(workspace: Workspace, place: Path) -> str:
    return place.relative_to(workspace.root).as_posix()
