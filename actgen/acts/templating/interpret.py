"""One evaluation of a template: values of expressions, choices, repetitions, what a tag prints, bounds.

A walk over the admitted nodes, nothing compiled, nothing called but filters. Attributes are the fields of
frozen structs and nothing else. A value that is not known yet stays unknown through attributes and
filters, so that it is seen where it falls; but it decides nothing: a condition on it is a fault, because
neither branch would be true.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TypeVar

from jinja2 import nodes
from msgspec import Struct

from actgen.acts.templating.filters import (
    BLOCK_TYPES,
    FILTERS,
    TESTS,
    UNKNOWN_TYPES,
    Unprintable,
    lines,
    printed,
    spread,
)
from actgen.acts.templating.sandbox import INCONNU, INTERDIT, is_public_field, nearest_hint
from actgen.acts.templating.tree import Expression, For, If, Setting
from actgen.acts.tree.inline import Inline, Text
from actgen.acts.tree.nodes import Block, Paragraph, Signatures, Style, Table
from actgen.acts.tree.typeset import rewritten
from actgen.base.diagnostics import Diagnostic, Location
from actgen.base.records import field_names, is_record, replace
from actgen.base.rules import Rule, rule

VALEUR = rule("GABARIT-VALEUR")

Scope = Mapping[str, object]
Way = tuple[str | int, ...]
"""How a value is come to from the view: « points », 3, « vote », « pour »."""


class NoValue(Exception):
    """An expression that has no value here: code, French message, advice. Caught by `evaluate`."""

    def __init__(self, code: Rule, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.code, self.message, self.hint = code, message, hint


class Loop(Struct, frozen=True):
    """What `loop` is inside a `for`: `index` counts from 1."""

    index: int
    first: bool
    last: bool
    length: int


class _Turn(Loop, frozen=True):
    """The same when ways are told: the name of what is repeated, the way to it, the loop around this one."""

    _target: str
    _way: Way
    _around: _Turn | None


_COMPARE: dict[str, Callable[[object, object], bool]] = {
    "eq": operator.eq,
    "ne": operator.ne,
    "lt": operator.lt,  # type: ignore[dict-item]
    "lteq": operator.le,  # type: ignore[dict-item]
    "gt": operator.gt,  # type: ignore[dict-item]
    "gteq": operator.ge,  # type: ignore[dict-item]
    "in": lambda one, many: one in many,  # type: ignore[operator]
    "notin": lambda one, many: one not in many,  # type: ignore[operator]
}


def value_of(node: nodes.Node, scope: Scope) -> object:
    """The value of an expression in a scope. Raises Fault."""
    handler = _HANDLERS.get(type(node))
    if handler is None:
        raise NoValue(VALEUR, "Cette construction n’est pas admise.")
    return handler(node, scope)


class Told(NoValue):
    """A fault that was told where it was made: what depends on it has no fault of its own."""


FAILED = object()
"""What a name stands for whose own expression has a fault."""


def truth_of(node: nodes.Node, scope: Scope) -> bool:
    """Whether a condition holds. Raises Fault when it depends on a fact that is not known."""
    return _truth(value_of(node, scope), node)


def _truth(value: object, node: nodes.Node) -> bool:
    if isinstance(value, UNKNOWN_TYPES):
        raise NoValue(
            VALEUR,
            f"La condition dépend d’un fait qui n’est pas encore connu\u00a0: {value.label}.",
            test_first(node),
        )
    return bool(value)


def test_first(node: nodes.Node) -> str:
    """The advice to ask first whether a value is known; by its name, when it has one."""
    if isinstance(node, nodes.Filter) and node.node is not None:
        return test_first(node.node)
    if isinstance(node, nodes.And | nodes.Or):  # what is at the left was known: it was asked first
        return test_first(node.right)
    return f"Testez d’abord {{% if {written_name(node) or '…'} is connu %}}."


def written_name(node: nodes.Node) -> str:
    """« seance », « retrait.membre »: how a variable or its field is written; "" for what is no name."""
    match node:
        case nodes.Name(name=name):
            return name
        case nodes.Getattr(node=inner, attr=attribute):
            return f"{of}.{attribute}" if (of := written_name(inner)) else ""
    return ""


def _name(node: nodes.Name, scope: Scope) -> object:
    if node.name not in scope:
        raise NoValue(INCONNU, f"La variable « {node.name} » n’existe pas.", nearest_hint(node.name, scope))
    if scope[node.name] is FAILED:
        raise Told(VALEUR, "")
    return scope[node.name]


def _attribute(node: nodes.Getattr, scope: Scope) -> object:
    value = value_of(node.node, scope)
    if isinstance(value, UNKNOWN_TYPES):
        return value
    if is_public_field(value, node.attr):
        return getattr(value, node.attr)
    if value is None:
        raise NoValue(
            VALEUR,
            f"« {_dotted(node.node)} » manque\u202f; son champ « {node.attr} » ne peut pas être lu.",
            test_first(node.node),
        )
    known = field_names(type(value)) if is_record(type(value)) else ()
    raise NoValue(
        INCONNU,
        f"« {_dotted(node.node)} » n’a pas de champ « {node.attr} ».",
        nearest_hint(node.attr, known, written_name(node.node)),
    )


def _dotted(node: nodes.Node) -> str:
    return written_name(node) or "la valeur"


def _filter(node: nodes.Filter, scope: Scope) -> object:
    assert node.node is not None
    value = value_of(node.node, scope)
    arguments = [value_of(argument, scope) for argument in node.args]
    try:
        return FILTERS[node.name].function(value, *arguments)
    except Unprintable as fault:
        raise NoValue(VALEUR, str(fault), test_first(node.node) if value is None else "") from None


def _compare(node: nodes.Compare, scope: Scope) -> bool:
    left, of_left = value_of(node.expr, scope), node.expr
    for operand in node.ops:
        right = value_of(operand.expr, scope)
        sides = ((left, of_left), (right, operand.expr))
        for side, of_side in sides:
            if isinstance(side, UNKNOWN_TYPES):
                _truth(side, of_side)
        try:
            holds = _COMPARE[operand.op](left, right)
        except TypeError:
            hint = next((test_first(of_side) for side, of_side in sides if side is None), "")
            raise NoValue(VALEUR, "Les deux valeurs ne peuvent pas être comparées.", hint) from None
        if not holds:
            return False
        left, of_left = right, operand.expr
    return True


def _and(node: nodes.And, scope: Scope) -> object:
    left = value_of(node.left, scope)
    return value_of(node.right, scope) if _truth(left, node.left) else left


def _or(node: nodes.Or, scope: Scope) -> object:
    left = value_of(node.left, scope)
    return left if _truth(left, node.left) else value_of(node.right, scope)


def _choice(node: nodes.CondExpr, scope: Scope) -> object:
    chosen = node.expr1 if truth_of(node.test, scope) else node.expr2
    assert chosen is not None
    return value_of(chosen, scope)


_HANDLERS: dict[type[nodes.Node], Callable[..., object]] = {
    nodes.Name: _name,
    nodes.Getattr: _attribute,
    nodes.Const: lambda node, scope: node.value,
    nodes.Filter: _filter,
    nodes.Test: lambda node, scope: TESTS[node.name](value_of(node.node, scope)),
    nodes.CondExpr: _choice,
    nodes.Compare: _compare,
    nodes.And: _and,
    nodes.Or: _or,
    nodes.Not: lambda node, scope: not truth_of(node.node, scope),
}


LIMITE = rule("GABARIT-LIMITE")
MAX_STEPS = 500_000
MAX_CHARACTERS = 5_000_000

T = TypeVar("T")


class Exhausted(Exception):
    """A bound was reached; `args[0]` is a French sentence."""


class Run:
    """One evaluation: its findings and what it has used of its bounds."""

    __slots__ = ("_characters", "_known", "_set", "_steps", "_within", "findings", "place")

    def __init__(self, within: Way | None = None) -> None:
        self._within = within
        self.findings: list[Diagnostic] = []
        self.place: Location | None = None
        self._known: set[Diagnostic] = set()
        self._set: set[str] = set()
        self._steps = 0
        self._characters = 0

    # values

    def define(self, setting: Setting, scope: dict[str, object]) -> None:
        self._at(setting.expression)
        self._set.add(setting.name)
        try:
            scope[setting.name] = value_of(setting.expression.node, scope)
        except NoValue as fault:
            self._fault(fault, setting.expression)
            scope[setting.name] = FAILED

    def value(self, expression: Expression, scope: Scope) -> object:
        """The value of an expression, or an empty text after reporting its fault."""
        self._at(expression)
        try:
            return value_of(expression.node, scope)
        except NoValue as fault:
            self._fault(fault, expression)
            return ""

    def way(self, node: nodes.Node, scope: Scope) -> Way:
        """The way to the value that an expression shows, filtered or not; none for what is computed."""
        if self._within is None:
            return ()
        below: list[str] = []
        while isinstance(node, nodes.Filter | nodes.Getattr) and node.node is not None:
            if isinstance(node, nodes.Getattr):
                below.append(node.attr)
            node = node.node
        if not isinstance(node, nodes.Name) or node.name in self._set:
            return ()
        loop = scope.get("loop")
        while isinstance(loop, _Turn):
            if loop._target == node.name:
                return (*loop._way, *reversed(below)) if loop._way else ()
            loop = loop._around
        return (*self._within, node.name, *reversed(below))

    def holds(self, condition: Expression | None, scope: Scope) -> bool | None:
        """Whether a condition holds; None after reporting that it can't be told."""
        if condition is None:
            return True
        self._at(condition)
        try:
            return truth_of(condition.node, scope)
        except NoValue as fault:
            self._fault(fault, condition)
            return None

    def _fault(self, fault: NoValue, expression: Expression) -> None:
        if not isinstance(fault, Told):
            self.report(fault.code, fault.message, expression.location, fault.hint)

    def take(self, findings: Iterable[Diagnostic]) -> None:
        """What was found while something was made apart, each fault once."""
        for finding in findings:
            if finding not in self._known:
                self._known.add(finding)
                self.findings.append(finding)

    def report(self, code: Rule, message: str, place: Location, hint: str = "") -> None:
        self.take((code.finding(message, place, hint=hint),))

    def _at(self, expression: Expression) -> None:
        """Remember the place, for a bound that is reached after it."""
        self.place = expression.location
        self._step()

    def _step(self) -> None:
        self._steps += 1
        if self._steps > MAX_STEPS:
            raise Exhausted("L’acte demande plus de 500\u202f000 étapes de calcul.")

    def count(self, text: str) -> None:
        self._characters += len(text)
        if self._characters > MAX_CHARACTERS:
            raise Exhausted("L’acte compterait plus de 5\u00a0millions de caractères.")

    # choices and repetitions

    def expand(self, body: tuple[T | If[T] | For[T], ...], scope: Scope) -> Iterator[tuple[T, Scope]]:
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
            holds = self.holds(branch.condition, scope)
            if holds is None:
                return
            if holds:
                yield from self.expand(branch.body, scope)
                return

    def _repeat(self, node: For[T], scope: Scope) -> Iterator[tuple[T, Scope]]:
        items = self._items(node.iterable, node.target, node.test, scope)
        if items is None:
            return
        if not items:
            yield from self.expand(node.empty, scope)
        for inner in self._turns(node.iterable, node.target, items, scope):
            yield from self.expand(node.body, inner)

    def _items(
        self, iterable: Expression, target: str, test: Expression | None, scope: Scope
    ) -> tuple[tuple[int, object], ...] | None:
        """What a `for` repeats, with its rank, its condition applied; None once it is told to be no list."""
        self._at(iterable)
        try:
            value = value_of(iterable.node, scope)
            if isinstance(value, UNKNOWN_TYPES):
                message = f"La liste à parcourir n’est pas encore connue\u00a0: {value.label}."
                raise NoValue(VALEUR, message, test_first(iterable.node))
            if not isinstance(value, tuple):
                raise NoValue(VALEUR, "Ce que la boucle parcourt n’est pas une liste.")
        except NoValue as fault:
            self._fault(fault, iterable)
            return None
        items = enumerate(value)
        if test is None:
            return tuple(items)
        return tuple((rank, item) for rank, item in items if self.holds(test, {**scope, target: item}))

    def _turns(
        self, iterable: Expression, target: str, items: tuple[tuple[int, object], ...], scope: Scope
    ) -> Iterator[Scope]:
        """The scope of each turn of a repetition; each turn counts as a step."""
        way, around = self.way(iterable.node, scope), scope.get("loop")
        around = around if isinstance(around, _Turn) else None
        for index, (rank, item) in enumerate(items, 1):
            self._at(iterable)
            loop = Loop(index, index == 1, index == len(items), len(items))
            if self._within is not None:
                own = (*way, rank) if way else ()
                loop = _Turn(loop.index, loop.first, loop.last, loop.length, target, own, around)
            yield {**scope, target: item, "loop": loop}


