"""What the pages of an author's Word file bear at their head and foot, for the PDF and the page.

Heads that say what those of the house say are those of the house, whatever a word processor made of them:
every output then draws them as in other acts.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from io import BytesIO
from typing import Any, cast

import docx
from docx.document import Document as WordDocument

from actgen.document.inline import Inline
from actgen.document.nodes import Block
from actgen.rendering.docx.drawn import drawn_words
from actgen.rendering.docx.letterhead import house_letterhead
from actgen.rendering.docx.markup import name
from actgen.rendering.house.paper import Line, Paper, PaperBlock, Shown, Words, words_of
from actgen.rendering.house.paper_reading import BLANK_STYLE, PaperReader, read_paper
from actgen.rendering.running import NAMES
from actgen.rendering.word.marks import only_mark
from actgen.rendering.word.output_runs import replace_marks
from actgen.rendering.word.template import mark

Values = Mapping[str, tuple[Inline, ...] | tuple[Block, ...]]
_RUNNING = ("header+xml", "footer+xml")
_STYLES = {"ActeLacune": BLANK_STYLE}


def running_heads(document: WordDocument, values: Values, running: Mapping[str, object]) -> Paper | None:
    """The heads and feet of a filled file, its marks resolved in them; None for those of the house.

    `running` are the names that heads were filled with. The headers of the document are changed.
    """

    def inline(key: str) -> tuple[Inline, ...]:
        return cast(tuple[Inline, ...], values.get(key, ()))

    for part in _running_parts(document):
        for line in part.element.iter(name("p")):
            replace_marks(line, inline, _STYLES)
    paper = PaperReader(document).running()
    return None if _outline(paper) == _outline_of_the_house(running) else paper


def differing_heads(content: bytes, paper: Paper) -> tuple[str, str] | None:
    """The words where the heads of a Word file and of its act part (those of the file first), or None."""
    document = docx.Document(BytesIO(content))
    found = words_of(PaperReader(document).running())
    for one, other in zip(found, words_of(paper), strict=True):
        if one != other:
            return " ".join(one), " ".join(other)
    drawn = " ".join(filter(None, (drawn_words(part.element) for part in _running_parts(document))))
    return (drawn, "") if drawn else None


def _running_parts(document: WordDocument) -> list[Any]:
    """The parts of a file that hold a head or a foot."""
    return [part for part in document.part.package.iter_parts() if part.content_type.endswith(_RUNNING)]


def _outline_of_the_house(running: Mapping[str, object]) -> list[object]:
    """What the heads of the house say, filled with these names."""
    blank = _blank_outline(bool(running.get("projet")))
    return [[said for line in part if (said := _filled(line, running))] for part in blank]


@lru_cache(maxsize=2)
def _blank_outline(projet: bool) -> list[Any]:
    """The same with the name of each text between marks in its place: the file of the house is read once."""
    names = tuple((name_, mark(name_)) for name_, kind in NAMES.items() if kind is str)
    return _outline(read_paper(house_letterhead(), (*names, ("projet", projet))))


def _filled(line: Any, running: Mapping[str, object]) -> list[Any]:
    columns = [[each for piece in column for each in _words(piece, running)] for column in line]
    return [column for column in columns if column]


def _words(piece: object, running: Mapping[str, object]) -> list[object]:
    key = only_mark(piece) if isinstance(piece, str) else ""
    return [*str(running.get(key, "")).split()] if key else [piece]


def _outline(paper: Paper) -> list[object]:
    """What heads say, however it looks."""
    return [
        [said for block in blocks if (said := _line(block))]
        for heads in (paper.first, paper.others)
        for blocks in (heads.head, heads.foot)
    ]


def _line(block: PaperBlock) -> object:
    if not isinstance(block, Line):
        return block
    return [_column(column) for column in block.columns if any(map(_says, column))]


def _says(piece: object) -> bool:
    return not isinstance(piece, Words) or bool(piece.text.strip())


def _column(column: tuple[object, ...]) -> list[object]:
    """The words of a column, its pictures, the place of its numbers."""
    said: list[object] = []
    for piece in column:
        if isinstance(piece, Words):
            said += piece.text.split()
        else:
            said.append(piece if isinstance(piece, Shown) else type(piece).__name__)
    return said
