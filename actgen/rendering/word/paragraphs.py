"""The paragraphs of a Word template as its author reads them, and the tags that are written in each."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from actgen.diagnostics import Diagnostic, Location
from actgen.rendering.docx.markup import name
from actgen.rendering.symbols import is_symbolic
from actgen.rendering.templates.flat import Written
from actgen.rendering.word.lines import OBJECT, Line, Piece, line_of
from actgen.rendering.word.parts import Package, open_package
from actgen.rendering.word.places import places
from actgen.rendering.word.readback_runs import own_font
from actgen.rendering.word.tags import Findings, Sort, find_tags


def paragraphs_of(content: bytes, file: str) -> Iterator[tuple[Callable[[int, int], Location], str]]:
    """Each paragraph of a Word file, tags as they are written, part after part; none if it is unreadable.

    With its text comes what gives the place of some characters of it, by where they begin and end.
    """
    for line in _lines(content, file):
        yield line.place, line.text


def printed_of(content: bytes, file: str) -> Iterator[tuple[Callable[[int, int], Location], str]]:
    """The same without what is no character of the text: hidden words, fonts of signs; heads are left out."""
    package = open_package(content, file)
    if isinstance(package, Diagnostic):
        return
    for line in _lines_in(package, file):
        if line.story.is_body or line.story.is_notes:
            pieces = (
                piece.text if _is_text(piece, package) else " " * len(piece.text) for piece in line.pieces
            )
            yield line.place, "".join(pieces)


def _is_text(piece: Piece, package: Package) -> bool:
    run = piece.run
    symbols = run is not None and is_symbolic(own_font(run))
    return not (piece.text == OBJECT or symbols or (run is not None and package.looks.hidden(run)))


def tags_of(content: bytes, file: str) -> Iterator[Written]:
    """Each tag of a Word file that can be made out, in reading order, whatever is wrong around it."""
    for line in _lines(content, file):
        found, _ = find_tags(line, Findings())
        for tag in found:
            if tag.sort is Sort.TAG:
                yield tag.kind, tag.body, tag.location


def _lines(content: bytes, file: str) -> Iterator[Line]:
    package = open_package(content, file)
    if not isinstance(package, Diagnostic):
        yield from _lines_in(package, file)


def _lines_in(package: Package, file: str) -> Iterator[Line]:
    for story in package.stories:
        where = places(story, file, package.styles)
        for element in story.root.iter(name("p")):
            if element in where.numbers:
                yield line_of(element, story, file, where.numbers[element], where.headings[element])
