"""Tables, signature places and the stamp, as Word tables written directly.

python-docx's own `table.cell` is quadratic, and knows neither repeated heads nor unbreakable rows.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import zip_longest

from actgen.document.nodes import Align, Cell, Paragraph, SignaturePlace, Stamp, Table, inlines, walk
from actgen.document.words import inline_text
from actgen.rendering.docx.grid import Slot, column_widths, slots
from actgen.rendering.docx.inline import Blank, plain_run, runs
from actgen.rendering.docx.markup import (
    CENTIMETRE,
    Element,
    keep_with_next,
    make,
    name,
    paragraph,
    paragraphs,
    set_space,
)
from actgen.rendering.signing import crowded, signature_rows

Styles = Mapping[str, str]
CellFiller = Callable[[Cell, int], list[Element]]  # a cell and its width → its paragraphs

_HEAD_SHADE = "EFEFEF"
_STAMP_WIDTH = int(7.0 * CENTIMETRE)
_STAMP_HEIGHT = int(2.4 * CENTIMETRE)
_ROOM_TO_SIGN = int(1.7 * CENTIMETRE)  # as in the print sheet, the line above it left aside
_LITTLE_ROOM = int(0.8 * CENTIMETRE)  # where a whole council signs
_TOGETHER = 3  # rows of signatures kept on one page; more would not fit with what comes before
_EMPTY = Cell(())
_STAMP_PADDING = 130
_BESIDE_STAMP = 5 * CENTIMETRE // 10
_BEFORE_SIGNATURES = CENTIMETRE // 2
_INDENT_OF_NAMES = 369  # as the lines of a fact that goes on
_ABOVE_NAMES = 90
_FEW_ROWS = 3
_FRAME = ("top", "left", "bottom", "right")
_JUSTIFICATION = {Align.START: "left", Align.CENTER: "center", Align.END: "right"}


def table(node: Table, styles: Styles, line: int, indent: int, fill: CellFiller) -> Element:
    """The w:tbl of a table, `line` twips wide; names in columns stand in line with the facts around them."""
    if node.bare:
        line, indent = line - _INDENT_OF_NAMES, indent + _INDENT_OF_NAMES
    grid = slots(node.head) + slots(node.body)
    widths = column_widths(node, grid, line)
    style = "" if node.bare else styles["ActeTableau"]
    settings = _settings(style, line, indent, _title(node), _columns(node))
    if node.bare:
        settings.find(name("tblLayout")).addnext(_padding(0))
    root = make("tbl", settings, _grid(widths))
    for place, row in enumerate(grid):
        last = place == len(grid) - 1
        root.append(_row(row, widths, fill, head=len(node.head) - place, last=last, plain=node.bare))
        if node.bare and row[0].cell.header:
            _head_of_names(root[-1], styles, first=place == 0)
        if not last and (node.whole or (node.bare and row[0].cell.header)):
            _keep_row(root[-1])  # an office stays with the first of its names
        if place in (len(node.head), len(grid) - 2) and len(node.body) > _FEW_ROWS:
            _keep_row(root[-1])  # no row alone at the head or the foot of a page
    return root


def alignment(align: Align) -> Element:
    """The setting that aligns a paragraph."""
    return make("jc", val=_JUSTIFICATION[align])


def signatures(places: tuple[SignaturePlace, ...], styles: Styles, line: int) -> Element:
    """Signature places, two a row; three, then four when there are many."""
    rows = signature_rows(places)
    count = max(2, len(rows[0]))
    widths = [line * (rank + 1) // count - line * rank // count for rank in range(count)]
    settings = _settings("", line, 0, "Signatures", "")
    settings.find(name("tblLayout")).addnext(_padding(0))
    root = make("tbl", settings, _grid(widths))
    room = _LITTLE_ROOM if crowded(places) else _ROOM_TO_SIGN
    for number, row_places in enumerate(rows, 1):
        before = _BEFORE_SIGNATURES if number == 1 else 0
        cells = [
            _signature_cell(place, styles, width, before, room)
            for place, width in zip_longest(row_places, widths)
        ]
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
    node: Stamp,
    styles: Styles,
    notes: Sequence[Paragraph] = (),
    line: int = 0,
    blank: Blank | None = None,
) -> Element:
    """A framed place for the stamp of transmission, its label at the top; `notes` beside it, up to `line`."""
    edges = [make(side, val="single", sz=4, space=0, color="555555") for side in _FRAME]
    widths = [_STAMP_WIDTH, line - _STAMP_WIDTH] if notes else [_STAMP_WIDTH]
    settings = _settings("", sum(widths), 0, node.label, "")
    settings.find(name("tblLayout")).addnext(_padding(_STAMP_PADDING))
    cells = [
        _cell(
            [paragraph(styles["ActeCachet"], [plain_run(node.label)])],
            _STAMP_WIDTH,
            make("tcBorders", *edges),
        )
    ]
    if notes:
        beside = [_note_beside(note, styles, blank) for note in notes]
        cells.append(_cell(beside, widths[1], make("tcMar", make("left", w=_BESIDE_STAMP, type="dxa"))))
    height = make("trPr", make("cantSplit"), make("trHeight", val=_STAMP_HEIGHT, hRule="atLeast"))
    return make("tbl", settings, _grid(widths), make("tr", height, *cells))


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
    row: list[Slot], widths: list[int], fill: CellFiller, *, head: int, last: bool, plain: bool
) -> Element:
    """A row; `head` is 1 in the last row of the head, more above it, less in the body; `plain`: no shade."""
    settings = make("trPr", make("cantSplit"))
    if head > 0:
        settings.append(make("tblHeader"))
    node = make("tr", settings)
    for slot in row:
        width = sum(widths[slot.column : slot.column + slot.cell.colspan])
        blocks = fill(slot.cell if slot.begins else _EMPTY, width)
        node.append(_cell(blocks, width, *_cell_settings(slot, 0 if plain else head)))
    if not last and (head > 0 or any(slot.begins and slot.cell.rowspan > 1 for slot in row)):
        # else LibreOffice leaves the row that opens a span alone at the foot of a page
        _keep_row(node)
    return node


def _cell_settings(slot: Slot, head: int) -> list[Element]:
    settings = []
    if slot.cell.colspan > 1:
        settings.append(make("gridSpan", val=slot.cell.colspan))
    if slot.cell.rowspan > 1:
        settings.append(make("vMerge", val="restart" if slot.begins else "continue"))
    if head == 1:
        settings.append(make("tcBorders", make("bottom", val="single", sz=8, space=0, color="000000")))
    if slot.cell.header and head > 0:
        settings.append(make("shd", val="clear", color="auto", fill=_HEAD_SHADE))
        settings.append(make("vAlign", val="bottom"))
    return settings


def _cell(blocks: list[Element], width: int, *settings: Element) -> Element:
    return make("tc", make("tcPr", make("tcW", w=width, type="dxa"), *settings), *blocks)


def _signature_cell(
    place: SignaturePlace | None, styles: Styles, width: int, before: int, to_sign: int
) -> Element:
    style = styles["ActeSignature"]
    if place is None:
        return _cell([paragraph(style)], width)
    room = make("spacing", before=before, after=to_sign)
    lines = [paragraph(style, [plain_run(place.quality)], room)]
    if place.name:
        lines.append(paragraph(style, [plain_run(place.name)], make("spacing", after=to_sign * 5 // 18)))
    return _cell(lines, width)


def _head_of_names(row: Element, styles: Styles, *, first: bool) -> None:
    """An office above its names: in italics, and apart from the names above it."""
    for node in paragraphs(row):
        node[0][0].set(name("val"), styles["ActeCelluleQualite"])
        set_space(node, before=0 if first else _ABOVE_NAMES)


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
