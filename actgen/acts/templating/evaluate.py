"""A template's tree and a view give the blocks of an act.

Values enter as `Text` nodes, so that no value can change the structure. What is left empty (paragraphs,
items, lists, rows) leaves no node; a table left without rows is said, because a fact may have been lost.
Faults are findings at the place of their tag; work and output are bounded.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain

from actgen.acts.templating.interpret import (
    LIMITE,
    Blocks,
    Exhausted,
    Printer,
    Scope,
    Way,
    styled,
    written_name,
)
from actgen.acts.templating.lists import NO_LISTS, Counter, ListBuilder, Numbering
from actgen.acts.templating.parsing import TABLEAU
from actgen.acts.templating.tables import column_count, rows_below, width_fault
from actgen.acts.templating.tree import (
    BlockNode,
    Bold,
    CellNode,
    For,
    ForeignNode,
    HeadingNode,
    Include,
    InlineNode,
    Italic,
    LineNode,
    ListNode,
    NoteCall,
    Output,
    ParagraphNode,
    PartNode,
    RestartNode,
    RowNode,
    RunNode,
    TableNode,
    Template,
)
from actgen.acts.templating.words import PAGE, Piece, anchored, gathered, joined, pages, trimmed
from actgen.acts.tree.inline import Emphasis, Foreign, Inline, LineBreak, Strong, Text
from actgen.acts.tree.nodes import (
    Block,
    Cell,
    Heading,
    ListBlock,
    ListItem,
    PageBreak,
    Paragraph,
    Part,
    Row,
    Style,
    Table,
    inlines,
    walk,
)
from actgen.acts.tree.words import announces
from actgen.base.diagnostics import Diagnostic, Location
from actgen.base.records import as_dict, is_record, replace
from actgen.base.rules import rule

TABLEAU_VIDE = rule("GABARIT-TABLEAU-VIDE")
EMPTY_TABLE = "Ce tableau n’a aucune ligne\u202f; il n’est pas imprimé."
EMPTY_TABLE_HINT = "Écrivez ce qui doit paraître alors\u00a0: {% if … is vide %}, « Néant »."


def evaluate(
    template: Template, view: object, within: Way | None = None
) -> tuple[tuple[Block, ...], tuple[Diagnostic, ...]]:
    """The blocks of an act from a template and its view, with what is wrong, each fault once.

    `view` is a frozen struct, whose fields are the variables, or a mapping of names to values. With an
    error among the findings the blocks are incomplete and must not be written. Never raises for the fault
    of a template. `within`: what the ways to the values of the view begin with; None: none is told.
    """
    run = _Filler(within)
    try:
        blocks = run.act(template, variables_of(view))
    except Exhausted as exhausted:
        place = run.place or Location(template.file)
        finding = LIMITE.finding(
            exhausted.args[0], place, hint="Une boucle en contient sans doute une autre sans raison."
        )
        return (), (*run.findings, finding)
    return anchored(blocks), tuple(run.findings)


def variables_of(view: object) -> dict[str, object]:
    """The variables of a view: the fields of a struct, or the names of a mapping."""
    if isinstance(view, Mapping):
        return dict(view)
    if is_record(type(view)):
        return as_dict(view)
    raise TypeError("a view is a record or a mapping")


class _Filler(Printer):
    """Fills the tree of one act; `called` are the notes of Word files whose text is not told yet."""

    __slots__ = ("_called", "_count", "_notes", "_numbers")

    def __init__(self, within: Way | None) -> None:
        super().__init__(within)
        self._notes: Mapping[NoteCall, tuple[BlockNode, ...]] = {}
        self._numbers = Counter(NO_LISTS)
        self._called: list[tuple[int, tuple[BlockNode, ...], Scope]] = []
        self._count = 0

    def act(self, template: Template, variables: Scope) -> tuple[Block, ...]:
        """The blocks of an act, its notes told."""
        return self._template(template, variables, tells=True)

    def _template(self, template: Template, variables: Scope, *, tells: bool = False) -> tuple[Block, ...]:
        scope = dict(variables)
        for setting in template.settings:
            self.define(setting, scope)
        outer = self._notes, self._numbers
        self._notes, self._numbers = template.notes, Counter(template.lists)
        blocks = self._blocks(template.blocks, scope, tells=tells)
        self._notes, self._numbers = outer
        return _one_title(blocks) if template.titled else blocks

    # blocks

    def _blocks(self, body: tuple[BlockNode, ...], scope: Scope, *, tells: bool = False) -> tuple[Block, ...]:
        """The blocks of a container; one that `tells` notes tells those called in it, or before."""
        lists = ListBuilder()
        for node, inner in self.expand(body, scope):
            match node:
                case LineNode():
                    self._line(node, inner, lists)
                case TableNode(indent=indent):
                    for table in self._table(node, inner):
                        if indent <= 0 or not lists.add_under(indent, table):
                            lists.add_block(table)
                case RestartNode(lists=begun):
                    for key in begun:
                        self._numbers.begin_anew(key)
                case _:
                    if tells and isinstance(node, PartNode) and node.begins_page and self._called:
                        lists.add_notes(self._due())
                    for block in self._block(node, inner):  # type: ignore[arg-type]
                        lists.add_block(block)
        if tells and self._called:
            lists.add_notes(self._due())
        return lists.blocks()

    def _block(self, node: BlockNode, scope: Scope) -> tuple[Block, ...]:
        match node:
            case ParagraphNode():
                return self._paragraph(node, scope)
            case HeadingNode(level=level, children=children, anchor=anchor):
                words = trimmed(self._inlines(children, scope))
                return (Heading(level, words, anchor),) if words else ()
            case ListNode():
                return self._list(node, scope)
            case PartNode(name=name, blocks=body):
                blocks = self._blocks(body, scope, tells=node.begins_page)
                return (Part(name, blocks, node.fingerprinted, node.begins_page),) if blocks else ()
            case Include(template=template, style=style):
                return styled(self._template(template, scope), style)
            case PageBreak():
                return (node,)
        raise TypeError(f"not a block of a template: {type(node).__name__}")

    def _paragraph(self, node: ParagraphNode, scope: Scope) -> tuple[Block, ...]:
        if len(node.children) == 1 and isinstance(node.children[0], Output):
            spliced = self.alone(node.children[0].expression, scope)
            if isinstance(spliced, Blocks):
                return styled(spliced.blocks, node.style)
            words = trimmed(joined(spliced))
        else:
            words = trimmed(self._inlines(node.children, scope))
        return (Paragraph(words, node.style, node.keep_with_next or announces(words)),) if words else ()

    def _list(self, node: ListNode, scope: Scope) -> tuple[Block, ...]:
        items = []
        for item, inner in self.expand(node.items, scope):
            blocks = self._blocks(item.blocks, inner)
            if blocks:
                items.append(ListItem(blocks))
        return (ListBlock(tuple(items), node.ordered, node.start),) if items else ()

    def _table(self, node: TableNode, scope: Scope) -> tuple[Block, ...]:
        every = chain(((row, scope) for row in node.head), self.expand(node.body, scope))
        spans: list[list[tuple[int, bool]]] = []
        if node.free:  # what Word merges is known by the rows below
            known = list(every)
            spans = [[(cell.colspan, cell.continued) for cell in row.cells] for row, _ in known]
            every = chain(known)
        rows = [(self._row(row, inner, spans, rank), row) for rank, (row, inner) in enumerate(every)]
        head, filled = tuple(row for row, _ in rows[: len(node.head)]), rows[len(node.head) :]
        if not any(cell.rowspan > 1 for row, _ in rows for cell in row.cells):
            # a row that others reach into can't be dropped
            filled = [each for each in filled if each[1].kept or any(cell.blocks for cell in each[0].cells)]
        body = tuple(row for row, _ in filled)
        if not body:
            self.report(TABLEAU_VIDE, EMPTY_TABLE, node.location, hint=_told_when_empty(node))
            return ()
        widths = node.widths
        if node.free:
            widths = widths if len(widths) == column_count((*head, *body)) else ()
        elif fault := width_fault(head, body, len(widths)):
            self.report(TABLEAU, fault, node.location)
        if without := _without_value(head, filled):
            head, body = _less(head, without), _less(body, without)
            widths = tuple(width for column, width in enumerate(widths) if column not in without)
        caption = trimmed(self._inlines(node.caption, scope))
        return (Table(head, body, caption, widths, node.bare, node.whole),)

    def _row(self, row: RowNode, scope: Scope, spans: list[list[tuple[int, bool]]], rank: int) -> Row:
        cells: list[Cell] = []
        column = 0
        for cell in row.cells:
            if not cell.continued:
                made = self._cell(cell, scope)
                below = rows_below(spans, rank, column) if spans else 0
                cells.append(replace(made, rowspan=1 + below) if below else made)
            column += cell.colspan
        return Row(tuple(cells))

    def _cell(self, cell: CellNode, scope: Scope) -> Cell:
        if cell.blocks:
            blocks = styled(self._blocks(cell.blocks, scope), Style.CELL)
        else:
            blocks = self._paragraph(ParagraphNode(cell.children, Style.CELL), scope)
        return Cell(blocks, cell.header, cell.colspan, cell.rowspan, cell.align)

    # paragraphs of Word

    def _line(self, node: LineNode, scope: Scope, lists: ListBuilder) -> None:
        if node.begins_page:
            lists.add_block(PageBreak())
        pieces: list[Piece] | Blocks = self._alone(node.block.children, scope)
        if isinstance(pieces, Blocks):
            self._spliced(node, pieces.blocks, lists)
        else:
            for rank, words in enumerate(pages(gathered(pieces))):
                if rank:
                    lists.add_block(PageBreak())
                self._words(node, trimmed(words), lists)
        if node.ends_page:
            lists.add_block(PageBreak())

    def _alone(self, children: tuple[InlineNode, ...], scope: Scope) -> list[Piece] | Blocks:
        """The pieces of a paragraph, or the blocks of a tag that is alone in it."""
        runs = [each for each in children if not _is_blank(each)]
        if len(runs) == 1 and isinstance(runs[0], RunNode):
            said = [each for each in runs[0].children if not isinstance(each, Text) or each.text.strip()]
            if len(said) == 1 and isinstance(said[0], Output):
                found = self.alone(said[0].expression, scope)
                if isinstance(found, Blocks):
                    return found
                return [(each, runs[0].shape, runs[0].target) for each in found]
        return list(self._pieces(children, scope))

    def _words(self, node: LineNode, words: tuple[Inline, ...], lists: ListBuilder) -> None:
        block, numbering = node.block, node.numbering
        if not words:
            if numbering is not None and isinstance(block, ParagraphNode) and not node.tagged:
                self._item(numbering, Paragraph(()), lists)  # Word shows the number of an empty item
            return
        if isinstance(block, ParagraphNode):
            made: Block = Paragraph(words, block.style, block.keep_with_next or announces(words), block.align)
        else:
            if numbering is not None and numbering.rank is None:
                label = self._numbers.next(numbering).label
                words, numbering = joined((*((Text(f"{label} "),) if label else ()), *words)), None
                lists.add_block(Heading(block.level, words, block.anchor, block.align))
                return
            made = Heading(block.level, words, block.anchor, block.align)
        if numbering is not None:  # a heading too, in a list made by actgen
            self._item(numbering, made, lists)
        elif isinstance(made, Heading) or not lists.add_to_item(node.indent, made):
            lists.add_block(made)

    def _spliced(self, node: LineNode, blocks: tuple[Block, ...], lists: ListBuilder) -> None:
        """The blocks of a value in the place of its paragraph; in an item, they are the item's."""
        style = node.block.style if isinstance(node.block, ParagraphNode) else Style.BODY
        rest = list(styled(blocks, style))
        if node.numbering is not None and rest:
            self._item(node.numbering, rest.pop(0), lists)
        for block in rest:
            if node.numbering is None or not lists.add_to_item(node.numbering.indent, block):
                lists.add_block(block)

    def _item(self, numbering: Numbering, block: Block, lists: ListBuilder) -> None:
        shown = self._numbers.next(numbering)
        lists.add_item(self._numbers.of_turn(numbering), block, shown)

    def _pieces(self, children: tuple[InlineNode, ...], scope: Scope) -> Iterator[Piece]:
        for node, inner in self.expand(children, scope):
            if not isinstance(node, RunNode):
                continue
            for child in node.children:
                match child:
                    case Output(expression=expression):
                        for value in self.printed(expression, inner):
                            yield value, node.shape, node.target
                    case NoteCall():
                        self._count += 1
                        self._called.append((self._count, self._notes.get(child, ()), inner))
                        yield Text(f"\u00a0({self._count})"), node.shape, node.target
                    case PageBreak():
                        yield PAGE, node.shape, node.target
                    case Text(text=text):
                        self.count(text)
                        yield child, node.shape, node.target
                    case LineBreak():
                        yield child, node.shape, node.target

    def _due(self) -> tuple[Block, ...]:
        """The notes called since they were told last, in the order of their calls."""
        told: list[Block] = []
        while self._called:
            number, body, scope = self._called.pop(0)
            said = [words for block in walk(self._blocks(body, scope)) if (words := inlines(block))]
            for rank, words in enumerate(said):
                head = (Text(f"({number}) "),) if rank == 0 else ()
                told.append(Paragraph(joined((*head, *words)), Style.NOTE))
        return tuple(told)

    # words

    def _inlines(self, body: tuple[InlineNode, ...], scope: Scope) -> tuple[Inline, ...]:
        if any(isinstance(node, RunNode) for node in body):
            return gathered(self._pieces(body, scope))
        nodes: list[Inline] = []
        for node, inner in self.expand(body, scope):
            match node:
                case Text(text=text):
                    self.count(text)
                    nodes.append(node)
                case LineBreak():
                    nodes.append(node)
                case Bold(children=children):
                    nodes.extend(_wrapped(Strong, self._inlines(children, inner)))
                case Italic(children=children):
                    nodes.extend(_wrapped(Emphasis, self._inlines(children, inner)))
                case ForeignNode(children=children, language=language):
                    if words := self._inlines(children, inner):
                        nodes.append(Foreign(words, language))
                case Output(expression=expression):
                    nodes.extend(self.printed(expression, inner))
        return joined(nodes)


