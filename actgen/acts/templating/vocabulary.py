"""Every name of a template against the type of its view, before any value exists.

Scopes are followed as they are when the template is filled: `set`, the target of a `for`, `loop`, clauses.
A field that may be missing or not known yet is taken for what it is when known: whether the author tested
it is seen when the act is made. A text whose tags don’t go together is looked at tag by tag.
"""

from __future__ import annotations

import types
from collections.abc import Mapping
from datetime import date, time
from decimal import Decimal
from enum import Enum
from functools import cache
from typing import Any, Union, get_args, get_origin, get_type_hints

from jinja2 import nodes

from actgen.acts.templating.filters import BLOCK_TYPES, FILTERS, INLINE_TYPES, UNKNOWN_TYPES, Filter
from actgen.acts.templating.interpret import Loop, written_name
from actgen.acts.templating.sandbox import INCONNU, nearest_hint
from actgen.acts.templating.tree import (
    Bold,
    Expression,
    For,
    ForeignNode,
    HeadingNode,
    If,
    Include,
    Italic,
    ItemNode,
    LineNode,
    ListNode,
    Output,
    ParagraphNode,
    PartNode,
    RowNode,
    RunNode,
    TableNode,
    Template,
)
from actgen.acts.tree.inline import Text
from actgen.base.diagnostics import Diagnostic, Location
from actgen.base.records import field_names, is_record
from actgen.base.rules import rule
from actgen.base.text.dates import Millesime
from actgen.base.text.keys import sans_accents
from actgen.base.text.quantites import Quantite

Kinds = tuple[Any, ...]
"""The types that a value may have, unknown ones left out; (Any,) when nothing is known of it."""
Scope = Mapping[str, Kinds]

ANY: Kinds = (Any,)
_MOST = 3  # names in an advice
_PRINTABLE = (str, int, Decimal, date, time, Quantite, *INLINE_TYPES)


@cache
def fields_of(kind: type) -> dict[str, Any]:
    """The fields of a view that an author may name, with their types; none of what is no view."""
    hints = get_type_hints(kind)
    names = field_names(kind) if is_record(kind) else ()
    return {name: hints[name] for name in names if not name.startswith("_")}


def kinds_in(hint: Any) -> Kinds:
    """The types that a value so annotated may have, once it is known."""
    if origin_of(hint) in (Union, types.UnionType):
        found: list[Any] = []
        for member in get_args(hint):
            found.extend(kind for kind in kinds_in(member) if kind not in found)
        return tuple(found)
    if hint is type(None) or hint in UNKNOWN_TYPES:
        return ()
    return (hint,)


def origin_of(kind: Any) -> Any:
    """What a generic type is made of: `tuple` for a list; None for a plain type."""
    return get_origin(kind)


def elements_of(kind: Any) -> Kinds:
    """The types of the elements of a tuple type."""
    found: list[Any] = []
    for argument in get_args(kind):
        if argument is not Ellipsis:
            found.extend(one for one in kinds_in(argument) if one not in found)
    return tuple(found) or ANY


def has_form(kind: Any) -> bool:
    """Whether a value of that type can be printed as it is."""
    if kind is Any:
        return True
    if origin_of(kind) is tuple:
        return all(one is Any or one in INLINE_TYPES + BLOCK_TYPES for one in elements_of(kind))
    if not isinstance(kind, type) or kind is bool or issubclass(kind, Enum):
        return False
    return issubclass(kind, _PRINTABLE + BLOCK_TYPES)


_WORDS: dict[Any, str] = {
    bool: "oui ou non",
    str: "un texte",
    int: "un nombre",
    Millesime: "une année",
    Decimal: "un montant",
    date: "une date",
    time: "une heure",
}


def word(kind: Any) -> str:
    """A type in French, for an author."""
    if origin_of(kind) is tuple:
        return "une liste"
    if isinstance(kind, type) and issubclass(kind, Quantite):
        return kind.mot
    return _WORDS.get(kind, "un ensemble de champs")


def no_field(of: str, attribute: str, kind: Any) -> str:
    """What to say of a field that `of`, which is of that type, doesn't have."""
    what = f"« {of} »" if of else "Cette valeur"
    if _is_view(kind):
        return f"{what} n’a pas de champ « {attribute} »."
    return f"{what} est {word(kind)}, sans champ\u00a0: « .{attribute} » est de trop."


