"""What a tag prints, in Markdown and in Word: the nodes of its value, in a sentence or alone."""

from __future__ import annotations

from dataclasses import dataclass, replace

from actgen.document.nodes import Block, Inline, Paragraph, Style
from actgen.rendering.templates.formats import BLOCK_TYPES, Unprintable, lines, printed, spread
from actgen.rendering.templates.interpret import VALEUR, Scope
from actgen.rendering.templates.run import Run
from actgen.rendering.templates.sandbox import INTERDIT
from actgen.rendering.templates.tree import Expression


@dataclass(frozen=True, slots=True)
class Blocks:
    """A value that stands for a paragraph of its own."""

    blocks: tuple[Block, ...]


class Printer(Run):
    """An evaluation that prints."""

    __slots__ = ()

    def printed(self, expression: Expression, scope: Scope) -> tuple[Inline, ...]:
        """The nodes of a value in a sentence; none after reporting that it can't be printed there."""
        return self._inline(self.value(expression, scope), expression)

    def alone(self, expression: Expression, scope: Scope) -> Blocks | tuple[Inline, ...]:
        """The value of a tag that is alone in its paragraph: there, blocks are welcome."""
        value = self.value(expression, scope)
        found = spread(value)
        if found and isinstance(found[0], BLOCK_TYPES):
            return Blocks(found)
        return self._inline(value, expression)

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
            self.report(VALEUR, message, expression.location)
            return ()
        self.count(text)
        return lines(text)


def styled(blocks: tuple[Block, ...], style: Style) -> tuple[Block, ...]:
    """The blocks that a value brings, with the style of the paragraph that they stand for."""
    if style is Style.BODY:
        return blocks
    return tuple(
        replace(block, style=style) if isinstance(block, Paragraph) and block.style is Style.BODY else block
        for block in blocks
    )
