"""What all printed outputs do alike with a tree: how a title is cut, where labels, stamps, notes stand."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from itertools import count

from actgen.base.records import replace
from actgen.base.text.characters import width
from actgen.base.text.keys import slug
from actgen.base.text.typography import NAME_WITH_HYPHEN

from .inline import Inline, Span, Strong, Text
from .nodes import (
    Block,
    Cell,
    Contents,
    Document,
    Heading,
    Paragraph,
    Row,
    SignaturePlace,
    Signatures,
    Stamp,
    Style,
    Table,
    inlines,
    walk,
)
from .typeset import rewritten
from .words import inline_text

_FITS = 46  # letters of the title of an act on one line, in the house’s face; a register’s is the shorter
_TOGETHER = 3  # words at the end of a longer one: « du conseil communautaire »
_TITLES = 2  # levels: of an act, of its object
_SHORT = 3  # letters of a word that does not end a line before them: « par »


def title(heading: Heading) -> tuple[Inline, ...]:
    """The words of a heading; the title of an act that takes two lines never ends on a lone word.

    Its last words are joined by no-break spaces: those of its object too. Other headings, and shorter titles,
    stay as they are.
    """
    if heading.level > _TITLES or len(inline_text(heading.children)) <= _FITS:
        return heading.children
    return _joined(heading.children)


ARTICLE = re.compile(
    "Article[ \u00a0](\\d{1,3})\\.[ \u00a0](?=\\S)"
)  # how the heading of a convention's article begins
_LISTED = 2  # the level of the headings that contents list
_LONG = 12  # articles; an act of fewer is found through without a table


def contents(blocks: tuple[Block, ...]) -> tuple[Heading, ...]:
    """What the contents of a long convention list: its articles and its annexes; of another act, nothing.

    Minutes, long as they may be, begin with their agenda.
    """
    heads = tuple(block for block in walk(blocks) if isinstance(block, Heading) and block.level == _LISTED)
    articles = [head for head in heads if ARTICLE.match(inline_text(head.children))]
    return heads if len(articles) >= _LONG else ()


def with_contents(document: Document) -> Document:
    """A long act with its contents under its title and its object, its headings with anchors to lead to."""
    headings = contents(document.blocks)
    place = _below_title(document.blocks)
    if not headings or not place:
        return document
    ranks = count(1)

    def anchored(block: Block) -> Block:
        if isinstance(block, Heading) and block.level == _LISTED:
            return replace(block, anchor=block.anchor or f"{next(ranks)}-{slug(inline_text(block.children))}")
        return block

    blocks = rewritten(document.blocks, lambda line: line, other=anchored)
    return replace(document, blocks=(*blocks[:place], Contents(contents(blocks)), *blocks[place:]))


def with_pages(document: Document, pages: Mapping[str, int]) -> Document:
    """The same, its contents with the page that each of their anchors is drawn on."""

    def paged(block: Block) -> Block:
        if isinstance(block, Contents):
            return replace(block, pages=tuple(pages[heading.anchor] for heading in block.headings))
        return block

    return replace(document, blocks=tuple(map(paged, document.blocks)))


def _below_title(blocks: tuple[Block, ...]) -> int:
    """The place after the title, its subtitle and the object; 0 where these blocks hold no title."""
    title = next((n for n, block in enumerate(blocks) if isinstance(block, Heading) and block.level == 1), -1)
    place = title + 1
    while 0 < place < len(blocks) and getattr(blocks[place], "style", None) in (Style.SUBTITLE, Style.OBJECT):
        place += 1
    return place


def with_title(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """The blocks of an act whose title is cut so: for paper, since a browser balances lines by itself."""
    return rewritten(blocks, lambda line: line, other=_titled)


def _titled(block: Block) -> Block:
    return replace(block, children=title(block)) if isinstance(block, Heading) else block


def _joined(children: tuple[Inline, ...]) -> tuple[Inline, ...]:
    if not children:
        return children
    *before, last = children
    match last:
        case Text(text=text):
            words = text.split(" ")
            together = min(_TOGETHER, len(words))
            while together < len(words) and len(words[-together - 1]) <= _SHORT:
                together += 1
            last = Text(" ".join((*words[:-together], "\u00a0".join(words[-together:]))))
        case Span(children=inner):
            last = replace(last, children=_joined(inner))
    return (*before, last)


_LABELLED = frozenset({Style.FACT, Style.VOTE})


def labelled(paragraph: Paragraph) -> tuple[tuple[Inline, ...], tuple[Inline, ...]]:
    """The label of a fact (« Présents : »), set in the margin, and what it says; no label, and all of it.

    A label is what is bold at the head of a fact or a vote and ends with a colon.
    """
    match paragraph.children:
        case (Strong(children=label), *rest) if paragraph.style in _LABELLED and inline_text(label).endswith(
            ":"
        ):
            return label, tuple(rest)
    return (), paragraph.children


def without_space(children: tuple[Inline, ...]) -> tuple[Inline, ...]:
    """What a label says, without the space that parts it from the label in a line of text."""
    match children:
        case (Text(text=text) as first, *rest) if text.startswith(" "):
            return (replace(first, text=text[1:]), *rest)
    return children


_FEW = 4  # up to here two a row, with room for a long name; beyond, three keep them on one page
_MANY = 15  # beyond, a whole council signs: four a row, closer, so that a page holds some seventy
_A_ROW = 2
_A_CLOSE_ROW = 3
_A_CROWDED_ROW = 4


# The line of places in ems of its size: 162 mm at 8.5 pt where a whole council signs, else 130 mm at 11 pt.
_CROWDED_LINE, _FREE_LINE, _GAP = 54.0, 33.5, 1.4
_UNCUT = re.compile(rf"(?:(?:{NAME_WITH_HYPHEN})|[^ -])+-?")


def signature_rows(places: tuple[SignaturePlace, ...]) -> list[tuple[SignaturePlace, ...]]:
    """The places row by row, in their order; the last row may be shorter.

    Fewer a row where the part of a name that no line may cut (« LE GOUALHEC-KERVELLEC ») is wider than its
    place: it would be printed over the next one.
    """
    few, many = len(places) <= _FEW, crowded(places)
    usual = _A_ROW if few else _A_CROWDED_ROW if many else _A_CLOSE_ROW
    line = _CROWDED_LINE if many else _FREE_LINE
    widest = max((width(part) for place in places for part in _UNCUT.findall(place.name)), default=0.0)
    a_row = next((each for each in range(usual, _A_ROW, -1) if widest <= line / each - _GAP), _A_ROW)
    return [places[start : start + a_row] for start in range(0, len(places), a_row)]


def crowded(places: tuple[SignaturePlace, ...]) -> bool:
    """Whether so many sign that each is left less room."""
    return len(places) > _MANY


_LINE, _SHORT_LINE = 100, 80  # signs of a cell that the line of a wide table holds, and that of the text
_UNBROKEN = str.maketrans({" ": "\u00a0", "-": "\u2011"})
_LEAST_WIDE = 24  # signs of them for the widest column


def with_whole_cells(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """Blocks whose tables cut the texts of their widest column and of no other, where the line has room.

    For print: the engine would share the line among all texts, and cut names and dates to leave a long title
    some room. Tables whose shares an author gave stay as they are, and those whose cells span others.
    """
    return rewritten(blocks, lambda line: line, other=_whole_but_widest)


def _whole_but_widest(block: Block) -> Block:
    if not isinstance(block, Table) or block.widths or block.bare or not block.body:
        return block
    count = len(block.body[0].cells)
    if any(len(row.cells) != count or any(cell.rowspan > 1 for cell in row.cells) for row in block.body):
        return block
    longest = [max(len(_cell_text(row.cells[rank])) for row in block.body) for rank in range(count)]
    widest = longest.index(max(longest))
    if sum(longest) - longest[widest] + _LEAST_WIDE > (_LINE if spreads(block) else _SHORT_LINE):
        return block
    body = tuple(
        Row(tuple(cell if rank == widest else _held(cell) for rank, cell in enumerate(row.cells)))
        for row in block.body
    )
    return replace(block, body=body)


def _cell_text(cell: Cell) -> str:
    return " ".join(inline_text(inlines(block)) for block in walk(cell.blocks))


def _held(cell: Cell) -> Cell:
    return replace(cell, blocks=rewritten(cell.blocks, _without_breaks))


def _without_breaks(line: tuple[Inline, ...]) -> tuple[Inline, ...]:
    return tuple(
        replace(node, text=node.text.translate(_UNBROKEN))
        if isinstance(node, Text)
        else replace(node, children=_without_breaks(node.children))
        if isinstance(node, Span)
        else node
        for node in line
    )


_LOW = 10  # lines of a table that a page is broken before rather than in
_A_LINE = 60  # signs of a cell


def stays_whole(table: Table) -> bool:
    """Whether a table stays on one page: one that says so, or that is low."""
    if table.whole or len(table.body) > _LOW:
        return table.whole
    return (
        sum(1 + max(map(len, map(_cell_text, row.cells)), default=0) // _A_LINE for row in table.body) <= _LOW
    )


_NARROW = 3  # columns that the line of the text has room for


def spreads(table: Table) -> bool:
    """Whether a table takes the margin of the labels too: more than three columns, or names in columns."""
    return table.bare or any(
        sum(cell.colspan for cell in row.cells) > _NARROW for row in (*table.head, *table.body)
    )


def with_company(blocks: Iterable[Block]) -> Iterator[tuple[Block, tuple[Block, ...]]]:
    """Each block and what stands beside it, so that an act ends on fewer pages.

    Beside one or two signatures, the stamp that follows them; beside another stamp, the notes after it.
    """
    rest = deque(blocks)
    while rest:
        block = rest.popleft()
        if isinstance(block, Signatures) and 0 < len(block.places) <= _A_ROW and _next(rest, Stamp):
            yield block, (rest.popleft(),)
        else:
            yield block, tuple(_notes(rest)) if isinstance(block, Stamp) else ()


def _next(rest: deque[Block], kind: type[Block]) -> bool:
    return bool(rest) and isinstance(rest[0], kind)


def _notes(rest: deque[Block]) -> Iterator[Paragraph]:
    while rest and isinstance(rest[0], Paragraph) and rest[0].style is Style.NOTE:
        yield rest[0]
        rest.popleft()
