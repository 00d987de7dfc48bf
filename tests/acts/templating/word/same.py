"""What must be the same of an act made from a template in Markdown and from its copy in Word."""

from __future__ import annotations

from collections.abc import Iterator

from actgen.acts.tree.inline import Emphasis, Foreign, Inline, Lacune, LineBreak, Strong, Text
from actgen.acts.tree.nodes import Block, Cell, Heading, ListBlock, Paragraph, Part, Style, Table

KEPT = (Style.FORMULA, Style.IDENTITY, Style.SUBTITLE)
"""Styles that stay with what follows: that a paragraph says so too adds nothing."""
_TOLERANCE = 3  # thousandths of a line, on the width of a column


def seen(blocks: tuple[Block, ...], *, in_cell: bool = False) -> list[object]:
    """The tree as a reader sees it: letters with their format, styles, lists, tables, breaks.

    What Word can't tell apart is left out: bold spaces, hyphens that break no line, where a node ends.
    """
    return [_block(block, in_cell) for block in blocks]


def widths(blocks: tuple[Block, ...]) -> list[tuple[int, ...]]:
    """The shares of the columns of each table, in thousandths."""
    found: list[tuple[int, ...]] = []
    for block in blocks:
        if isinstance(block, Table):
            total = sum(block.widths)
            found.append(tuple(round(1000 * width / total) for width in block.widths))
        elif isinstance(block, Part):
            found += widths(block.blocks)
    return found


def same_widths(told: list[tuple[int, ...]], read: list[tuple[int, ...]]) -> bool:
    """Whether columns have the widths that the template in Markdown gave them; it may give none."""
    return len(told) == len(read) and all(
        not one
        or (len(one) == len(two) and all(abs(a - b) <= _TOLERANCE for a, b in zip(one, two, strict=True)))
        for one, two in zip(told, read, strict=True)
    )


def _block(block: Block, in_cell: bool) -> object:
    match block:
        case Paragraph(children=children, style=style):
            keep = block.keep_with_next and not in_cell and style not in KEPT
            return ("paragraph", style, keep, _letters(children))
        case Heading(level=level, anchor=anchor, children=children):
            return ("heading", level, anchor, _letters(children))
        case ListBlock(items=items, ordered=ordered, start=start):
            return ("list", ordered, start, [(seen(item.blocks), item.label) for item in items])
        case Table():
            rows = [
                [[_cell(cell) for cell in row.cells] for row in part] for part in (block.head, block.body)
            ]
            return ("table", rows, _letters(block.caption), block.bare, _whole(block))
        case Part(name=name, blocks=inner):
            return ("part", name, block.fingerprinted, block.begins_page, seen(inner))
    return block


def _cell(cell: Cell) -> object:
    return (seen(cell.blocks, in_cell=True), cell.header, cell.colspan, cell.rowspan, cell.align)


def _whole(table: Table) -> bool | None:
    """Whether a table is kept on one page; None where its heads and its merged cells hold it together."""
    spans = any(cell.rowspan > 1 for row in table.body for cell in row.cells)
    return None if len(table.body) < 2 or spans else table.whole


def _letters(nodes: tuple[Inline, ...]) -> str:
    return "".join(_marked(nodes, False, False))


def _marked(nodes: tuple[Inline, ...], strong: bool, emphasis: bool) -> Iterator[str]:
    for node in nodes:
        match node:
            case Strong(children=children):
                yield from _marked(children, True, emphasis)
            case Emphasis(children=children):
                yield from _marked(children, strong, True)
            case Foreign(children=children):  # Word can't tell it
                yield from _marked(children, strong, emphasis)
            case Text(text=text):
                for letter in text.replace("\u2011", "-"):
                    look = "" if letter.isspace() else "*" * strong + "/" * emphasis
                    yield look + letter
            case LineBreak():
                yield "\n"
            case Lacune(key=key, label=label):
                yield f"[{key}: {label}]"
            case _:
                yield repr(node)
