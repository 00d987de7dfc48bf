"""What a tag prints, in Markdown and in Word: the nodes of its value, in a sentence or alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, replace

from jinja2 import nodes

from actgen.document.inline import Inline, Text
from actgen.document.nodes import Block, Paragraph, Signatures, Style
from actgen.rendering.templates.formats import BLOCK_TYPES, Unprintable, lines, printed, spread
from actgen.rendering.templates.interpret import VALEUR, Scope, test_first
from actgen.rendering.templates.run import Run
from actgen.rendering.templates.sandbox import INTERDIT
from actgen.rendering.templates.tree import Expression

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


@dataclass(frozen=True, slots=True)
class Blocks:
    """A value that stands for a paragraph of its own."""

    blocks: tuple[Block, ...]


class Printer(Run):
    """An evaluation that prints."""

    __slots__ = ()

    def printed(self, expression: Expression, scope: Scope) -> tuple[Inline, ...]:
        """The nodes of a value in a sentence; none after reporting that it can't be printed there."""
        return _aside(self._inline(self.value(expression, scope), expression), expression)

    def alone(self, expression: Expression, scope: Scope) -> Blocks | tuple[Inline, ...]:
        """The value of a tag that is alone in its paragraph: there, blocks are welcome."""
        value = self.value(expression, scope)
        found = spread(value)
        if found and isinstance(found[0], BLOCK_TYPES):
            return Blocks(_without_names(found))
        return _aside(self._inline(value, expression), expression)

    def _inline(self, value: object, expression: Expression) -> tuple[Inline, ...]:
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
        return lines(text)


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


def styled(blocks: tuple[Block, ...], style: Style) -> tuple[Block, ...]:
    """The blocks that a value brings, with the style of the paragraph that they stand for."""
    if style is Style.BODY:
        return blocks
    return tuple(
        replace(block, style=style) if isinstance(block, Paragraph) and block.style is Style.BODY else block
        for block in blocks
    )
