"""Every name of a template against the type of its view, before any value exists.

Scopes are followed as they are when the template is filled: `set`, the target of a `for`, `loop`, clauses.
A field that may be missing or not known yet is taken for what it is when known: whether the author tested
it is seen when the act is made.
"""

from __future__ import annotations

import dataclasses
import types
from collections.abc import Mapping
from datetime import date, time
from decimal import Decimal
from enum import Enum
from functools import cache
from typing import Any, Union, get_args, get_origin, get_type_hints

from jinja2 import nodes

from actgen.diagnostics import Diagnostic, Location, Mender, Severity, declare
from actgen.document.nodes import Text
from actgen.rendering.templates.filters import FILTERS
from actgen.rendering.templates.formats import BLOCK_TYPES, INLINE_TYPES, UNKNOWN_TYPES
from actgen.rendering.templates.interpret import Loop
from actgen.rendering.templates.sandbox import INCONNU, nearest_hint
from actgen.rendering.templates.tree import (
    Bold,
    Expression,
    For,
    HeadingNode,
    If,
    Include,
    Italic,
    ItemNode,
    ListNode,
    Output,
    ParagraphNode,
    PartNode,
    RowNode,
    TableNode,
    Template,
)

VOCABULAIRE = declare(
    "GABARIT-VOCABULAIRE",
    Severity.ERROR,
    "Un gabarit imprime et parcourt chaque variable selon son type.",
    mender=Mender.SERVICE_JURIDIQUE,
)

Kinds = tuple[Any, ...]
"""The types that a value may have, unknown ones left out; (Any,) when nothing is known of it."""
Scope = Mapping[str, Kinds]

_ANY: Kinds = (Any,)
_PRINTABLE = (str, int, Decimal, date, time, *INLINE_TYPES)


def check_vocabulary(template: Template, view: type | Mapping[str, Any]) -> tuple[Diagnostic, ...]:
    """The names that the view doesn't have, and the values that can't be printed or repeated.

    `view` is a dataclass, or a mapping of names to types. Each fault once, in reading order.
    """
    walk = _Walk()
    walk.template(template, variables(view))
    return tuple(dict.fromkeys(walk.findings))


def variables(view: type | Mapping[str, Any]) -> dict[str, Kinds]:
    """The variables of a view and the types that each may have."""
    hints = dict(view) if isinstance(view, Mapping) else _fields(view)
    return {name: _kinds(hint) for name, hint in hints.items()}


@cache
def _fields(kind: type) -> dict[str, Any]:
    hints = get_type_hints(kind)
    names = [field.name for field in dataclasses.fields(kind)] if dataclasses.is_dataclass(kind) else []
    return {name: hints[name] for name in names if not name.startswith("_")}


def _kinds(hint: Any) -> Kinds:
    if _origin(hint) in (Union, types.UnionType):
        found: list[Any] = []
        for member in get_args(hint):
            found.extend(kind for kind in _kinds(member) if kind not in found)
        return tuple(found)
    if hint is type(None) or hint in UNKNOWN_TYPES:
        return ()
    return (hint,)


