"""The Word file of an act in the layout of its author: each mark gives the nodes of its value.

A value in a sentence takes the format of the words of its tag; blocks are composed as in every Word act, in
the author's own styles where the file has them. The file is packed like any other: equal input, equal bytes.
"""

from __future__ import annotations

from datetime import date
from io import BytesIO
from typing import cast

import docx
from docx.document import Document as WordDocument
from docx.opc.part import Part, XmlPart
from lxml import etree

from actgen.document.inline import Inline
from actgen.document.nodes import Block, Document, Paragraph, Signatures, Style, WordLayout
from actgen.document.words import plain_words
from actgen.rendering.docx.blocks import Composer, hold
from actgen.rendering.docx.filling import fill
from actgen.rendering.docx.letterhead import bring_lists, bring_styles, line_width, set_language
from actgen.rendering.docx.markup import Element, begin_page, local, make, name
from actgen.rendering.docx.package import pack
from actgen.rendering.house.look import DEFAULT, Look
from actgen.rendering.house.markup import paper_of
from actgen.rendering.running import has_layout as has_layout
from actgen.rendering.running import header_values
from actgen.rendering.templates.formats import BLOCK_TYPES
from actgen.rendering.templates.printing import styled
from actgen.rendering.word.marks import END_OF_PART, bookmark_of, is_part, only_mark
from actgen.rendering.word.output_paper import put_on_paper
from actgen.rendering.word.output_runs import replace_marks
from actgen.rendering.word.output_width import width_at
from actgen.rendering.word.readback import read_back_file
from actgen.rendering.word.readback_look import Look as Looks
from actgen.rendering.word.readback_parts import begins_page
from actgen.rendering.word.readback_styles import Styles
from actgen.rendering.word.running import differing_heads
from actgen.rendering.word.template import OPEN

_FILLED = ("header+xml", "footer+xml", "footnotes+xml", "endnotes+xml")
_BLOCKS = ("p", "tbl")
_BOOKMARKS = 100_000  # identities of our own, far from those of headings and of Word
_PARSER = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)


def render_word(document: Document, *, look: Look = DEFAULT, dated: date | None = None) -> bytes:
    """The Word file of an act that has a layout; `dated` is the day of the act, for the file's properties.

    On the letterhead of its look, where its author left heads and feet to the house.

    What stands before the blocks of the layout (the notice of a PROJET) comes at the top of the body. Raises
    ValueError for a character that XML forbids (reading refuses them).
    """
    layout = document.layout
    assert layout is not None and has_layout(document), "an act without a layout is rendered by render_docx"
    paper = docx.Document(BytesIO(layout.package))
    if look.letterhead and layout.running is None:
        put_on_paper(paper, fill(look.letterhead, header_values(document)))
    set_language(paper, document.language)
    output = _Output(paper, layout)
    output.fill()
    output.open_with(document.blocks[: len(document.blocks) - len(layout.blocks)])
    return pack(paper.part.package, document, dated)


def differing_words(content: bytes, document: Document, look: Look = DEFAULT) -> tuple[str, str] | None:
    """The words where a Word file and its act part (those of the file first), or None when they say the same.

    The text is looked at, then what pages bear at their head and foot. Hyphens that break no line count as
    plain ones: Word has elements for them.
    """
    paper = paper_of(document, look)
    return _differing_text(content, document) or (differing_heads(content, paper) if paper else None)


def _differing_text(content: bytes, document: Document) -> tuple[str, str] | None:
    found, expected = _words(read_back_file(content)), _words(document.blocks)
    for place, (one, other) in enumerate(zip(found, expected, strict=False)):
        if one != other:
            return _around(found, place), _around(expected, place)
    if len(found) == len(expected):
        return None
    shorter = min(len(found), len(expected))
    return _around(found, shorter), _around(expected, shorter)


def _words(blocks: tuple[Block, ...]) -> list[str]:
    return [word.replace("\u2011", "-") for word in plain_words(Document("", blocks))]


def _around(words: list[str], place: int) -> str:
    return " ".join(words[max(0, place - 3) : place + 5])


