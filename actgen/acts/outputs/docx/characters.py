"""What is settled once a body is composed: formats by name, merged cells that an ear can follow."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from copy import deepcopy

from docx.document import Document as WordDocument

from actgen.acts.outputs.docx.markup import Element, local, make, name, plain_text
from actgen.acts.outputs.docx.styles import StyleChains
from actgen.acts.outputs.docx.tables import longest_piece, text_width

_SIDES = ("top", "left", "bottom", "right")  # in the order of the schema
_BEFORE_BORDERS = ("tcW",)
_KEPT = ("pStyle", "keepNext", "spacing")
_SPANS = ("gridSpan", "vMerge")
_SETTINGS = name("tcPr")
_LINE, _RUN, _RUN_SETTINGS = name("p"), name("r"), name("rPr")
_SPANNED = "spanned"  # said on a cell while its table is split
_PADDING = 200  # twips
_MOST = 46  # hundredths of the line for a text that spanned columns


def split_spans(body: Iterable[Element]) -> None:
    """Split each spanning cell of the tables of a body."""
    for block in body:
        for table in list(block.iter(name("tbl"))):
            if any(True for _ in table.iter(*map(name, _SPANS))):
                _split(table)


def _split(table: Element) -> None:
    _drop_unused_columns(table)
    widths = [int(column.get(name("w"), "0")) for column in table.iterfind(f"{name('tblGrid')}/*")]
    rows = table.findall(name("tr"))
    going_on = [set(_continued(row)) for row in rows[1:]] + [set()]
    for row, below in zip(rows, going_on, strict=True):
        for column, cell in list(_placed(row)):
            cells = _one_a_column(cell, widths[column : column + _across(cell)], column in below)
            parent = cell.getparent()
            place = parent.index(cell)
            parent[place : place + 1] = cells
    _balance(table, widths)


def _drop_unused_columns(table: Element) -> None:
    """Join the columns that no cell of any row parts."""
    columns = table.findall(f"{name('tblGrid')}/{name('gridCol')}")
    begun = {column for row in table.findall(name("tr")) for column, _ in _placed(row)}
    unused = [rank for rank in range(len(columns)) if rank not in begun]
    for row in table.findall(name("tr")):
        for column, cell in list(_placed(row)):
            lost = sum(column < rank < column + _across(cell) for rank in unused)
            if lost:
                cell.find(f"{_SETTINGS}/{name('gridSpan')}").set(name("val"), str(_across(cell) - lost))
    for rank in reversed(unused):
        wide = int(columns[rank - 1].get(name("w"))) + int(columns[rank].get(name("w")))
        columns[rank - 1].set(name("w"), str(wide))
        columns[rank].getparent().remove(columns[rank])


def _balance(table: Element, widths: list[int]) -> None:
    """Give a column the room that its split cells had, at the cost of those that have some left."""
    rows = [row.findall(name("tc")) for row in table.findall(name("tr"))]
    if not any(cell.get(_SPANNED) for row in rows for cell in row):
        return
    least = [max(_word(row[column]) for row in rows) for column in range(len(widths))]
    wanted = [max(_wanted(row[column], sum(widths)) for row in rows) for column in range(len(widths))]
    spare = [max(0, width - need) for width, need in zip(widths, least, strict=True)]
    asked = [max(0, max(want, need) - width) for want, need, width in zip(wanted, least, widths, strict=True)]
    given = min(sum(asked), sum(room for room, ask in zip(spare, asked, strict=True) if not ask))
    if not given:
        return
    free = sum(room for room, ask in zip(spare, asked, strict=True) if not ask)
    made = [
        width + given * ask // sum(asked) if ask else width - given * room // free
        for width, ask, room in zip(widths, asked, spare, strict=True)
    ]
    made[-1] += sum(widths) - sum(made)
    for column, width in zip(table.iterfind(f"{name('tblGrid')}/*"), made, strict=True):
        column.set(name("w"), str(width))
    for row in rows:
        for cell, width in zip(row, made, strict=True):
            cell.find(f"{_SETTINGS}/{name('tcW')}").set(name("w"), str(width))


def _word(cell: Element) -> int:
    """The width of the longest word of a cell, about."""
    return longest_piece(plain_text(cell)) + _PADDING


def _wanted(cell: Element, line: int) -> int:
    """The width that a text which spanned columns asks for: its own, or a good part of the line."""
    if cell.get(_SPANNED) is None:
        return 0
    del cell.attrib[_SPANNED]
    return min(text_width(plain_text(cell)) + _PADDING, line * _MOST // 100)


def _placed(row: Element) -> Iterator[tuple[int, Element]]:
    """The cells of a row, each with its first column."""
    column = 0
    for cell in row.findall(name("tc")):
        yield column, cell
        column += _across(cell)


def _continued(row: Element) -> Iterator[int]:
    """The columns where a cell goes on from the row above."""
    return (column for column, cell in _placed(row) if _goes_on(cell))


def _one_a_column(cell: Element, widths: Sequence[int], below: bool) -> list[Element]:
    across = len(widths) > 1
    whole = across and len(cell.getparent()) == 1 + (cell.getparent().find(name("trPr")) is not None)
    holder = 0 if whole else _first_of_the_widest(widths)
    cells = []
    for rank, width in enumerate(widths):
        made = deepcopy(cell) if rank == holder else _emptied(cell)
        if across and rank == holder and not whole:
            made.set(_SPANNED, "1")
        settings = made.find(_SETTINGS)
        settings.find(name("tcW")).set(name("w"), str(width))
        open_sides = (_goes_on(cell), rank > 0, below, rank < len(widths) - 1)
        _open(settings, [side for side, is_open in zip(_SIDES, open_sides, strict=True) if is_open])
        for tag in _SPANS:
            for node in settings.findall(name(tag)):
                settings.remove(node)
        cells.append(made)
    return cells


def _first_of_the_widest(widths: Sequence[int]) -> int:
    """Equal shares of a line differ by a twip: that moves no text to another column."""
    widest = max(widths)
    return next(rank for rank, width in enumerate(widths) if width >= widest - 1)


def _emptied(cell: Element) -> Element:
    """A cell of the same look with one empty paragraph, that of the first as for its style and its page."""
    first = next(cell.iter(name("pPr")), ())
    kept = [deepcopy(setting) for setting in first if local(setting) in _KEPT]
    return make("tc", deepcopy(cell.find(_SETTINGS)), make("p", make("pPr", *kept)))


def _open(settings: Element, sides: Sequence[str]) -> None:
    """Take the rules of some sides away."""
    if not sides:
        return
    borders = settings.find(name("tcBorders"))
    if borders is None:
        borders = make("tcBorders")
        settings.insert(sum(local(node) in (*_BEFORE_BORDERS, *_SPANS) for node in settings), borders)
    said = {local(node): node for node in borders}
    for side in sides:
        said.setdefault(side, make(side, val="nil"))
    borders[:] = [said[side] for side in _SIDES if side in said]


def _across(cell: Element) -> int:
    span = cell.find(f"{_SETTINGS}/{name('gridSpan')}")
    return 1 if span is None else int(span.get(name("val"), "1"))


def _goes_on(cell: Element) -> bool:
    merge = cell.find(f"{_SETTINGS}/{name('vMerge')}")
    return merge is not None and merge.get(name("val")) != "restart"


Effects = frozenset[str]

_EFFECTS = ("b", "i", "u")
_ON_BOTH_SCRIPTS = ("bCs", "iCs")
_NAMES: Mapping[Effects, str] = {
    frozenset("b"): "ActeGras",
    frozenset("i"): "ActeItalique",
    frozenset("bi"): "ActeGrasItalique",
    frozenset("u"): "ActeSouligne",
    frozenset("bu"): "ActeGrasSouligne",
    frozenset("iu"): "ActeItaliqueSouligne",
    frozenset("biu"): "ActeGrasItaliqueSouligne",
}
_OFF = ("0", "false", "off", "none")


def name_formats(body: Iterable[Element], styles: Mapping[str, str], of_styles: StyleEffects) -> None:
    """Give the bold, italic and underlined runs of a body the `styles` of the house."""
    for block in body:
        for line in block.iter(_LINE):
            settled = [run for run in line.iterchildren(_RUN) if len(run) and run[0].tag == _RUN_SETTINGS]
            own = of_styles.effects(_value(line, "pPr/pStyle")) if settled else frozenset()
            for run in settled:
                _name_format(run, run[0], own, styles)


def _name_format(run: Element, settings: Element, own: Effects, styles: Mapping[str, str]) -> None:
    if settings.find(name("rStyle")) is not None:
        return
    said = frozenset(effect for effect in _EFFECTS if _on(settings, effect))
    if not said:
        return
    for effect in (*_EFFECTS, *_ON_BOTH_SCRIPTS):
        for node in settings.findall(name(effect)):
            settings.remove(node)
    if said - own:
        settings.insert(0, make("rStyle", val=styles[_NAMES[said - own]]))
    if not len(settings):
        run.remove(settings)


class StyleEffects(StyleChains):
    """What the paragraph styles of a file do to their letters."""

    def __init__(self, paper: WordDocument) -> None:
        super().__init__(paper)
        self._known: dict[str, Effects] = {}

    def effects(self, key: str) -> Effects:
        found = self._known.get(key)
        if found is None:
            found = self._known[key] = frozenset(effect for effect in _EFFECTS if self._has(key, effect))
        return found

    def _has(self, key: str, effect: str) -> bool:
        for style in self.chain(key):
            settings = style.find(name("rPr"))
            if settings is not None and settings.find(name(effect)) is not None:
                return _on(settings, effect)
        return False


def _on(settings: Element, effect: str) -> bool:
    node = settings.find(name(effect))
    return node is not None and node.get(name("val"), "1") not in _OFF


def _value(node: Element, path: str) -> str:
    found = node.find("/".join(map(name, path.split("/"))))
    return "" if found is None else found.get(name("val"), "")
