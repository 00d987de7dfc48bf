"""The paragraphs of a Word template as its author reads them, and the tags that are written in each."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from actgen.diagnostics import Diagnostic, Location
from actgen.rendering.docx.markup import name
from actgen.rendering.templates.flat import Written
from actgen.rendering.word.lines import Line, line_of
from actgen.rendering.word.parts import open_package
from actgen.rendering.word.places import places
from actgen.rendering.word.tags import Findings, Sort, find_tags


def paragraphs_of(content: bytes, file: str) -> Iterator[tuple[Callable[[int, int], Location], str]]:
    """Each paragraph of a Word file, tags as they are written, part after part; none if it is unreadable.

    With its text comes what gives the place of some characters of it, by where they begin and end.
    """
    for line in _lines(content, file):
        yield line.place, line.text


def tags_of(content: bytes, file: str) -> Iterator[Written]:
    """Each tag of a Word file that can be made out, in reading order, whatever is wrong around it."""
    for line in _lines(content, file):
        found, _ = find_tags(line, Findings())
        for tag in found:
            if tag.sort is Sort.TAG:
                yield tag.kind, tag.body, tag.location


def _lines(content: bytes, file: str) -> Iterator[Line]:
    package = open_package(content, file)
    if isinstance(package, Diagnostic):
        return
    for story in package.stories:
        where = places(story, file, package.styles)
        for element in story.root.iter(name("p")):
            if element in where.numbers:
                yield line_of(element, story, file, where.numbers[element], where.headings[element])
