"""Tables without merged cells, in whose cells one moves by ear.

A cell that spans columns or rows becomes one cell a place. Its text stays in the first row, in the widest
column, and no rule parts it from the empty cells around: the eye sees nearly the same table.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from copy import deepcopy

from actgen.rendering.docx.markup import Element, local, make, name

_SIDES = ("top", "left", "bottom", "right")  # in the order of the schema
_BEFORE_BORDERS = ("tcW",)
_KEPT = ("pStyle", "keepNext", "spacing")
_SPANS = ("gridSpan", "vMerge")
_SETTINGS = name("tcPr")


def split_spans(body: Iterable[Element]) -> None:
    """Split each spanning cell of the tables of a body."""
    for block in body:
        for table in list(block.iter(name("tbl"))):
            if any(True for _ in table.iter(*map(name, _SPANS))):
                _split(table)


def _split(table: Element) -> None:
    widths = [int(column.get(name("w"), "0")) for column in table.iterfind(f"{name('tblGrid')}/*")]
    rows = table.findall(name("tr"))
    going_on = [set(_continued(row)) for row in rows[1:]] + [set()]
    for row, below in zip(rows, going_on, strict=True):
        for column, cell in list(_placed(row)):
            cells = _one_a_column(cell, widths[column : column + _across(cell)], column in below)
            parent = cell.getparent()
            place = parent.index(cell)
            parent[place : place + 1] = cells


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
    holder = widths.index(max(widths))
    cells = []
    for rank, width in enumerate(widths):
        made = deepcopy(cell) if rank == holder else _emptied(cell)
        settings = made.find(_SETTINGS)
        settings.find(name("tcW")).set(name("w"), str(width))
        open_sides = (_goes_on(cell), rank > 0, below, rank < len(widths) - 1)
        _open(settings, [side for side, is_open in zip(_SIDES, open_sides, strict=True) if is_open])
        for tag in _SPANS:
            for node in settings.findall(name(tag)):
                settings.remove(node)
        cells.append(made)
    return cells


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
