"""Advice beyond the grammar: examples made of names at hand, fields that may be missing where they print.

The tree is followed with what each condition makes sure of: `{% if champs.x %}`, its `else`, `and`, `or`,
`not`, comparisons, names given by `set`. A comparison counts for a test of what it names, whatever it says:
a doubt is settled for the author, and the trial of the example without its optional fields sees the rest.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from jinja2 import nodes

from actgen.diagnostics import Diagnostic
from actgen.records import field_names, is_record, replace
from actgen.templating.interpret import written_name
from actgen.templating.tags import EXAMPLES, FOR_EXAMPLE, SET_EXAMPLE
from actgen.templating.tree import Expression, For, HeadingNode, If, Include, Output, ParagraphNode, Template
from actgen.templating.vocabulary import VOCABULAIRE, elements_of, fields_of, kinds_in, origin_of

_DEEPEST = 3


def with_own_examples(
    findings: Iterable[Diagnostic], types: Callable[[], Mapping[str, Any]]
) -> tuple[Diagnostic, ...]:
    """The findings, their stock examples made of the variables of the text, asked for if need be."""
    found = tuple(findings)
    if not any(stock in finding.hint for finding in found for stock in _STOCK):
        return found
    own = _examples(types())
    return tuple(replace(finding, hint=_renamed(finding.hint, own)) for finding in found)


def _renamed(hint: str, own: Mapping[str, str]) -> str:
    for stock, sorts in _STOCK.items():
        if stock in hint:
            shown = [tag for sort in sorts if (tag := own.get(sort))]
            told = (
                f"{'Exemple' if len(shown) == 1 else 'Exemples'}\u00a0: {', '.join(shown)}." if shown else ""
            )
            hint = hint.replace(stock, told).strip()
    return hint


_STOCK = {EXAMPLES: ("value", "condition", "list"), FOR_EXAMPLE: ("list",), SET_EXAMPLE: ("setting",)}


def _examples(types: Mapping[str, Any]) -> dict[str, str]:
    """A tag of each sort that these variables allow: « {{ seance.date | date }} »."""
    found: dict[str, str] = {}
    for path, kind in _paths(types, 1):
        if kind is date:
            found.setdefault("value", f"{{{{ {path} | date }}}}")
        elif kind is str:
            found.setdefault("text", f"{{{{ {path} }}}}")
            found.setdefault("setting", f"{{% set {path.rpartition('.')[2]} = {path} %}}")
        elif kind is bool:
            found.setdefault("condition", f"{{% if {path} %}}")
        elif origin_of(kind) is tuple and any(map(is_record, elements_of(kind))):
            found.setdefault("list", f"{{% for {_one_of(path)} in {path} %}}")
    return {"value": found.get("text", ""), **found}


def _paths(types: Mapping[str, Any], depth: int) -> Iterator[tuple[str, Any]]:
    """Every name and its type, those near the top first."""
    inner: list[tuple[str, type]] = []
    for name, hint in types.items():
        for kind in kinds_in(hint):
            if is_record(kind) and fields_of(kind):
                inner.append((name, kind))
            else:
                yield name, kind
    if depth < _DEEPEST:
        for name, kind in inner:
            yield from ((f"{name}.{path}", one) for path, one in _paths(fields_of(kind), depth + 1))


def _one_of(path: str) -> str:
    """« visa » for « visas »."""
    name = path.rpartition(".")[2]
    return name[:-1] if name.endswith("s") and len(name) > 3 else "element"


Paths = frozenset[str]
_NONE: Paths = frozenset()


def check_guards(template: Template, optional: Collection[str]) -> tuple[Diagnostic, ...]:
    """Each place where one of these fields, named by its path (« champs.x »), is printed untested."""
    if not optional:
        return ()
    walk = _GuardWalk(frozenset(optional))
    walk.template(template, _NONE, {})
    return tuple(dict.fromkeys(walk.findings))


class _GuardWalk:
    """One check: its findings."""

    __slots__ = ("findings", "optional")

    def __init__(self, optional: Paths) -> None:
        self.optional = optional
        self.findings: list[Diagnostic] = []

    def template(self, template: Template, tested: Paths, outer: Mapping[str, nodes.Node]) -> None:
        names = {**outer, **{each.name: each.expression.node for each in template.settings}}
        for body in template.bodies:
            self.body(body, tested, names)

    def body(self, body: object, tested: Paths, names: Mapping[str, nodes.Node]) -> None:
        match body:
            case If(branches=branches):
                for branch in branches:
                    inside = tested
                    if branch.condition is not None:
                        inside = tested | self.sure(branch.condition.node, True, names)
                        tested |= self.sure(branch.condition.node, False, names)
                    self.body(branch.body, inside, names)
            case For():
                inside = tested | self.sure(body.iterable.node, True, names)
                if body.test is not None:
                    inside |= self.sure(body.test.node, True, names)
                self.body(
                    body.body, inside, {name: node for name, node in names.items() if name != body.target}
                )
                self.body(body.empty, tested, names)
            case Output(expression=expression):
                self.printed(expression, tested, names)
            case Include(template=template):
                self.template(template, tested, names)
            case tuple():
                for each in body:
                    self.body(each, tested, names)
            case _ if is_record(type(body)) and not isinstance(body, Expression):
                for name in field_names(type(body)):
                    inner = getattr(body, name)
                    if isinstance(inner, tuple | ParagraphNode | HeadingNode):
                        self.body(inner, tested, names)

    def printed(self, expression: Expression, tested: Paths, names: Mapping[str, nodes.Node]) -> None:
        for path in dict.fromkeys(self.untested(expression.node, tested, names)):
            self.findings.append(
                VOCABULAIRE.finding(
                    f"« {path} » est facultatif, et s’imprime ici même quand il n’est pas écrit.",
                    expression.location,
                    hint=f"Testez d’abord {{% if {path} %}}, et fermez par {{% endif %}} après les mots "
                    "qui n’ont de sens qu’avec lui.",
                )
            )

    def untested(
        self, node: nodes.Node | None, tested: Paths, names: Mapping[str, nodes.Node]
    ) -> Iterator[str]:
        """The optional fields that the value of an expression needs and that nothing tested."""
        match node:
            case nodes.CondExpr(test=test, expr1=one, expr2=other):
                yield from self.untested(one, tested | self.sure(test, True, names), names)
                yield from self.untested(other, tested | self.sure(test, False, names), names)
            case nodes.And(left=left, right=right):
                yield from self.untested(left, tested, names)
                yield from self.untested(right, tested | self.sure(left, True, names), names)
            case nodes.Or(left=left, right=right):
                if not self.path(left, names):  # « champs.x or 'néant' » says what is printed without it
                    yield from self.untested(left, tested, names)
                yield from self.untested(right, tested | self.sure(left, False, names), names)
            case nodes.Filter(node=inner):
                yield from self.untested(inner, tested, names)
            case nodes.Name() | nodes.Getattr():
                path = self.path(node, names)
                if path and path not in tested:
                    yield path
                elif isinstance(node, nodes.Name) and not path and (named := names.get(node.name)):
                    yield from self.untested(named, tested, _without(names, node.name))

    def path(self, node: nodes.Node | None, names: Mapping[str, nodes.Node]) -> str:
        """The optional field that a name is, or is a part of; "" for anything else."""
        if isinstance(node, nodes.Name) and isinstance(names.get(node.name), nodes.Name | nodes.Getattr):
            return self.path(names[node.name], _without(names, node.name))
        name = written_name(node) if node is not None else ""
        return ".".join(name.split(".")[:2]) if ".".join(name.split(".")[:2]) in self.optional else ""

    def sure(self, node: nodes.Node, holds: bool, names: Mapping[str, nodes.Node]) -> Paths:
        """The optional fields that are written for certain where a condition holds, or where it doesn't."""
        match node:
            case nodes.Not(node=inner):
                return self.sure(inner, not holds, names)
            case nodes.And(left=left, right=right) | nodes.Or(left=left, right=right):
                one, other = self.sure(left, holds, names), self.sure(right, holds, names)
                return one | other if holds == isinstance(node, nodes.And) else one & other
            case nodes.Test(node=inner, name=name):
                return self.named(inner, names) if holds == (name == "connu") else _NONE
            case nodes.Name(name=name) if not self.path(node, names) and name in names:
                return self.sure(names[name], holds, _without(names, name))
            case nodes.Name() | nodes.Getattr() | nodes.Filter():
                return self.named(node, names) if holds else _NONE
        return self.named(node, names)

    def named(self, node: nodes.Node, names: Mapping[str, nodes.Node]) -> Paths:
        inside = (node, *node.find_all((nodes.Name, nodes.Getattr)))
        return frozenset(path for each in inside if (path := self.path(each, names)))


def _without(names: Mapping[str, nodes.Node], name: str) -> dict[str, nodes.Node]:
    """The names without one: a name that names itself ends there."""
    return {each: node for each, node in names.items() if each != name}
