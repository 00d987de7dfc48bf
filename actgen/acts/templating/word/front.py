"""The parts of a Word file that were made plain, their tags known, as the tree of a template.

Styles and runs become nodes, tags stand in their places: the same tree as that of a template in Markdown.
Lists stay flat, as they are in Word: an item knows its list, and the evaluation counts.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby
from math import gcd
from typing import Any

from docx.oxml.ns import qn
from lxml import etree

from actgen.acts.outputs.docx.markup import Element, name
from actgen.acts.templating.pairing import control, fold
from actgen.acts.templating.tags import Sort, TagKind
from actgen.acts.templating.tree import (
    Branch,
    CellNode,
    For,
    HeadingNode,
    If,
    Include,
    InlineNode,
    LineNode,
    NoteCall,
    Output,
    ParagraphNode,
    PartNode,
    RestartNode,
    RowNode,
    RunNode,
    TableNode,
)
from actgen.acts.templating.word.levels import PartTags
from actgen.acts.templating.word.lines import Characters
from actgen.acts.templating.word.runs import WordsReader
from actgen.acts.templating.word.styles import ParagraphLooks, RunFormat, Styles
from actgen.acts.templating.word.tags import Around, WordTag
from actgen.acts.templating.words import PAGE
from actgen.acts.tree.inline import Text
from actgen.acts.tree.nodes import Align, PageBreak
from actgen.base.diagnostics import Location
from actgen.base.records import replace


def join_lists(body: Element, numbering: Element | None) -> None:
    """Give each item that only goes on the list of the item before it of the same definition.

    Word counts by definition: no number changes. Only a list that an item names itself is looked at.
    """
    if numbering is None:
        return
    definitions = {num.get(name("numId")): _definition(num) for num in numbering.findall(name("num"))}
    begun = {
        (num.get(name("numId")), override.get(name("ilvl")))
        for num in numbering.findall(name("num"))
        for override in num.findall(name("lvlOverride"))
        if len(override)
    }
    current: dict[str, str] = {}
    for own in body.iter(name("numPr")):
        number, level = own.find(name("numId")), own.find(name("ilvl"))
        key = "" if number is None else number.get(name("val"), "")
        definition = definitions.get(key)
        if number is None or not definition:
            continue
        depth = "0" if level is None else level.get(name("val"), "0")
        if definition in current and (key, depth) not in begun:
            number.set(name("val"), current[definition])
        else:
            current[definition] = key


def _definition(num: Element) -> str:
    found = num.find(name("abstractNumId"))
    return "" if found is None else found.get(name("val"), "")


def with_restarts(blocks: tuple[Any, ...]) -> tuple[Any, ...]:
    """The same nodes, the lists that the turns of a loop begin anew at its head.

    It is the nearest loop that holds all of a list and says something before it.
    """
    everywhere = Counter(key for leaf in _leaves(blocks) for key in _lists_in(leaf))
    return _restarted(blocks, everywhere, set()) if everywhere else blocks


def _restarted(body: tuple[Any, ...], everywhere: Counter[str], begun: set[str]) -> tuple[Any, ...]:
    """`begun` are the lists that a loop inside begins anew."""
    made: list[Any] = []
    for node in body:
        match node:
            case For():
                inner = _restarted(node.body, everywhere, begun)
                here = Counter(key for leaf in _leaves(node.body) for key in _lists_in(leaf))
                keys = sorted(key for key in _after_text(node.body) - begun if here[key] == everywhere[key])
                begun |= set(keys)
                head = (RestartNode(tuple(keys)),) if keys else ()
                empty = _restarted(node.empty, everywhere, begun)
                made.append(replace(node, body=(*head, *inner), empty=empty))
            case If(branches=branches):
                inside = (_restarted(each.body, everywhere, begun) for each in branches)
                pairs = zip(branches, inside, strict=True)
                made.append(If(tuple(Branch(each.condition, body) for each, body in pairs)))
            case PartNode(blocks=blocks):
                made.append(replace(node, blocks=_restarted(blocks, everywhere, begun)))
            case _:
                made.append(node)
    return tuple(made)


def _after_text(body: tuple[Any, ...]) -> set[str]:
    """The lists that begin in a body after other text than items."""
    met: set[str] = set()
    after: set[str] = set()
    begun = False
    for leaf in _leaves(body):
        items = set(_lists_in(leaf))
        after |= items - met if begun else set()
        met |= items
        begun = begun or not items
    return after


def _leaves(body: tuple[Any, ...]) -> Iterator[Any]:
    """The paragraphs and tables of a body in reading order."""
    for node in body:
        match node:
            case For(body=inner, empty=empty):
                yield from _leaves((*inner, *empty))
            case If(branches=branches):
                yield from (leaf for each in branches for leaf in _leaves(each.body))
            case PartNode(blocks=blocks):
                yield from _leaves(blocks)
            case _:
                yield node


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


ReadClause = Callable[[str, Location], Include | None]

_P, _TABLE, _ROW, _CELL = qn("w:p"), qn("w:tbl"), qn("w:tr"), qn("w:tc")
_BREAK, _TYPE, _VAL, _ID = qn("w:br"), qn("w:type"), qn("w:val"), qn("w:id")
_PPR, _SECTION = qn("w:pPr"), qn("w:sectPr")
_HEADS = f"{qn('w:trPr')}/{qn('w:tblHeader')}"
_SPAN, _MERGE = f"{qn('w:tcPr')}/{qn('w:gridSpan')}", f"{qn('w:tcPr')}/{qn('w:vMerge')}"
_NOTES = {qn("w:footnoteReference"): "footnote", qn("w:endnoteReference"): "endnote"}
_NO_LINE = ("none", "nil")
_PARTS = 1000
_OF_PART = ("hors-empreinte", "dans-la-page")


class Front:
    """Makes nodes of the parts of one file; `page` knows the tags of each paragraph."""

    def __init__(
        self,
        styles: Styles,
        page: PartTags,
        place: Callable[[etree._Element], Location],
        read_clause: ReadClause,
        sections: Sequence[etree._Element],
    ) -> None:
        self._styles, self._page, self._place = styles, page, place
        self._read_clause, self._sections = read_clause, list(sections)
        self._look = ParagraphLooks(styles)
        self.titled = False

    def blocks(self, container: etree._Element) -> tuple[Any, ...]:
        """The nodes of a body or of a cell."""
        items: list[Any] = []
        captions: dict[etree._Element, etree._Element] = {}
        for child in container:
            if child.tag == _P:
                if self._look.is_caption(child) and _is(child.getnext(), _TABLE):
                    captions[child.getnext()] = child
                else:
                    items.extend(self._line(child))
            elif child.tag == _TABLE:
                caption = captions.get(child)
                made = self._table(child)
                if made is not None:
                    words = () if caption is None else self.words(caption)
                    items.append(replace(made, caption=words))
        return _folded(items)

    def words(self, paragraph: etree._Element) -> tuple[InlineNode, ...]:
        """The words of a paragraph, tags and calls of notes among them."""
        reader = _Words(self._styles, self._look.base(paragraph), self._page, paragraph)
        items: list[Any] = []
        for (shape, target, tag), alike in groupby(reader.words(paragraph), _alike):
            nodes = [node for node, _, _ in alike]
            items.extend(nodes if tag else (RunNode(tuple(map(_node, nodes)), shape, target),))
        return _folded(items)

    def _tags(self, paragraphs: Iterable[etree._Element]) -> list[WordTag]:
        """The tags of paragraphs, notes among them."""
        lines = (self._page.line(each) for each in paragraphs)
        return [tag for line in lines if line is not None for tag in self._page.on(line)]

    # paragraphs

    def _line(self, line: etree._Element) -> Iterator[Any]:
        here = self._page.line(line)
        tag = None if here is None else self._page.alone(here)
        if tag is not None and (tag.opens or tag.closes or tag.is_control):
            breaks = list(self._breaks(line))
            yield from (tag, *breaks) if tag.closes else (*breaks, tag)
        elif tag is not None and tag.sort is Sort.CLAUSE:
            clause = self._read_clause(tag.body.partition(".")[2], tag.location)
            if clause is not None:
                yield from self._breaks(line)
                yield replace(clause, style=self._look.style(line))
        else:
            yield from self._words_of(line)

    def _words_of(self, line: etree._Element) -> Iterator[Any]:
        words = self.words(line)
        numbering = self._styles.numbering(line)
        if numbering is not None and "continue" in self._styles.name_of(line).lower():
            numbering = replace(numbering, goes_on=True)
        level = self._styles.heading_level(line)
        begins, ends = self._look.begins_page(line), self._ends_page(line)
        if not (words or (numbering is not None and not level) or begins or ends):
            return
        align = self._look.own_alignment(line)
        if level:
            self.titled = self.titled or self._look.is_title(line)
            block: Any = HeadingNode(level, words, self._look.anchor(line), align)
        else:
            # in a cell, it is the row that is kept: `_table` looks at it
            keep = line.getparent().tag != _CELL and self._look.keeps(line)
            block = ParagraphNode(words, self._look.style(line), keep, align)
        tagged = bool(self._tags((line,)))
        yield LineNode(block, numbering, self._look.indent(line), begins, ends, tagged)

    def _breaks(self, line: etree._Element) -> Iterator[PageBreak]:
        """The pages that end in the paragraph of a tag, which goes."""
        if self._look.begins_page(line):
            yield PageBreak()
        for each in line.iter(_BREAK):
            if each.get(_TYPE) == "page":
                yield PageBreak()
        if self._ends_page(line):
            yield PageBreak()

    def _ends_page(self, line: etree._Element) -> bool:
        """Whether a paragraph ends a section and what follows begins a page: the next section says how."""
        settings = line.find(_PPR)
        section = None if settings is None else settings.find(_SECTION)
        if section is None or section not in self._sections:
            return False
        following = self._sections[self._sections.index(section) + 1 :]
        kind = following[0].find(_TYPE) if following else None
        return bool(following) and (kind is None or kind.get(_VAL) != "continuous")

    # tables

    def _table(self, element: etree._Element) -> TableNode | None:
        items: list[Any] = []
        rows: list[etree._Element] = []
        for row in element.findall(_ROW):
            tag = self._tag_of_row(row)
            if tag is not None:
                items.append(tag)
            else:
                rows.append(row)
                items.append(self._row(row))
        if not rows:
            return None
        heads = 0
        while heads < len(items) - 1 and isinstance(items[heads], RowNode) and _heads(rows[heads]):
            heads += 1
        body = _folded(items[heads:])
        repeated = next((each for each in body if isinstance(each, For)), None)
        return TableNode(
            tuple(items[:heads]),
            body,
            self._place(element) if repeated is None else repeated.iterable.location,
            widths=_widths(element),
            whole=self._whole(rows, repeats=not isinstance(items[-1], RowNode)),
            bare=not self._ruled(element),
            free=True,
            indent=_indent(element),
        )

    def _tag_of_row(self, row: etree._Element) -> WordTag | None:
        """The tag that a row holds alone, round whole rows."""
        tags = [tag for tag in self._tags(row.iter(_P)) if tag.sort is not Sort.NOTE]
        alone = len(tags) == 1 and tags[0].level is Around.ROWS and tags[0].is_control
        return tags[0] if alone else None

    def _row(self, row: etree._Element) -> RowNode:
        header = _heads(row)
        cells = tuple(self._cell(cell, header) for cell in row.findall(_CELL))
        return RowNode(cells, kept=not self._tags(row.iter(_P)))

    def _cell(self, cell: etree._Element, header: bool) -> CellNode:
        span, merge = cell.find(_SPAN), cell.find(_MERGE)
        columns = 1 if span is None else int(span.get(_VAL, "1"))
        if merge is not None and merge.get(_VAL, "continue") == "continue":
            return CellNode(colspan=columns, continued=True)
        first = cell.find(_P)
        align = Align.START if first is None else self._look.alignment(first)
        blocks = tuple(_aligned_as(block, align) for block in self.blocks(cell))
        heads = header or (first is not None and self._look.heads(first))
        return CellNode(header=heads, colspan=columns, align=align, blocks=blocks)

    def _whole(self, rows: list[etree._Element], *, repeats: bool) -> bool:
        """Whether each row is kept with the next one, all its paragraphs being so; heads always are."""
        kept = [row for row in (rows if repeats else rows[:-1]) if not _heads(row)]
        return bool(kept) and all(self._look.keeps(line) for row in kept for line in row.iter(_P))

    def _ruled(self, element: etree._Element) -> bool:
        """Whether any line is drawn: by the table, by its style, by a cell."""
        settings = element.find(qn("w:tblPr"))
        own = None if settings is None else settings.find(qn("w:tblBorders"))
        if own is not None and not _drawn(own):
            return any(_drawn(borders) for borders in element.iter(qn("w:tcBorders")))
        style = None if settings is None else settings.find(qn("w:tblStyle"))
        holders = [] if style is None else self._styles.chain(style.get(_VAL))
        tags = (qn("w:tblBorders"), qn("w:tcBorders"))
        return any(_drawn(each) for holder in (*holders, element) for each in holder.iter(*tags))


class _Words(WordsReader):
    """Reads one paragraph of a template, each tag in the look of the run where it begins."""

    def __init__(self, styles: Styles, base: RunFormat, page: PartTags, paragraph: etree._Element) -> None:
        super().__init__(styles, base)
        line = page.line(paragraph)
        self._tags = [] if line is None else page.on(line)
        self._places = {piece.node: piece for piece in line.pieces} if line is not None and self._tags else {}

    def pieces(self, child: etree._Element) -> Iterable[Any]:
        piece = self._places.get(child)
        if piece is not None and any(tag.start < piece.end and tag.end > piece.start for tag in self._tags):
            return self._with_tags(piece)
        if child.tag == _BREAK and child.get(_TYPE) == "page":
            return (PAGE,)
        kind = _NOTES.get(child.tag)
        return super().pieces(child) if kind is None else (NoteCall(kind, child.get(_ID, "")),)

    def _with_tags(self, piece: Characters) -> Iterator[Any]:
        """What a piece of the line says outside of tags, and the tags that begin in it."""
        position = piece.start
        for tag in self._tags:
            if tag.end <= piece.start or tag.start >= piece.end:
                continue
            if tag.start > position:
                yield Text(piece.text[position - piece.start : tag.start - piece.start])
            if tag.start >= piece.start and tag.sort is not Sort.NOTE and tag.kind is not TagKind.SET:
                yield tag
            position = tag.end
        if position < piece.end:
            yield Text(piece.text[position - piece.start :])


def _folded(items: Sequence[Any]) -> tuple[Any, ...]:
    """What stands between tags put inside them; each pair is closed in its container."""
    return tuple(fold(items, _made, _outside))


def _made(tags: Sequence[WordTag], bodies: list[list[Any]]) -> Any:
    if tags[0].sort is not Sort.PART:
        return control(tags, bodies)
    words = tags[0].body.split()
    return PartNode(words[0], tuple(bodies[0]), *(word not in words for word in _OF_PART))


def _outside(tag: WordTag) -> None:
    raise AssertionError(f"{tag.written} was told as a fault")


def _alike(piece: tuple[Any, Any, str]) -> tuple[Any, str, bool]:
    """What neighbours of one run have in common; a tag round words is of none."""
    node, shape, target = piece
    return (shape, target, False) if not _wraps(node) else (None, "", True)


def _wraps(node: object) -> bool:
    return isinstance(node, WordTag) and node.is_control


def _node(node: Any) -> Any:
    """A piece of a run as a node of the tree."""
    if isinstance(node, WordTag):
        assert node.expression is not None, "an output has something to print"
        return Output(node.expression)
    return PageBreak() if node is PAGE else node


def _aligned_as(node: Any, align: Align) -> Any:
    """A line of a cell; one that stands where all the cell does says no more of it."""
    if isinstance(node, LineNode) and node.block.align is align:
        return replace(node, block=replace(node.block, align=Align.START))
    return node


def _is(element: etree._Element | None, tag: str) -> bool:
    return element is not None and element.tag == tag


def _heads(row: etree._Element) -> bool:
    return row.find(_HEADS) is not None


def _indent(element: etree._Element) -> int:
    """How far a table is set back, in twips."""
    found = element.find(f"{qn('w:tblPr')}/{qn('w:tblInd')}")
    width = "" if found is None or found.get(_TYPE, "dxa") != "dxa" else found.get(qn("w:w"), "")
    return int(width) if width.isascii() and width.isdigit() and len(width) < 6 else 0


def _widths(element: etree._Element) -> tuple[int, ...]:
    """The shares of the columns, to a thousandth; none where the file does not tell them."""
    columns = [node.get(qn("w:w"), "") for node in element.findall(f"{qn('w:tblGrid')}/{qn('w:gridCol')}")]
    if not all(column.isdigit() and int(column) > 0 for column in columns):
        return ()
    total = sum(int(column) for column in columns)
    shares = [max(1, round(_PARTS * int(column) / total)) for column in columns]
    common = gcd(*shares)
    return tuple(share // common for share in shares)


def _drawn(borders: etree._Element) -> bool:
    return any(line.get(_VAL, "none") not in _NO_LINE for line in borders)
