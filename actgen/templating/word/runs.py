"""The words of a Word paragraph: a part made plain, its runs read.

Tracked changes are taken as accepted, content controls leave their content, hidden text and the marks of
comments, spelling and smart tags go. What is lost to a reader by this is told by `losses`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from docx.oxml.ns import qn
from lxml import etree

from actgen.document.inline import Inline, LineBreak, Text
from actgen.outputs.docx.markup import Element, local, make, name, properties
from actgen.outputs.symbols import in_symbols, is_symbolic, symbol
from actgen.records import replace
from actgen.templating.word.styles import RunFormat, Styles
from actgen.templating.words import PAGE, PLAIN, LetterLook, gathered

_THROUGH = tuple(
    map(name, ["hyperlink", "ins", "moveTo", "smartTag", "fldSimple", "customXml", "dir", "bdo"])
)
_LOST = {
    qn("w:drawing"): "une image ou une zone de texte",
    qn("w:pict"): "une image ou une zone de texte",
    qn("w:object"): "un objet inséré",
    qn("w:footnoteReference"): "une note de bas de page",
    qn("w:endnoteReference"): "une note de fin",
    qn("w:sym"): "un symbole d’une police particulière",
    qn("w:ruby"): "une annotation de prononciation",
}
_SIGNS = {
    qn("w:tab"): Text(" "),
    qn("w:ptab"): Text(" "),
    qn("w:noBreakHyphen"): Text("\u2011"),
    qn("w:softHyphen"): Text("\u00ad"),
}
_ALTERNATE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent"
_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_DELETED = "un passage supprimé en suivi des modifications"
_HIDDEN = "un texte masqué"
_RUN, _TEXT, _TYPE = qn("w:r"), qn("w:t"), qn("w:type")
_CONTROL, _INSIDE, _DRAWING = qn("w:sdt"), qn("w:sdtContent"), qn("w:drawing")
_BREAKS = (qn("w:br"), qn("w:cr"))
_LINK, _RELATED = qn("w:hyperlink"), qn("r:id")
_SYMBOL, _FONT, _CHARACTER = qn("w:sym"), qn("w:font"), qn("w:char")
_FONTS, _ASCII = f"{qn('w:rPr')}/{qn('w:rFonts')}", qn("w:ascii")
_GONE = (qn("w:del"), qn("w:moveFrom"))


class Losses:
    """What was left out: for each kind the first paragraph and how often; and the struck passages."""

    def __init__(self) -> None:
        self.paragraph = 0
        self.found: dict[str, tuple[int, int]] = {}
        self.struck: list[tuple[int, str]] = []

    def add(self, what: str) -> None:
        first, count = self.found.get(what, (self.paragraph, 0))
        self.found[what] = (first, count + 1)


class WordsReader:
    """Reads one paragraph; its format is that of its style."""

    def __init__(self, styles: Styles, losses: Losses, base: RunFormat) -> None:
        self._styles, self._losses, self._base = styles, losses, base

    def inlines(self, paragraph: etree._Element) -> tuple[Inline, ...]:
        """The inline nodes of a paragraph."""
        return gathered(self.words(paragraph))

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
            elif child.tag == _CONTROL:
                inner = child.find(_INSIDE)
                if inner is not None:
                    yield from self._words(inner, links, target)
            elif child.tag in _GONE:
                self._losses.add(_DELETED)
            elif str(child.tag).startswith(_MATH):
                self._losses.add("une formule")

    def _run(self, run: etree._Element) -> Iterator[tuple[Any, LetterLook]]:
        format_ = self._styles.run_format(self._base, run)
        shape = LetterLook(format_.bold, format_.italic, format_.underlined, format_.raised, format_.capitals)
        font = own_font(run)
        for child in run:
            raised = shape if child.tag in (_TEXT, _SYMBOL) else replace(shape, raised="")
            for node in self.pieces(child) if not is_symbolic(font) else self._signs(child, font):
                if format_.hidden:
                    self._losses.add(_HIDDEN)
                    continue
                if format_.struck and isinstance(node, Text) and node.text.strip():
                    self._losses.struck.append((self._losses.paragraph, node.text.strip()))
                yield node, PLAIN if node is PAGE else raised

    def _signs(self, child: etree._Element, font: str) -> Iterable[Any]:
        """A piece of a run in a font of symbols, where a letter is a sign; a value stays what it is."""
        for node in self.pieces(child):
            if child.tag != _TEXT or not isinstance(node, Text) or node.text not in (child.text or ""):
                yield node
                continue
            signs = in_symbols(font, node.text)
            if len(signs) < len(node.text):
                self._losses.add(_LOST[_SYMBOL])
            if signs:
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
        if tag == _ALTERNATE:
            self._losses.add(_LOST[_DRAWING])
        elif tag in _LOST:
            self._losses.add(_LOST[tag])
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
