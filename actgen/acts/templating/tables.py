"""Tables in Markdown and in HTML, rows and items between their tags, whether cells make a rectangle."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html.parser import HTMLParser

from markdown_it.rules_block.table import escapedSplit
from markdown_it.tree import SyntaxTreeNode
from msgspec import Struct

from actgen.acts.templating.inlines import inline_nodes, text_nodes
from actgen.acts.templating.pairing import control, fold
from actgen.acts.templating.parsing import LIGNE_VIDE, TABLEAU, Parsing, Wraps, crossing
from actgen.acts.templating.tags import MASK, ONLY_CONTROL, Masked, Tag
from actgen.acts.templating.tree import (
    BlockNode,
    CellNode,
    For,
    If,
    InlineNode,
    ItemNode,
    ListNode,
    RowNode,
    TableNode,
)
from actgen.acts.tree.nodes import Align, Row
from actgen.base.records import replace
from actgen.base.rules import rule


def width_fault(head: Sequence[Row], body: Sequence[Row], widths: int = 0) -> str:
    """A French sentence on the first row that is too short or too long, or an empty text.

    `widths` is the number of column widths given, 0 if none. Spans don't cross from head to body.
    """
    expected = 0
    for rows, what in ((head, "d’en-tête"), (body, "de tableau")):
        reached: list[int] = []  # for each column, how many more rows a cell from above still fills
        for number, row in enumerate(rows, 1):
            width = _place(row, reached)
            expected = expected or width
            if width != expected:
                return f"La ligne {what} n° {number} compte {width} colonne(s), et la première {expected}."
        if any(reached):
            return f"Une cellule fusionnée descend plus bas que la dernière ligne {what}."
    if widths and widths != expected:
        return f"Le tableau a {expected} colonne(s), et « largeurs » en donne {widths}."
    return ""


def column_count(rows: Sequence[Row]) -> int:
    """How many columns the widest row takes."""
    reached: list[int] = []
    return max((_place(row, reached) for row in rows), default=0)


def _place(row: Row, reached: list[int]) -> int:
    """Put the cells of a row in the free columns; gives the width of the row, spans from above included."""
    covered = [left > 0 for left in reached]
    for column, left in enumerate(reached):
        reached[column] = max(left - 1, 0)
    column = 0
    for cell in row.cells:
        while column < len(covered) and covered[column]:
            column += 1
        for _ in range(cell.colspan):
            if column >= len(reached):
                reached.append(0)
            reached[column] = cell.rowspan - 1
            column += 1
    while column < len(covered) and covered[column]:
        column += 1
    return column


def rows_below(rows: Sequence[Sequence[tuple[int, bool]]], index: int, column: int) -> int:
    """How many rows below go on with the cell of row `index` that begins at that column.

    Of each cell: how many columns it takes, and whether Word merges it with the one above.
    """
    below = 0
    for rank in range(index + 1, len(rows)):
        at = 0
        for span, continued in rows[rank]:
            if at == column and continued:
                break
            at += span
        else:
            return below
        below += 1
    return below


LISTE = rule("GABARIT-LISTE")

ItemPiece = ItemNode | If[ItemNode] | For[ItemNode]


class PlacedBlock(Struct, frozen=True):
    """A block, or a group of tags with the blocks inside, and its rows (`end` is the row after)."""

    node: BlockNode | None
    start: int
    end: int
    tags: tuple[Tag, ...] = ()
    bodies: tuple[tuple[PlacedBlock, ...], ...] = ()
    caption: bool = False  # a paragraph that is the caption of the table below it


def assemble(parsing: Parsing, items: Sequence[PlacedBlock | Tag]) -> tuple[BlockNode, ...]:
    """The blocks of a container: tags folded, items of one list joined."""
    folded = fold(items, _placed_control, crossing(parsing))
    return _join(parsing, folded)


def _placed_control(tags: Sequence[Tag], bodies: list[list[PlacedBlock]]) -> PlacedBlock:
    return PlacedBlock(
        None, tags[0].row, tags[-1].row + 1, tuple(tags), tuple(tuple(body) for body in bodies)
    )


def _join(parsing: Parsing, pieces: Sequence[PlacedBlock]) -> tuple[BlockNode, ...]:
    blocks: list[BlockNode] = []
    index = 0
    while index < len(pieces):
        run = _run(parsing, pieces, index)
        if len(run) > 1 or _is_item_control(parsing, run[0]):
            blocks.append(_one_list(parsing, run))
        else:
            block = _single(parsing, run[0])
            if block is not None:
                blocks.append(block)
        _check_gap(parsing, pieces, index + len(run))
        index += len(run)
    return tuple(blocks)


def _is_item_control(parsing: Parsing, piece: PlacedBlock) -> bool:
    return bool(piece.tags) and parsing.levels.get(id(piece.tags[0].group)) is Wraps.ITEM


def _listish(parsing: Parsing, piece: PlacedBlock) -> bool:
    return isinstance(piece.node, ListNode) or _is_item_control(parsing, piece)


def _run(parsing: Parsing, pieces: Sequence[PlacedBlock], start: int) -> Sequence[PlacedBlock]:
    """The pieces that make one list: each touches the next, and is items or tags round items."""
    end = start + 1
    while (
        end < len(pieces)
        and _listish(parsing, pieces[end - 1])
        and _listish(parsing, pieces[end])
        and pieces[end - 1].end == pieces[end].start
        and (pieces[end].tags or pieces[end - 1].tags)
    ):
        end += 1
    return pieces[start:end]


def _check_gap(parsing: Parsing, pieces: Sequence[PlacedBlock], index: int) -> None:
    """Rule 4: no blank line between a list and the tag that goes on with it."""
    if not 0 < index < len(pieces):
        return
    one, other = pieces[index - 1], pieces[index]
    if not (_listish(parsing, one) and _listish(parsing, other)):
        return
    if one.end < other.start and (one.tags or other.tags):
        tag = (other.tags or one.tags)[0]
        parsing.report(
            LIGNE_VIDE,
            f"Une ligne vide coupe la liste avant ou après la balise {tag.written}.",
            tag.location,
            hint="Supprimez-la si c’est une seule liste ; sinon, séparez les deux listes par un texte.",
        )


def _single(parsing: Parsing, piece: PlacedBlock) -> BlockNode | None:
    if not piece.tags:
        return piece.node
    _check_lists_inside(parsing, piece)
    return control(piece.tags, [_join(parsing, body) for body in piece.bodies])


def _check_lists_inside(parsing: Parsing, piece: PlacedBlock) -> None:
    """A loop round a whole list, with blank lines, would make a list for each item."""
    inside = piece.bodies[0] if piece.bodies else ()
    if piece.tags[0].kind.value == "for" and len(inside) == 1 and isinstance(inside[0].node, ListNode):
        parsing.report(
            LIGNE_VIDE,
            f"La balise {piece.tags[0].written} répète une liste entière, faute d’être contre ses éléments.",
            piece.tags[0].location,
            hint="Supprimez les lignes vides entre la balise et les éléments de la liste.",
        )


def _one_list(parsing: Parsing, run: Sequence[PlacedBlock]) -> ListNode:
    lists = list(_lists(run))
    if not lists:
        return ListNode(())
    first = lists[0]
    if any(other.ordered != first.ordered for other in lists):
        parsing.report(
            LISTE,
            "Une même liste mêle des tirets et des numéros.",
            run[0].start,
            hint="Employez la même marque pour tous les éléments, ou séparez les listes par un texte.",
        )
    return replace(first, items=tuple(item for piece in run for item in _items(parsing, piece)))


def _lists(run: Sequence[PlacedBlock]) -> list[ListNode]:
    found: list[ListNode] = []
    for piece in run:
        if isinstance(piece.node, ListNode):
            found.append(piece.node)
        for body in piece.bodies:
            found.extend(_lists(body))
    return found


def _items(parsing: Parsing, piece: PlacedBlock) -> tuple[ItemPiece, ...]:
    if isinstance(piece.node, ListNode):
        return piece.node.items
    if not piece.tags:
        parsing.report(LISTE, "Ce texte n’est pas un élément de la liste qui l’entoure.", piece.start)
        return ()
    bodies = [tuple(item for inner in body for item in _items(parsing, inner)) for body in piece.bodies]
    made = control(piece.tags, bodies)
    return () if made is None else (made,)


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
    return tuple(fold(rows, control, crossing(parsing)))


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


TABLEAU_HTML = rule("GABARIT-TABLEAU-HTML")

_INSIDE = {
    "table": ("",),
    "caption": ("table",),
    "thead": ("table",),
    "tbody": ("table",),
    "tr": ("table", "thead", "tbody"),
    "th": ("tr",),
    "td": ("tr",),
}
_OF_CELL = ("colspan", "rowspan", "align")
_ATTRIBUTES = {"table": ("largeurs",), "th": _OF_CELL, "td": _OF_CELL}
_ALIGN_TABLES = {"left": Align.START, "center": Align.CENTER, "right": Align.END}
_MAX_SPAN = 1000


def html_table(parsing: Parsing, content: str, row: int) -> TableNode | None:
    """The table written in HTML that begins at `row`, or None after saying why it is refused."""
    if not re.match(r"\s*<table\b", content, re.IGNORECASE):
        parsing.report(
            TABLEAU_HTML,
            "Ce passage en HTML n’est pas admis.",
            row,
            hint="Seul <table>…</table> est admis, sans ligne vide ; une note s’écrit {# … #}.",
        )
        return None
    reader = _TableReader(parsing, row)
    reader.feed(content)
    reader.close()
    return reader.table()


class _TableReader(HTMLParser):
    """Reads one table; what is outside the closed list is reported once, at its line."""

    def __init__(self, parsing: Parsing, row: int) -> None:
        super().__init__(convert_charrefs=True)
        self._parsing, self._row = parsing, row
        self._open: list[str] = []
        self._head: list[RowPiece | Tag] = []
        self._body: list[RowPiece | Tag] = []
        self._cells: list[CellNode] = []
        self._text = ""
        self._attributes: dict[str, str] = {}
        self._caption: tuple[InlineNode, ...] = ()
        self._widths: tuple[int, ...] = ()
        self._last_row = -1
        self._closed = self._refused = False

    def table(self) -> TableNode | None:
        if not self._closed:
            self._refuse("Le tableau n’est pas fermé par </table>, ou une ligne vide le coupe.")
        if self._refused:
            return None
        head = tuple(row for row in folded_rows(self._parsing, self._head) if isinstance(row, RowNode))
        body = folded_rows(self._parsing, self._body)
        place = self._parsing.masked.place(self._row)
        return TableNode(head, body, place, self._caption, self._widths)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "br" and self._open and self._open[-1] in ("td", "th", "caption"):
            self._text += "<br>"
            return
        parent = self._open[-1] if self._open else ""
        if parent not in _INSIDE.get(tag, ()) or self._closed:
            self._refuse(f"<{tag}> n’est pas admis ici.")
            return
        self._keep_attributes(tag, attrs)
        if tag == "tr":
            self._check_line()
        self._open.append(tag)
        if tag in ("td", "th", "caption"):
            self._text = ""

    def handle_endtag(self, tag: str) -> None:
        if not self._open or self._open[-1] != tag:
            self._refuse(f"</{tag}> ne ferme rien.")
            return
        self._open.pop()
        if tag in ("td", "th"):
            self._cells.append(self._cell(tag == "th"))
        elif tag == "caption":
            self._caption = self._nodes()
        elif tag == "tr":
            (self._head if "thead" in self._open else self._body).append(RowNode(tuple(self._cells)))
            self._cells = []
        elif tag == "table":
            self._closed = True

    def handle_data(self, data: str) -> None:
        if self._open and self._open[-1] in ("td", "th", "caption"):
            # the character of a reference such as &lt; is text, and must not become Markdown's
            self._text += data.replace("&", "\\&").replace("<", "\\<").replace("\n", " ")
            return
        for mask in MASK.findall(data):
            (self._head if "thead" in self._open else self._body).append(self._parsing.masked.tags[mask])
            if "thead" in self._open:
                self._refuse("Une balise n’est pas admise dans l’en-tête d’un tableau.")
        if MASK.sub("", data).strip():
            self._refuse("Ce texte est en dehors des cellules.")

    def handle_comment(self, data: str) -> None:
        self._refuse("Une note s’écrit {# … #}.")

    def handle_decl(self, decl: str) -> None:
        self._refuse("Cette déclaration n’est pas admise.")

    def handle_pi(self, data: str) -> None:
        self._refuse("Cette instruction n’est pas admise.")

    def _refuse(self, message: str) -> None:
        if not self._refused:
            self._parsing.report(TABLEAU_HTML, message, self._here())
        self._refused = True

    def _here(self) -> int:
        return self._row + self.getpos()[0] - 1

    def _check_line(self) -> None:
        if self._here() == self._last_row:
            self._refuse("Deux <tr> sont sur la même ligne.")
        self._last_row = self._here()

    def _keep_attributes(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        unknown = [name for name, _ in attrs if name not in _ATTRIBUTES.get(tag, ())]
        if unknown or any(value is None or MASK.search(value) for _, value in attrs):
            name = unknown[0] if unknown else attrs[0][0]
            self._refuse(f"L’attribut « {name} » n’est pas admis sur <{tag}>.")
            return
        values = {name: value or "" for name, value in attrs}
        if tag == "table":
            self._widths = tuple(self._number(width) for width in values.get("largeurs", "").split())
        if tag in ("td", "th"):
            self._attributes = values

    def _number(self, text: str) -> int:
        if text.isascii() and text.isdigit() and 0 < int(text) <= _MAX_SPAN:
            return int(text)
        self._refuse(f"« {text} » n’est pas un nombre de cellules.")
        return 1

    def _cell(self, header: bool) -> CellNode:
        align = self._attributes.get("align", "left")
        if align not in _ALIGN_TABLES:
            self._refuse("« align » est left, center ou right.")
        return CellNode(
            self._nodes(),
            header,
            self._number(self._attributes.get("colspan", "1")),
            self._number(self._attributes.get("rowspan", "1")),
            _ALIGN_TABLES.get(align, Align.START),
        )

    def _nodes(self) -> tuple[InlineNode, ...]:
        return text_nodes(self._parsing, self._text.strip(), self._here())
