"""The tree of tags of a PDF, as its readers follow it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary

_PAINTS = frozenset(["Tj", "TJ", "'", '"', "f", "F", "f*", "S", "s", "B", "B*", "b", "b*", "Do", "sh", "EI"])
_HEADING = re.compile(r"/H([1-6])")


@dataclass(frozen=True)
class Tagged:
    """A file with its tree: elements in reading order, what they hold, what pages show."""

    pdf: pikepdf.Pdf

    @cached_property
    def elements(self) -> list[Any]:
        return list(_elements(self.pdf.Root.StructTreeRoot))

    def of(self, *tags: str) -> list[Any]:
        return [element for element in self.elements if element.S in tags]

    @cached_property
    def headings(self) -> list[int]:
        """The levels of the headings."""
        found = (_HEADING.fullmatch(str(element.S)) for element in self.elements)
        return [int(heading[1]) for heading in found if heading]

    @cached_property
    def read(self) -> list[tuple[Any, int]]:
        """Each mark that a reader meets: its page, its number."""
        return [
            (element.Pg.objgen, int(kid))
            for element in self.elements
            for kid in kids(element)
            if isinstance(kid, int)
        ]

    @cached_property
    def leading(self) -> dict[int, Any]:
        """The table that leads back from pages and annotations to elements."""
        nums = self.pdf.Root.StructTreeRoot.ParentTree.Nums
        return {int(nums[rank]): nums[rank + 1] for rank in range(0, len(nums), 2)}


def _elements(root: Any) -> Iterator[Any]:
    for kid in kids(root):
        if isinstance(kid, Dictionary) and "/S" in kid:
            yield kid
            yield from _elements(kid)


def kids(element: Any) -> list[Any]:
    """What an element holds, be it one thing or a list."""
    held = element.get("/K", Array())
    return list(held) if isinstance(held, Array) else [held]


def painted(page: pikepdf.Page) -> tuple[set[int], int]:
    """The marks under which a page shows something, and how often it shows something under none."""
    marks: set[int] = set()
    bare = 0
    opened: list[Any] = []
    for instruction in pikepdf.parse_content_stream(page):
        operator = str(instruction.operator)
        if operator in ("BDC", "BMC"):
            opened.append(_mark(instruction.operands))
        elif operator == "EMC":
            opened.pop()
        elif operator in _PAINTS:
            marks.update(mark for mark in opened if isinstance(mark, int))
            bare += not any(mark is not None for mark in opened)
    return marks, bare


def _mark(operands: Any) -> Any:
    """The number of what begins here, or that it is an artifact; None for what says neither."""
    if operands[0] == "/Artifact":
        return "artifact"
    return int(operands[1].MCID) if len(operands) > 1 and "/MCID" in operands[1] else None
