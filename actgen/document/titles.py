"""How a title is cut into lines."""

from __future__ import annotations

from dataclasses import replace

from .nodes import Emphasis, Heading, Inline, Strong, Text
from .words import inline_text

_FITS = 58  # letters of the title of an act on one line, in the house’s face
_TOGETHER = 3  # words at the end of a longer one: « du conseil communautaire »


def title(heading: Heading) -> tuple[Inline, ...]:
    """The words of a heading; the title of an act that takes two lines never ends on a lone word.

    Its last words are joined by no-break spaces. Other headings, and shorter titles, stay as they are.
    """
    if heading.level != 1 or len(inline_text(heading.children)) <= _FITS:
        return heading.children
    return _joined(heading.children)


def _joined(children: tuple[Inline, ...]) -> tuple[Inline, ...]:
    if not children:
        return children
    *before, last = children
    match last:
        case Text(text=text):
            last = Text("\u00a0".join(text.rsplit(" ", _TOGETHER - 1)))
        case Strong(children=inner) | Emphasis(children=inner):
            last = replace(last, children=_joined(inner))
    return (*before, last)
