"""The words of a template's paragraph as runs of Word, its tags in their place, its notes as comments."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from actgen.document.inline import LineBreak, Text
from actgen.rendering.docx.markup import Element, make, text
from actgen.rendering.templates.tree import Bold, ForeignNode, InlineNode, Italic, Output
from actgen.rendering.word.written_notes import NOTE, rank
from actgen.rendering.word.written_tags import flat, tag_run

Comment = Callable[[int], Sequence[Element]]
"""The elements that call a note of the author, by its rank."""

# Word has elements for these: as characters it prints the first from another font
_HYPHENS = {"\u2011": "noBreakHyphen", "\u00ad": "softHyphen"}
_PIECES = re.compile(f"([\u2011\u00ad]|{NOTE.pattern})")


class Inline:
    """Writes words; `comment` gives what calls a note."""

    def __init__(self, comment: Comment) -> None:
        self._comment = comment

    def runs(
        self, nodes: Sequence[InlineNode], *, strong: bool = False, emphasis: bool = False
    ) -> Iterator[Element]:
        """The runs of these nodes, bold and italic carried down to words and tags."""
        for step in flat(nodes):
            match step.node:
                case None:
                    yield tag_run(f"{{% {step.words} %}}", strong=strong, emphasis=emphasis)
                case Output(expression=expression):
                    yield tag_run(f"{{{{ {expression.source} }}}}", strong=strong, emphasis=emphasis)
                case Text(text=value):
                    yield from self._text(value, strong, emphasis)
                case Bold(children=children):
                    yield from self.runs(children, strong=True, emphasis=emphasis)
                case Italic(children=children):
                    yield from self.runs(children, strong=strong, emphasis=True)
                case ForeignNode(children=children, language=language):
                    yield from self.runs(children, strong=strong, emphasis=emphasis)
                    # Word marks languages as it guesses them: a note says what no file of Word can
                    yield tag_run(f"{{# langue\u00a0: {language} #}}")
                case LineBreak():
                    yield make("r", make("br"))

    def _text(self, value: str, strong: bool, emphasis: bool) -> Iterator[Element]:
        for piece in _PIECES.split(value):
            if NOTE.fullmatch(piece):
                yield from self._comment(rank(piece))
            elif piece in _HYPHENS:
                yield _run(make(_HYPHENS[piece]), strong, emphasis)
            elif piece:
                yield _run(text(piece), strong, emphasis)


def _run(content: Element, strong: bool, emphasis: bool) -> Element:
    settings = make("rPr", *(make(tag) for tag, on in (("b", strong), ("i", emphasis)) if on))
    return make("r", *([settings] if len(settings) else []), content)
