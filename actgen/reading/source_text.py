"""A decoded file: its lines as the parser reads them, its lines as they are shown, and its places."""

from __future__ import annotations

from actgen.diagnostics import Location
from actgen.records import dataclass


@dataclass(frozen=True, slots=True)
class SourceText:
    """Text of one file, split in lines.

    `lines` are what the parser reads (every kind of space is a plain space); `shown` are what the
    user sees in a message: same length, character for character, so that one column serves both,
    with nothing that could move a cursor or turn the direction of a line.
    """

    file: str
    lines: tuple[str, ...]
    shown: tuple[str, ...]

    @property
    def text(self) -> str:
        return "\n".join(self.lines)

    def place(self, line: int, column: int, length: int = 1) -> Location:
        """The span at a 0-based line and column; clamped to the file, never out of it."""
        if not 0 <= line < len(self.lines):
            line = min(max(line, 0), len(self.lines) - 1)
        excerpt = self.shown[line]
        if not 0 <= column <= len(excerpt):
            column = min(max(column, 0), len(excerpt))
        return Location(self.file, line + 1, column + 1, length if length > 1 else 1, excerpt)

    def content(self, line: int) -> Location:
        """The span of a whole line without its indentation."""
        line = min(max(line, 0), len(self.lines) - 1)
        text = self.lines[line]
        indent = len(text) - len(text.lstrip())
        return self.place(line, indent, len(text.strip()))
