"""A template's tree and a view give the blocks of an act.

Values enter as `Text` nodes, so that no value can change the structure. What is left empty (paragraphs,
items, lists, rows) leaves no node; a table left without rows is said, because a fact may have been lost.
Faults are findings at the place of their tag; work and output are bounded.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping

from actgen.diagnostics import Diagnostic, Location
from actgen.document.inline import Emphasis, Foreign, Inline, LineBreak, Strong, Text
from actgen.document.nodes import (
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
)
from actgen.rendering.templates.grid import width_fault
from actgen.rendering.templates.interpret import Scope, written_name
from actgen.rendering.templates.parsing import TABLEAU
from actgen.rendering.templates.printing import Blocks, Printer, styled
from actgen.rendering.templates.run import LIMITE, STEPS_OF_A_CLAUSE, Exhausted
from actgen.rendering.templates.tidy import anchored, joined, trimmed
from actgen.rendering.templates.tree import (
    BlockNode,
    Bold,
    CellNode,
    Fill,
    For,
    ForeignNode,
    HeadingNode,
    Include,
    InlineNode,
    Italic,
    ListNode,
    Output,
    ParagraphNode,
    PartNode,
    RowNode,
    TableNode,
    Template,
)
from actgen.rules import rule

TABLEAU_VIDE = rule("GABARIT-TABLEAU-VIDE")
EMPTY_TABLE = "Ce tableau n’a aucune ligne\u202f; il n’est pas imprimé."
EMPTY_TABLE_HINT = "Écrivez ce qui doit paraître alors\u00a0: {% if … is vide %}, « Néant »."


def evaluate(template: Template, view: object) -> tuple[tuple[Block, ...], tuple[Diagnostic, ...]]:
    """The blocks of an act from a template and its view, with what is wrong, each fault once.

    `view` is a frozen dataclass, whose fields are the variables, or a mapping of names to values. With an
    error among the findings the blocks are incomplete and must not be written. Never raises for the fault
    of a template.
    """
    run = _Filler()
    try:
        blocks = run.template(template, variables_of(view))
    except Exhausted as exhausted:
        place = run.place or Location(template.file)
        finding = LIMITE.finding(
            exhausted.args[0], place, hint="Une boucle en contient sans doute une autre sans raison."
        )
        return (), (*run.findings, finding)
    return anchored(blocks), tuple(run.findings)


def variables_of(view: object) -> dict[str, object]:
    """The variables of a view: the fields of a dataclass, or the names of a mapping."""
    if isinstance(view, Mapping):
        return dict(view)
    if dataclasses.is_dataclass(view) and not isinstance(view, type):
        return {field.name: getattr(view, field.name) for field in dataclasses.fields(view)}
    raise TypeError("a view is a dataclass or a mapping")


class _Filler(Printer):
    """Fills the tree of one act."""

    __slots__ = ()

    def template(self, template: Template, variables: Scope) -> tuple[Block, ...]:
        scope = dict(variables)
        for setting in template.settings:
            self.define(setting, scope)
        return self._blocks(template.blocks, scope)

    # blocks

    def _blocks(self, body: tuple[BlockNode, ...], scope: Scope) -> tuple[Block, ...]:
        blocks: list[Block] = []
        for node, inner in self.expand(body, scope):
            blocks.extend(self._block(node, inner))  # type: ignore[arg-type]
        return tuple(blocks)

    def _block(self, node: BlockNode, scope: Scope) -> tuple[Block, ...]:
        match node:
            case ParagraphNode():
                return self._paragraph(node, scope)
            case HeadingNode(level=level, children=children, anchor=anchor):
                inlines = trimmed(self._inlines(children, scope))
                return (Heading(level, inlines, anchor),) if inlines else ()
            case ListNode():
                return self._list(node, scope)
            case TableNode():
                return self._table(node, scope)
            case PartNode(name=name, blocks=body):
                blocks = self._blocks(body, scope)
                return (Part(name, blocks, node.fingerprinted, node.begins_page),) if blocks else ()
            case Include(template=template, fill=fill):
                return self.template(template, scope) if fill is None else self._filled(fill, scope)
            case PageBreak():
                return (node,)
        raise TypeError(f"not a block of a template: {type(node).__name__}")

    def _filled(self, fill: Fill, scope: Scope) -> tuple[Block, ...]:
        """A clause of another format, which has its own bounds; calls of it are counted here."""
        self.charge(STEPS_OF_A_CLAUSE)
        blocks, findings = fill(scope)
        self.take(findings)
        return blocks

    def _paragraph(self, node: ParagraphNode, scope: Scope) -> tuple[Block, ...]:
        if len(node.children) == 1 and isinstance(node.children[0], Output):
            spliced = self.alone(node.children[0].expression, scope)
            if isinstance(spliced, Blocks):
                return styled(spliced.blocks, node.style)
            inlines = trimmed(joined(spliced))
        else:
            inlines = trimmed(self._inlines(node.children, scope))
        return (Paragraph(inlines, node.style, node.keep_with_next),) if inlines else ()

    def _list(self, node: ListNode, scope: Scope) -> tuple[Block, ...]:
        items = []
        for item, inner in self.expand(node.items, scope):
            blocks = self._blocks(item.blocks, inner)
            if blocks:
                items.append(ListItem(blocks))
        return (ListBlock(tuple(items), node.ordered, node.start),) if items else ()

    def _table(self, node: TableNode, scope: Scope) -> tuple[Block, ...]:
        head = tuple(self._row(row, scope) for row in node.head)
        body = tuple(self._row(row, inner) for row, inner in self.expand(node.body, scope))
        spans = any(cell.rowspan > 1 for row in (*head, *body) for cell in row.cells)
        if not spans:  # a row that others reach into can't be dropped
            body = tuple(row for row in body if any(cell.blocks for cell in row.cells))
        if not body:
            self.report(
                TABLEAU_VIDE,
                EMPTY_TABLE,
                node.location,
                hint=_told_when_empty(node),
            )
            return ()
        fault = width_fault(head, body, len(node.widths))
        if fault:
            self.report(TABLEAU, fault, node.location)
        caption = trimmed(self._inlines(node.caption, scope))
        return (Table(head, body, caption, node.widths, whole=node.whole),)

    def _row(self, row: RowNode, scope: Scope) -> Row:
        return Row(tuple(self._cell(cell, scope) for cell in row.cells))

    def _cell(self, cell: CellNode, scope: Scope) -> Cell:
        blocks = self._paragraph(ParagraphNode(cell.children, Style.CELL), scope)
        return Cell(blocks, cell.header, cell.colspan, cell.rowspan, cell.align)

    # words

    def _inlines(self, body: tuple[InlineNode, ...], scope: Scope) -> tuple[Inline, ...]:
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


def _told_when_empty(node: TableNode) -> str:
    """The advice for a table without rows, by the name of the list that it repeats."""
    names = (written_name(row.iterable.node) for row in node.body if isinstance(row, For))
    return EMPTY_TABLE_HINT.replace("…", next(filter(None, names), "…"), 1)


def _wrapped(kind: type[Strong] | type[Emphasis], children: tuple[Inline, ...]) -> tuple[Inline, ...]:
    return (kind(children),) if children else ()
