"""Paragraphs, headings, lists, annexes and clauses: the blocks of a container, from Markdown's tokens."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from markdown_it.tree import SyntaxTreeNode

from actgen.document.nodes import PageBreak, Style
from actgen.rendering.templates.attributes import attach, container_style
from actgen.rendering.templates.html_tables import html_table
from actgen.rendering.templates.inlines import CLAUSE_NAME, inline_nodes, too_deep
from actgen.rendering.templates.levels import LIST_MARK, RETRAIT, indent
from actgen.rendering.templates.markdown import MAX_NESTING
from actgen.rendering.templates.parsing import MISE_EN_FORME, Parsing
from actgen.rendering.templates.rows import Placed, assemble
from actgen.rendering.templates.tables import pipe_table
from actgen.rendering.templates.tags import Tag
from actgen.rendering.templates.tree import (
    BlockNode,
    HeadingNode,
    InlineNode,
    ItemNode,
    ListNode,
    ParagraphNode,
    PartNode,
    TableNode,
)

_PART = re.compile(r"partie\s+([a-z][a-z0-9_]*)(\s+hors-empreinte)?(\s+dans-la-page)?")


def block_tokens(parsing: Parsing, text: str) -> Sequence[SyntaxTreeNode]:
    """The blocks that Markdown sees in a text; one that is nested too deep to be read is said."""
    tokens = parsing.markdown.parse(text)
    for token in tokens:
        if token.level >= MAX_NESTING - 1 or too_deep(token.children or ()):
            message = "Des listes, ou des passages en gras ou en italique, sont emboîtés trop profondément."
            parsing.report(MISE_EN_FORME, message, (token.map or [0])[0])
            return ()
    return SyntaxTreeNode(tokens).children


def container(
    parsing: Parsing, children: Sequence[SyntaxTreeNode], style: Style = Style.BODY
) -> tuple[BlockNode, ...]:
    """The blocks of a container; `style` is that of its paragraphs unless they say another."""
    items: list[Placed | Tag] = []
    for child in children:
        _add(parsing, items, child, style)
    return assemble(parsing, _with_captions(parsing, items))


def _add(parsing: Parsing, items: list[Placed | Tag], child: SyntaxTreeNode, style: Style) -> None:
    start, end = _rows(parsing, child)
    match child.type:
        case "tag":
            items.append(parsing.masked.tags[child.content])
        case "attributes":
            _attach(parsing, items, child, start)
        case "stray_fence":
            _stray_fence(parsing, child, start)
        case "container":
            items.extend(Placed(node, start, end) for node in _fenced(parsing, child, start))
        case _:
            node = _block(parsing, child, start, style)
            if node is not None:
                items.append(Placed(node, start, end))


def _rows(parsing: Parsing, child: SyntaxTreeNode) -> tuple[int, int]:
    """The rows of a block without the blank ones that Markdown counts at its end."""
    start, end = child.map or (0, 0)
    while end > start + 1 and end <= len(parsing.masked.rows) and not parsing.masked.rows[end - 1].strip():
        end -= 1
    return start, end


def _attach(parsing: Parsing, items: list[Placed | Tag], child: SyntaxTreeNode, row: int) -> None:
    last = items[-1] if items else None
    if not isinstance(last, Placed) or last.end != row or last.node is None:
        parsing.report(
            MISE_EN_FORME,
            f"La ligne {{: {parsing.masked.unmask(child.content)} }} ne suit ni texte, ni titre, ni tableau.",
            row,
            hint="Placez-la sur la ligne qui suit immédiatement le texte.",
        )
        return
    node, caption = attach(parsing, last.node, child.content, row)
    items[-1] = replace(last, node=node, end=row + 1, caption=caption)


def _stray_fence(parsing: Parsing, child: SyntaxTreeNode, row: int) -> None:
    words = parsing.masked.unmask(child.content)
    message = f"« ::: {words} » n’est jamais fermé par « ::: »." if words else "« ::: » ne ferme rien."
    parsing.report(MISE_EN_FORME, message, row)


def _block(parsing: Parsing, child: SyntaxTreeNode, row: int, style: Style) -> BlockNode | None:
    match child.type:
        case "paragraph":
            return _paragraph(parsing, child, row, style)
        case "heading":
            return HeadingNode(int(child.tag[1:]), _inlines(parsing, child, row))
        case "bullet_list" | "ordered_list":
            return _list(parsing, child, row, style)
        case "table":
            return pipe_table(parsing, child)
        case "html_block":
            return html_table(parsing, child.content, row)
        case "hr":
            return _page_break(parsing, child, row)
    parsing.report(MISE_EN_FORME, "Cette mise en forme n’est pas admise.", row)
    return None


def _inlines(parsing: Parsing, node: SyntaxTreeNode, row: int) -> tuple[InlineNode, ...]:
    inline = next((child for child in node.children if child.type == "inline"), None)
    return inline_nodes(parsing, inline.token, row) if inline is not None and inline.token else ()


def _paragraph(parsing: Parsing, child: SyntaxTreeNode, row: int, style: Style) -> BlockNode | None:
    mask = child.children[0].content.strip() if child.children else ""
    tag = parsing.masked.tags.get(mask)
    if tag is not None and (match := CLAUSE_NAME.fullmatch(tag.body)):
        return parsing.read_clause(match.group(1), tag.location)
    return ParagraphNode(_inlines(parsing, child, row), style)


def _list(parsing: Parsing, child: SyntaxTreeNode, row: int, style: Style) -> ListNode:
    ordered = child.type == "ordered_list"
    _check_marks(parsing, child)
    items = tuple(ItemNode(container(parsing, item.children)) for item in child.children)
    return ListNode(items, ordered, int(child.attrs.get("start", 1)) if ordered else 1)


def _check_marks(parsing: Parsing, child: SyntaxTreeNode) -> None:
    """Items of a list begin at the same column; at the top, at the first one.

    Markdown would read a sub-list that is not indented enough as more items of the list above.
    """
    if not parsing.template:
        return
    starts = [item.map[0] for item in child.children if item.map]
    # an item whose mark follows another mark, « - - a », has no column of its own
    rows = [row for row in starts if LIST_MARK.match(parsing.masked.rows[row])]
    columns = [indent(parsing.masked.rows[row]) for row in rows]
    if child.parent is not None and child.parent.type in ("root", "container"):
        columns.insert(0, 0)
        rows.insert(0, rows[0] if rows else 0)
    for row, column in zip(rows, columns, strict=True):
        if column != columns[0]:
            parsing.report(
                RETRAIT,
                f"Cet élément de liste a un retrait de {column}, au lieu de {columns[0]}.",
                row,
                hint="Alignez-le sur ses voisins ; pour un sous-élément, alignez son tiret sur le texte "
                "de l’élément qui le contient.",
            )
            return


def _page_break(parsing: Parsing, child: SyntaxTreeNode, row: int) -> PageBreak | None:
    if parsing.masked.rows[row].strip() == "---":
        return PageBreak()
    parsing.report(
        MISE_EN_FORME, "Cette ligne de signes n’est pas admise ; « --- » seul est un saut de page.", row
    )
    return None


def _fenced(parsing: Parsing, child: SyntaxTreeNode, row: int) -> tuple[BlockNode, ...]:
    """The blocks of a fence: an annex, or the paragraphs inside with the style that it names."""
    words = child.nester_tokens.opening.content if child.nester_tokens else ""
    if match := _PART.fullmatch(words):
        inner = container(parsing, child.children)
        return (PartNode(match.group(1), inner, match.group(2) is None, match.group(3) is None),)
    return container(parsing, child.children, container_style(parsing, words, row))


def _with_captions(parsing: Parsing, items: list[Placed | Tag]) -> list[Placed | Tag]:
    """Give each caption to the table right below it."""
    done: list[Placed | Tag] = []
    for item in items:
        last = done[-1] if done else None
        if isinstance(last, Placed) and isinstance(last.node, ParagraphNode) and last.caption:
            done.pop()
            if isinstance(item, Placed) and isinstance(item.node, TableNode):
                item = replace(item, node=replace(item.node, caption=last.node.children), start=last.start)
            else:
                _lonely_caption(parsing, last)
        done.append(item)
    if done and isinstance(done[-1], Placed) and done[-1].caption:
        _lonely_caption(parsing, done[-1])
    return done


def _lonely_caption(parsing: Parsing, caption: Placed) -> None:
    parsing.report(MISE_EN_FORME, "Cette légende n’est pas suivie d’un tableau.", caption.start)