def _without_value(head: tuple[Row, ...], rows: Sequence[tuple[Row, RowNode]]) -> set[int]:
    """The titled columns that no row has a value for; one left blank by its author is to be filled in."""
    every = (*head, *(row for row, _ in rows))
    columns = len(every[0].cells)
    if not head or any(
        len(row.cells) != columns or any(c.colspan > 1 or c.rowspan > 1 for c in row.cells) for row in every
    ):
        return set()
    return {
        column
        for column in range(columns)
        if not any(row.cells[column].blocks for row, _ in rows)
        and any(_asks(node.cells[column]) for _, node in rows)
    }


def _asks(cell: CellNode) -> bool:
    """Whether something may be written in a cell; a blank one of Word holds an empty line."""
    return bool(cell.children) or any(
        not isinstance(block, LineNode) or bool(block.block.children) for block in cell.blocks
    )


def _less(rows: tuple[Row, ...], without: set[int]) -> tuple[Row, ...]:
    return tuple(Row(tuple(cell for at, cell in enumerate(row.cells) if at not in without)) for row in rows)


def _told_when_empty(node: TableNode) -> str:
    """The advice for a table without rows, by the name of the list that it repeats."""
    names = (written_name(row.iterable.node) for row in node.body if isinstance(row, For))
    return EMPTY_TABLE_HINT.replace("…", next(filter(None, names), "…"), 1)


def _is_blank(node: InlineNode) -> bool:
    """Whether a run of Word says nothing."""
    return isinstance(node, RunNode) and all(
        isinstance(child, Text) and not child.text.strip() for child in node.children
    )


def _one_title(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """Headings one level down, but the first: Word's style of titles is used beside « Titre 1 »."""
    tops = [block for block in blocks if isinstance(block, Heading) and block.level == 1]
    if len(tops) < 2:
        return blocks
    return tuple(
        replace(block, level=block.level + 1)
        if isinstance(block, Heading) and block is not tops[0]
        else block
        for block in blocks
    )


def _wrapped(kind: type[Strong] | type[Emphasis], children: tuple[Inline, ...]) -> tuple[Inline, ...]:
    return (kind(children),) if children else ()
