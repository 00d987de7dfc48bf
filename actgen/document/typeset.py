"""French typography over a tree: the prose that people write in a plain editor, as an act prints it.

Words of another language keep the typography that their author gave them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from actgen.document.inline import Foreign, Inline, Span, Text
from actgen.document.nodes import (
    Block,
    Cell,
    Heading,
    ListBlock,
    Paragraph,
    Part,
    Row,
    SignaturePlace,
    Signatures,
    Table,
)
from actgen.records import dataclass
from actgen.text.typography import typeset_runs

Line = Callable[[tuple[Inline, ...]], tuple[Inline, ...]]


def typeset_blocks(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """The same blocks with French spaces, quotes and apostrophes; each paragraph is read whole."""
    return rewritten(blocks, _line)


def rewritten(
    blocks: tuple[Block, ...],
    line: Line,
    signature: Callable[[SignaturePlace], SignaturePlace] = lambda place: place,
) -> tuple[Block, ...]:
    """The same blocks, what each line of text holds made anew, and each place for a signature."""
    return _Rewriting(line, signature).blocks(blocks)


@dataclass(frozen=True, slots=True)
class _Rewriting:
    line: Line
    signature: Callable[[SignaturePlace], SignaturePlace]

    def blocks(self, blocks: tuple[Block, ...]) -> tuple[Block, ...]:
        return tuple(map(self.block, blocks))

    def block(self, block: Block) -> Block:
        match block:
            case Heading(children=children) | Paragraph(children=children):
                return replace(block, children=self.line(children))
            case ListBlock(items=items):
                return replace(
                    block, items=tuple(replace(item, blocks=self.blocks(item.blocks)) for item in items)
                )
            case Table(head=head, body=body, caption=caption):
                return replace(block, head=self.rows(head), body=self.rows(body), caption=self.line(caption))
            case Part(blocks=inner):
                return replace(block, blocks=self.blocks(inner))
            case Signatures(places=places):
                return replace(block, places=tuple(map(self.signature, places)))
        return block

    def rows(self, rows: tuple[Row, ...]) -> tuple[Row, ...]:
        return tuple(Row(tuple(self.cell(cell) for cell in row.cells)) for row in rows)

    def cell(self, cell: Cell) -> Cell:
        return replace(cell, blocks=self.blocks(cell.blocks))


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
