"""The paragraphs of a Word template as its author reads them, each with its place."""

from __future__ import annotations

from collections.abc import Iterator

from actgen.diagnostics import Diagnostic, Location
from actgen.rendering.docx.markup import name
from actgen.rendering.word.lines import line_of
from actgen.rendering.word.parts import open_package
from actgen.rendering.word.places import places


def paragraphs_of(content: bytes, file: str) -> Iterator[tuple[Location, str]]:
    """Each paragraph of a Word file, tags as they are written, part after part; none if it is unreadable."""
    package = open_package(content, file)
    if isinstance(package, Diagnostic):
        return
    for story in package.stories:
        where = places(story, file, package.styles)
        for element in story.root.iter(name("p")):
            if element in where.numbers:
                line = line_of(element, story, file, where.numbers[element], where.headings[element])
                yield line.place(), line.text
