"""The tags of a part by the paragraph and the row that they stand in, and what stands beside them."""

from __future__ import annotations

from collections.abc import Sequence

from actgen.rendering.docx.markup import Element, name
from actgen.rendering.word.lines import OBJECT, Line
from actgen.rendering.word.tags import Found, Sort

_LONGEST = 80


class Page:
    """The tags of a part by their line, and what stands beside them."""

    def __init__(self, tags: Sequence[Found], lines: Sequence[Line]) -> None:
        self._by_line: dict[Line, list[Found]] = {}
        self._by_row: dict[Element, list[Line]] = {}
        for tag in tags:
            self._by_line.setdefault(tag.line, []).append(tag)
        for line in lines:
            for parent in line.element.iterancestors(name("tr")):
                self._by_row.setdefault(parent, []).append(line)

    def on(self, line: Line) -> list[Found]:
        """The tags of a line."""
        return self._by_line.get(line, [])

    def in_row(self, row: Element) -> list[Line]:
        """The lines of a row of a table."""
        return self._by_row.get(row, [])

    def plain(self, line: Line) -> str:
        """The text of a line without its tags."""
        text, position = "", 0
        for tag in self.on(line):
            text += line.text[position : tag.start]
            position = tag.end
        return (text + line.text[position:]).strip()

    def rest(self, tag: Found) -> str:
        """What shares the line of a tag, notes left out, as its author sees it."""
        text, position = "", 0
        for other in self.on(tag.line):
            if other is tag or other.sort is Sort.NOTE:
                text += tag.line.text[position : other.start]
                position = other.end
        return (text + tag.line.text[position:]).strip()


def quoted(text: str) -> str:
    """Some text in guillemets, cut when it is long, its pictures and notes named."""
    shown = " ".join(text.replace(OBJECT, " (image ou note) ").split())
    return f"« {shown if len(shown) <= _LONGEST else shown[:_LONGEST].rstrip() + '…'} »"
