"""The paragraphs of a part as lines of text, each character known by its run, and their places."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from msgspec import Struct, field

from actgen.acts.outputs.docx.markup import Element, local, name
from actgen.acts.templating.word.parts import Story
from actgen.acts.templating.word.styles import Styles
from actgen.base.diagnostics import Location

OBJECT = "\ufffc"
"""What stands in a line for what is no text: a picture, a note’s number, a formula."""

_THROUGH = [
    "hyperlink",
    "ins",
    "moveTo",
    "smartTag",
    "fldSimple",
    "customXml",
    "dir",
    "bdo",
    "sdt",
    "sdtContent",
]
_SIGNS = {
    "tab": "\t",
    "ptab": "\t",
    "br": "\n",
    "cr": "\n",
    "noBreakHyphen": "\u2011",
    "softHyphen": "\u00ad",
}
_OBJECTS = [
    "drawing",
    "pict",
    "object",
    "AlternateContent",
    "footnoteReference",
    "endnoteReference",
    "footnoteRef",
    "endnoteRef",
    "sym",
    "ruby",
]
_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_LONGEST_EXCERPT = 160
_BEFORE = 60


class Characters(Struct, eq=False):
    """Some characters of a line: the element that holds them, its run, and where they begin in the line."""

    run: Element | None
    node: Element
    text: str
    start: int

    @property
    def end(self) -> int:
        return self.start + len(self.text)


class WordLine(Struct, eq=False):
    """A paragraph: its number in its part (from 1), the title above it, its text and what holds it."""

    element: Element
    story: Story
    file: str
    number: int
    heading: str
    pieces: list[Characters]
    text: str

    def place(self, start: int = 0, end: int = 0) -> Location:
        """The place of some characters of the line, with the words around."""
        low = 0 if len(self.text) <= _LONGEST_EXCERPT else max(0, start - _BEFORE)
        shown = self.text[low : low + _LONGEST_EXCERPT].rstrip().replace(OBJECT, " ")
        column, length = (start - low + 1, end - start) if end > start else (0, 0)
        return Location(self.file, self.number, column, length, shown, self.story.label, self.heading)

    @property
    def cell(self) -> Element | None:
        """The cell that the paragraph stands in, if any."""
        parent = self.element.getparent()
        return parent if parent is not None and local(parent) == "tc" else None

    @property
    def row(self) -> Element | None:
        cell = self.cell
        return None if cell is None else cell.getparent()


def line_of(element: Element, story: Story, file: str, number: int, heading: str = "") -> WordLine:
    """One paragraph as a line."""
    pieces: list[Characters] = []
    start = 0
    for run, node, text in _characters(element):
        pieces.append(Characters(run, node, text, start))
        start += len(text)
    return WordLine(element, story, file, number, heading, pieces, "".join(piece.text for piece in pieces))


def boxed(element: Element) -> bool:
    """Whether an element stands in a text box."""
    return any(local(parent) == "txbxContent" for parent in element.iterancestors())


def _characters(element: Element) -> Iterator[tuple[Element | None, Element, str]]:
    for child in element:
        tag = local(child)
        if tag == "r":
            yield from _of_run(child)
        elif tag in _THROUGH:
            yield from _characters(child)
        elif str(child.tag).startswith(_MATH):
            yield None, child, OBJECT


def _of_run(run: Element) -> Iterator[tuple[Element | None, Element, str]]:
    for child in run:
        tag = local(child)
        if tag == "t":
            if child.text:
                yield run, child, child.text
        elif tag in _SIGNS:
            yield run, child, _SIGNS[tag]
        elif tag in _OBJECTS:
            yield run, child, OBJECT


_LONGEST_HEADING = 160


class Paragraphs(Struct, eq=False):
    """The paragraphs of a part as its author wrote it: their numbers, from 1, and the title above each."""

    story: Story
    file: str
    numbers: dict[Element, int] = field(default_factory=dict)
    headings: dict[Element, str] = field(default_factory=dict)
    _known: dict[Element, Location] = field(default_factory=dict)

    def of(self, element: Element) -> Location:
        """The paragraph that an element stands in, or the first one under it."""
        for node in (element, *element.iterancestors()):
            if node in self.numbers:
                if node not in self._known:
                    line = line_of(node, self.story, self.file, self.numbers[node], self.headings[node])
                    self._known[node] = line.place()
                return self._known[node]
        for node in element.iter(name("p")):
            if node in self.numbers:
                return self.of(node)
        return Location(self.file, part=self.story.label)


def _heading(titles: Mapping[int, str]) -> str:
    """The nearest title; with the one that holds it below the second level: each item has a « Décision »."""
    return ", ".join([titles[level] for level in sorted(titles) if level > 1][-2:] or titles.values())


def places(story: Story, file: str, styles: Styles) -> Paragraphs:
    """Number the paragraphs of a part; those of a text box that is written twice are numbered once."""
    found = Paragraphs(story, file)
    titles: dict[int, str] = {}
    for element in story.root.iter(name("p")):
        if any(local(parent) == "Fallback" for parent in element.iterancestors()):
            continue
        found.numbers[element] = len(found.numbers) + 1
        found.headings[element] = _heading(titles)
        if level := styles.heading_level(element):
            text = line_of(element, story, file, 0).text.replace(OBJECT, " ")
            if title := " ".join(text.split())[:_LONGEST_HEADING]:
                titles = {each: told for each, told in titles.items() if each < level} | {level: title}
    return found


_PAGES = re.compile(r"\b(?:NUM|SECTION)?PAGES?\b", re.IGNORECASE)


def without_page_numbers(root: Element) -> None:
    """Take out what a field shows of the number of a page: each program counts them anew."""
    for simple in list(root.iter(name("fldSimple"))):
        if _PAGES.search(simple.get(name("instr"), "")):
            for text in simple.iter(name("t")):
                text.text = ""
    for paragraph in root.iter(name("p")):
        asked, shown = "", False
        for node in paragraph.iter(*map(name, ("fldChar", "instrText", "t"))):
            kind = node.get(name("fldCharType"))
            if kind == "begin":
                asked, shown = "", False
            elif kind is not None:
                shown = kind == "separate"
            elif node.tag == name("instrText"):
                asked += node.text or ""
            elif shown and _PAGES.search(asked):
                node.text = ""
