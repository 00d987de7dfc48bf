"""Words of an act: texts joined, edges trimmed, anchors unique; how those of a Word file are set apart."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

from msgspec import Struct

from actgen.acts.tree.inline import Emphasis, Inline, LineBreak, Link, Mark, Marked, Span, Strong, Text
from actgen.acts.tree.nodes import Block, Heading, ListBlock, Part, Table
from actgen.base.records import replace

_EDGES = " \n"


def joined(nodes: Iterable[Inline]) -> tuple[Inline, ...]:
    """The same words with neighbouring texts in one node, and empty texts left out."""
    done: list[Inline] = []
    for node in nodes:
        if isinstance(node, Text):
            if not node.text:
                continue
            if done and isinstance(done[-1], Text):
                done[-1] = _after(done[-1], node)
                continue
        done.append(node)
    return tuple(done)


def _after(first: Text, second: Text) -> Text:
    """One text and the next in one node, each with the origins of its own words."""
    if not second.origins:
        return Text(first.text + second.text, first.origins)
    start = len(first.text)
    moved = tuple((start + begin, start + end, way) for begin, end, way in second.origins)
    return Text(first.text + second.text, first.origins + moved)


def trimmed(nodes: tuple[Inline, ...]) -> tuple[Inline, ...]:
    """A paragraph without spaces or line breaks at its edges; nothing if no word is left.

    Ordinary spaces only: they come from choices that printed nothing. A no-break space was written.
    """
    if not has_words(nodes):
        return ()
    rest = list(nodes)
    while rest and isinstance(rest[0], Text | LineBreak) and not _edge(rest, 0, left=True):
        pass
    while rest and isinstance(rest[-1], Text | LineBreak) and not _edge(rest, -1, left=False):
        pass
    return tuple(rest)


def _edge(rest: list[Inline], index: int, *, left: bool) -> bool:
    """Trim one edge; True when a word is there and nothing is left to do."""
    node = rest[index]
    if isinstance(node, Text):
        text = node.text.lstrip(_EDGES) if left else node.text.rstrip(_EDGES)
        if text:
            if len(text) < len(node.text):
                rest[index] = _within(node, len(node.text) - len(text) if left else 0, text)
            return True
    rest.pop(index)
    return False


def _within(node: Text, start: int, text: str) -> Text:
    """The part of a text that begins there, with its origins."""
    if not node.origins:
        return Text(text)
    kept = ((max(begin - start, 0), min(end - start, len(text)), way) for begin, end, way in node.origins)
    return Text(text, tuple(each for each in kept if each[0] < each[1]))


def has_words(nodes: Iterable[Inline]) -> bool:
    """Whether anything is printed: a text that is not blank, a place, a lacune."""
    for node in nodes:
        match node:
            case Text(text=text):
                if text.strip():
                    return True
            case Span(children=children):
                if has_words(children):
                    return True
            case LineBreak():
                continue
            case _:
                return True
    return False


def anchored(blocks: tuple[Block, ...], taken: set[str] | None = None) -> tuple[Block, ...]:
    """The blocks with each anchor used once: one in a loop gets a number from its second use."""
    taken = set() if taken is None else taken
    return tuple(_anchored(block, taken) for block in blocks)


def _anchored(block: Block, taken: set[str]) -> Block:
    match block:
        case Heading(anchor=anchor) if anchor:
            return replace(block, anchor=_unique(anchor, taken))
        case Part(blocks=inner):
            return replace(block, blocks=anchored(inner, taken))
        case ListBlock(items=items):
            return replace(
                block, items=tuple(replace(item, blocks=anchored(item.blocks, taken)) for item in items)
            )
        case Table():
            return block
    return block


def _unique(anchor: str, taken: set[str]) -> str:
    candidate, number = anchor, 1
    while candidate in taken:
        number += 1
        candidate = f"{anchor}-{number}"
    taken.add(candidate)
    return candidate


PAGE = LineBreak()
"""What stands for a page break among the words of a paragraph: this very object, whatever equals it."""


class LetterLook(Struct, frozen=True):
    """How a piece of a paragraph is set apart. `raised` is "sup", "sub" or empty."""

    bold: bool = False
    italic: bool = False
    underlined: bool = False
    raised: str = ""
    capitals: bool = False


PLAIN = LetterLook()

Piece = tuple[Inline, LetterLook, str]
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


def _wrapped(run: list[Inline], shape: LetterLook) -> tuple[Inline, ...]:
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
            capitals = text.upper()
            return Text(capitals, node.origins if len(capitals) == len(text) else ())
        case Span(children=children):
            return replace(node, children=tuple(map(_capitals, children)))
    return node
