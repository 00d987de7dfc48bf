"""Items that begin with a number of their own, as those of the law do: « 2° fixer… ».

The number takes the place of the dash: two marks before one item would be one too many.
"""

from __future__ import annotations

import re

from actgen.base.records import replace

from .inline import Text
from .nodes import Block, ListBlock, ListItem, Paragraph
from .typeset import rewritten

_NUMBER = re.compile("(\\d{1,3}°)[ \u00a0\u202f]")


def with_hung_numbers(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """Blocks whose lists are marked by the numbers of their items, where each of them begins with one."""
    return rewritten(blocks, lambda line: line, other=_hung)


def _hung(block: Block) -> Block:
    if not isinstance(block, ListBlock) or block.ordered:
        return block
    items = [hung for item in block.items if (hung := _numbered(item)) is not None]
    return replace(block, items=tuple(items)) if len(items) == len(block.items) else block


def _numbered(item: ListItem) -> ListItem | None:
    """The item with its number as its label; nothing if it begins with none."""
    match item:
        case ListItem(
            blocks=(Paragraph(children=(Text(text=text) as first, *more)) as head, *rest), label=""
        ):
            found = _NUMBER.match(text)
            if found is None:
                return None
            start = found.end()
            origins = tuple(
                (max(begin - start, 0), end - start, way) for begin, end, way in first.origins if end > start
            )
            words = replace(head, children=(Text(text[start:], origins), *more))
            return ListItem((words, *rest), found[1])
    return None
