"""Inline nodes as runs of text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from actgen.document.nodes import Emphasis, Inline, Lacune, LineBreak, Place, Strong, Text
from actgen.document.words import visible_lacune, visible_place
from actgen.rendering.docx.markup import Element, make, text

# Word reads these inside a text as one space, or as nothing; the page reads them as one space.
_WHITE = str.maketrans("\t\n\r", "   ")


def runs(
    nodes: tuple[Inline, ...], styles: Mapping[str, str], *, strong: bool = False, emphasis: bool = False
) -> Iterator[Element]:
    """The runs that print these nodes, bold and italic carried down to the text."""
    for node in nodes:
        match node:
            case Text(text=value):
                if value:
                    yield _run(text(value.translate(_WHITE)), strong=strong, emphasis=emphasis)
            case Strong(children=children):
                yield from runs(children, styles, strong=True, emphasis=emphasis)
            case Emphasis(children=children):
                yield from runs(children, styles, strong=strong, emphasis=True)
            case LineBreak():
                yield make("r", make("br"))
            case Lacune():
                words = text(visible_lacune(node).translate(_WHITE))
                yield _run(words, strong=strong, emphasis=emphasis, style=styles["ActeLacune"])
            case Place():
                yield _run(text(visible_place(node)))


def _run(content: Element, *, strong: bool = False, emphasis: bool = False, style: str = "") -> Element:
    settings = make("rPr")
    if style:
        settings.append(make("rStyle", val=style))
    if strong:
        settings.append(make("b"))
    if emphasis:
        settings.append(make("i"))
    return make("r", settings, content) if len(settings) else make("r", content)
