"""Which value of an act some of its words are, and where it was written."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct

from actgen.acts.tree.inline import Inline, Origin, Span, Text
from actgen.acts.tree.nodes import Document, inlines, walk
from actgen.acts.tree.words import inline_text
from actgen.base.diagnostics import Location
from actgen.base.text.differences import Difference
from actgen.session.places import plain


class Value(Struct, frozen=True):
    """A value that an act prints: where it was written, and where it begins and ends in its line."""

    lieu: Location
    debut: int
    fin: int


def value_of(marked: Document, places: Sequence[Location], gap: Difference) -> Value | None:
    """The value of which some letters are others; None where that isn't one that somebody has written.

    `marked`: the act as `places.placed` gives it.
    """
    begin, end = changed_letters(gap)
    line = plain(gap.ligne)
    for block in walk(marked.blocks):
        text, origins = _told(inlines(block))
        at = line.find(plain(text)) if text.strip() else -1
        if at < 0:
            continue
        for start, stop, rank in origins:
            if at + start <= begin and end <= at + stop and isinstance(rank, int):
                return Value(places[rank], at + start, at + stop)
    return None


def changed_letters(gap: Difference) -> tuple[int, int]:
    """Where the letters of a line begin and end that are others: « 4 » of « 24 000 € », now « 25 000 € »."""
    avant, apres = plain(gap.avant), plain(gap.apres)
    shortest, first, last = min(len(avant), len(apres)), 0, 0
    while first < shortest and avant[first] == apres[first]:
        first += 1
    while last < shortest - first and avant[-1 - last] == apres[-1 - last]:
        last += 1
    return gap.debut + first, gap.debut + len(avant) - last


def _told(nodes: tuple[Inline, ...]) -> tuple[str, list[Origin]]:
    """The text of a line, and where its values are in it."""
    text, origins = "", list[Origin]()
    for node in _flat(nodes):
        if isinstance(node, Text):
            origins += ((len(text) + start, len(text) + stop, rank) for start, stop, rank in node.origins)
        text += inline_text((node,))
    return text, origins


def _flat(nodes: tuple[Inline, ...]) -> Iterator[Inline]:
    for node in nodes:
        if isinstance(node, Span):
            yield from _flat(node.children)
        else:
            yield node