class _Output:
    """One Word file whose marks become values."""

    def __init__(self, paper: WordDocument, layout: WordLayout) -> None:
        self._paper, self._values = paper, layout.values
        self._look = Looks(Styles(paper))  # before styles of the house are added to the file's own
        self._parts = 0
        self._styles = bring_styles(paper)
        self._composer = Composer(self._styles, bring_lists(paper), line_width(paper))

    def fill(self) -> None:
        """Replace the marks of every part."""
        for line in list(self._paper.element.body.iter(name("p"))):
            self._line(line)
        for part in self._paper.part.package.iter_parts():
            if part.content_type.endswith(_FILLED):
                self._part(part)

    def open_with(self, blocks: tuple[Block, ...]) -> None:
        """Put blocks at the top of the body."""
        if blocks:
            self._paper.element.body[0:0] = self._composer.compose(blocks)

    def _part(self, part: Part) -> None:
        root = part.element if isinstance(part, XmlPart) else etree.fromstring(part.blob, _PARSER)
        for line in root.iter(name("p")):
            replace_marks(line, self._inline, self._styles)
        if not isinstance(part, XmlPart):
            part._blob = cast(
                bytes, etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
            )

    def _line(self, line: Element) -> None:
        content = _content(line)
        if OPEN not in content:
            return
        key = only_mark(content)
        if key and is_part(key):
            self._boundary(line, key)
            return
        found = self._values.get(key, ())
        if found and isinstance(found[0], BLOCK_TYPES):
            self._blocks(line, found)
        else:
            replace_marks(line, self._inline, self._styles)

    def _inline(self, key: str) -> tuple[Inline, ...]:
        return cast(tuple[Inline, ...], self._values.get(key, ()))

    def _boundary(self, line: Element, key: str) -> None:
        """The paragraph of a part's mark goes; what follows begins a page, unless something did it before."""
        before = _previous(line)
        begins = key != END_OF_PART and begins_page(key.split()) and not _ends_part(line.getnext())
        if _turns(line) or (begins and before is not None and not _ends_page(before)):
            _turn_page(line.getnext())
        self._parts += 1
        identity = _BOOKMARKS + self._parts
        line.addprevious(make("bookmarkStart", id=identity, name=bookmark_of(key, self._parts)))
        line.addprevious(make("bookmarkEnd", id=identity))
        if line.find(f"{name('pPr')}/{name('sectPr')}") is None:
            line.getparent().remove(line)
        else:
            for child in list(line):
                if local(child) != "pPr":
                    line.remove(child)

    def _blocks(self, line: Element, blocks: tuple[Block, ...]) -> None:
        """Blocks in the place of the paragraph of their tag; the first line of an item keeps its number."""
        first = blocks[0]
        if isinstance(first, Paragraph) and self._look.styles.numbering(line) is not None:
            replace_marks(line, lambda key: first.children, self._styles)
            blocks, kept = blocks[1:], line
            line = make("p")
            kept.addnext(line)
        if blocks:
            self._compose(line, blocks)
        else:
            line.getparent().remove(line)

    def _compose(self, line: Element, blocks: tuple[Block, ...]) -> None:
        cell = next(line.iterancestors(name("tc")), None)
        inside = cell is not None
        blocks = styled(blocks, Style.CELL if inside else self._look.style(line))
        composed = self._composer.compose(blocks, width=width_at(line), in_cell=inside)
        before = _previous(line)
        if composed and before is not None:
            if local(before) == "tbl" and local(composed[0]) == "tbl":
                composed.insert(0, self._composer.gap())
            if isinstance(blocks[0], Signatures):
                hold([node for node in line.itersiblings(preceding=True) if local(node) in _BLOCKS][:2][::-1])
        if inside and line.getnext() is None and (not composed or local(composed[-1]) == "tbl"):
            composed.append(make("p"))
        section = line.find(f"{name('pPr')}/{name('sectPr')}")
        if section is not None:
            composed.append(make("p", make("pPr", section)))
        following = line.getnext()
        if _turns(line):
            _turn_page(composed[0] if composed else following)
        parent = line.getparent()
        place = parent.index(line)
        parent[place : place + 1] = composed
        if self._composer.take_page_due():
            _turn_page(following)


def _previous(line: Element) -> Element | None:
    """The paragraph or the table before, past bookmarks."""
    return next((node for node in line.itersiblings(preceding=True) if local(node) in _BLOCKS), None)


def _ends_part(node: Element | None) -> bool:
    """Whether a part ends here: one that says nothing turns no page."""
    return node is not None and only_mark(_content(node)) == END_OF_PART


def _content(line: Element) -> str:
    return "".join(node.text or "" for node in line.iter(name("t")))


def _turns(line: Element) -> bool:
    """Whether a paragraph begins a page."""
    found = line.find(f"{name('pPr')}/{name('pageBreakBefore')}")
    return found is not None and found.get(name("val"), "1") not in ("0", "false", "off")


def _turn_page(node: Element | None) -> None:
    """Make a paragraph or a table begin a page; nothing does where the body ends."""
    if node is None or local(node) not in _BLOCKS:
        return
    line = node if local(node) == "p" else next(node.iter(name("p")), None)
    if line is not None:
        begin_page(line)


def _ends_page(node: Element) -> bool:
    """Whether what follows a paragraph is on another page already."""
    if node.find(f"{name('pPr')}/{name('sectPr')}") is not None:
        return True
    breaks = [each for each in node.iter(name("br")) if each.get(name("type")) == "page"]
    return local(node) == "p" and bool(breaks)
