"""The last touch on what was evaluated: texts joined, edges trimmed, anchors unique."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from actgen.document.inline import Inline, LineBreak, Span, Text
from actgen.document.nodes import Block, Heading, ListBlock, Part, Table

_EDGES = " \n"


def joined(nodes: Iterable[Inline]) -> tuple[Inline, ...]:
    """The same words with neighbouring texts in one node, and empty texts left out."""
    done: list[Inline] = []
    for node in nodes:
        if isinstance(node, Text):
            if not node.text:
                continue
            if done and isinstance(done[-1], Text):
                done[-1] = Text(done[-1].text + node.text)
                continue
        done.append(node)
    return tuple(done)


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
            rest[index] = Text(text)
            return True
    rest.pop(index)
    return False


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