class _Walk:
    """One check: its findings."""

    __slots__ = ("findings",)

    def __init__(self) -> None:
        self.findings: list[Diagnostic] = []

    def template(self, template: Template, scope: Scope) -> None:
        inner = dict(scope)
        for setting in template.settings:
            inner[setting.name] = self.expression(setting.expression, inner)
        self.body(template.blocks, inner)

    def body(self, body: tuple[Any, ...], scope: Scope) -> None:
        for node in body:
            self.node(node, scope)

    def node(self, node: object, scope: Scope) -> None:
        match node:
            case If(branches=branches):
                for branch in branches:
                    if branch.condition is not None:
                        self.expression(branch.condition, scope)
                    self.body(branch.body, scope)
            case For():
                self.repetition(node, scope)
            case Output(expression=expression):
                self.printed(expression, scope)
            case HeadingNode(children=children) | ParagraphNode(children=children):
                self.body(children, scope)
            case Bold(children=children) | Italic(children=children):
                self.body(children, scope)
            case ListNode(items=items):
                self.body(items, scope)
            case ItemNode(blocks=blocks) | PartNode(blocks=blocks):
                self.body(blocks, scope)
            case TableNode(head=head, body=body, caption=caption):
                for part in (caption, head, body):
                    self.body(part, scope)
            case RowNode(cells=cells):
                for cell in cells:
                    self.body(cell.children, scope)
            case Include(template=template):
                self.template(template, scope)

    def repetition(self, node: For[Any], scope: Scope) -> None:
        kinds = self.expression(node.iterable, scope)
        elements: list[Any] = []
        for kind in kinds:
            if kind is Any:
                elements.append(Any)
            elif _origin(kind) is tuple:
                elements.extend(one for one in _elements(kind) if one not in elements)
            else:
                self.report(
                    f"La boucle parcourt {_word(kind)}, qui n’est pas une liste.", node.iterable.location
                )
                elements.append(Any)
        inner = {**scope, node.target: tuple(elements) or _ANY, "loop": (Loop,)}
        if node.test is not None:
            self.expression(node.test, inner)
        self.body(node.body, inner)
        self.body(node.empty, scope)

    def printed(self, expression: Expression, scope: Scope) -> None:
        for kind in self.expression(expression, scope):
            if not _has_form(kind):
                self.report(
                    f"{{{{ {expression.source} }}}} est {_word(kind)}, qui ne s’imprime pas tel quel.",
                    expression.location,
                )

    def expression(self, expression: Expression, scope: Scope) -> Kinds:
        return self.kinds(expression.node, scope, expression.location)

    def kinds(self, node: nodes.Node, scope: Scope, place: Location) -> Kinds:
        """The types that an expression may have; reports the names that don't exist."""
        match node:
            case nodes.Name(name=name):
                return self.name(name, scope, place)
            case nodes.Getattr(node=inner, attr=attribute):
                return self.attribute(self.kinds(inner, scope, place), attribute, place)
            case nodes.Const(value=value):
                return (type(value),)
            case nodes.Filter():
                return self.filter(node, scope, place)
            case nodes.CondExpr(test=test, expr1=one, expr2=other):
                self.kinds(test, scope, place)
                assert other is not None
                return (*self.kinds(one, scope, place), *self.kinds(other, scope, place))
            case nodes.And(left=left, right=right) | nodes.Or(left=left, right=right):
                return (*self.kinds(left, scope, place), *self.kinds(right, scope, place))
        for child in node.iter_child_nodes():
            self.kinds(child.expr if isinstance(child, nodes.Operand) else child, scope, place)
        return (bool,)

    def name(self, name: str, scope: Scope, place: Location) -> Kinds:
        if name in scope:
            return scope[name]
        self.unknown(f"La variable « {name} » n’existe pas.", nearest_hint(name, scope), place)
        return _ANY

    def attribute(self, kinds: Kinds, attribute: str, place: Location) -> Kinds:
        found: list[Any] = []
        for kind in kinds:
            if kind is Any:
                return _ANY
            known = _fields(kind) if isinstance(kind, type) and dataclasses.is_dataclass(kind) else {}
            if attribute not in known:
                message = f"Le champ « {attribute} » n’existe pas dans {_word(kind)}."
                self.unknown(message, nearest_hint(attribute, known), place)
                return _ANY
            found.extend(one for one in _kinds(known[attribute]) if one not in found)
        return tuple(found)

    def filter(self, node: nodes.Filter, scope: Scope, place: Location) -> Kinds:
        assert node.node is not None
        for argument in node.args:
            self.kinds(argument, scope, place)
        kinds = self.kinds(node.node, scope, place)
        known = FILTERS[node.name]
        for kind in kinds:
            plain = _origin(kind) or kind
            if plain is Any or object in known.takes or not isinstance(plain, type):
                continue
            if plain is bool or not issubclass(plain, known.takes):
                self.report(f"Le filtre « {node.name} » ne s’applique pas à {_word(kind)}.", place)
        return (Text,) if object in known.takes else (str,)

    def unknown(self, message: str, hint: str, place: Location) -> None:
        self.findings.append(INCONNU.finding(message, place, hint=hint))

    def report(self, message: str, place: Location) -> None:
        self.findings.append(VOCABULAIRE.finding(message, place))


def _origin(kind: Any) -> Any:
    return get_origin(kind)


def _elements(kind: Any) -> Kinds:
    """The types of the elements of a tuple type."""
    found: list[Any] = []
    for argument in get_args(kind):
        if argument is not Ellipsis:
            found.extend(one for one in _kinds(argument) if one not in found)
    return tuple(found) or _ANY


def _has_form(kind: Any) -> bool:
    if kind is Any:
        return True
    if _origin(kind) is tuple:
        return all(one is Any or one in INLINE_TYPES + BLOCK_TYPES for one in _elements(kind))
    if not isinstance(kind, type) or kind is bool or issubclass(kind, Enum):
        return False
    return issubclass(kind, _PRINTABLE + BLOCK_TYPES)


_WORDS: dict[Any, str] = {
    bool: "oui ou non",
    str: "un texte",
    int: "un nombre",
    Decimal: "un montant",
    date: "une date",
    time: "une heure",
}


def _word(kind: Any) -> str:
    """A type in French, for an author."""
    if _origin(kind) is tuple:
        return "une liste"
    return _WORDS.get(kind, f"un ensemble de champs ({getattr(kind, '__name__', 'inconnu')})")
