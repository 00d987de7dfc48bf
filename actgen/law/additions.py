"""A table of data/droit and the rows that another file adds to it, as one tree."""

from __future__ import annotations

from collections.abc import Iterator

from actgen.reading.nodes import Mapping, Node, Scalar, Sequence

_OF_THE_FILE = "verifie_le"
"""What each file says for its own rows."""


def joined(table: Mapping, rows: Mapping) -> tuple[Mapping, tuple[Scalar, ...]]:
    """The table with these rows at the end of its lists, and the keys that would change one of its values.

    A row that the table has already, word for word, is not added: the whole of a newer table may be given.
    """
    refused: list[Scalar] = []
    return _mapping(table, rows, refused, top=True), tuple(refused)


def _mapping(one: Mapping, other: Mapping, refused: list[Scalar], *, top: bool = False) -> Mapping:
    entries = {key.text: (key, value) for key, value in one}
    for key, value in other:
        before = entries.get(key.text)
        if before is None:
            entries[key.text] = (key, value)
        elif not (top and key.text == _OF_THE_FILE):
            entries[key.text] = (before[0], _joined(before[1], value, key, refused))
    return Mapping(tuple(entries.values()), one.location, one.flow)


def _joined(one: Node, other: Node, key: Scalar, refused: list[Scalar]) -> Node:
    match one, other:
        case Sequence(), Sequence():
            known = set(map(_words, one.items))
            new = (item for item in other.items if _words(item) not in known)
            return Sequence((*one.items, *new), one.location, one.flow)
        case Mapping(), Mapping():
            return _mapping(one, other, refused)
        case _ if _words(one) != _words(other):
            refused.append(key)
    return one


def _words(node: Node) -> tuple[str, ...]:
    """All that is written in a node, told apart by what holds it."""
    return tuple(_told(node))


def _told(node: Node) -> Iterator[str]:
    match node:
        case Scalar():
            yield f"={node.text}"
        case Sequence():
            yield "["
            for item in node.items:
                yield from _told(item)
            yield "]"
        case Mapping():
            yield "{"
            for key, value in node:
                yield f":{key.text}"
                yield from _told(value)
            yield "}"