SET_ASIDE = "…"
"""What stands for a value when the wording alone is wanted."""

_KEPT: ContextVar[frozenset[str] | None] = ContextVar("values_kept", default=None)


@contextmanager
def values_aside(kept: Iterable[str] = ()) -> Iterator[None]:
    """Print a sign in place of each value, but of those whose variable begins with one of these names.

    Choices and repetitions still follow from the values: what is left is the wording of the act.
    """
    token = _KEPT.set(frozenset(kept))
    try:
        yield
    finally:
        _KEPT.reset(token)


class Blocks(Struct, frozen=True):
    """A value that stands for a paragraph of its own."""

    blocks: tuple[Block, ...]


class Printer(Run):
    """An evaluation that prints."""

    __slots__ = ()

    def printed(self, expression: Expression, scope: Scope) -> tuple[Inline, ...]:
        """The nodes of a value in a sentence; none after reporting that it can't be printed there."""
        return _aside(self._inline(self.value(expression, scope), expression, scope), expression)

    def alone(self, expression: Expression, scope: Scope) -> Blocks | tuple[Inline, ...]:
        """The value of a tag that is alone in its paragraph: there, blocks are welcome."""
        value = self.value(expression, scope)
        found = spread(value)
        if found and isinstance(found[0], BLOCK_TYPES):
            return Blocks(_told(_without_names(found), self.way(expression.node, scope)))
        return _aside(self._inline(value, expression, scope), expression)

    def _inline(self, value: object, expression: Expression, scope: Scope) -> tuple[Inline, ...]:
        found = spread(value)
        if found is not None:
            if not found or not isinstance(found[0], BLOCK_TYPES):
                return found  # type: ignore[return-value]
            self.report(
                INTERDIT,
                f"{{{{ {expression.source} }}}} donne un bloc, qui doit être seul dans son paragraphe.",
                expression.location,
            )
            return ()
        try:
            text = printed(value)
        except Unprintable as fault:
            message = f"{{{{ {expression.source} }}}} ne peut pas être imprimé. {fault}"
            hint = test_first(expression.node) if value is None else ""
            self.report(VALEUR, message, expression.location, hint)
            return ()
        self.count(text)
        return lines(text, self.way(expression.node, scope))


