"""Numbered lists that a loop repeats: each turn begins at the first number, as its author saw it.

Word numbers by list, and a loop repeats its paragraphs with their list: items of article 2 would go on from
article 1. A list begins anew at each turn of the loop that holds all of it, when other text comes before it
in the turn; where the item itself is what is repeated, its numbers run on. So does a style whose name says
« continue ».
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from actgen.rendering.templates.tree import (
    Branch,
    For,
    If,
    LineNode,
    ParagraphNode,
    PartNode,
    RestartNode,
    RowNode,
    TableNode,
)


@dataclass(slots=True, eq=False)
class _Loop:
    """A loop round paragraphs, the loop around it, the lists met after other text."""

    outer: _Loop | None
    begun: bool = False
    met: set[str] = field(default_factory=set)
    after_text: set[str] = field(default_factory=set)

    def meet(self, items: set[str]) -> None:
        """A paragraph or a table of the loop, and the lists that it is an item of."""
        if self.begun:
            self.after_text |= items - self.met
        self.met |= items
        self.begun = self.begun or not items


def with_restarts(blocks: tuple[Any, ...]) -> tuple[Any, ...]:
    """The same nodes, the lists that the turns of a loop begin anew at its head."""
    lists = _Restarts()
    lists.walk(blocks, None)
    return lists.marked(blocks) if lists.begun() else blocks


class _Restarts:
    def __init__(self) -> None:
        self._loops: dict[int, _Loop] = {}
        self._shared: dict[str, list[_Loop]] = {}
        self._begun: dict[_Loop, list[str]] = {}

    def walk(self, body: tuple[Any, ...], loop: _Loop | None) -> None:
        for node in body:
            match node:
                case For():
                    self._loops[id(node)] = inner = _Loop(loop)
                    self.walk(node.body, inner)
                    self.walk(node.empty, loop)
                case If(branches=branches):
                    for branch in branches:
                        self.walk(branch.body, loop)
                case PartNode(blocks=blocks):
                    self.walk(blocks, loop)
                case _:
                    self._meet(set(_lists_in(node)), list(_around(loop)))

    def _meet(self, items: set[str], around: list[_Loop]) -> None:
        for key in items:
            self._shared[key] = [each for each in self._shared.get(key, around) if each in around]
        for each in around:
            each.meet(items)

    def begun(self) -> bool:
        """Find the nearest loop that holds all of a list and says something before it."""
        for key, loops in sorted(self._shared.items()):
            loop = next((each for each in loops if key in each.after_text), None)
            if loop is not None:
                self._begun.setdefault(loop, []).append(key)
        return bool(self._begun)

    def marked(self, body: tuple[Any, ...]) -> tuple[Any, ...]:
        return tuple(self._marked(node) for node in body)

    def _marked(self, node: Any) -> Any:
        match node:
            case For():
                keys = self._begun.get(self._loops[id(node)])
                head = (RestartNode(tuple(keys)),) if keys else ()
                return replace(node, body=(*head, *self.marked(node.body)), empty=self.marked(node.empty))
            case If(branches=branches):
                return If(tuple(Branch(each.condition, self.marked(each.body)) for each in branches))
            case PartNode(blocks=blocks):
                return replace(node, blocks=self.marked(blocks))
        return node


def _around(loop: _Loop | None) -> Iterator[_Loop]:
    while loop is not None:
        yield loop
        loop = loop.outer


def _lists_in(node: Any) -> Iterator[str]:
    """The numbered lists that a paragraph, or those of a table, are items of."""
    match node:
        case LineNode(block=ParagraphNode(), numbering=numbering) if numbering is not None:
            if numbering.ordered and not numbering.goes_on:
                yield numbering.list_id
        case TableNode(head=head, body=body):
            yield from (key for row in (*head, *body) for key in _lists_in(row))
        case If(branches=branches):
            yield from (key for branch in branches for each in branch.body for key in _lists_in(each))
        case For(body=body, empty=empty):
            yield from (key for each in (*body, *empty) for key in _lists_in(each))
        case RowNode(cells=cells):
            yield from (key for cell in cells for each in cell.blocks for key in _lists_in(each))
