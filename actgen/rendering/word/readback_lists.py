"""Nested lists from the flat items of a Word file."""

from __future__ import annotations

from dataclasses import dataclass, field

from actgen.document.nodes import Block, ListBlock, ListItem, PageBreak
from actgen.rendering.word.readback_numbers import Shown, letter
from actgen.rendering.word.readback_styles import Numbering

_ABOUT = 200  # twips: a word processor sets the edge of a table or its words at an indent


@dataclass(slots=True)
class _Open:
    """A list being filled. `rank` is how many numbered lists it stands in."""

    numbering: Numbering
    start: int
    rank: int
    items: list[tuple[str, list[Block]]] = field(default_factory=list)

    def add(self, shown: Shown, block: Block) -> None:
        label = "" if shown.label == self._usual() else shown.label
        self.items.append((label, [block]))

    def _usual(self) -> str:
        """What every output shows before the next item: « 1. », and « a. » inside another numbered list."""
        value = self.start + len(self.items)
        return f"{letter(value) if self.rank else value}."

    def closed(self) -> ListBlock:
        items = tuple(ListItem(tuple(blocks), label) for label, blocks in self.items)
        return ListBlock(items, self.numbering.ordered, self.start)


class ListBuilder:
    """Gathers blocks and items in reading order."""

    def __init__(self) -> None:
        self._done: list[Block] = []
        self._open: list[_Open] = []

    def add_block(self, block: Block) -> None:
        self._close_to(0)
        self._done.append(block)

    def add_before_break(self, block: Block) -> None:
        """Put a block on the page that a page break has just ended."""
        self._close_to(0)
        place = len(self._done)
        while place and isinstance(self._done[place - 1], PageBreak):
            place -= 1
        self._done.insert(place, block)

    def add_item(self, numbering: Numbering, block: Block, shown: Shown) -> None:
        """An item; its list begins with its number where the one before belongs to another list."""
        self._close_deeper(numbering)
        if not self._open or self._open[-1].numbering.depth < numbering.depth:
            rank = numbering.rank
            if rank is None:
                rank = sum(1 for above in self._open if above.numbering.ordered)
            self._open.append(_Open(numbering, shown.value if numbering.ordered else 1, rank))
        self._open[-1].add(shown, block)

    def add_to_item(self, indent: int, block: Block) -> bool:
        """Put a block into the item whose text has that indent; False when no open item has."""
        for rank in range(len(self._open) - 1, -1, -1):
            if self._open[rank].numbering.indent == indent:
                self._close_to(rank + 1)
                self._open[rank].items[-1][1].append(block)
                return True
        return False

    def add_under(self, indent: int, block: Block) -> bool:
        """Put a block into the deepest item whose text begins no further than about there; False without."""
        for rank in range(len(self._open) - 1, -1, -1):
            if 0 < self._open[rank].numbering.indent <= indent + _ABOUT:
                self._close_to(rank + 1)
                self._open[rank].items[-1][1].append(block)
                return True
        return False

    def blocks(self) -> tuple[Block, ...]:
        self._close_to(0)
        return tuple(self._done)

    def _close_deeper(self, numbering: Numbering) -> None:
        """Close the lists that this item is not in: deeper ones, or another list at its depth."""
        while self._open:
            last = self._open[-1].numbering
            # LibreOffice gives a list of its own to each item without a number: they go on all the same
            same = last.ordered == numbering.ordered and (
                last.list_id == numbering.list_id or not numbering.ordered
            )
            if last.depth < numbering.depth or (last.depth == numbering.depth and same):
                return
            self._close_to(len(self._open) - 1)

    def _close_to(self, count: int) -> None:
        while len(self._open) > count:
            block = self._open.pop().closed()
            if self._open:
                self._open[-1].items[-1][1].append(block)
            else:
                self._done.append(block)
