"""French typography over a tree: the prose that people write in a plain editor, as an act prints it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from actgen.document.nodes import (
    Block,
    Cell,
    Heading,
    Inline,
    ListBlock,
    Paragraph,
    Part,
    Row,
    Span,
    Table,
    Text,
)
from actgen.text.typography import typeset_runs


def typeset_blocks(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """The same blocks with French spaces, quotes and apostrophes; each paragraph is read whole."""
    return tuple(_block(block) for block in blocks)


def _block(block: Block) -> Block:
    match block:
        case Heading(children=children) | Paragraph(children=children):
            return replace(block, children=_line(children))
        case ListBlock(items=items):
            typeset = (replace(item, blocks=typeset_blocks(item.blocks)) for item in items)
            return replace(block, items=tuple(typeset))
        case Table(head=head, body=body, caption=caption):
            return replace(block, head=_rows(head), body=_rows(body), caption=_line(caption))
        case Part(blocks=inner):
            return replace(block, blocks=typeset_blocks(inner))
    return block


def _rows(rows: tuple[Row, ...]) -> tuple[Row, ...]:
    return tuple(Row(tuple(_cell(cell) for cell in row.cells)) for row in rows)


def _cell(cell: Cell) -> Cell:
    return replace(cell, blocks=typeset_blocks(cell.blocks))


def _line(children: tuple[Inline, ...]) -> tuple[Inline, ...]:
    texts = iter(typeset_runs([text.text for text in _texts(children)]))
    return _refill(children, texts)


def _texts(children: tuple[Inline, ...]) -> Iterator[Text]:
    for child in children:
        if isinstance(child, Text):
            yield child
        elif isinstance(child, Span):
            yield from _texts(child.children)


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
