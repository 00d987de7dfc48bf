"""Changes of a YAML file by position: what is not asked for stays byte for byte, comments above all.

A change is proved once it is made: the file is read again, the target has the new value, every other value
is equal, every comment is still there. A form that isn't known is refused, never written anew.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from msgspec import Struct

from actgen.base.text.keys import cle
from actgen.reading.nodes import Mapping, Path, Sequence
from actgen.reading.placed import NOBODY
from actgen.reading.refusals import MAX_DEPTH
from actgen.reading.yaml_moves import Order, added, dropped, inserted, listed, put, swapped
from actgen.reading.yaml_page import Page, plain
from actgen.reading.yaml_written import same, wanted


class Change(Struct, frozen=True):
    """One change: `Put`, `Insert`, `Drop` or `Swap`. Ranks in a path count from 0."""

    path: Path


class Put(Change, frozen=True):
    """This value at that path: a text, a list, a group of keys, or None for a key left empty."""

    value: Any


class Insert(Change, frozen=True):
    """An item more in the list at a path, before the one of that rank."""

    index: int
    value: Any


class Drop(Change, frozen=True):
    """The key or the item at a path, no more. A list or a group that loses its last one is left empty."""


class Swap(Change, frozen=True):
    """The item at a path and the one after it in each other's place, each with its lines and its comments."""


def edited(content: bytes, changes: Iterable[Change], order: Order = lambda path: ()) -> bytes:
    """The file once all these changes are made, in turn. Raises CannotEdit: then none of them was."""
    page = Page(content)
    for change in changes:
        if len(change.path) > MAX_DEPTH:
            raise page.refusal((), "ce chemin ne mène nulle part.")
        asked = _asked(page, change)
        after = _made(page, change, order)
        if not same(asked, after.values) or after.told != page.told or after.findings > page.findings:
            raise page.refusal(
                change.path, "cette forme du fichier n’est pas de celles qui se modifient ici."
            )
        page = after
    return page.content


def _made(page: Page, change: Change, order: Order) -> Page:
    path, missing = page.nearest(change.path)
    if isinstance(change, Swap):
        return swapped(page, change.path)
    if isinstance(change, Drop):
        whole = page.nearest(change.path[:-1])[0] == path  # the one value of what could be a list
        return put(page, path, None, order) if whole else dropped(page, path)
    node = page.node(path)
    if isinstance(change, Insert) and not missing:
        if isinstance(node, Sequence) and node.items:
            return inserted(page, path, change.index, wanted(change.value))
        if isinstance(node, Mapping) and node.entries:
            return inserted(listed(page, path), path, change.index, wanted(change.value))
    value = _value(page, change, None if missing else plain(node))
    for step in reversed(missing[1:]):
        value = {step: value}
    if not missing:
        return put(page, path, value, order)
    if isinstance(node, Mapping) and node.entries:
        return added(page, path, str(missing[0]), value, order)
    return put(page, path, {missing[0]: value}, order)


def _asked(page: Page, change: Change) -> Any:
    """What the whole file is to say after the change."""

    def at(old: Any, steps: Path) -> Any:
        if not steps:
            return _value(page, change, old)
        step, *rest = steps
        below, last = tuple(rest), isinstance(change, Drop) and not rest
        if isinstance(change, Swap) and not rest:
            return _swapped(page, change, old)
        if isinstance(old, list) and isinstance(step, int) and 0 <= step < len(old):
            if last:
                return [*old[:step], *old[step + 1 :]] or None
            return [*old[:step], at(old[step], below), *old[step + 1 :]]
        if step == 0 and isinstance(old, str | dict):
            return None if last else at(old, below)
        group = {} if old is None else old
        if not isinstance(step, str) or not isinstance(group, dict):
            raise page.refusal(change.path, "il n’y a rien à cet endroit.")
        if isinstance(change, Drop) and step not in group:
            raise page.refusal(change.path, "il n’y a rien à effacer à cet endroit.")
        if last:
            return {key: value for key, value in group.items() if key != step} or None
        return group | {step: at(group.get(step), below)}

    return at(page.values, change.path)


def _swapped(page: Page, change: Swap, old: Any) -> list[Any]:
    """A list with two neighbours in each other's place."""
    rank = change.path[-1]
    if not isinstance(old, list) or not isinstance(rank, int) or not 0 <= rank < len(old) - 1:
        raise page.refusal(change.path, "il n’y a pas deux éléments à cet endroit.")
    return [*old[:rank], old[rank + 1], old[rank], *old[rank + 2 :]]


def _value(page: Page, change: Change, old: Any) -> Any:
    """What a change puts in place of a value."""
    if isinstance(change, Put):
        return wanted(change.value)
    if not isinstance(change, Insert):
        raise page.refusal((), "on n’efface pas tout un fichier.")
    items = [] if _is_nobody(old) else old if isinstance(old, list) else [old]
    if not 0 <= change.index <= len(items):
        raise page.refusal(change.path, "cette liste n’a pas tant d’éléments.")
    return [*items[: change.index], wanted(change.value), *items[change.index :]]


def _is_nobody(value: Any) -> bool:
    return value is None or (isinstance(value, str) and cle(value) in NOBODY)