def name_hint(name: str, scope: Scope) -> str:
    """The variables that have a field of that very name, else the nearest names."""
    holding = sorted(
        variable for variable, kinds in scope.items() if any(_holds(kind, name) for kind in kinds)
    )
    if not holding:
        return nearest_hint(name, scope)
    told = (f"« {variable}.{name} »" for variable in holding[:_MOST])
    return f"Vouliez-vous dire {' ou '.join(told)}\u202f?"


def tag_hint(written: str, view: type | Mapping[str, Any]) -> str:
    """The tag that a word in another program’s marks stands for: itself if it exists, else the nearest.

    A name that doesn’t exist is never proposed: it would be refused as soon as it is written.
    """
    scope = variables(view)
    first, *rest = sans_accents(written).casefold().split(".")
    kinds, of = scope.get(first, ()), first
    if not kinds:
        return name_hint(first, scope)
    for attribute in rest:
        known = {name: hint for kind in kinds if _is_view(kind) for name, hint in fields_of(kind).items()}
        if attribute not in known:
            return nearest_hint(attribute, known, of)
        kinds, of = kinds_in(known[attribute]), f"{of}.{attribute}"
    if all(map(has_form, kinds)):
        return f"Écrivez {{{{ {of} }}}}."
    return "".join(how_to_print(of, kind) for kind in kinds[:1])


def how_to_print(source: str, kind: Any) -> str:
    """How an author says what has no printed form of its own."""
    if kind is bool:
        return f"Écrivez la phrase qui convient dans {{% if {source} %}} … {{% endif %}}."
    if origin_of(kind) is tuple:
        repeated = f"épétez un passage par {{% for … in {source} %}} … {{% endfor %}}."
        if any(_is_view(one) for one in elements_of(kind)):
            return f"R{repeated}"
        return f"Écrivez {{{{ {source} | liste }}}}, ou r{repeated}"
    known = fields_of(kind) if _is_view(kind) else {}
    first = next((name for name, hint in known.items() if all(map(has_form, kinds_in(hint)))), "")
    return f"Nommez le champ à imprimer, par exemple {{{{ {source}.{first} }}}}." if first else ""


def _is_view(kind: Any) -> bool:
    return is_record(kind)


def _holds(kind: Any, name: str) -> bool:
    return _is_view(kind) and name in fields_of(kind)


VOCABULAIRE = rule("GABARIT-VOCABULAIRE")


def check_vocabulary(template: Template, view: type | Mapping[str, Any]) -> tuple[Diagnostic, ...]:
    """The names that the view doesn't have, and the values that can't be printed or repeated.

    `view` is a struct, or a mapping of names to types. Each fault once, in reading order.
    """
    walk = _NameWalk()
    walk.template(template, variables(view))
    return tuple(dict.fromkeys(walk.findings))


def variables(view: type | Mapping[str, Any]) -> dict[str, Kinds]:
    """The variables of a view and the types that each may have."""
    hints = dict(view) if isinstance(view, Mapping) else fields_of(view)
    return {name: kinds_in(hint) for name, hint in hints.items()}


