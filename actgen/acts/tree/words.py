"""The visible words of a tree: what a reader of any of the three outputs must find.

The nodes that are not plain text (a blank, a place to fill) get their words here and nowhere else,
so that the PDF, the Word file and the page can't drift apart.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from actgen.acts.tree.inline import Inline, Lacune, LineBreak, Place, Span, Text
from actgen.acts.tree.nodes import (
    Block,
    Document,
    Heading,
    ListBlock,
    PageBreak,
    Paragraph,
    Part,
    Row,
    Signatures,
    Stamp,
    Table,
)

_LEADER = "…"
_CHARACTERS_A_LEADER = 2  # an ellipsis is about as wide as two letters
_SHORTEST_LEADER = 3


def visible_lacune(lacune: Lacune) -> str:
    """What is printed for a fact not known yet, with a no-break space before the colon."""
    return f"[à compléter\u00a0: {lacune.label}]"


def visible_place(place: Place) -> str:
    """The dotted leader of a place to fill by hand, about `width` letters long."""
    return _LEADER * max(_SHORTEST_LEADER, -(-place.width // _CHARACTERS_A_LEADER))


def inline_text(nodes: tuple[Inline, ...]) -> str:
    """The visible text of inline nodes in one string; a line break becomes a new line."""
    return "".join(_pieces(nodes))


def announces(nodes: tuple[Inline, ...]) -> bool:
    """Whether a text leads to what follows it, and so is not left alone at the foot of a page."""
    return inline_text(nodes).rstrip().endswith((":", "ce qui suit."))


def plain_words(document: Document) -> list[str]:
    """The words of the body in reading order (running header and footer left out).

    Words are cut at any white space, no-break spaces included: two outputs that break lines at
    other places, or print another kind of space, still have the same words.
    """
    return [word for text in _texts(document.blocks) for word in text.split()]


def fingerprinted(blocks: tuple[Block, ...]) -> tuple[str, ...]:
    """The text that a fingerprint stands for, a paragraph each: parts that are out of it are left aside."""
    return paragraphs(tuple(b for b in blocks if not (isinstance(b, Part) and not b.fingerprinted)))


def fingerprint_of(texts: tuple[str, ...]) -> str:
    """SHA-256 of a text, a paragraph each.

    It proves that two councils approved the same text, whatever its layout: white space, titles of
    pages and files don't count; every word and its paragraph do.
    """
    return hashlib.sha256("\n".join(texts).encode()).hexdigest()


def paragraphs(blocks: tuple[Block, ...]) -> tuple[str, ...]:
    """The text of these blocks, a paragraph each, white space made plain; empty ones left out."""
    lines = (" ".join(text.split()) for text in _texts(blocks))
    return tuple(line for line in lines if line)


def _pieces(nodes: tuple[Inline, ...]) -> Iterator[str]:
    for node in nodes:
        match node:
            case Text(text=text):
                yield text
            case Span(children=children):
                yield from _pieces(children)
            case LineBreak():
                yield "\n"
            case Lacune():
                yield visible_lacune(node)
            case Place():
                yield visible_place(node)


def _texts(blocks: tuple[Block, ...]) -> Iterator[str]:
    for block in blocks:
        match block:
            case Heading(children=children) | Paragraph(children=children):
                yield inline_text(children)
            case ListBlock(items=items):
                for item in items:
                    yield item.label
                    yield from _texts(item.blocks)
            case Table(caption=caption, head=head, body=body):
                yield inline_text(caption)
                yield from _row_texts((*head, *body))
            case Signatures(places=places):
                for place in places:
                    yield place.quality
                    yield place.name
            case Stamp(label=label):
                yield label
            case Part(blocks=inner):
                yield from _texts(inner)
            case PageBreak():
                pass


def _row_texts(rows: tuple[Row, ...]) -> Iterator[str]:
    for row in rows:
        for cell in row.cells:
            yield from _texts(cell.blocks)
