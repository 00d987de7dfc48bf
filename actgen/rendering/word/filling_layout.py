"""What docxtpl does not look after: lists that a loop repeats, and what a fill leaves empty.

Before the fill, paragraphs and tables that hold tags are marked, because nothing in the filled file tells
a line that its tags left empty from a blank line of the author. The marks go afterwards.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import cast

from docx.document import Document as WordDocument

from actgen.diagnostics import Location
from actgen.document.inline import Inline
from actgen.rendering.docx.markup import Element, local, make, name
from actgen.rendering.templates.evaluate import EMPTY_TABLE, EMPTY_TABLE_HINT, TABLEAU_VIDE
from actgen.rendering.templates.formats import BLOCK_TYPES
from actgen.rendering.templates.tidy import has_words
from actgen.rendering.word.filling_joined import join_lists
from actgen.rendering.word.filling_lists import mark_restarts, restart
from actgen.rendering.word.filling_values import Sealer
from actgen.rendering.word.marks import pieces
from actgen.rendering.word.readback_numbers import numbering_of
from actgen.rendering.word.readback_styles import Styles
from actgen.rendering.word.tag_look import bare_tags
from actgen.rendering.word.template import WordTag

TAGGED = "gabarit"
"""The attribute of a paragraph that holds tags, of a table that repeats rows."""

_TAG = re.compile(r"\{\{|\{%")
_OUTPUT = re.compile(r"\s*\{\{\s*(\w+)\s*\}\}\s*")
_ROWS = re.compile(r"\{%tr\s+for\s+\w+\s+in\s+(\w+)\s*%\}")
_SHOWN = ("drawing", "pict", "object", "AlternateContent", "fldChar", "fldSimple", "footnoteReference")
_SHOWN_TOO = ("endnoteReference", "sym", "br")


def prepare(document: WordDocument) -> frozenset[str]:
    """Make a template ready to be filled; the keys of the outputs that are alone in their paragraph."""
    body = document.element.body
    bare_tags(body, document.styles.element)
    alone = set()
    for line in list(body.iter(name("p"))):
        text = "".join(node.text or "" for node in _texts(line))
        if not _TAG.search(text):
            continue
        line.set(TAGGED, "1")
        if found := _OUTPUT.fullmatch(text):
            alone.add(found[1])
    for table in body.iter(name("tbl")):
        if rows := _ROWS.search("".join(node.text or "" for node in table.iter(name("t")))):
            table.set(TAGGED, rows[1])
    join_lists(body, numbering_of(document))
    mark_restarts(body, Styles(document))
    return frozenset(alone)


def settle(document: WordDocument, sealer: Sealer, tags: Mapping[str, WordTag]) -> None:
    """Put the filled body in order: lists begin again, what is empty goes, cells hold a paragraph."""
    body = document.element.body
    restart(document)
    for table in list(body.iter(name("tbl"))):
        _drop_empty_rows(table, sealer)
        if not _has_rows(table):
            _drop_table(table, sealer, tags)
    for line in list(body.iter(name("p"))):
        if line.get(TAGGED) and not _says(line, sealer):
            _drop_line(line)
    for cell in body.iter(name("tc")):
        if not len(cell) or local(cell[-1]) != "p":
            cell.append(make("p"))
    for node in body.iter(name("p"), name("tbl")):
        node.attrib.pop(TAGGED, None)


def _texts(line: Element) -> Iterator[Element]:
    """The texts of a paragraph, those of text boxes left out."""
    for node in line.iter(name("t")):
        if next(node.iterancestors(name("p"))) is line:
            yield node


def _drop_empty_rows(table: Element, sealer: Sealer) -> None:
    """The rows that tags left without a word go; one that others reach into can't."""
    rows = table.findall(name("tr"))
    if any(row.find(f".//{name('vMerge')}") is not None for row in rows):
        return
    for row in rows:
        lines = list(row.iter(name("p")))
        tagged = any(line.get(TAGGED) for line in lines)
        if tagged and not any(_says(line, sealer) for line in lines):
            table.remove(row)


def _has_rows(table: Element) -> bool:
    """Whether a table says anything: where rows are repeated, one at least beside its head."""
    rows = [row for row in table.iter(name("tr")) if _table_of(row) is table]
    if table.get(TAGGED):
        rows = [row for row in rows if row.find(f"{name('trPr')}/{name('tblHeader')}") is None]
    return bool(rows)


def _table_of(row: Element) -> Element:
    return next(row.iterancestors(name("tbl")))


def _drop_table(table: Element, sealer: Sealer, tags: Mapping[str, WordTag]) -> None:
    tag = tags.get(table.get(TAGGED) or "")
    place = tag.location if tag is not None else Location("")
    if tag is not None:
        sealer.report(TABLEAU_VIDE, EMPTY_TABLE, place, EMPTY_TABLE_HINT)
    parent = table.getparent()
    before = table.getprevious()
    if before is not None and is_caption(before):
        parent.remove(before)
    parent.remove(table)


def is_caption(line: Element) -> bool:
    """Whether a paragraph has Word's style of captions."""
    style = line.find(f"{name('pPr')}/{name('pStyle')}")
    return style is not None and style.get(name("val")) in ("Lgende", "Caption", "Legende", "caption")


def _says(line: Element, sealer: Sealer) -> bool:
    """Whether a paragraph shows anything to a reader."""
    if any(local(node) in (*_SHOWN, *_SHOWN_TOO) for node in line.iter()):
        return True
    for node in _texts(line):
        for text, key in pieces(node.text or ""):
            if text.strip() or (key and _prints(key, sealer)):
                return True
    return False


def _prints(key: str, sealer: Sealer) -> bool:
    if key not in sealer.values:
        return True  # the mark of a part
    nodes = sealer.values[key]
    if nodes and isinstance(nodes[0], BLOCK_TYPES):
        return True
    return has_words(cast(tuple[Inline, ...], nodes))


def _drop_line(line: Element) -> None:
    """Remove an emptied paragraph, unless Word needs it: between two tables, to end a cell or a section."""
    before, after = line.getprevious(), line.getnext()
    needed = line.find(f"{name('pPr')}/{name('sectPr')}") is not None
    if before is not None and local(before) == "tbl":
        needed = needed or after is None or local(after) in ("tbl", "sectPr")
    if after is None and (before is None or local(before) != "p"):
        needed = True
    if needed:
        for child in list(line):
            if local(child) != "pPr":
                line.remove(child)
        return
    line.getparent().remove(line)