class _NameWalk:
    """One check: its findings."""

    __slots__ = ("findings",)

    def __init__(self) -> None:
        self.findings: list[Diagnostic] = []

    def template(self, template: Template, scope: Scope) -> None:
        inner = {**scope, **dict.fromkeys(template.assumed, ANY)}
        for setting in template.settings:
            inner[setting.name] = self.expression(setting.expression, inner)
        for body in template.bodies:
            self.body(body, inner)

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
            case Bold(children=children) | Italic(children=children) | ForeignNode(children=children):
                self.body(children, scope)
            case RunNode(children=children):
                self.body(children, scope)
            case LineNode(block=block):
                self.node(block, scope)
            case ListNode(items=items):
                self.body(items, scope)
            case ItemNode(blocks=blocks) | PartNode(blocks=blocks):
                self.body(blocks, scope)
            case TableNode(head=head, body=body, caption=caption):
                for part in (caption, head, body):
                    self.body(part, scope)
            case RowNode(cells=cells):
                for cell in cells:
                    self.body((*cell.children, *cell.blocks), scope)
            case Include(template=template):
                self.template(template, scope)

    def repetition(self, node: For[Any], scope: Scope) -> None:
        kinds = self.expression(node.iterable, scope)
        elements: list[Any] = []
        for kind in kinds:
            if kind is Any:
                elements.append(Any)
            elif origin_of(kind) is tuple:
                elements.extend(one for one in elements_of(kind) if one not in elements)
            else:
                message = f"Ce que la boucle parcourt est {word(kind)}, et non une liste."
                self.report(message, node.iterable.location)
                elements.append(Any)
        inner = {**scope, node.target: tuple(elements) or ANY, "loop": (Loop,)}
        if node.test is not None:
            self.expression(node.test, inner)
        self.body(node.body, inner)
        self.body(node.empty, scope)

    def printed(self, expression: Expression, scope: Scope) -> None:
        for kind in self.expression(expression, scope):
            if not has_form(kind):
                self.report(
                    f"{{{{ {expression.source} }}}} est {word(kind)}\u00a0: cela ne s’imprime pas.",
                    expression.location,
                    how_to_print(expression.source, kind),
                )

    def expression(self, expression: Expression, scope: Scope) -> Kinds:
        return self.kinds(expression.node, scope, expression.location)

    def kinds(self, node: nodes.Node, scope: Scope, place: Location) -> Kinds:
        """The types that an expression may have; reports the names that don't exist."""
        match node:
            case nodes.Name(name=name):
                return self.name(name, scope, place)
            case nodes.Getattr(node=inner, attr=attribute):
                return self.attribute(self.kinds(inner, scope, place), attribute, written_name(inner), place)
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
            if isinstance(child, nodes.Operand):
                self.compared(child.expr, scope, place)
            else:
                self.kinds(child, scope, place)
        return (bool,)

    def compared(self, node: nodes.Node, scope: Scope, place: Location) -> None:
        """What a value is compared with: a name that nobody has is most often a word without its quotes."""
        if isinstance(node, nodes.Name) and node.name not in scope:
            hint = f"Si c’est un mot, mettez-le entre guillemets droits\u00a0: '{node.name}'."
            self.unknown(f"La variable «\u00a0{node.name}\u00a0» n’existe pas.", hint, place)
            return
        self.kinds(node, scope, place)

    def name(self, name: str, scope: Scope, place: Location) -> Kinds:
        if name in scope:
            return scope[name]
        self.unknown(f"La variable « {name} » n’existe pas.", name_hint(name, scope), place)
        return ANY

    def attribute(self, kinds: Kinds, attribute: str, of: str, place: Location) -> Kinds:
        found: list[Any] = []
        for kind in kinds:
            if kind is Any:
                return ANY
            known = fields_of(kind) if is_record(kind) else {}
            if attribute not in known:
                self.unknown(no_field(of, attribute, kind), nearest_hint(attribute, known, of), place)
                return ANY
            found.extend(one for one in kinds_in(known[attribute]) if one not in found)
        return tuple(found)

    def filter(self, node: nodes.Filter, scope: Scope, place: Location) -> Kinds:
        assert node.node is not None
        for argument in node.args:
            self.kinds(argument, scope, place)
        kinds = self.kinds(node.node, scope, place)
        known = FILTERS[node.name]
        for kind in kinds:
            plain = origin_of(kind) or kind
            if plain is Any or object in known.takes or not isinstance(plain, type):
                continue
            if not known.accepts(plain):
                message = f"Le filtre « {node.name} » ne s’applique pas à {word(kind)}."
                self.report(message, place, _other_filter(known, kind))
        return (Text,) if object in known.takes else (str,)

    def unknown(self, message: str, hint: str, place: Location) -> None:
        self.findings.append(INCONNU.finding(message, place, hint=hint))

    def report(self, message: str, place: Location, hint: str = "") -> None:
        self.findings.append(VOCABULAIRE.finding(message, place, hint=hint))


def _other_filter(asked: Filter, kind: Any) -> str:
    """What the filter is for, and what prints a value of that type."""
    expected = f"Il attend {asked.expected}\u00a0: "
    if has_form(kind):
        return f"{expected}retirez-le, {word(kind)} s’imprime sans lui\u202f; ou nommez une autre variable."
    return f"{expected}nommez une autre variable."
