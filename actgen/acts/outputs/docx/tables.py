"""The grid of a table: which cell holds which place, and how wide the columns are.

Word repeats a cell that spans rows in each of them, empty and marked as a continuation; the tree
says it once. Widths are computed here, because programs differ when they fit columns to contents.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise, zip_longest

from msgspec import Struct

from actgen.acts.outputs.docx.inline import Blank, plain_run, runs
from actgen.acts.outputs.docx.markup import (
    CENTIMETRE,
    Element,
    keep_with_next,
    make,
    name,
    paragraph,
    paragraphs,
    set_space,
)
from actgen.acts.tree.inline import Text
from actgen.acts.tree.layout import crowded, signature_rows, stays_whole
from actgen.acts.tree.nodes import (
    Align,
    Cell,
    Paragraph,
    Row,
    SignaturePlace,
    Stamp,
    Style,
    Table,
    inlines,
    walk,
)
from actgen.acts.tree.words import inline_text
from actgen.base.records import replace
from actgen.base.text.characters import width

# Twips, at the size of a cell in the widest face that a program may put in place of ours (DejaVu): bold, for
# a head; the same letters of a body take less.
_CAPITAL, _DIGIT, _LETTER, _NARROW = 156, 132, 116, 72
_PLAIN = 92  # hundredths of bold
_OURS = 80  # hundredths that our face takes: a whole text is wanted in it, a word is whole in any
_SIGNS = frozenset(" \u00a0\u202f/-.,;:()'’")
_PADDING = 178
_PIECE = re.compile(r"[^ \n-]+-?|-")  # what no program breaks; a no-break space is a part of it


class Slot(Struct, frozen=True):
    """A place in a row: the cell that holds it, its first column, whether the cell began above."""

    cell: Cell
    column: int
    begins: bool


def slots(rows: tuple[Row, ...]) -> list[list[Slot]]:
    """The places of each row from left to right, the continued ones among them.

    A span that goes past the last row ends there, as in HTML.
    """
    below: dict[int, tuple[Cell, int]] = {}  # first column → the cell and the rows still to come
    grid = []
    for row in rows:
        line = [Slot(cell, column, False) for column, (cell, _) in below.items()]
        taken = {slot.column + offset for slot in line for offset in range(slot.cell.colspan)}
        below = {column: (cell, left - 1) for column, (cell, left) in below.items() if left > 1}
        column = 0
        for cell in row.cells:
            while any(column + offset in taken for offset in range(cell.colspan)):
                column += 1
            line.append(Slot(cell, column, True))
            if cell.rowspan > 1:
                below[column] = (cell, cell.rowspan - 1)
            column += cell.colspan
        grid.append(sorted(line, key=lambda slot: slot.column))
    return grid


def column_count(grid: list[list[Slot]]) -> int:
    """How many columns the widest row has."""
    return max((slot.column + slot.cell.colspan for line in grid for slot in line), default=0)


def column_widths(table: Table, grid: list[list[Slot]], line: int) -> list[int]:
    """The widths of the columns in twips, which sum to `line`: the table's shares, or by content."""
    count = column_count(grid)
    shares = list(table.widths) if len(table.widths) == count else []
    total = sum(shares)
    if not total:
        shares = _by_content(grid, count, line)
        total = sum(shares)
    edges = [round(line * sum(shares[:place]) / total) for place in range(count + 1)]
    return [right - left for left, right in pairwise(edges)]


