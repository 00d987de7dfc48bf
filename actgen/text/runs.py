"""One sentence in several pieces: edits that see across pieces and leave some of them as they are.

The text of a paragraph is cut by bold type and by values, while typography looks at neighbours: in
« n° » followed by a value, the no-break space depends on both. So edits are found on the whole text
and each is then put back into the piece that it touches.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from actgen.records import dataclass


@dataclass(frozen=True, slots=True)
class Edit:
    """Replace `text[start:end]`; an insertion where both are equal.

    Between two pieces, an insertion goes to the left one, or to the right one if it `leans_right`.
    """

    start: int
    end: int
    replacement: str
    leans_right: bool = False


Rule = Callable[[str], Iterable[Edit]]
"""Edits of a text, in order and apart from one another."""


class Runs:
    """A text with, for each character, the piece it belongs to and the protected span it is in (0: none)."""

    __slots__ = ("_count", "_literal", "_owners", "_spans", "text")

    def __init__(
        self, pieces: Sequence[str], literal: frozenset[int], protected: Iterable[tuple[int, int]]
    ) -> None:
        self.text = "".join(pieces)
        self._count = len(pieces)
        self._literal = literal
        self._owners = [piece for piece, text in enumerate(pieces) for _ in text]
        self._spans = [0] * len(self.text)
        for number, (start, end) in enumerate(protected, start=1):
            self._spans[start:end] = [number] * (end - start)

    def apply(self, rule: Rule) -> None:
        """Make the rule's edits, but those that touch a literal piece or a protected span."""
        edits = [(edit, owner) for edit in rule(self.text) if (owner := self._owner_of(edit)) is not None]
        if not edits:
            return
        text: list[str] = []
        owners: list[int] = []
        spans: list[int] = []
        done = 0
        for edit, owner in edits:
            text += (self.text[done : edit.start], edit.replacement)
            owners += self._owners[done : edit.start] + [owner] * len(edit.replacement)
            spans += self._spans[done : edit.start] + [0] * len(edit.replacement)
            done = edit.end
        self.text = "".join(text) + self.text[done:]
        self._owners = owners + self._owners[done:]
        self._spans = spans + self._spans[done:]

    def pieces(self) -> tuple[str, ...]:
        """The text in as many pieces as at the start."""
        parts: list[list[str]] = [[] for _ in range(self._count)]
        for character, owner in zip(self.text, self._owners, strict=True):
            parts[owner].append(character)
        return tuple("".join(part) for part in parts)

    def _owner_of(self, edit: Edit) -> int | None:
        """The piece that receives the edit; None if it must not be made or would change nothing."""
        if self.text[edit.start : edit.end] == edit.replacement:
            return None
        if edit.start == edit.end:
            return self._owner_of_insertion(edit.start, edit.leans_right)
        touched = range(edit.start, edit.end)
        if any(self._spans[i] or self._owners[i] in self._literal for i in touched):
            return None
        return self._owners[edit.start]

    def _owner_of_insertion(self, at: int, leans_right: bool) -> int | None:
        around = [i for i in (at - 1, at) if 0 <= i < len(self.text)]
        if len(around) == 2:
            left, right = around
            if self._spans[left] and self._spans[left] == self._spans[right]:
                return None
        for i in reversed(around) if leans_right else around:
            if self._owners[i] not in self._literal:
                return self._owners[i]
        return None
