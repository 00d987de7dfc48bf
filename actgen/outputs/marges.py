"""What the pages of an act bear round its text, as words: running heads and feet, a letterhead."""

from __future__ import annotations

from actgen.document.nodes import Document
from actgen.outputs.house.paper import PageNumber, Paper, PaperBlock, Piece, Words, lines
from actgen.text.printable import missing_characters

PAGE, PAGES = "{page}", "{pages}"
"""What stands for the number of a page, and for how many there are."""


def running_words(document: Document, paper: Paper | None) -> tuple[str, ...]:
    """The lines that run at the head and at the foot of pages, each once."""
    if paper is None:
        draft = "PROJET" if document.projet else ""
        found = [document.header, draft, document.title, f"page {PAGE}/{PAGES}"]
    else:
        parts = (paper.others.head, paper.foot, paper.others.foot)
        found = [line for blocks in parts for line in _printed(blocks)]
    return tuple(dict.fromkeys(line for line in (" ".join(each.split()) for each in found) if line))


def read_words(paper: Paper | None) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What a letterhead says above an act and below it, in lines that are read with the act."""
    if paper is None:
        return (), ()
    head = paper.head if paper.head_is_read else ()
    return _printed(head), _printed(paper.end)


def _printed(blocks: tuple[PaperBlock, ...]) -> tuple[str, ...]:
    columns = (column for line in lines(blocks) for column in line.columns)
    told = (" ".join("".join(map(_said, column)).split()) for column in columns)
    return tuple(words for words in told if words)


def _said(piece: Piece) -> str:
    if isinstance(piece, PageNumber):
        return PAGES if piece.total else PAGE
    if isinstance(piece, Words):
        missing = missing_characters(piece.text)
        return "".join(sign for sign in piece.text if sign not in missing)
    return ""
