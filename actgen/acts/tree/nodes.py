"""The closed list of nodes of an act's tree; those within a paragraph are in `inline`.

Every output walks this tree and nothing else, so that the three formats carry the same words. A
value of the user is always the content of a `Text`: no mark-up can come from it.
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum

from msgspec import Struct

from actgen.acts.tree.inline import Inline, Lacune, walk_inlines
from actgen.base.diagnostics import Location


class Style(StrEnum):
    """What a paragraph is; the values are the classes that template authors write."""

    BODY = "corps"
    IDENTITY = "identite"  # République française, département, commune: stacked at the head
    SUBTITLE = "sous-titre"
    OBJECT = "objet"  # the object of a deliberation, under its number
    FACT = "fait"  # one labelled fact a line: convocation, president, quorum
    VISA = "visa"
    GROUND = "considerant"
    FORMULA = "formule"  # « Après en avoir délibéré, le conseil municipal », set apart
    OPERATIVE = "dispositif"
    VOTE = "vote"
    NOTE = "note"  # remedies, small print
    BANNER = "projet"  # the PROJET notice with what is missing
    CELL = "cellule"


class Align(StrEnum):
    START = "start"
    CENTER = "center"
    END = "end"


class Heading(Struct, frozen=True):
    """A heading; exactly one of level 1 in a document. `anchor` is unique in it, or empty.

    `align` is not START where its author wants it elsewhere than all headings of its level.
    """

    level: int
    children: tuple[Inline, ...]
    anchor: str = ""
    align: Align = Align.START


class Paragraph(Struct, frozen=True):
    """A paragraph. `align` is not START where its author wants it elsewhere than its style does."""

    children: tuple[Inline, ...]
    style: Style = Style.BODY
    keep_with_next: bool = False
    align: Align = Align.START


class ListItem(Struct, frozen=True):
    """An item; `label` is its number where a Word file shows another than lists have (« 1.1 »), or empty."""

    blocks: tuple[Block, ...]
    label: str = ""


class ListBlock(Struct, frozen=True):
    items: tuple[ListItem, ...]
    ordered: bool = False
    start: int = 1


class Cell(Struct, frozen=True):
    """A cell; a header cell heads its column in the table's head, its row elsewhere."""

    blocks: tuple[Block, ...]
    header: bool = False
    colspan: int = 1
    rowspan: int = 1
    align: Align = Align.START


class Row(Struct, frozen=True):
    cells: tuple[Cell, ...]


class Table(Struct, frozen=True):
    """A table; `head` rows are repeated on each page. `widths` are shares of the line, or empty.

    `bare`: names in columns, without rules, close together. `whole`: on one page, when it can be.
    """

    head: tuple[Row, ...]
    body: tuple[Row, ...]
    caption: tuple[Inline, ...] = ()
    widths: tuple[int, ...] = ()
    bare: bool = False
    whole: bool = False


class SignaturePlace(Struct, frozen=True):
    """A place for one signature. `name` may be a lacune; `field` names the signature field.

    `origin` is, in a preview, the rank of the place where the name was written.
    """

    quality: str
    name: str = ""
    field: str = ""
    origin: int | None = None


class Signatures(Struct, frozen=True):
    """Signature places, two a row, never alone on a page."""

    places: tuple[SignaturePlace, ...]


class Stamp(Struct, frozen=True):
    """A framed place for the stamp of transmission, filled by the platform or by hand."""

    label: str


class PageBreak(Struct, frozen=True):
    pass


class Part(Struct, frozen=True):
    """A part of an act with a life of its own: an annex, or a notice that stays in the page.

    `fingerprinted` is False for what may change without changing the text that was approved.
    `begins_page` is False for a part that follows what is before it.
    """

    name: str
    blocks: tuple[Block, ...]
    fingerprinted: bool = True
    begins_page: bool = True


class Contents(Struct, frozen=True):
    """The table of contents of a long act, which paper puts into its tree (`layout.with_contents`).

    `pages` are those of its headings, once they are drawn.
    """

    headings: tuple[Heading, ...]
    pages: tuple[int, ...] = ()


Block = Heading | Paragraph | ListBlock | Table | Signatures | Stamp | PageBreak | Part | Contents


class Document(Struct, frozen=True):
    """One act. `header` is the running header (commune or group, session date)."""

    title: str
    blocks: tuple[Block, ...]
    header: str = ""
    subject: str = ""
    author: str = ""
    language: str = "fr-FR"
    projet: bool = False


def walk(blocks: tuple[Block, ...]) -> Iterator[Block]:
    """Every block of the tree in reading order, parents before children."""
    for block in blocks:
        yield block
        match block:
            case ListBlock(items=items):
                for item in items:
                    yield from walk(item.blocks)
            case Table(head=head, body=body):
                for row in (*head, *body):
                    for cell in row.cells:
                        yield from walk(cell.blocks)
            case Part(blocks=inner):
                yield from walk(inner)


def inlines(block: Block) -> tuple[Inline, ...]:
    """The inline nodes that a block holds itself (those of its inner blocks left out)."""
    match block:
        case Heading(children=children) | Paragraph(children=children):
            return children
        case Table(caption=caption):
            return caption
    return ()


def lacunes(document: Document) -> tuple[Lacune, ...]:
    """The facts that this act lacks, each once for each place that is to say it, in reading order."""
    found: dict[tuple[str, str, Location | None], Lacune] = {}
    for node in _all_inlines(document):
        if isinstance(node, Lacune):
            found.setdefault((node.key, node.label, node.location), node)
    return tuple(found.values())


def _all_inlines(document: Document) -> Iterator[Inline]:
    for block in walk(document.blocks):
        yield from walk_inlines(inlines(block))
