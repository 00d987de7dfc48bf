"""The lists of a Word file: how Word counts their items, and nested lists made of items that are flat.

Word stores no number: it counts the paragraphs of each definition, begins the deeper levels anew after a
shallower one, and writes each level by a pattern (« Article %1 », « %1.%2 »). Two lists of one definition go
on counting together, unless the second says where it begins.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

import msgspec
from msgspec import Struct, field

from actgen.acts.tree.nodes import Block, ListBlock, ListItem, PageBreak, Signatures
from actgen.base.records import replace
from actgen.base.text import numbers

_PLACE = re.compile(r"%([1-9])")
_NO_NUMBER = ("bullet", "none", "")
LEVELS = 9
_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"))
_ROMAN_ENDS = ((50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))


class ListLevel(Struct, frozen=True):
    """How a level of a list counts and looks; `indent` is that of its text, in twips."""

    start: int = 1
    form: str = "decimal"
    pattern: str = ""
    indent: int = 0
    restarts: bool = True
    legal: bool = False

    @property
    def ordered(self) -> bool:
        return self.form not in _NO_NUMBER


class ItemNumber(Struct, frozen=True):
    """The number of an item, and what is printed before it; no label for a bullet."""

    value: int
    label: str


class Numbering(Struct, frozen=True):
    """The list of an item: its numbering, its depth from 0, numbers or marks, the indent of its text.

    `rank` is how many numbered lists a list made by actgen stands in; None for the list of an author.
    `goes_on`: its author carries it on wherever a loop repeats it.
    """

    list_id: str
    depth: int
    ordered: bool
    indent: int = 0
    rank: int | None = None
    goes_on: bool = False


class ListDefinitions(Struct, frozen=True):
    """The lists that a file defines: the definition of each, its levels, where it says that it begins."""

    definitions: Mapping[str, str] = msgspec.field(default_factory=dict)
    levels: Mapping[tuple[str, int], ListLevel] = msgspec.field(default_factory=dict)
    begins: Mapping[tuple[str, int], int] = msgspec.field(default_factory=dict)

    def level(self, list_id: str, depth: int) -> ListLevel | None:
        """How a level of a list is, or None for a list that the file does not define."""
        return self.levels.get((list_id, depth))


NO_LISTS = ListDefinitions()


class Counter:
    """How far each list of one file has counted; items are asked for in reading order."""

    def __init__(self, lists: ListDefinitions) -> None:
        self._lists = lists
        self._begins = dict(lists.begins)
        self._counts: dict[str, dict[int, int]] = {}
        self._begun: set[tuple[str, int]] = set()
        self._turns: dict[str, int] = {}

    def begin_anew(self, list_id: str) -> None:
        """Let a list begin at its first numbers, as a list of its own."""
        self._turns[list_id] = self._turns.get(list_id, 0) + 1
        for depth in range(LEVELS):
            level = self._lists.level(list_id, depth) or ListLevel()
            self._begins[list_id, depth] = self._lists.begins.get((list_id, depth), level.start)
            self._begun.discard((list_id, depth))

    def of_turn(self, numbering: Numbering) -> Numbering:
        """The list that an item is of: another one each time that it begins anew."""
        turn = self._turns.get(numbering.list_id)
        return replace(numbering, list_id=f"{numbering.list_id}/{turn}") if turn else numbering

    def next(self, numbering: Numbering) -> ItemNumber:
        """Count one more item of a list."""
        list_id, depth = numbering.list_id, numbering.depth
        level = self._lists.level(list_id, depth)
        if level is None:
            return ItemNumber(1, "")
        counts = self._counts.setdefault(self._lists.definitions[list_id], {})
        begins = self._begins.get((list_id, depth))
        if begins is not None and (list_id, depth) not in self._begun:
            counts[depth] = begins
        else:
            counts[depth] = counts.get(depth, level.start - 1) + 1
        self._begun.add((list_id, depth))
        for deeper in [other for other in counts if other > depth]:
            below = self._lists.level(list_id, deeper)
            if below is None or below.restarts:
                del counts[deeper]
        return ItemNumber(counts[depth], self._label(list_id, level, counts))

    def _label(self, list_id: str, level: ListLevel, counts: Mapping[int, int]) -> str:
        if not level.ordered:
            return ""

        def number(place: re.Match[str]) -> str:
            depth = int(place[1]) - 1
            other = self._lists.level(list_id, depth) or ListLevel()
            return written(counts.get(depth, other.start), "decimal" if level.legal else other.form)

        return _PLACE.sub(number, level.pattern).strip()


def written(value: int, form: str) -> str:
    """A number in one of Word's forms; in figures where the form is not one that French acts use."""
    match form:
        case "lowerLetter" | "upperLetter":
            letters = letter(value)
            return letters.upper() if form == "upperLetter" else letters
        case "lowerRoman" | "upperRoman":
            digits = _roman(value)
            return digits.upper() if form == "upperRoman" else digits
        case "decimalZero":
            return f"{value:02}"
        case "ordinal":
            return numbers.ordinal(value)
        case "cardinalText":
            return numbers.cardinal(value)
        case "ordinalText":
            return numbers.ordinal_lettres(value)
        case "bullet" | "none":
            return ""
    return str(value)


def letter(value: int) -> str:
    """« a », « z », « aa », « bb »: Word repeats the letter."""
    turns, rank = divmod(max(value, 1) - 1, 26)
    return chr(ord("a") + rank) * (turns + 1)


def _roman(value: int) -> str:
    done = ""
    for worth, sign in (*_ROMAN, *_ROMAN_ENDS):
        while value >= worth:
            done, value = done + sign, value - worth
    return done


_ABOUT = 200  # twips: a word processor sets the edge of a table or its words at an indent


class _OpenList(Struct):
    """A list being filled. `rank` is how many numbered lists it stands in."""

    numbering: Numbering
    start: int
    rank: int
    items: list[tuple[str, list[Block]]] = field(default_factory=list)

    def add(self, shown: ItemNumber, block: Block) -> None:
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
        self._open: list[_OpenList] = []
        self._noted = 0  # blocks whose notes were told

    def add_block(self, block: Block) -> None:
        self._close_to(0)
        self._done.append(block)

    def add_notes(self, notes: tuple[Block, ...]) -> None:
        """Tell notes before the signatures, since what follows them binds nobody; else where a page ends."""
        self._close_to(0)
        place = len(self._done)
        while place and isinstance(self._done[place - 1], PageBreak):
            place -= 1
        signed = (rank for rank in range(self._noted, place) if isinstance(self._done[rank], Signatures))
        place = next(signed, place)
        self._done[place:place] = notes
        self._noted = len(self._done)

    def add_item(self, numbering: Numbering, block: Block, shown: ItemNumber) -> None:
        """An item; its list begins with its number where the one before belongs to another list."""
        self._close_deeper(numbering)
        if not self._open or self._open[-1].numbering.depth < numbering.depth:
            rank = numbering.rank
            if rank is None:
                rank = sum(1 for above in self._open if above.numbering.ordered)
            self._open.append(_OpenList(numbering, shown.value if numbering.ordered else 1, rank))
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