def _aside(printed: tuple[Inline, ...], expression: Expression) -> tuple[Inline, ...]:
    kept = _KEPT.get()
    if kept is None or not printed or _variable(expression.node) in kept:
        return printed
    return (Text(SET_ASIDE),)


def _variable(node: nodes.Node) -> str:
    """The name that an expression begins with: « groupement » of « groupement.objet | capitale »."""
    while isinstance(node, nodes.Filter | nodes.Getattr | nodes.Getitem) and node.node is not None:
        node = node.node
    return node.name if isinstance(node, nodes.Name) else ""


def _without_names(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """The prose of users is wording; who signs is a value."""
    if _KEPT.get() is None:
        return blocks
    return tuple(
        Paragraph((Text(SET_ASIDE),)) if isinstance(block, Signatures) else block for block in blocks
    )


def _told(blocks: tuple[Block, ...], way: Way) -> tuple[Block, ...]:
    """The blocks of a value, the names of its tables with the way to it: prose has places of its own."""
    if not way:
        return blocks

    def line(children: tuple[Inline, ...]) -> tuple[Inline, ...]:
        return tuple(
            Text(each.text, each.origins or ((0, len(each.text), way),)) if isinstance(each, Text) else each
            for each in children
        )

    return tuple(rewritten((each,), line)[0] if isinstance(each, Table) else each for each in blocks)


def styled(blocks: tuple[Block, ...], style: Style) -> tuple[Block, ...]:
    """The blocks that a value brings, with the style of the paragraph that they stand for."""
    if style is Style.BODY:
        return blocks
    return tuple(
        replace(block, style=style) if isinstance(block, Paragraph) and block.style is Style.BODY else block
        for block in blocks
    )
