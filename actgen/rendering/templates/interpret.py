"""The value of an expression: a walk over the admitted nodes, nothing compiled, nothing called but filters.

Attributes are the fields of frozen dataclasses and nothing else. A value that is not known yet stays
unknown through attributes and filters, so that it is seen where it falls; but it decides nothing: a
condition on it is a fault, because neither branch would be true.
"""

from __future__ import annotations

import dataclasses
import operator
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from jinja2 import nodes

from actgen.rendering.templates.filters import FILTERS, TESTS
from actgen.rendering.templates.formats import UNKNOWN_TYPES, Unprintable
from actgen.rendering.templates.sandbox import INCONNU, is_public_field, nearest_hint
from actgen.rules import Rule, rule

VALEUR = rule("GABARIT-VALEUR")

Scope = Mapping[str, object]


class Fault(Exception):
    """An expression that has no value here: code, French message, advice. Caught by `evaluate`."""

    def __init__(self, code: Rule, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.code, self.message, self.hint = code, message, hint


@dataclass(frozen=True, slots=True)
class Loop:
    """What `loop` is inside a `for`: `index` counts from 1."""

    index: int
    first: bool
    last: bool
    length: int


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
        raise Fault(VALEUR, "Cette construction n’est pas admise.")
    return handler(node, scope)


class Told(Fault):
    """A fault that was told where it was made: what depends on it has no fault of its own."""


FAILED = object()
"""What a name stands for whose own expression has a fault."""


def truth_of(node: nodes.Node, scope: Scope) -> bool:
    """Whether a condition holds. Raises Fault when it depends on a fact that is not known."""
    return _truth(value_of(node, scope), node)


def _truth(value: object, node: nodes.Node) -> bool:
    if isinstance(value, UNKNOWN_TYPES):
        raise Fault(
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
        raise Fault(INCONNU, f"La variable « {node.name} » n’existe pas.", nearest_hint(node.name, scope))
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
        raise Fault(
            VALEUR,
            f"« {_dotted(node.node)} » manque\u202f; son champ « {node.attr} » ne peut pas être lu.",
            test_first(node.node),
        )
    known = [field.name for field in dataclasses.fields(value)] if dataclasses.is_dataclass(value) else []
    raise Fault(
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
        raise Fault(VALEUR, str(fault), test_first(node.node) if value is None else "") from None


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
            raise Fault(VALEUR, "Les deux valeurs ne peuvent pas être comparées.", hint) from None
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
