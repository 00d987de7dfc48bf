"""How a table of a template is seen: the widths of its columns, its rules, what keeps it on one page."""

from __future__ import annotations

from dataclasses import replace
from math import gcd

from docx.oxml.ns import qn
from lxml import etree

from actgen.document.nodes import Table
from actgen.rendering.docx.grid import column_count, slots
from actgen.rendering.word.readback_look import Look

_PARTS = 1000
_HEADS = f"{qn('w:trPr')}/{qn('w:tblHeader')}"
_NO_LINE = ("none", "nil")


def table_as_seen(table: Table, element: etree._Element, look: Look) -> Table:
    """The same table with its widths, without rules when Word shows none, kept whole when Word keeps it."""
    return replace(
        table,
        widths=_widths(table, element),
        bare=not _ruled(element, look),
        whole=_whole(element, look),
    )


def table_indent(element: etree._Element) -> int:
    """How far a table is set back, in twips."""
    found = element.find(f"{qn('w:tblPr')}/{qn('w:tblInd')}")
    width = "" if found is None or found.get(qn("w:type"), "dxa") != "dxa" else found.get(qn("w:w"), "")
    return int(width) if width.isascii() and width.isdigit() and len(width) < 6 else 0


def _widths(table: Table, element: etree._Element) -> tuple[int, ...]:
    """The shares of the columns, to a thousandth; none where the file does not tell them all."""
    columns = [node.get(qn("w:w"), "") for node in element.findall(f"{qn('w:tblGrid')}/{qn('w:gridCol')}")]
    if len(columns) != column_count(slots((*table.head, *table.body))):
        return ()
    if not all(column.isdigit() and int(column) > 0 for column in columns):
        return ()
    total = sum(int(column) for column in columns)
    shares = [max(1, round(_PARTS * int(column) / total)) for column in columns]
    common = gcd(*shares)
    return tuple(share // common for share in shares)


def _ruled(element: etree._Element, look: Look) -> bool:
    """Whether any line is drawn: by the table, by its style, by a cell."""
    settings = element.find(qn("w:tblPr"))
    own = None if settings is None else settings.find(qn("w:tblBorders"))
    if own is not None and not _drawn(own):
        return any(_drawn(borders) for borders in element.iter(qn("w:tcBorders")))
    style = None if settings is None else settings.find(qn("w:tblStyle"))
    holders = [] if style is None else look.styles.chain(style.get(qn("w:val")))
    tags = (qn("w:tblBorders"), qn("w:tcBorders"))
    found = [borders for holder in (*holders, element) for borders in holder.iter(*tags)]
    return any(_drawn(borders) for borders in found)


def _drawn(borders: etree._Element) -> bool:
    return any(line.get(qn("w:val"), "none") not in _NO_LINE for line in borders)


def _whole(element: etree._Element, look: Look) -> bool:
    """Whether each row is kept with the next one, all its paragraphs being so; heads always are."""
    rows = [row for row in element.findall(qn("w:tr"))[:-1] if row.find(_HEADS) is None]
    return bool(rows) and all(look.keeps(line) for row in rows for line in row.iter(qn("w:p")))
