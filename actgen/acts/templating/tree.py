"""The tree of a template: the nodes of an act, with places for values, choices and repetitions.

Control nodes are generic: the same `If` stands among paragraphs, list items, table rows or words, and
holds bodies of the same sort as its neighbours. That is what "same container" means.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Generic, TypeVar

from jinja2 import nodes as jinja
from msgspec import Struct, field

from actgen.acts.templating.lists import NO_LISTS, ListDefinitions, Numbering
from actgen.acts.templating.words import PLAIN, LetterLook
from actgen.acts.tree.inline import LineBreak, Text
from actgen.acts.tree.nodes import Align, PageBreak, Style
from actgen.base.diagnostics import Location

T = TypeVar("T")


class Expression(Struct, frozen=True):
    """One expression of the closed grammar, as written and as parsed, with its place."""

    source: str
    node: jinja.Expr
    location: Location


class Branch(Struct, Generic[T], frozen=True):
    """A branch of a choice; a condition of None is the `else`."""

    condition: Expression | None
    body: tuple[T | If[T] | For[T], ...]


class If(Struct, Generic[T], frozen=True):
    branches: tuple[Branch[T], ...]


class For(Struct, Generic[T], frozen=True):
    """A repetition; `empty` is printed when nothing was repeated (the `else` of a `for`)."""

    target: str
    iterable: Expression
    body: tuple[T | If[T] | For[T], ...]
    empty: tuple[T | If[T] | For[T], ...] = ()
    test: Expression | None = None


# Inline


class Output(Struct, frozen=True):
    expression: Expression


class Bold(Struct, frozen=True):
    children: tuple[InlineNode, ...]


class Italic(Struct, frozen=True):
    children: tuple[InlineNode, ...]


class ForeignNode(Struct, frozen=True):
    """Words of another language, by its tag."""

    children: tuple[InlineNode, ...]
    language: str


class NoteCall(Struct, frozen=True):
    """Where a note of a Word file is called: its kind and its identity there."""

    kind: str
    identity: str


class RunNode(Struct, frozen=True):
    """Words of a Word file that are set apart alike. A page may end among them."""

    children: tuple[Text | LineBreak | PageBreak | Output | NoteCall, ...]
    shape: LetterLook = PLAIN
    target: str = ""


Word = Text | LineBreak | Output | Bold | Italic | ForeignNode | RunNode
InlineNode = Word | If[Word] | For[Word]


# Blocks


class HeadingNode(Struct, frozen=True):
    level: int
    children: tuple[InlineNode, ...]
    anchor: str = ""
    align: Align = Align.START


class ParagraphNode(Struct, frozen=True):
    children: tuple[InlineNode, ...]
    style: Style = Style.BODY
    keep_with_next: bool = False
    align: Align = Align.START


class LineNode(Struct, frozen=True):
    """A paragraph of a Word file, where lists are flat and Word counts: they are made once all is evaluated.

    `indent` is that of its own, by which it may stand in the item above. `tagged` says that it holds tags:
    left without words, it goes; that of the author stays an item.
    """

    block: ParagraphNode | HeadingNode
    numbering: Numbering | None = None
    indent: int = -1
    begins_page: bool = False
    ends_page: bool = False
    tagged: bool = False


class RestartNode(Struct, frozen=True):
    """Where lists of a Word file begin anew: at the head of each turn of the loop that holds all of them."""

    lists: tuple[str, ...]


class ItemNode(Struct, frozen=True):
    blocks: tuple[BlockNode, ...]


class ListNode(Struct, frozen=True):
    items: tuple[ItemNode | If[ItemNode] | For[ItemNode], ...]
    ordered: bool = False
    start: int = 1


class CellNode(Struct, frozen=True):
    """A cell of words; in a Word file, of `blocks`. `continued`: Word merges it with the one above."""

    children: tuple[InlineNode, ...] = ()
    header: bool = False
    colspan: int = 1
    rowspan: int = 1
    align: Align = Align.START
    blocks: tuple[BlockNode, ...] = ()
    continued: bool = False


class RowNode(Struct, frozen=True):
    """`kept`: a row that stays when nothing is written in it, as its author left it."""

    cells: tuple[CellNode, ...]
    kept: bool = False


class TableNode(Struct, frozen=True):
    """`free`: a table of Word, whose rows may be shorter than others, set back by `indent`."""

    head: tuple[RowNode, ...]
    body: tuple[RowNode | If[RowNode] | For[RowNode], ...]
    location: Location
    caption: tuple[InlineNode, ...] = ()
    widths: tuple[int, ...] = ()
    whole: bool = False
    bare: bool = False
    free: bool = False
    indent: int = 0


class PartNode(Struct, frozen=True):
    name: str
    blocks: tuple[BlockNode, ...]
    fingerprinted: bool = True
    begins_page: bool = True


class Setting(Struct, frozen=True):
    """A name given by `set`, at the top of a template."""

    name: str
    expression: Expression


class Include(Struct, frozen=True):
    """A clause, already parsed; the names that it sets are its own. `style` is that of its paragraph."""

    name: str
    template: Template
    style: Style = Style.BODY


Piece = (
    HeadingNode
    | ParagraphNode
    | LineNode
    | RestartNode
    | ListNode
    | TableNode
    | PartNode
    | PageBreak
    | Include
)
BlockNode = Piece | If[Piece] | For[Piece]


class Template(Struct, frozen=True):
    """A parsed template. `files` are the files that it was made of, its clauses' included.

    `broken`: it is written wrong, and has each of its tags on its own, to look for names in;
    `assumed` are names that it means to set, by tags that are written wrong. The rest is of a Word
    file: how its lists count, its notes, whether Word's style of titles stands above « Titre 1 ».
    """

    file: str
    settings: tuple[Setting, ...]
    blocks: tuple[BlockNode, ...]
    files: tuple[str, ...]
    broken: bool = False
    assumed: tuple[str, ...] = ()
    lists: ListDefinitions = NO_LISTS
    notes: Mapping[NoteCall, tuple[BlockNode, ...]] = field(default_factory=dict)
    titled: bool = False

    @property
    def bodies(self) -> tuple[tuple[object, ...], ...]:
        """All that a template says, part after part: its blocks, its notes."""
        return (self.blocks, *self.notes.values())


def includes(body: tuple[Any, ...]) -> Iterator[Include]:
    """The clauses that stand in nodes, those of clauses left out."""
    for node in body:
        match node:
            case Include():
                yield node
            case If(branches=branches):
                yield from includes(branches)
            case Branch(body=inner) | PartNode(blocks=inner):
                yield from includes(inner)
            case For(body=inner, empty=empty):
                yield from includes((*inner, *empty))
