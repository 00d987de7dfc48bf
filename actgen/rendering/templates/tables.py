"""Tables of bars: a head row, a line of dashes, rows; tags between rows have a row of their own.

Before Markdown reads it, a tag alone on its line inside a table becomes a row whose only cell is that tag;
here such rows become loops and choices round the others.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from markdown_it.rules_block.table import escapedSplit
from markdown_it.tree import SyntaxTreeNode

from actgen.document.nodes import Align
from actgen.rendering.templates.inlines import inline_nodes
from actgen.rendering.templates.parsing import TABLEAU, Parsing, crossing, fold
from actgen.rendering.templates.tags import ONLY_CONTROL, Masked, Tag
from actgen.rendering.templates.tree import CellNode, For, If, RowNode, TableNode

RowPiece = RowNode | If[RowNode] | For[RowNode]

_RULE = re.compile(r"\s*\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?\s*")
_ALIGN = {"text-align:right": Align.END, "text-align:center": Align.CENTER}


def markdown_rows(masked: Masked) -> list[str]:
    """The rows for Markdown: tags alone on their line inside a table become rows of that table."""
    rows = list(masked.rows)
    inside = False
    for index, row in enumerate(masked.rows):
        if not row.strip():
            inside = False
        elif "|" in row and _RULE.fullmatch(row) and index and "|" in masked.rows[index - 1]:
            inside = True
        elif inside and (match := ONLY_CONTROL.fullmatch(row)):
            start = len(row) - len(row.lstrip())
            rows[index] = f"{row[:start]}| {match.group(1)} |"
    return rows


def pipe_table(parsing: Parsing, node: SyntaxTreeNode) -> TableNode:
    """The table of a `table` token."""
    sections = {child.type: child for child in node.children}
    row = node.map[0] if node.map else 0
    head = tuple(_row(parsing, child, header=True) for child in sections["thead"].children)
    body: tuple[RowPiece, ...] = ()
    if "tbody" in sections:
        body = folded_rows(parsing, [_row_or_tag(parsing, child) for child in sections["tbody"].children])
    _check_width(parsing, node, len(head[0].cells) if head else 0)
    return TableNode(head, body, parsing.masked.place(row))


def folded_rows(parsing: Parsing, rows: Sequence[RowPiece | Tag]) -> tuple[RowPiece, ...]:
    """Rows with the tags between them folded."""

    def make(tags: Sequence[Tag], bodies: list[list[RowPiece]]) -> RowPiece | None:
        return parsing.control(tags, [tuple(body) for body in bodies])

    return tuple(fold(rows, make, crossing(parsing)))


def _row_or_tag(parsing: Parsing, node: SyntaxTreeNode) -> RowPiece | Tag:
    cells = [child.children[0].content if child.children else "" for child in node.children]
    tag = parsing.masked.tags.get(cells[0].strip()) if cells and not any(cells[1:]) else None
    return tag if tag is not None and tag.alone else _row(parsing, node, header=False)


def _row(parsing: Parsing, node: SyntaxTreeNode, *, header: bool) -> RowNode:
    row = node.map[0] if node.map else 0
    return RowNode(tuple(_cell(parsing, child, row, header) for child in node.children))


def _cell(parsing: Parsing, node: SyntaxTreeNode, row: int, header: bool) -> CellNode:
    inline = node.children[0].token if node.children else None
    children = inline_nodes(parsing, inline, row) if inline is not None else ()
    return CellNode(children, header, align=_ALIGN.get(str(node.attrs.get("style", "")), Align.START))


def _check_width(parsing: Parsing, node: SyntaxTreeNode, width: int) -> None:
    """Markdown drops the cells that are too many without a word, and adds those that lack."""
    first, last = node.map or (0, 0)
    for row in range(first, min(last, len(parsing.masked.rows))):
        text = parsing.masked.rows[row].strip()
        if not text or ONLY_CONTROL.fullmatch(text):
            continue
        cells = escapedSplit(text)
        count = len(cells) - (cells[0] == "") - (len(cells) > 1 and cells[-1] == "")
        if count != width:
            parsing.report(
                TABLEAU,
                f"Cette ligne de tableau compte {count} cellule(s), et l’en-tête {width}.",
                row,
                hint="Une barre du texte s’écrit \\| ; des cellules fusionnées demandent <table>.",
            )