def _by_content(grid: list[list[Slot]], count: int, line: int) -> list[int]:
    """No word is cut while the line has room for all; short texts are whole before long ones are."""
    least, wanted = [_PADDING] * count, [_PADDING] * count
    cells = sorted((slot for row in grid for slot in row if slot.begins), key=lambda slot: slot.cell.colspan)
    for slot in cells:
        texts = [inline_text(inlines(block)) for block in walk(slot.cell.blocks)]
        face = 100 if slot.cell.header else _PLAIN
        _widen(least, slot, max(map(longest_piece, texts), default=0) * face // 100 + _PADDING)
        whole = max(map(text_width, texts), default=0) * face // 100 * _OURS // 100
        _widen(wanted, slot, min(line, whole + _PADDING))
    wanted = list(map(max, wanted, least))
    if sum(wanted) <= line:
        return wanted
    if sum(least) >= line:
        return _narrow_first(least, line)
    return _short_first(least, wanted, line)


def _short_first(least: list[int], wanted: list[int], line: int) -> list[int]:
    """What is left of the line goes in equal parts; a column that needs less leaves it to the others."""
    widths, room = list(least), line - sum(least)
    lacking = [want - need for want, need in zip(wanted, least, strict=True)]
    for done, column in enumerate(sorted(range(len(least)), key=lacking.__getitem__)):
        given = min(lacking[column], room // (len(least) - done))
        widths[column] += given
        room -= given
    return widths


def _narrow_first(least: list[int], line: int) -> list[int]:
    """What each column needs, from the narrowest on; those that no room is left for share it equally."""
    widths = list(least)
    for done, column in enumerate(sorted(range(len(least)), key=least.__getitem__)):
        widths[column] = min(least[column], line // (len(least) - done))
        line -= widths[column]
    return widths


def _widen(widths: list[int], slot: Slot, asked: int) -> None:
    """Give the columns of a cell, in equal parts, what its text lacks."""
    columns = range(slot.column, slot.column + slot.cell.colspan)
    lacking = max(0, asked - sum(widths[column] for column in columns))
    for column in columns:
        widths[column] += -(-lacking // slot.cell.colspan)


def text_width(text: str) -> int:
    """About what a text takes in a cell, on one line."""
    return sum(
        _CAPITAL if each.isupper() else _DIGIT if each.isdigit() else _NARROW if each in _SIGNS else _LETTER
        for each in text
    )


def longest_piece(text: str) -> int:
    """The width of what can't be broken in a text: its longest word, or part of a word with hyphens."""
    return max(map(text_width, _PIECE.findall(text)), default=0)


Styles = Mapping[str, str]
CellFiller = Callable[[Cell, int], list[Element]]  # a cell and its width → its paragraphs

_STAMP_WIDTH = int(7.0 * CENTIMETRE)
_STAMP_HEIGHT = int(2.4 * CENTIMETRE)
_LITTLE_ROOM = int(0.8 * CENTIMETRE)  # where a whole council signs
_SMALL = 17  # half-points, there
_SMALL_LEADING: dict[str, str | int] = {"line": 204, "lineRule": "exact"}
_TOGETHER = 3  # rows of signatures kept on one page; more would not fit with what comes before
_EMPTY = Cell(())
_STAMP_PADDING = 130
_BESIDE_STAMP = 5 * CENTIMETRE // 10
_BEFORE_SIGNATURES = CENTIMETRE // 2
_BELOW_NAMES = CENTIMETRE * 16 // 100
_FEW_ROWS = 3
_LABEL = 11 * 25.4 / 72  # millimetres: an em of a label
_MARGIN = 31.0  # millimetres that a label has
_FRAME = ("top", "left", "bottom", "right")
_JUSTIFICATION = {Align.START: "left", Align.CENTER: "center", Align.END: "right"}


def table(
    node: Table, styles: Styles, line: int, indent: int, fill: CellFiller, *, model: bool = False
) -> Element:
    """The w:tbl of a table, `line` twips wide; names in columns stand in line with the facts around them.

    In a `model`, rows are kept together only where it says so: nobody knows how many lines it will have.
    """
    node = replace(node, body=_offices_by_line(node.body)) if node.bare else node
    grid = slots(node.head) + slots(node.body)
    widths = column_widths(node, grid, line)
    style = "" if node.bare else styles["ActeTableau"]
    settings = _settings(style, line, indent, _title(node), _columns(node))
    if node.bare:
        settings.find(name("tblLayout")).addnext(_padding(0))
    root, whole = make("tbl", settings, _grid(widths)), node.whole if model else stays_whole(node)
    for place, row in enumerate(grid):
        last = place == len(grid) - 1
        root.append(_row(row, widths, fill, styles, head=len(node.head) - place, last=last, plain=node.bare))
        if node.bare:
            _heads_of_names(root[-1], row, styles)
        first = place - len(node.head)
        at_an_end = first in (0, 1) or place >= len(grid) - _FEW_ROWS
        if not last and (whole or (at_an_end and not model)):
            _keep_row(root[-1])  # a page has three rows of it at least
    return root


def alignment(align: Align) -> Element:
    """The setting that aligns a paragraph."""
    return make("jc", val=_JUSTIFICATION[align])


def signatures(
    places: tuple[SignaturePlace, ...],
    styles: Styles,
    line: int,
    indent: int = 0,
    beside: Stamp | None = None,
    *,
    room: int,
) -> Element:
    """Signature places, two a row; three, then four when there are many; a stamp `beside` the only row.

    Names stand on one line, at the foot of their row, however many the quality of one takes; a row of
    qualities and one of names would be read out in that order. `room`, in twips, is between the two.
    """
    rows = signature_rows(places)
    if crowded(places):
        line, indent = line + indent, 0
    count = 3 if beside else max(2, len(rows[0]))
    widths = [line * (rank + 1) // count - line * rank // count for rank in range(count)]
    settings = _settings("", line, indent, "Signatures", "")
    settings.find(name("tblLayout")).addnext(_padding(0))
    root = make("tbl", settings, _grid(widths))
    high = _LITTLE_ROOM if crowded(places) else room
    for number, row_places in enumerate(rows, 1):
        before = _BEFORE_SIGNATURES if number == 1 and not beside else 0  # level with the frame beside
        named = any(place.name for place in row_places)
        cells = [
            _signature_cell(place, styles, width, before, high, named=named, many=crowded(places))
            for place, width in zip_longest(row_places, widths[:-1] if beside else widths)
        ]
        if beside:
            cells.append(_stamp_cell(beside, styles, widths[-1]))
        row = make("tr", make("trPr", make("cantSplit")), *cells)
        if len(rows) <= _TOGETHER and number < len(rows):
            _keep_row(row)
        root.append(row)
    return root


def end_on_names(table: Element) -> None:
    """Leave nothing below the names of the last signatures: they end the act, and often its page."""
    for cell in table[-1].iterfind(name("tc")):
        _, *names = paragraphs(cell)
        for line in names:
            set_space(line, after=0)


def stamp(
    node: Stamp, styles: Styles, notes: Sequence[Paragraph] = (), line: int = 0, blank: Blank | None = None
) -> Element:
    """A framed place for the stamp of transmission, its label at the top; `notes` beside it, up to `line`."""
    widths = [_STAMP_WIDTH, line - _STAMP_WIDTH] if notes else [_STAMP_WIDTH]
    settings = _settings("", sum(widths), 0, node.label, "")
    settings.find(name("tblLayout")).addnext(_padding(_STAMP_PADDING))
    cells = [_stamp_cell(node, styles, _STAMP_WIDTH)]
    if notes:
        beside = [_note_beside(note, styles, blank) for note in notes]
        cells.append(_cell(beside, widths[1], make("tcMar", make("left", w=_BESIDE_STAMP, type="dxa"))))
    height = make("trPr", make("cantSplit"), make("trHeight", val=_STAMP_HEIGHT, hRule="atLeast"))
    return make("tbl", settings, _grid(widths), make("tr", height, *cells))


def _stamp_cell(node: Stamp, styles: Styles, width: int) -> Element:
    edges = [make(side, val="single", sz=4, space=0, color="555555") for side in _FRAME]
    padding = [make(side, w=_STAMP_PADDING, type="dxa") for side in _FRAME]
    label = paragraph(styles["ActeCachet"], [plain_run(node.label)])
    return _cell([label], width, make("tcBorders", *edges), make("tcMar", *padding))


def _note_beside(note: Paragraph, styles: Styles, blank: Blank | None) -> Element:
    """A note without the rule and the space that part it from what stands above."""
    settings = make("pBdr", make("top", val="nil")), make("spacing", before=0)
    return paragraph(styles["ActeNote"], runs(note.children, styles, blank=blank), *settings)


def _settings(style: str, width: int, indent: int, title: str, description: str) -> Element:
    settings = make("tblPr")
    if style:
        settings.append(make("tblStyle", val=style))
    settings.append(make("tblW", w=width, type="dxa"))
    if indent:
        settings.append(make("tblInd", w=indent, type="dxa"))
    settings.append(make("tblLayout", type="fixed"))
    settings.append(make("tblLook", val="0000"))
    if title:
        settings.append(make("tblCaption", val=title))
    if description:
        settings.append(make("tblDescription", val=description))
    return settings


def _padding(width: int) -> Element:
    return make("tblCellMar", *(make(side, w=width, type="dxa") for side in _FRAME))


def _grid(widths: list[int]) -> Element:
    return make("tblGrid", *(make("gridCol", w=width) for width in widths))


def _row(
    row: list[Slot],
    widths: list[int],
    fill: CellFiller,
    styles: Styles,
    *,
    head: int,
    last: bool,
    plain: bool,
) -> Element:
    """A row; `head` is 1 in the last row of the head, more above it, less in the body; `plain`: no shade."""
    settings = make("trPr", make("cantSplit"))
    if head > 0:
        settings.append(make("tblHeader"))
    node = make("tr", settings)
    for slot in row:
        width = sum(widths[slot.column : slot.column + slot.cell.colspan])
        blocks = fill(slot.cell if slot.begins else _EMPTY, width)
        if head <= 0 and slot.cell.header:
            _plain_heads(blocks, styles)
        node.append(_cell(blocks, width, *_cell_settings(slot, 0 if plain else head)))
    if not last and (head > 0 or any(slot.begins and slot.cell.rowspan > 1 for slot in row)):
        # else LibreOffice leaves the row that opens a span alone at the foot of a page
        _keep_row(node)
    return node


def _plain_heads(blocks: list[Element], styles: Styles) -> None:
    """As in print, the head of a row is bold where its author says so, and not of itself."""
    for block in blocks:
        style = block.find(f"{name('pPr')}/{name('pStyle')}")
        if style is not None and style.get(name("val")) == styles["ActeCelluleTitre"]:
            style.set(name("val"), styles["ActeCelluleLigne"])


def _cell_settings(slot: Slot, head: int) -> list[Element]:
    settings = []
    if slot.cell.colspan > 1:
        settings.append(make("gridSpan", val=slot.cell.colspan))
    if slot.cell.rowspan > 1:
        settings.append(make("vMerge", val="restart" if slot.begins else "continue"))
    if head == 1:
        settings.append(make("tcBorders", make("bottom", val="single", sz=8, space=0, color="000000")))
    if slot.cell.header and head > 0:
        settings.append(make("vAlign", val="bottom"))
    return settings


def _cell(blocks: list[Element], width: int, *settings: Element) -> Element:
    return make("tc", make("tcPr", make("tcW", w=width, type="dxa"), *settings), *blocks)


def _signature_cell(
    place: SignaturePlace | None,
    styles: Styles,
    width: int,
    before: int,
    to_sign: int,
    *,
    named: bool,
    many: bool,
) -> Element:
    """`named`: a place of its row has a name; one without has its line, and all qualities are level.

    `many` sign: as in print, small, and from the top of the row, where names of two lines move no quality.
    """
    style, foot = styles["ActeSignature"], make("vAlign", val="top" if many else "bottom")
    if place is None:
        return _cell([paragraph(style)], width, foot)
    leading: dict[str, str | int] = _SMALL_LEADING if many else {}
    lines = [
        paragraph(
            style,
            [_of_signature(place.quality, many)],
            make("spacing", before=before, after=to_sign, **leading),
        )
    ]
    if named:
        name_of = [_of_signature(place.name, many)] if place.name else []
        lines.append(paragraph(style, name_of, make("spacing", after=_BELOW_NAMES, **leading)))
    return _cell(lines, width, foot)


def _of_signature(text: str, many: bool) -> Element:
    run = plain_run(text)
    if many:
        run.insert(0, make("rPr", make("sz", val=_SMALL), make("szCs", val=_SMALL)))
    return run


def _offices_by_line(rows: tuple[Row, ...]) -> tuple[Row, ...]:
    """The rows of names, an office of two lines beside two of them.

    LibreOffice gives the first row of a merged cell the height of all its lines, and parts the names.
    """
    told: list[Row] = []
    below: Cell | None = None
    for row in rows:
        head, *names = row.cells
        if below is not None:
            told.append(Row((below, *row.cells)))
            below = None
        elif head.header and head.rowspan > 1 and (cut := _first_line(_cell_text(head))):
            first, rest = (Paragraph((Text(text),), Style.CELL) for text in cut)
            told.append(Row((replace(head, blocks=(first,), rowspan=1), *names)))
            below = replace(head, blocks=(rest,), rowspan=head.rowspan - 1)
        else:
            told.append(row)
    return tuple(told)


def _first_line(label: str) -> tuple[str, str] | None:
    """What the margin holds of a label, and the rest; nothing where it holds all of it."""
    words = label.split(" ")
    for count in range(len(words), 0, -1):
        if width(" ".join(words[:count])) * _LABEL <= _MARGIN or count == 1:
            rest = " ".join(words[count:])
            return (" ".join(words[:count]), rest) if rest else None
    return None


def _heads_of_names(row: Element, slots_of_row: list[Slot], styles: Styles) -> None:
    """An office beside its names, in italics."""
    for cell, slot in zip(row.iterfind(name("tc")), slots_of_row, strict=True):
        for node in paragraphs(cell) if slot.cell.header else ():
            node[0][0].set(name("val"), styles["ActeCelluleQualite"])


def _keep_row(row: Element) -> None:
    for node in paragraphs(row):
        keep_with_next(node)


def _title(node: Table) -> str:
    return inline_text(node.caption).replace("\n", " ")


def _columns(node: Table) -> str:
    """What the columns are, for who can't see them."""
    heads = [_cell_text(cell) for row in node.head for cell in row.cells]
    names = ", ".join(head for head in heads if head)
    return f"Colonnes\u00a0: {names}." if names else ""


def _cell_text(cell: Cell) -> str:
    return " ".join(inline_text(inlines(block)) for block in walk(cell.blocks)).replace("\n", " ").strip()
