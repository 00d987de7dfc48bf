"""How a title is cut into lines."""

from __future__ import annotations

from dataclasses import replace

from .inline import Inline, Span, Text
from .nodes import Block, Heading, Part
from .words import inline_text

_FITS = 58  # letters of the title of an act on one line, in the house’s face
_TOGETHER = 3  # words at the end of a longer one: « du conseil communautaire »
_SHORT = 3  # letters of a word that does not end a line before them: « par »


def title(heading: Heading) -> tuple[Inline, ...]:
    """The words of a heading; the title of an act that takes two lines never ends on a lone word.

    Its last words are joined by no-break spaces. Other headings, and shorter titles, stay as they are.
    """
    if heading.level != 1 or len(inline_text(heading.children)) <= _FITS:
        return heading.children
    return _joined(heading.children)


def with_title(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """The blocks of an act whose title is cut so: for paper, since a browser balances lines by itself."""
    return tuple(map(_titled, blocks))


def _titled(block: Block) -> Block:
    match block:
        case Heading():
            return replace(block, children=title(block))
        case Part(blocks=inner):
            return replace(block, blocks=with_title(inner))
    return block


def _joined(children: tuple[Inline, ...]) -> tuple[Inline, ...]:
    if not children:
        return children
    *before, last = children
    match last:
        case Text(text=text):
            words = text.split(" ")
            together = min(_TOGETHER, len(words))
            while together < len(words) and len(words[-together - 1]) <= _SHORT:
                together += 1
            last = Text(" ".join((*words[:-together], "\u00a0".join(words[-together:]))))
        case Span(children=inner):
            last = replace(last, children=_joined(inner))
    return (*before, last)
