"""What makes a Word file of an act readable by everyone, each point on its own: one line a fault."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import pairwise

from lxml import etree

from tests.acts.outputs.docx.word_file import W, WordFile, has, text_of, value

_DC = "{http://purl.org/dc/elements/1.1/}"
_DRAWN = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
_FORMATS = ("b", "i", "u", "color", "strike", "caps", "smallCaps", "highlight", "shd", "sz")
_RUNNING = ("word/header", "word/footer")
_MARKS = ("– ", "— ", "- ", "• ", "* ")


def says_its_language(file: WordFile) -> Iterator[str]:
    language = file.xml("word/styles.xml").find(f"{W}docDefaults/{W}rPrDefault/{W}rPr/{W}lang")
    said = {} if language is None else dict(language.attrib)
    if said.get(f"{W}val") != "fr-FR" or not said.get(f"{W}eastAsia") or not said.get(f"{W}bidi"):
        yield f"its text has no language: {said}"
    if value(file.xml("word/settings.xml"), "themeFontLang") != "fr-FR":
        yield "its theme has no language"
    if file.xml("docProps/core.xml").findtext(f"{_DC}language") != "fr-FR":
        yield "its properties have no language"


def has_a_title(file: WordFile) -> Iterator[str]:
    title = file.xml("docProps/core.xml").findtext(f"{_DC}title") or ""
    if not title.strip() or title.endswith(".docx"):
        yield "its properties have no title"


def _levels(file: WordFile) -> dict[str | None, int]:
    """The level of each style of headings, and of those that are based on one."""
    styles = list(file.xml("word/styles.xml").iter(f"{W}style"))
    levels = {
        style.get(f"{W}styleId"): int(value(style, "pPr/outlineLvl") or 0) + 1
        for style in styles
        if (value(style, "name") or "").startswith("heading ")
    }
    based = {style.get(f"{W}styleId"): levels.get(value(style, "basedOn")) for style in styles}
    return levels | {key: level for key, level in based.items() if level is not None}


def headings_are_styles_in_order(file: WordFile) -> Iterator[str]:
    levels = _levels(file)
    met = [
        (levels[key], text_of(line))
        for line in file.body.iter(f"{W}p")
        if (key := value(line, "pPr/pStyle")) in levels
    ]
    order = [level for level, _ in met]
    if order.count(1) != 1 or order[0] != 1:
        yield f"not one title, and first: {order}"
    if any(after > before + 1 for before, after in pairwise(order)):
        yield f"a level is skipped: {order}"
    if not all(text.strip() for _, text in met):
        yield "a heading says nothing"


def words_set_apart_have_a_style(file: WordFile) -> Iterator[str]:
    for part in ("word/document.xml", *(name for name in file.names if name.startswith(_RUNNING))):
        for settings in file.xml(part).iterfind(f".//{W}r/{W}rPr"):
            if said := [tag for tag in _FORMATS if has(settings, tag)]:
                yield f"{part}: {said} on « {text_of(settings.getparent())} »"


def lists_are_lists(file: WordFile) -> Iterator[str]:
    known = {each.get(f"{W}numId") for each in file.xml("word/numbering.xml").iter(f"{W}num")}
    if lost := {each.get(f"{W}val") for each in file.body.iter(f"{W}numId")} - known:
        yield f"items of no list: {lost}"
    for line in file.body.iter(f"{W}p"):
        if text_of(line).startswith(_MARKS):
            yield f"a typed mark: « {text_of(line)[:40]} »"
    for one, other in pairwise(text_of(line) for line in file.body.iter(f"{W}p")):
        if one.startswith("1.") and other.startswith("2."):
            yield f"typed numbers: « {other[:40]} »"


def tables_are_plain(file: WordFile) -> Iterator[str]:
    """A head that is repeated, rows that are not cut, one cell a place, a name or its columns told."""
    for table in file.body.iter(f"{W}tbl"):
        rows = table.findall(f"{W}tr")
        if not all(has(row, "trPr/cantSplit") for row in rows):
            yield "a row may be cut by the end of a page"
        if any(True for _ in table.iter(f"{W}gridSpan", f"{W}vMerge")):
            yield "cells are merged"
        heads = [has(row, "trPr/tblHeader") for row in rows]
        if heads != sorted(heads, reverse=True) or all(heads):
            yield "head rows that are not first, or nothing but them"
        ruled = has(table, "tblPr/tblStyle")
        if ruled and len(rows) > 1 and not heads[0] and not _row_heads(rows):
            yield f"a table without heads: « {text_of(rows[0])[:40]} »"
        if ruled and any(heads) and not value(table, "tblPr/tblDescription"):
            yield "a table doesn't say its columns"


def _row_heads(rows: list[etree._Element]) -> bool:
    firsts = [next(row.iter(f"{W}p")) for row in rows]
    return any(value(line, "pPr/pStyle") in ("ActeCelluleTitre", "ActeCelluleLigne") for line in firsts)


def pictures_are_told(file: WordFile) -> Iterator[str]:
    for name in file.names:
        if name == "word/document.xml" or name.startswith(_RUNNING):
            for picture in file.xml(name).iter(_DRAWN):
                if not (picture.get("descr") or "").strip():
                    yield f"a picture of {name} has no words for it"


def nothing_empty_makes_room(file: WordFile) -> Iterator[str]:
    """Out of tables, the one empty line is that which parts two of them: Word would join them."""
    for line in file.body.findall(f"{W}p"):
        if text_of(line).strip() or next(line.iter(_DRAWN), None) is not None:
            continue
        between = line.getprevious() is not None and line.getprevious().tag == f"{W}tbl"
        if not between and (line.getnext() is None or line.getnext().tag != f"{W}tbl"):
            yield "an empty line makes room"


def places_are_lines(file: WordFile) -> Iterator[str]:
    for line in file.body.iter(f"{W}p"):
        written = "".join(node.text or "" for node in line.iter(f"{W}t"))
        if "……" in written or "...." in written or "___" in written:
            yield f"a place to fill is made of dots: « {written[:40]} »"


def links_say_where(file: WordFile) -> Iterator[str]:
    for line in file.body.iter(f"{W}p"):
        codes = [code for code in line.iter(f"{W}instrText") if "HYPERLINK" in (code.text or "")]
        if codes and not text_of(line).strip():
            yield "a link has no words"


def pages_are_counted(file: WordFile) -> Iterator[str]:
    codes = {
        (code.text or "").strip()
        for name in file.names
        if name.startswith("word/footer")
        for code in file.xml(name).iter(f"{W}instrText")
    }
    if not {"PAGE", "NUMPAGES"} <= codes:
        yield "its pages are not numbered by fields"


POINTS: dict[str, Callable[[WordFile], Iterator[str]]] = {
    point.__name__: point
    for point in (
        says_its_language,
        has_a_title,
        headings_are_styles_in_order,
        words_set_apart_have_a_style,
        lists_are_lists,
        tables_are_plain,
        pictures_are_told,
        nothing_empty_makes_room,
        places_are_lines,
        links_say_where,
        pages_are_counted,
    )
}


def faults(content: bytes) -> list[str]:
    """What is wrong, « point: fault »."""
    file = WordFile(content)
    return [f"{name}: {fault}" for name, point in POINTS.items() for fault in point(file)]
