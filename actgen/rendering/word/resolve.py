"""A part made plain before its tags are read: what Word keeps about a text, besides the text, is taken out.

Tracked changes are taken as accepted, content controls leave their content, hidden text and the marks of
comments, spelling and smart tags go. What is lost to a reader by this is told by `losses`.
"""

from __future__ import annotations

from actgen.rendering.docx.markup import Element, local, make, name, properties
from actgen.rendering.word.looks import Looks

_UNWRAPPED = ("ins", "moveTo", "smartTag", "customXml")
_DROPPED = (
    "del",
    "moveFrom",
    "proofErr",
    "commentRangeStart",
    "commentRangeEnd",
    "commentReference",
    "annotationRef",
    "moveFromRangeStart",
    "moveFromRangeEnd",
    "moveToRangeStart",
    "moveToRangeEnd",
    "customXmlInsRangeStart",
    "customXmlInsRangeEnd",
    "customXmlDelRangeStart",
    "customXmlDelRangeEnd",
    "rPrChange",
    "pPrChange",
    "sectPrChange",
    "tblPrChange",
    "tblGridChange",
    "tcPrChange",
    "trPrChange",
    "tblPrExChange",
    "numberingChange",
    "lastRenderedPageBreak",
    "permStart",
    "permEnd",
)
_INSERTED_MARKS = ("rPr", "trPr", "tcPr", "numPr")


def resolve(root: Element, looks: Looks) -> None:
    """Make a part plain. Its paragraphs stay the same elements, but for those that are deleted."""
    _rows_and_marks(root)
    for tag in _DROPPED:
        for node in list(root.iter(name(tag))):
            _drop(node)
    for node in list(root.iter(*(name(tag) for tag in _UNWRAPPED))):
        _unwrap(node, node)
    for control in list(root.iter(name("sdt"))):
        _unwrap(control, control.find(name("sdtContent")))
    for run in list(root.iter(name("r"))):
        if looks.hidden(run) or not len(run):
            _drop(run)
    for table in root.iter(name("tbl")):
        _give_grid(table)


def _drop(node: Element) -> None:
    """Take an element out; a run or a control left empty by it goes too."""
    parent = node.getparent()
    if parent is not None:
        parent.remove(node)


def _unwrap(node: Element, content: Element | None) -> None:
    """Put the content of an element in its place."""
    parent = node.getparent()
    if parent is None:
        return
    if local(parent) in _INSERTED_MARKS:  # it says that a paragraph or a row was inserted, and wraps nothing
        parent.remove(node)
        return
    place = parent.index(node)
    children = [] if content is None else [child for child in content if local(child) not in ("customXmlPr",)]
    parent[place : place + 1] = children


def _rows_and_marks(root: Element) -> None:
    """Rows that are deleted go; a paragraph whose end is deleted joins the next one."""
    for row in list(root.iter(name("tr"))):
        if row.find(f"{name('trPr')}/{name('del')}") is not None:
            table = row.getparent()
            _drop(row)
            if table is not None and table.find(f".//{name('tr')}") is None:
                _drop(table)
    for paragraph in reversed(list(root.iter(name("p")))):
        mark = paragraph.find(f"{name('pPr')}/{name('rPr')}")
        if mark is not None and any(mark.find(name(tag)) is not None for tag in ("del", "moveFrom")):
            _join_next(paragraph)


def _join_next(paragraph: Element) -> None:
    following = paragraph.getnext()
    if following is None or local(following) != "p":
        return
    content = [child for child in paragraph if local(child) != "pPr"]
    first = following.find(name("pPr"))
    place = 0 if first is None else following.index(first) + 1
    following[place:place] = content
    section = paragraph.find(f"{name('pPr')}/{name('sectPr')}")
    if section is not None:
        properties(following).append(section)
    _drop(paragraph)


def _give_grid(table: Element) -> None:
    """A table without its grid of columns, which docxtpl counts on, gets one."""
    if table.find(name("tblGrid")) is not None:
        return
    rows = table.findall(name("tr"))
    count = max((len(row.findall(name("tc"))) for row in rows), default=1)
    grid = make("tblGrid", *(make("gridCol") for _ in range(max(count, 1))))
    settings = table.find(name("tblPr"))
    table.insert(0 if settings is None else table.index(settings) + 1, grid)
