"""Parts of an act in a Word file: two paragraphs with a mark each, and what stands between them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from actgen.document.nodes import Block, Part
from actgen.rendering.word.marks import END_OF_PART, IN_PAGE


@dataclass(frozen=True, slots=True)
class Boundary:
    """Where a part begins or ends; `key` is that of its mark."""

    key: str


@dataclass(slots=True)
class _Open:
    words: list[str]
    blocks: list[Block] = field(default_factory=list)

    def closed(self) -> Part:
        return Part(
            self.words[1] if len(self.words) > 1 else "partie",
            tuple(self.blocks),
            "hors-empreinte" not in self.words,
            begins_page(self.words),
        )


def begins_page(words: Iterable[str]) -> bool:
    """Whether a part begins a page, by the words of its mark."""
    return IN_PAGE not in words


def folded(blocks: Iterable[Block | Boundary]) -> tuple[Block, ...]:
    """The blocks with those of each part inside it; a part that says nothing leaves no node."""
    opened: list[_Open] = [_Open([])]
    for block in blocks:
        if not isinstance(block, Boundary):
            opened[-1].blocks.append(block)
        elif block.key != END_OF_PART:
            opened.append(_Open(block.key.split()))
        elif len(opened) > 1:
            _close(opened)
    while len(opened) > 1:
        _close(opened)
    return tuple(opened[0].blocks)


def _close(opened: list[_Open]) -> None:
    part = opened.pop().closed()
    if part.blocks:
        opened[-1].blocks.append(part)
