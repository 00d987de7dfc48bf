"""Paragraphs, headings, lists, annexes, clauses from Markdown’s tokens, and the lines `{: … }` under them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from markdown_it.tree import SyntaxTreeNode

from actgen.acts.templating.inlines import inline_nodes, too_deep
from actgen.acts.templating.parsing import LIST_MARK, MAX_NESTING, MISE_EN_FORME, RETRAIT, Parsing, indent
from actgen.acts.templating.sandbox import nearest_hint
from actgen.acts.templating.tables import PlacedBlock, assemble, html_table, pipe_table
from actgen.acts.templating.tags import CLAUSE_NAME, Tag
from actgen.acts.templating.tree import (
    BlockNode,
    Branch,
    For,
    HeadingNode,
    If,
    InlineNode,
    ItemNode,
    ListNode,
    ParagraphNode,
    PartNode,
    RowNode,
    TableNode,
)
from actgen.acts.tree.nodes import PageBreak, Style
from actgen.base.records import replace
from actgen.base.rules import rule

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
    items: list[PlacedBlock | Tag] = []
    for child in children:
        _add(parsing, items, child, style)
    return assemble(parsing, _with_captions(parsing, items))


def _add(parsing: Parsing, items: list[PlacedBlock | Tag], child: SyntaxTreeNode, style: Style) -> None:
    start, end = _rows(parsing, child)
    match child.type:
        case "tag":
            items.append(parsing.masked.tags[child.content])
        case "attributes":
            _attach(parsing, items, child, start)
        case "stray_fence":
            _stray_fence(parsing, child, start)
        case "container":
            items.extend(PlacedBlock(node, start, end) for node in _fenced(parsing, child, start))
        case _:
            node = _block(parsing, child, start, style)
            if node is not None:
                items.append(PlacedBlock(node, start, end))


def _rows(parsing: Parsing, child: SyntaxTreeNode) -> tuple[int, int]:
    """The rows of a block without the blank ones that Markdown counts at its end."""
    start, end = child.map or (0, 0)
    while end > start + 1 and end <= len(parsing.masked.rows) and not parsing.masked.rows[end - 1].strip():
        end -= 1
    return start, end


def _attach(parsing: Parsing, items: list[PlacedBlock | Tag], child: SyntaxTreeNode, row: int) -> None:
    last = items[-1] if items else None
    if not isinstance(last, PlacedBlock) or last.end != row or last.node is None:
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


def _with_captions(parsing: Parsing, items: list[PlacedBlock | Tag]) -> list[PlacedBlock | Tag]:
    """Give each caption to the table right below it."""
    done: list[PlacedBlock | Tag] = []
    for item in items:
        last = done[-1] if done else None
        if isinstance(last, PlacedBlock) and isinstance(last.node, ParagraphNode) and last.caption:
            done.pop()
            if isinstance(item, PlacedBlock) and isinstance(item.node, TableNode):
                item = replace(item, node=replace(item.node, caption=last.node.children), start=last.start)
            else:
                _lonely_caption(parsing, last)
        done.append(item)
    if done and isinstance(done[-1], PlacedBlock) and done[-1].caption:
        _lonely_caption(parsing, done[-1])
    return done


def _lonely_caption(parsing: Parsing, caption: PlacedBlock) -> None:
    parsing.report(MISE_EN_FORME, "Cette légende n’est pas suivie d’un tableau.", caption.start)
