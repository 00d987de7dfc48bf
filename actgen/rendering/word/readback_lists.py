"""Nested lists from the flat items of a Word file."""

from __future__ import annotations

from dataclasses import dataclass, field

from actgen.document.nodes import Block, Inline, ListBlock, ListItem, Paragraph
from actgen.rendering.word.readback_styles import Numbering


@dataclass(slots=True)
class _Open:
    """A list being filled."""

    numbering: Numbering
    start: int
    items: list[list[Block]] = field(default_factory=list)

    def closed(self) -> ListBlock:
        items = tuple(ListItem(tuple(blocks)) for blocks in self.items)
        return ListBlock(items, self.numbering.ordered, self.start)


class ListBuilder:
    """Gathers blocks and items in reading order; a numbering that was cut by text goes on counting."""

    def __init__(self) -> None:
        self._done: list[Block] = []
        self._open: list[_Open] = []
        self._next: dict[tuple[str, int], int] = {}

    def add_block(self, block: Block) -> None:
        self._close_to(0)
        self._done.append(block)

    def add_item(self, numbering: Numbering, children: tuple[Inline, ...]) -> None:
        self._close_deeper(numbering)
        if not self._open or self._open[-1].numbering.depth < numbering.depth:
            key = (numbering.list_id, numbering.depth)
            self._open.append(_Open(numbering, self._next.get(key, numbering.start)))
        self._open[-1].items.append([Paragraph(children)])
        self._count(numbering)

    def blocks(self) -> tuple[Block, ...]:
        self._close_to(0)
        return tuple(self._done)

    def _close_deeper(self, numbering: Numbering) -> None:
        """Close the lists that this item is not in: deeper ones, or another list at its depth."""
        while self._open:
            last = self._open[-1].numbering
            same = last.list_id == numbering.list_id and last.ordered == numbering.ordered
            if last.depth < numbering.depth or (last.depth == numbering.depth and same):
                return
            self._close_to(len(self._open) - 1)

    def _close_to(self, count: int) -> None:
        while len(self._open) > count:
            block = self._open.pop().closed()
            if self._open:
                self._open[-1].items[-1].append(block)
            else:
                self._done.append(block)

    def _count(self, numbering: Numbering) -> None:
        """Word's rule: an item makes the deeper levels of its numbering start again."""
        key = (numbering.list_id, numbering.depth)
        self._next[key] = self._next.get(key, numbering.start) + 1
        for other in [k for k in self._next if k[0] == numbering.list_id and k[1] > numbering.depth]:
            del self._next[other]
