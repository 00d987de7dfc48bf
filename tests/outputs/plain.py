"""A toy maker of files: the words of an act, a paragraph a line."""

from __future__ import annotations

from actgen.document.words import paragraphs
from actgen.outputs.house.look import Order


def make(order: Order) -> bytes:
    """The words of an act in UTF-8."""
    return "\n".join(paragraphs(order.document.blocks)).encode()
