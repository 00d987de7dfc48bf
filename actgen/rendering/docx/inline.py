"""Inline nodes as runs of text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from actgen.document.nodes import Emphasis, Inline, Lacune, LineBreak, Place, Strong, Text
from actgen.document.words import visible_lacune, visible_place
from actgen.rendering.docx.markup import Element, make, text

# Word reads these inside a text as one space, or as nothing; the page reads them as one space.
_WHITE = str.maketrans("\t\n\r", "   ")
# Hyphens that Word has elements for; as characters it prints the first from another font, and the
# second where no line ends.
_HYPHENS = {"\u2011": "noBreakHyphen", "\u00ad": "softHyphen"}
_DOMAIN = re.compile(r"\b[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,}\b")  # a site's name ends no line at a hyphen
_AT_HYPHENS = re.compile("([\u2011\u00ad])")


def runs(
    nodes: tuple[Inline, ...], styles: Mapping[str, str], *, strong: bool = False, emphasis: bool = False
) -> Iterator[Element]:
    """The runs that print these nodes, bold and italic carried down to the text."""
    for node in nodes:
        match node:
            case Text(text=value):
                if value:
                    yield _run(value, strong=strong, emphasis=emphasis)
            case Strong(children=children):
                yield from runs(children, styles, strong=True, emphasis=emphasis)
            case Emphasis(children=children):
                yield from runs(children, styles, strong=strong, emphasis=True)
            case LineBreak():
                yield make("r", make("br"))
            case Lacune():
                yield _run(visible_lacune(node), strong=strong, emphasis=emphasis, style=styles["ActeLacune"])
            case Place():
                yield _run(visible_place(node))


def plain_run(value: str) -> Element:
    """A run of plain text."""
    return _run(value)


def _run(value: str, *, strong: bool = False, emphasis: bool = False, style: str = "") -> Element:
    settings = make("rPr")
    if style:
        settings.append(make("rStyle", val=style))
    if strong:
        settings.append(make("b"))
    if emphasis:
        settings.append(make("i"))
    return make("r", *([settings] if len(settings) else []), *_pieces(value))


def _pieces(value: str) -> Iterator[Element]:
    whole = _DOMAIN.sub(lambda found: found[0].replace("-", "\u2011"), value.translate(_WHITE))
    for piece in _AT_HYPHENS.split(whole):
        if piece in _HYPHENS:
            yield make(_HYPHENS[piece])
        elif piece:
            yield text(piece)
