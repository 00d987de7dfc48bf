"""Fields that may be missing where they print.

A field counts as tested in every branch of a choice whose condition names it, whatever the condition says,
and in a loop on it: a doubt is settled for the author, and the trial of the example without its optional
fields sees the rest.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from jinja2 import nodes

from actgen.acts.templating.interpret import written_name
from actgen.acts.templating.tree import (
    Expression,
    For,
    HeadingNode,
    If,
    Include,
    Output,
    ParagraphNode,
    Template,
)
from actgen.acts.templating.vocabulary import VOCABULAIRE
from actgen.base.diagnostics import Diagnostic
from actgen.base.records import field_names, is_record

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
                conditions = (branch.condition.node for branch in branches if branch.condition is not None)
                inside = tested.union(*(self.named(node, names) for node in conditions))
                for branch in branches:
                    self.body(branch.body, inside, names)
            case For():
                sources = (each.node for each in (body.iterable, body.test) if each is not None)
                inside = tested.union(*(self.named(node, names) for node in sources))
                inner = {name: node for name, node in names.items() if name != body.target}
                self.body(body.body, inside, inner)
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
        """The optional fields that the value of an expression needs and that nothing tested.

        A choice inside the tag (« champs.x or 'néant' ») says what is printed without them.
        """
        match node:
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

    def named(self, node: nodes.Node, names: Mapping[str, nodes.Node]) -> Paths:
        """The optional fields that a condition names, be it by a name given by `set`."""
        inside = (node, *node.find_all((nodes.Name, nodes.Getattr)))
        given = (names[each.name] for each in inside if isinstance(each, nodes.Name) and each.name in names)
        own = frozenset(path for each in inside if (path := self.path(each, names)))
        return own.union(*(self.named(each, {}) for each in given))


def _without(names: Mapping[str, nodes.Node], name: str) -> dict[str, nodes.Node]:
    """The names without one: a name that names itself ends there."""
    return {each: node for each, node in names.items() if each != name}
