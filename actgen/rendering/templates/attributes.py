"""The lines `{: … }` and the words of `:::`, a closed list: styles, anchors, widths, heads of rows."""

from __future__ import annotations

import re
from dataclasses import replace

from actgen.document.nodes import Style
from actgen.rendering.templates.parsing import Parsing
from actgen.rendering.templates.sandbox import nearest_hint
from actgen.rendering.templates.tree import (
    BlockNode,
    Branch,
    For,
    HeadingNode,
    If,
    ParagraphNode,
    RowNode,
    TableNode,
)
from actgen.rules import rule

STYLE = rule("GABARIT-STYLE")

_CAPTION = "legende"
_KEEP = "avec-la-suite"
_ROW_HEADS = "titres-de-lignes"
_WHOLE = "entier"
_WORD = re.compile(
    r"\s*(?:\.(?P<name>[\w-]+)|#(?P<anchor>[a-z][a-z0-9-]*)|largeurs=\"(?P<widths>[\d ]+)\")(?:\s+|$)"
)
# a cell is what the writer makes of it, never what an author says
_STYLES = {style.value: style for style in Style if style is not Style.CELL}


def container_style(parsing: Parsing, words: str, row: int) -> Style:
    """The style that a fence `::: words` gives to its paragraphs."""
    style = _STYLES.get(words)
    if style is None:
        words = parsing.masked.unmask(words)
        message = f"« ::: {words} » n’est ni un style ni « partie nom »."
        parsing.report(STYLE, message, row, _styles_hint(words))
        return Style.BODY
    return style


def attach(parsing: Parsing, node: BlockNode, text: str, row: int) -> tuple[BlockNode, bool]:
    """The block with the attributes of the line under it, and whether it is a caption."""
    caption = False
    position = 0
    while position < len(text):
        match = _WORD.match(text, position)
        if match is None:
            _refuse(parsing, text[position:], row)
            break
        position = match.end()
        if match["name"] == _CAPTION and isinstance(node, ParagraphNode):
            caption = True
            continue
        changed = _with(node, match)
        if changed is None:
            _refuse(parsing, match.group().strip(), row)
        else:
            node = changed
    return node, caption


def _with(node: BlockNode, match: re.Match[str]) -> BlockNode | None:
    """The block with one attribute, or None if this attribute is not for such a block."""
    name = match["name"]
    if isinstance(node, ParagraphNode) and name == _KEEP:
        return replace(node, keep_with_next=True)
    if isinstance(node, ParagraphNode) and name in _STYLES:
        return replace(node, style=_STYLES[name])
    if isinstance(node, HeadingNode) and match["anchor"]:
        return replace(node, anchor=match["anchor"])
    if isinstance(node, TableNode) and match["widths"]:
        widths = tuple(int(width) for width in match["widths"].split())
        return replace(node, widths=widths)
    if isinstance(node, TableNode) and name == _WHOLE:
        return replace(node, whole=True)
    if isinstance(node, TableNode) and name == _ROW_HEADS:
        return replace(node, body=tuple(_headed(row) for row in node.body))
    return None


def _headed(row: RowNode | If[RowNode] | For[RowNode]) -> RowNode | If[RowNode] | For[RowNode]:
    """The row with its first cell as its head, through choices and repetitions."""
    if isinstance(row, RowNode):
        return RowNode(tuple(replace(cell, header=cell.header or not i) for i, cell in enumerate(row.cells)))
    if isinstance(row, If):
        return If(tuple(Branch(b.condition, tuple(_headed(inner) for inner in b.body)) for b in row.branches))
    body, empty = ([_headed(inner) for inner in rows] for rows in (row.body, row.empty))
    return replace(row, body=tuple(body), empty=tuple(empty))


def _refuse(parsing: Parsing, words: str, row: int) -> None:
    written = parsing.masked.unmask(words)
    message = f"« {written} » n’est pas admis sur cet élément."
    parsing.report(STYLE, message, row, _styles_hint(written.lstrip(".")))


def _styles_hint(word: str) -> str:
    names = [*_STYLES, _CAPTION, _KEEP, _ROW_HEADS, _WHOLE]
    return nearest_hint(word, names)
