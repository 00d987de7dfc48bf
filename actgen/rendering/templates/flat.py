"""The names of a text whose tags don't go together: each tag on its own, so that nothing hides the next slip.

A text that is written wrong has no tree. Its tags, in reading order, make one all the same: what a `for`
names is taken for known up to the end of its part: the body of a Word file, its header, its notes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import groupby

from actgen.diagnostics import Diagnostic, Location
from actgen.rendering.templates.inlines import CLAUSE_NAME
from actgen.rendering.templates.sandbox import Refused, parse_expression, parse_for, parse_set
from actgen.rendering.templates.tags import Kind
from actgen.rendering.templates.tree import (
    BlockNode,
    Branch,
    Expression,
    For,
    If,
    Output,
    ParagraphNode,
    Setting,
    Template,
)

_SET_NAME = re.compile(r"\s*([A-Za-z]\w*)\s*=")

Written = tuple[Kind, str, Location]
"""A tag as it is written: its kind, what it says, its place."""


def flat_template(file: str, tags: Iterable[Written]) -> tuple[Template, tuple[Diagnostic, ...]]:
    """The tags of a text as a tree to look for names in, and what is wrong inside each. Not to be filled."""
    settings: list[Setting] = []
    findings: list[Diagnostic] = []
    blocks: list[BlockNode] = []
    known = tuple(tags)
    for _, part in groupby(known, key=lambda tag: tag[2].part):
        blocks += _of_part(tuple(part), settings, findings)
    named = (_SET_NAME.match(body) for kind, body, _ in known if kind is Kind.SET)
    assumed = tuple(match[1] for match in named if match)
    return Template(file, tuple(settings), tuple(blocks), (file,), assumed), tuple(findings)


def _of_part(
    tags: Sequence[Written], settings: list[Setting], findings: list[Diagnostic]
) -> tuple[BlockNode, ...]:
    """The tags of a part of a text; what is wrong and what is set comes after that of the parts before."""
    blocks: tuple[BlockNode, ...] = ()
    known, told = len(settings), len(findings)
    for kind, body, place in reversed(tags):
        try:
            if kind is Kind.SET:
                name, node = parse_set(body)
                settings.insert(known, Setting(name, Expression(body, node, place)))
            else:
                blocks = _with(kind, body, place, blocks)
        except Refused as refused:
            findings.insert(told, refused.code.finding(refused.message, place, hint=refused.hint))
    return blocks


def _with(kind: Kind, body: str, place: Location, after: tuple[BlockNode, ...]) -> tuple[BlockNode, ...]:
    """What a tag says, before what comes after it. Raises Refused."""
    if kind is Kind.FOR:
        target, iterable, test = parse_for(body)
        condition = Expression(body, test, place) if test is not None else None
        return (For(target, Expression(body, iterable, place), after, (), condition),)
    if kind in (Kind.IF, Kind.ELIF):
        return (If((Branch(Expression(body, parse_expression(body), place), ()),)), *after)
    if kind is Kind.OUTPUT and not CLAUSE_NAME.fullmatch(body):
        return (ParagraphNode((Output(Expression(body, parse_expression(body), place)),)), *after)
    return after
