"""A toy maker of files: the words of an act, a paragraph a line."""

from __future__ import annotations

from actgen.acts.outputs.house.look import Order
from actgen.acts.tree.words import paragraphs


def make(order: Order) -> bytes:
    """The words of an act in UTF-8."""
    return "\n".join(paragraphs(order.document.blocks)).encode()
