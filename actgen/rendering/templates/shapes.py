"""How words of a Word file are set apart, and the nodes that say so in an act."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import groupby

from actgen.document.inline import Emphasis, Inline, LineBreak, Link, Mark, Marked, Span, Strong, Text
from actgen.rendering.templates.tidy import joined

PAGE = LineBreak()
"""What stands for a page break among the words of a paragraph: this very object, whatever equals it."""


@dataclass(frozen=True, slots=True)
class Shape:
    """How a piece of a paragraph is set apart. `raised` is "sup", "sub" or empty."""

    bold: bool = False
    italic: bool = False
    underlined: bool = False
    raised: str = ""
    capitals: bool = False


PLAIN = Shape()

Piece = tuple[Inline, Shape, str]
"""A node, its look, where it leads."""


def gathered(pieces: Iterable[Piece]) -> tuple[Inline, ...]:
    """The nodes of a paragraph: one bold or italic node for neighbours of one look."""
    nodes: list[Inline] = []
    for target, linked in groupby(pieces, key=lambda piece: piece[2]):
        inside: list[Inline] = []
        for shape, alike in groupby(linked, key=lambda piece: piece[1]):
            inside.extend(_wrapped([node for node, _, _ in alike], shape))
        nodes.extend((Link(joined(inside), target),) if target else inside)
    return joined(nodes)


def pages(children: tuple[Inline, ...]) -> list[tuple[Inline, ...]]:
    """The words of a paragraph before and after each page break in it."""
    found: list[list[Inline]] = [[]]
    for node in children:
        if node is PAGE:
            found.append([])
        else:
            found[-1].append(node)
    return [tuple(piece) for piece in found]


def _wrapped(run: list[Inline], shape: Shape) -> tuple[Inline, ...]:
    """The nodes of neighbours of one look; spaces alone are neither bold nor italic."""
    nodes = joined(map(_capitals, run) if shape.capitals else run)
    if all(isinstance(node, Text) and not node.text.strip() for node in nodes):
        return nodes
    if shape.raised:
        nodes = (Marked(nodes, Mark(shape.raised)),)
    if shape.underlined:
        nodes = (Marked(nodes, Mark.UNDERLINED),)
    if shape.italic:
        nodes = (Emphasis(nodes),)
    return (Strong(nodes),) if shape.bold else nodes


def _capitals(node: Inline) -> Inline:
    match node:
        case Text(text=text):
            return Text(text.upper())
        case Span(children=children):
            return replace(node, children=tuple(map(_capitals, children)))
    return node
