"""The words of a Word paragraph: a part made plain, its runs read.

Tracked changes are taken as accepted, content controls leave their content, hidden text and the marks of
comments, spelling and smart tags go. What is lost to a reader by this is told by `losses`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from docx.oxml.ns import qn
from lxml import etree

from actgen.acts.outputs.docx.markup import Element, local, name, properties
from actgen.acts.outputs.symbols import in_symbols, is_symbolic, symbol
from actgen.acts.templating.word.styles import RunFormat, Styles
from actgen.acts.templating.words import PAGE, PLAIN, LetterLook
from actgen.acts.tree.inline import LineBreak, Text
from actgen.base.records import replace

_THROUGH = tuple(map(name, ["hyperlink", "fldSimple", "dir", "bdo"]))  # the others are made plain
_SIGNS = {
    qn("w:tab"): Text(" "),
    qn("w:ptab"): Text(" "),
    qn("w:noBreakHyphen"): Text("\u2011"),
    qn("w:softHyphen"): Text("\u00ad"),
}
_RUN, _TEXT = qn("w:r"), qn("w:t")
_BREAKS = (qn("w:br"), qn("w:cr"))
_LINK, _RELATED = qn("w:hyperlink"), qn("r:id")
_SYMBOL, _FONT, _CHARACTER = qn("w:sym"), qn("w:font"), qn("w:char")
_FONTS, _ASCII = f"{qn('w:rPr')}/{qn('w:rFonts')}", qn("w:ascii")


class WordsReader:
    """Reads one paragraph; its format is that of its style."""

    def __init__(self, styles: Styles, base: RunFormat) -> None:
        self._styles, self._base = styles, base

    def words(self, paragraph: etree._Element) -> Iterator[tuple[Any, LetterLook, str]]:
        """Each piece of a paragraph, its look and where it leads, in reading order."""
        return self._words(paragraph, self._styles.links(paragraph))

    def _words(
        self, element: etree._Element, links: Mapping[str, str], target: str = ""
    ) -> Iterator[tuple[Any, LetterLook, str]]:
        for child in element:
            if child.tag == _RUN:
                for node, shape in self._run(child):
                    yield node, replace(shape, underlined=False) if target else shape, target
            elif child.tag in _THROUGH:
                leads = links.get(child.get(_RELATED, ""), "") if child.tag == _LINK else ""
                yield from self._words(child, links, leads or target)

    def _run(self, run: etree._Element) -> Iterator[tuple[Any, LetterLook]]:
        format_ = self._styles.run_format(self._base, run)
        shape = LetterLook(format_.bold, format_.italic, format_.underlined, format_.raised, format_.capitals)
        font = own_font(run)
        for child in run:
            raised = shape if child.tag in (_TEXT, _SYMBOL) else replace(shape, raised="")
            for node in self.pieces(child) if not is_symbolic(font) else self._signs(child, font):
                yield node, PLAIN if node is PAGE else raised

    def _signs(self, child: etree._Element, font: str) -> Iterable[Any]:
        """A piece of a run in a font of symbols, where a letter is a sign; a value stays what it is."""
        for node in self.pieces(child):
            if child.tag != _TEXT or not isinstance(node, Text) or node.text not in (child.text or ""):
                yield node
            elif signs := in_symbols(font, node.text):
                yield Text(signs)

    def pieces(self, child: etree._Element) -> Iterable[Any]:
        """The nodes of a piece of a run; none when it has no words."""
        tag = child.tag
        if tag == _TEXT:
            return (Text(child.text),) if child.text else ()
        if tag in _SIGNS:
            return (_SIGNS[tag],)
        if tag in _BREAKS:
            return (LineBreak(),)
        if tag == _SYMBOL and (sign := symbol(child.get(_FONT, ""), child.get(_CHARACTER, ""))):
            return (Text(sign),)
        return ()


def own_font(run: etree._Element) -> str:
    """The font that a run names itself."""
    fonts = run.find(_FONTS)
    return "" if fonts is None else str(fonts.get(_ASCII, ""))


_UNWRAPPED = ("ins", "moveTo", "smartTag", "customXml")
_DROPPED = [
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
]
_INSERTED_MARKS = ("rPr", "trPr", "tcPr", "numPr")


def resolve(root: Element, styles: Styles) -> None:
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
        if styles.format_of(run).hidden or not len(run):
            _drop(run)


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
