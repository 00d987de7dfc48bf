"""The environment in which docxtpl runs a template whose tags are keys.

Jinja's tree is rewritten before it is compiled: a key becomes a call that evaluates the tag's own expression
with the interpreter of all templates, in the scope of its loop. No expression of an author is ever compiled.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from jinja2 import StrictUndefined, Template, nodes
from jinja2.exceptions import TemplateSyntaxError

from actgen.rendering.templates.interpret import Scope
from actgen.rendering.templates.sandbox import Environment
from actgen.rendering.word.filling_values import Sealer

SCOPE = "portee"
"""The one name that a fill gives to Jinja: where the tags outside all loops are evaluated."""

_PRINT, _TEST, _REPEAT = "imprime", "choisit", "repete"
_KEPT = 32  # compiled parts: those of the templates of one session


@dataclass(frozen=True, slots=True)
class At:
    """A point of the fill: the run and the names known there."""

    sealer: Sealer
    names: Scope


class _Environment(Environment):
    """A sandbox for keys alone."""

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        tree = super()._parse(source, name, filename)
        tree.body = [_rewritten(node, SCOPE) for node in tree.body]
        tree.set_environment(self)
        return tree

    def from_string(  # type: ignore[override]
        self, source: str, globals: None = None, template_class: None = None
    ) -> Template:
        """The same part is compiled once, however many acts are made from it."""
        return _compiled(source)


@lru_cache(maxsize=1)
def word_environment() -> _Environment:
    """The environment of every Word template: no global, no filter of an author, no test."""
    made = _Environment(undefined=StrictUndefined, autoescape=True, cache_size=0)
    made.globals.clear()
    made.tests.clear()
    made.filters.clear()
    made.filters.update({_PRINT: _print, _TEST: _test, _REPEAT: _repeat})
    return made


def forget() -> None:
    """Drop the parts already compiled, for who measures what a first fill costs."""
    _compiled.cache_clear()


@lru_cache(maxsize=_KEPT)
def _compiled(source: str) -> Template:
    return super(_Environment, word_environment()).from_string(source)


def _print(at: At, key: str) -> str:
    return at.sealer.seal(key, at.names)


def _test(at: At, key: str) -> bool:
    return at.sealer.decides(key, at.names)


def _repeat(at: At, key: str) -> Iterator[At]:
    return (At(at.sealer, names) for names in at.sealer.repeats(key, at.names))


def _rewritten(node: nodes.Node, scope: str) -> nodes.Node:
    match node:
        case nodes.Output():
            node.nodes = [
                each if isinstance(each, nodes.TemplateData) else _call(_PRINT, each, scope)
                for each in node.nodes
            ]
        case nodes.If():
            node.test = _call(_TEST, node.test, scope)
            node.body = [_rewritten(each, scope) for each in node.body]
            node.else_ = [_rewritten(each, scope) for each in node.else_]
            for other in node.elif_:
                _rewritten(other, scope)
        case nodes.For(target=nodes.Name(), test=None, recursive=False):
            # one name a loop, so that a loop in another still knows what the outer one gave
            inner = f"{scope}_"
            node.iter = _call(_REPEAT, node.iter, scope)
            node.target = nodes.Name(inner, "store", lineno=node.lineno)
            node.body = [_rewritten(each, inner) for each in node.body]
            node.else_ = [_rewritten(each, scope) for each in node.else_]
        case _:
            raise TemplateSyntaxError(type(node).__name__, node.lineno)
    return node


def _call(what: str, key: nodes.Node, scope: str) -> nodes.Filter:
    if not isinstance(key, nodes.Name):
        raise TemplateSyntaxError(type(key).__name__, key.lineno)
    line = key.lineno
    subject = nodes.Name(scope, "load", lineno=line)
    return nodes.Filter(subject, what, [nodes.Const(key.name, lineno=line)], [], None, None, lineno=line)
