"""The words of a Word paragraph, through links, fields, insertions and content controls."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from docx.oxml.ns import qn
from lxml import etree

from actgen.document.nodes import Emphasis, Inline, LineBreak, Strong, Text
from actgen.rendering.templates.tidy import joined
from actgen.rendering.word.readback_styles import Format, Styles

_THROUGH = tuple(
    qn(tag)
    for tag in (
        "w:hyperlink",
        "w:ins",
        "w:moveTo",
        "w:smartTag",
        "w:fldSimple",
        "w:customXml",
        "w:dir",
        "w:bdo",
    )
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
PAGE = LineBreak()
"""What stands for a page break among the words of a paragraph: this very object, whatever equals it."""
_RUN, _TEXT, _TYPE = qn("w:r"), qn("w:t"), qn("w:type")
_CONTROL, _INSIDE, _DRAWING = qn("w:sdt"), qn("w:sdtContent"), qn("w:drawing")
_BREAKS = (qn("w:br"), qn("w:cr"))
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


class Reader:
    """Reads one paragraph; its format is that of its style."""

    def __init__(self, styles: Styles, losses: Losses, base: Format) -> None:
        self._styles, self._losses, self._base = styles, losses, base

    def inlines(self, paragraph: etree._Element) -> tuple[Inline, ...]:
        """The inline nodes of a paragraph: one bold or italic node for neighbours of one format."""
        nodes: list[Inline] = []
        run: list[Inline] = []
        shape = (False, False)
        for node, bold, italic in self._words(paragraph):
            if (bold, italic) != shape and run:
                nodes.extend(_wrapped(run, shape))
                run = []
            shape = (bold, italic)
            run.append(node)
        nodes.extend(_wrapped(run, shape))
        return joined(nodes)

    def _words(self, element: etree._Element) -> Iterator[tuple[Inline, bool, bool]]:
        for child in element:
            if child.tag == _RUN:
                yield from self._run(child)
            elif child.tag in _THROUGH:
                yield from self._words(child)
            elif child.tag == _CONTROL:
                inner = child.find(_INSIDE)
                if inner is not None:
                    yield from self._words(inner)
            elif child.tag in _GONE:
                self._losses.add(_DELETED)
            elif str(child.tag).startswith(_MATH):
                self._losses.add("une formule")

    def _run(self, run: etree._Element) -> Iterator[tuple[Inline, bool, bool]]:
        shape = self._styles.run_format(self._base, run)
        for child in run:
            for node in self.pieces(child):
                if shape.hidden:
                    self._losses.add(_HIDDEN)
                    continue
                if shape.struck and isinstance(node, Text) and node.text.strip():
                    self._losses.struck.append((self._losses.paragraph, node.text.strip()))
                if node is PAGE:
                    yield node, False, False
                else:
                    yield _capitals(node) if shape.capitals else node, shape.bold, shape.italic

    def pieces(self, child: etree._Element) -> Iterable[Inline]:
        """The nodes of a piece of a run; none when it has no words."""
        tag = child.tag
        if tag == _TEXT:
            return (Text(child.text),) if child.text else ()
        if tag in _SIGNS:
            return (_SIGNS[tag],)
        if tag in _BREAKS:
            return () if child.get(_TYPE) in ("page", "column") else (LineBreak(),)
        if tag == _ALTERNATE:
            self._losses.add(_LOST[_DRAWING])
        elif tag in _LOST:
            self._losses.add(_LOST[tag])
        return ()


def _capitals(node: Inline) -> Inline:
    match node:
        case Text(text=text):
            return Text(text.upper())
        case Strong(children=children):
            return Strong(tuple(map(_capitals, children)))
        case Emphasis(children=children):
            return Emphasis(tuple(map(_capitals, children)))
    return node


def _wrapped(run: list[Inline], shape: tuple[bool, bool]) -> tuple[Inline, ...]:
    """The nodes of neighbours of one format; spaces alone are neither bold nor italic."""
    nodes = joined(run)
    if all(isinstance(node, Text) and not node.text.strip() for node in nodes):
        return nodes
    if shape[1]:
        nodes = (Emphasis(nodes),)
    return (Strong(nodes),) if shape[0] else nodes
