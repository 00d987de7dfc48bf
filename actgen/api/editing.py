"""Changes of a file through the door: where a new key goes, and what a change is made of."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import Any, NamedTuple

from actgen.council.facts.beside import Beside
from actgen.council.facts.collectivite import Collectivite
from actgen.council.facts.groupement import Groupement
from actgen.council.facts.seance import Seance
from actgen.council.kinds.catalogue import Catalogue
from actgen.reading.edits import Change, Drop, Insert, Put, Swap, edited
from actgen.reading.facts import FileContext, read_fact
from actgen.reading.nodes import Path, Places
from actgen.reading.placed import placed_tree
from actgen.reading.sources import SESSIONS, Sources
from actgen.reading.yaml_moves import Order
from actgen.reading.yaml_tree import read_tree
from actgen.session.points import refine_points

__all__ = ["Change", "Drop", "Insert", "Put", "Saved", "Swap", "changed"]

_FACTS: dict[str, type[Any]] = {SESSIONS: Seance, "collectivites": Collectivite, "groupements": Groupement}


class Saved(NamedTuple):
    """The text of a file as it is now on the disk, its revision, and what it was until then."""

    text: str
    revision: str
    before: bytes


def changed(content: bytes, name: str, changes: Iterable[Change], catalogue: Catalogue) -> bytes:
    """The file once all these changes are made; `name` tells, by its folder, which keys it may hold."""
    for change in changes:
        content = edited(content, [change], _order(content, name, catalogue))
    return content


def _order(content: bytes, name: str, catalogue: Catalogue) -> Order:
    """The keys that each group of the file may hold, which is read whole once a key is to be added."""
    known = cache(lambda: _keys(content, name, catalogue))
    return lambda path: known()(path)


def _keys(content: bytes, name: str, catalogue: Catalogue) -> Order:
    """The same, read: an item of a session has the keys of its kind of act."""
    tree, _ = read_tree(content, name)
    fact = _FACTS.get(name.partition("/")[0])
    if tree is None or fact is None:
        return lambda path: ()
    places = Places(name, tree)
    plain = placed_tree(tree, places)
    beside = None if fact is Seance else Beside(Sources(catalogue.sources.workspace), name)
    context = FileContext(refine_points(catalogue.get), beside)
    read_fact(fact, plain, context)

    def order(path: Path) -> tuple[str, ...]:
        group = plain
        for step in path:
            if isinstance(group, dict) and isinstance(step, str) and step not in group:
                return ()  # a key that has just been given another name
            group = group[step] if isinstance(group, list) or step else group
        return context.keys(group)

    return order
