"""The tree of a template: the nodes of an act, with places for values, choices and repetitions.

Control nodes are generic: the same `If` stands among paragraphs, list items, table rows or words, and
holds bodies of the same sort as its neighbours. That is what "same container" means.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

from jinja2 import nodes as jinja

from actgen.diagnostics import Diagnostic, Location
from actgen.document.inline import LineBreak, Text
from actgen.document.nodes import Align, Block, PageBreak, Style

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Expression:
    """One expression of the closed grammar, as written and as parsed, with its place."""

    source: str
    node: jinja.Expr
    location: Location


@dataclass(frozen=True, slots=True)
class Branch(Generic[T]):
    """A branch of a choice; a condition of None is the `else`."""

    condition: Expression | None
    body: tuple[T | If[T] | For[T], ...]


@dataclass(frozen=True, slots=True)
class If(Generic[T]):
    branches: tuple[Branch[T], ...]


@dataclass(frozen=True, slots=True)
class For(Generic[T]):
    """A repetition; `empty` is printed when nothing was repeated (the `else` of a `for`)."""

    target: str
    iterable: Expression
    body: tuple[T | If[T] | For[T], ...]
    empty: tuple[T | If[T] | For[T], ...] = ()
    test: Expression | None = None


# Inline


@dataclass(frozen=True, slots=True)
class Output:
    expression: Expression


@dataclass(frozen=True, slots=True)
class Bold:
    children: tuple[InlineNode, ...]


@dataclass(frozen=True, slots=True)
class Italic:
    children: tuple[InlineNode, ...]


@dataclass(frozen=True, slots=True)
class ForeignNode:
    """Words of another language, by its tag."""

    children: tuple[InlineNode, ...]
    language: str


Word = Text | LineBreak | Output | Bold | Italic | ForeignNode
InlineNode = Word | If[Word] | For[Word]


# Blocks


@dataclass(frozen=True, slots=True)
class HeadingNode:
    level: int
    children: tuple[InlineNode, ...]
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class ParagraphNode:
    children: tuple[InlineNode, ...]
    style: Style = Style.BODY
    keep_with_next: bool = False


@dataclass(frozen=True, slots=True)
class ItemNode:
    blocks: tuple[BlockNode, ...]


@dataclass(frozen=True, slots=True)
class ListNode:
    items: tuple[ItemNode | If[ItemNode] | For[ItemNode], ...]
    ordered: bool = False
    start: int = 1


@dataclass(frozen=True, slots=True)
class CellNode:
    children: tuple[InlineNode, ...]
    header: bool = False
    colspan: int = 1
    rowspan: int = 1
    align: Align = Align.START


@dataclass(frozen=True, slots=True)
class RowNode:
    cells: tuple[CellNode, ...]


@dataclass(frozen=True, slots=True)
class TableNode:
    head: tuple[RowNode, ...]
    body: tuple[RowNode | If[RowNode] | For[RowNode], ...]
    location: Location
    caption: tuple[InlineNode, ...] = ()
    widths: tuple[int, ...] = ()
    whole: bool = False


@dataclass(frozen=True, slots=True)
class PartNode:
    name: str
    blocks: tuple[BlockNode, ...]
    fingerprinted: bool = True
    begins_page: bool = True


@dataclass(frozen=True, slots=True)
class Setting:
    """A name given by `set`, at the top of a template."""

    name: str
    expression: Expression


Fill = Callable[[Mapping[str, object]], tuple[tuple[Block, ...], tuple[Diagnostic, ...]]]
"""What a clause of another format gives in a scope: its blocks, and what is wrong with them."""


@dataclass(frozen=True, slots=True)
class Include:
    """A clause, already parsed; the names that it sets are its own.

    `fill` makes the blocks of one that is not in Markdown; its tree then only tells its names.
    """

    name: str
    template: Template
    fill: Fill | None = None


Piece = HeadingNode | ParagraphNode | ListNode | TableNode | PartNode | PageBreak | Include
BlockNode = Piece | If[Piece] | For[Piece]


@dataclass(frozen=True, slots=True)
class Template:
    """A parsed template. `files` are the files that it was made of, its clauses' included.

    `assumed` are names that the template means to set, by tags that are written wrong.
    """

    file: str
    settings: tuple[Setting, ...]
    blocks: tuple[BlockNode, ...]
    files: tuple[str, ...]
    assumed: tuple[str, ...] = ()
