"""French typography over a tree: the prose that people write in a plain editor, as an act prints it.

Words of another language keep the typography that their author gave them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TypeVar

from msgspec import Struct

from actgen.acts.tree.inline import Foreign, Inline, Span, Text
from actgen.acts.tree.nodes import (
    Block,
    Cell,
    Contents,
    Heading,
    ListBlock,
    ListItem,
    Paragraph,
    Part,
    Row,
    SignaturePlace,
    Signatures,
    Table,
)
from actgen.base.records import replace
from actgen.base.text.typography import typeset_runs

T = TypeVar("T")
Holder = TypeVar("Holder", ListItem, Cell, Part)
Line = Callable[[tuple[Inline, ...]], tuple[Inline, ...]]


def typeset_blocks(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """The same blocks with French spaces, quotes and apostrophes; each paragraph is read whole."""
    return rewritten(blocks, _line)


def rewritten(
    blocks: tuple[Block, ...],
    line: Line,
    signature: Callable[[SignaturePlace], SignaturePlace] = lambda place: place,
    other: Callable[[Block], Block] = lambda block: block,
) -> tuple[Block, ...]:
    """The same blocks, what each line of text holds made anew, and each place for a signature.

    Each block goes through `other` first. What doesn't change stays the very same object.
    """
    return _Rewriting(line, signature, other).blocks(blocks)


class _Rewriting(Struct, frozen=True):
    line: Line
    signature: Callable[[SignaturePlace], SignaturePlace]
    other: Callable[[Block], Block]

    def blocks(self, blocks: tuple[Block, ...]) -> tuple[Block, ...]:
        return _each(blocks, self.block)

    def block(self, block: Block) -> Block:
        block = self.other(block)
        match block:
            case Heading(children=children) | Paragraph(children=children):
                return _with(block, children=self.line(children))
            case ListBlock(items=items):
                return _with(block, items=_each(items, self.within))
            case Table(head=head, body=body, caption=caption):
                return _with(block, head=self.rows(head), body=self.rows(body), caption=self.line(caption))
            case Contents(headings=headings):
                return _with(block, headings=_each(headings, self.heading))
            case Part():
                return self.within(block)
            case Signatures(places=places):
                return _with(block, places=_each(places, self.signature))
        return block

    def heading(self, heading: Heading) -> Heading:
        return _with(heading, children=self.line(heading.children))

    def rows(self, rows: tuple[Row, ...]) -> tuple[Row, ...]:
        return _each(rows, lambda row: _with(row, cells=_each(row.cells, self.within)))

    def within(self, holder: Holder) -> Holder:
        return _with(holder, blocks=self.blocks(holder.blocks))


def _each(parts: tuple[T, ...], anew: Callable[[T], T]) -> tuple[T, ...]:
    made = tuple(anew(part) for part in parts)
    return parts if all(new is part for new, part in zip(made, parts, strict=True)) else made


def _with(node: T, **changes: object) -> T:
    same = all(getattr(node, name) is value for name, value in changes.items())
    return node if same else replace(node, **changes)


def _line(children: tuple[Inline, ...]) -> tuple[Inline, ...]:
    texts = list(_texts(children))
    literal = {rank for rank, (_, foreign) in enumerate(texts) if foreign}
    typeset = typeset_runs([text for text, _ in texts], literal)
    kept = (old if foreign else new for (old, foreign), new in zip(texts, typeset, strict=True))
    return _refill(children, kept)


def _texts(children: tuple[Inline, ...], foreign: bool = False) -> Iterator[tuple[str, bool]]:
    """Each text in order, and whether it is of another language."""
    for child in children:
        if isinstance(child, Text):
            yield child.text, foreign
        elif isinstance(child, Span):
            yield from _texts(child.children, foreign or isinstance(child, Foreign))


def _refill(children: tuple[Inline, ...], texts: Iterator[str]) -> tuple[Inline, ...]:
    filled: list[Inline] = []
    for child in children:
        if isinstance(child, Text):
            filled.append(Text(next(texts)))
        elif isinstance(child, Span):
            filled.append(replace(child, children=_refill(child.children, texts)))
        else:
            filled.append(child)
    return tuple(filled)
