"""A template's tree and a view give the blocks of an act.

Values enter as `Text` nodes, so that no value can change the structure. What is left empty (paragraphs,
items, lists, rows) leaves no node; a table left without rows is said, because a fact may have been lost.
Faults are findings at the place of their tag; work and output are bounded.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping
from typing import TypeVar

from actgen.diagnostics import Code, Diagnostic, Location, Mender, Severity, declare
from actgen.document.nodes import (
    Block,
    Cell,
    Emphasis,
    Heading,
    Inline,
    LineBreak,
    ListBlock,
    ListItem,
    PageBreak,
    Paragraph,
    Part,
    Row,
    Strong,
    Style,
    Table,
    Text,
)
from actgen.rendering.templates.formats import BLOCK_TYPES, UNKNOWN_TYPES, Unprintable, lines, printed, spread
from actgen.rendering.templates.grid import width_fault
from actgen.rendering.templates.interpret import VALEUR, Fault, Loop, Scope, truth_of, value_of
from actgen.rendering.templates.parsing import TABLEAU
from actgen.rendering.templates.sandbox import INTERDIT
from actgen.rendering.templates.tidy import anchored, joined, trimmed
from actgen.rendering.templates.tree import (
    BlockNode,
    Bold,
    CellNode,
    Expression,
    For,
    HeadingNode,
    If,
    Include,
    InlineNode,
    Italic,
    ListNode,
    Output,
    ParagraphNode,
    PartNode,
    RowNode,
    Setting,
    TableNode,
    Template,
)

LIMITE = declare(
    "GABARIT-LIMITE",
    Severity.ERROR,
    "Le calcul d’un acte est borné en nombre d’étapes et en longueur.",
    mender=Mender.SERVICE_JURIDIQUE,
)
TABLEAU_VIDE = declare(
    "GABARIT-TABLEAU-VIDE",
    Severity.WARNING,
    "Un tableau a au moins une ligne.",
    mender=Mender.SERVICE_JURIDIQUE,
)

MAX_STEPS = 500_000
MAX_CHARACTERS = 5_000_000

T = TypeVar("T")


def evaluate(template: Template, view: object) -> tuple[tuple[Block, ...], tuple[Diagnostic, ...]]:
    """The blocks of an act from a template and its view, with what is wrong, each fault once.

    `view` is a frozen dataclass, whose fields are the variables, or a mapping of names to values. With an
    error among the findings the blocks are incomplete and must not be written. Never raises for the fault
    of a template.
    """
    run = _Run()
    try:
        blocks = run.template(template, _variables(view))
    except _Exhausted as exhausted:
        place = run.place or Location(template.file)
        finding = LIMITE.finding(
            exhausted.args[0], place, hint="Une boucle en contient sans doute une autre sans raison."
        )
        return (), (*run.findings, finding)
    return anchored(blocks), tuple(run.findings)


def _variables(view: object) -> dict[str, object]:
    if isinstance(view, Mapping):
        return dict(view)
    if dataclasses.is_dataclass(view) and not isinstance(view, type):
        return {field.name: getattr(view, field.name) for field in dataclasses.fields(view)}
    raise TypeError("a view is a dataclass or a mapping")


class _Exhausted(Exception):
    """A bound was reached; `args[0]` is a French sentence."""


class _Run:
    """One evaluation: its findings and what it has used of its bounds."""

    __slots__ = ("_characters", "_known", "_steps", "findings", "place")

    def __init__(self) -> None:
        self.findings: list[Diagnostic] = []
        self.place: Location | None = None
        self._known: set[Diagnostic] = set()
        self._steps = 0
        self._characters = 0

    def template(self, template: Template, variables: Scope) -> tuple[Block, ...]:
        scope = dict(variables)
        for setting in template.settings:
            self._set(setting, scope)
        return self._blocks(template.blocks, scope)

    # values

    def _set(self, setting: Setting, scope: dict[str, object]) -> None:
        try:
            scope[setting.name] = value_of(setting.expression.node, scope)
        except Fault as fault:
            self._fault(fault, setting.expression)

    def _value(self, expression: Expression, scope: Scope) -> object:
        """The value of an expression, or an empty text after reporting its fault."""
        self._at(expression)
        try:
            return value_of(expression.node, scope)
        except Fault as fault:
            self._fault(fault, expression)
            return ""

    def _holds(self, condition: Expression | None, scope: Scope) -> bool | None:
        """Whether a condition holds; None after reporting that it can't be told."""
        if condition is None:
            return True
        self._at(condition)
        try:
            return truth_of(condition.node, scope)
        except Fault as fault:
            self._fault(fault, condition)
            return None

    def _fault(self, fault: Fault, expression: Expression) -> None:
        self._report(fault.code, fault.message, expression.location, fault.hint)

    def _report(self, code: Code, message: str, place: Location, hint: str = "") -> None:
        finding = code.finding(message, place, hint=hint)
        if finding not in self._known:
            self._known.add(finding)
            self.findings.append(finding)

    def _at(self, expression: Expression) -> None:
        """Remember the place, for a bound that is reached after it."""
        self.place = expression.location
        self._step()

    def _step(self) -> None:
        self._steps += 1
        if self._steps > MAX_STEPS:
            raise _Exhausted("L’acte demande plus de 500\u202f000 étapes de calcul.")

    def _count(self, text: str) -> None:
        self._characters += len(text)
        if self._characters > MAX_CHARACTERS:
            raise _Exhausted("L’acte compterait plus de 5\u00a0millions de caractères.")

    # choices and repetitions

    def _expand(self, body: tuple[T | If[T] | For[T], ...], scope: Scope) -> Iterator[tuple[T, Scope]]:
        """The nodes that choices and repetitions leave, each with its scope."""
        for node in body:
            self._step()
            if isinstance(node, If):
                yield from self._choose(node, scope)
            elif isinstance(node, For):
                yield from self._repeat(node, scope)
            else:
                yield node, scope

    def _choose(self, node: If[T], scope: Scope) -> Iterator[tuple[T, Scope]]:
        for branch in node.branches:
            holds = self._holds(branch.condition, scope)
            if holds is None:
                return
            if holds:
                yield from self._expand(branch.body, scope)
                return

    def _repeat(self, node: For[T], scope: Scope) -> Iterator[tuple[T, Scope]]:
        items = self._items(node, scope)
        if items is None:
            return
        if not items:
            yield from self._expand(node.empty, scope)
        for index, item in enumerate(items, 1):
            self._at(node.iterable)
            loop = Loop(index, index == 1, index == len(items), len(items))
            yield from self._expand(node.body, {**scope, node.target: item, "loop": loop})

    def _items(self, node: For[T], scope: Scope) -> tuple[object, ...] | None:
        """What is repeated, its condition applied; None after reporting that it is no list."""
        try:
            value = value_of(node.iterable.node, scope)
            if isinstance(value, UNKNOWN_TYPES):
                raise Fault(VALEUR, f"La liste à parcourir n’est pas encore connue : {value.label}.")
            if not isinstance(value, tuple):
                raise Fault(VALEUR, "Ce que la boucle parcourt n’est pas une liste.")
        except Fault as fault:
            self._fault(fault, node.iterable)
            return None
        if node.test is None:
            return value
        return tuple(item for item in value if self._holds(node.test, {**scope, node.target: item}))

    # blocks

    def _blocks(self, body: tuple[BlockNode, ...], scope: Scope) -> tuple[Block, ...]:
        blocks: list[Block] = []
        for node, inner in self._expand(body, scope):
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
            case Include(template=template):
                return self.template(template, scope)
            case PageBreak():
                return (node,)
        raise TypeError(f"not a block of a template: {type(node).__name__}")

    def _paragraph(self, node: ParagraphNode, scope: Scope) -> tuple[Block, ...]:
        if len(node.children) == 1 and isinstance(node.children[0], Output):
            spliced = self._alone(node.children[0], scope)
            if isinstance(spliced, _Blocks):
                return tuple(_styled(block, node) for block in spliced.blocks)
            inlines = trimmed(joined(spliced))
        else:
            inlines = trimmed(self._inlines(node.children, scope))
        return (Paragraph(inlines, node.style, node.keep_with_next),) if inlines else ()

    def _alone(self, node: Output, scope: Scope) -> _Blocks | tuple[Inline, ...]:
        """The value of a tag that is alone in its paragraph: there, blocks are welcome."""
        value = self._value(node.expression, scope)
        found = spread(value)
        if found and isinstance(found[0], BLOCK_TYPES):
            return _Blocks(found)
        return self._printed(value, node)

    def _list(self, node: ListNode, scope: Scope) -> tuple[Block, ...]:
        items = []
        for item, inner in self._expand(node.items, scope):
            blocks = self._blocks(item.blocks, inner)
            if blocks:
                items.append(ListItem(blocks))
        return (ListBlock(tuple(items), node.ordered, node.start),) if items else ()

    def _table(self, node: TableNode, scope: Scope) -> tuple[Block, ...]:
        head = tuple(self._row(row, scope) for row in node.head)
        body = tuple(self._row(row, inner) for row, inner in self._expand(node.body, scope))
        spans = any(cell.rowspan > 1 for row in (*head, *body) for cell in row.cells)
        if not spans:  # a row that others reach into can't be dropped
            body = tuple(row for row in body if any(cell.blocks for cell in row.cells))
        if not body:
            self._report(
                TABLEAU_VIDE,
                "Ce tableau n’a aucune ligne ; il n’est pas imprimé.",
                node.location,
                hint="Écrivez ce qui doit paraître alors : {% if … is vide %}, « Néant ».",
            )
            return ()
        fault = width_fault(head, body, len(node.widths))
        if fault:
            self._report(TABLEAU, fault, node.location)
        return (Table(head, body, trimmed(self._inlines(node.caption, scope)), node.widths),)

    def _row(self, row: RowNode, scope: Scope) -> Row:
        return Row(tuple(self._cell(cell, scope) for cell in row.cells))

    def _cell(self, cell: CellNode, scope: Scope) -> Cell:
        blocks = self._paragraph(ParagraphNode(cell.children, Style.CELL), scope)
        return Cell(blocks, cell.header, cell.colspan, cell.rowspan, cell.align)

    # words

    def _inlines(self, body: tuple[InlineNode, ...], scope: Scope) -> tuple[Inline, ...]:
        nodes: list[Inline] = []
        for node, inner in self._expand(body, scope):
            match node:
                case Text(text=text):
                    self._count(text)
                    nodes.append(node)
                case LineBreak():
                    nodes.append(node)
                case Bold(children=children):
                    nodes.extend(_wrapped(Strong, self._inlines(children, inner)))
                case Italic(children=children):
                    nodes.extend(_wrapped(Emphasis, self._inlines(children, inner)))
                case Output(expression=expression):
                    nodes.extend(self._printed(self._value(expression, inner), node))
        return joined(nodes)

    def _printed(self, value: object, node: Output) -> tuple[Inline, ...]:
        """The nodes of a value in a sentence."""
        found = spread(value)
        if found is not None:
            if not found or not isinstance(found[0], BLOCK_TYPES):
                return found  # type: ignore[return-value]
            self._report(
                INTERDIT,
                f"{{{{ {node.expression.source} }}}} donne un bloc, qui doit être seul dans son paragraphe.",
                node.expression.location,
            )
            return ()
        try:
            text = printed(value)
        except Unprintable as fault:
            message = f"{{{{ {node.expression.source} }}}} ne peut pas être imprimé. {fault}"
            self._report(VALEUR, message, node.expression.location)
            return ()
        self._count(text)
        return lines(text)


@dataclasses.dataclass(frozen=True, slots=True)
class _Blocks:
    blocks: tuple[Block, ...]


def _styled(block: Block, node: ParagraphNode) -> Block:
    """A block that a value brings, with the style of the paragraph that it stands for."""
    if isinstance(block, Paragraph) and block.style is Style.BODY and node.style is not Style.BODY:
        return dataclasses.replace(block, style=node.style)
    return block


def _wrapped(kind: type[Strong] | type[Emphasis], children: tuple[Inline, ...]) -> tuple[Inline, ...]:
    return (kind(children),) if children else ()
