"""A filled Word letterhead → the tree that the PDF and the page draw."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from copy import deepcopy
from functools import lru_cache

from docx.document import Document as WordDocument
from docx.opc.part import Part, XmlPart

from actgen.rendering.docx.filling import BODY_MARK, fill
from actgen.rendering.docx.markup import Element, local, make, name, plain_text
from actgen.rendering.house.paper import (
    Box,
    Grid,
    Line,
    PageNumber,
    Paper,
    PaperBlock,
    Piece,
    Shown,
    Words,
)
from actgen.rendering.house.paper_format import Formats
from actgen.rendering.house.paper_pictures import Trouble, pictures

RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_MM = 36_000
_TEXT = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "\u2011", "softHyphen": "\u00ad"}
_COUNTED = {"PAGE": False, "NUMPAGES": True, "SECTIONPAGES": True}
_DEEPEST = 6  # tables in tables

Values = tuple[tuple[str, str | bool], ...]


@lru_cache(maxsize=4)
def read_paper(letterhead: bytes, values: Values) -> Paper:
    """A letterhead accepted by `check_letterhead`, filled with the running texts of an act."""
    return PaperReader(fill(letterhead, dict(values))).paper()


class PaperReader:
    """Reads one file; what can't be taken over gathers in `troubles`, with the part it stands in."""

    def __init__(self, document: WordDocument) -> None:
        self._document = document
        self._formats = Formats(document)
        self._part: Part = document.part
        self._where = ""
        self.troubles: list[tuple[str, Trouble]] = []

    def paper(self) -> Paper:
        section = self._document.sections[0]
        kind = "first" if section.different_first_page_header_footer else "default"
        head = self._story("headerReference", kind, "en-tête")
        foot = self._story("footerReference", kind, "pied de page")
        above, end = self._body()
        return Paper(
            head=(*head, *above),
            end=end,
            foot=foot,
            top=_mm(section.top_margin, 25),
            right=_mm(section.right_margin, 25),
            bottom=_mm(section.bottom_margin, 23),
            left=_mm(section.left_margin, 25),
            head_at=_mm(section.header_distance, 12.5),
            foot_at=_mm(section.footer_distance, 12.5),
        )

    def _story(self, tag: str, kind: str, where: str) -> tuple[PaperBlock, ...]:
        """A header or a footer of the first section; found by its relation, which filling has changed."""
        for reference in self._document.sections[0]._sectPr.findall(name(tag)):
            key = reference.get(RELATION, "")
            relations = self._document.part.rels
            if reference.get(name("type")) == kind and key in relations:
                part = relations[key].target_part
                if isinstance(part, XmlPart):
                    self._part, self._where = part, where
                    return _trimmed(self._blocks(part.element, 0))
        return ()

    def _body(self) -> tuple[tuple[PaperBlock, ...], tuple[PaperBlock, ...]]:
        """What stands before the act, and after it."""
        self._part, self._where = self._document.part, "corps"
        body = self._document.element.body
        mark = next((rank for rank, node in enumerate(body) if plain_text(node) == BODY_MARK), len(body))
        before, after = list(body[:mark]), list(body[mark + 1 :])
        return _trimmed(self._blocks(before, 0)), _trimmed(self._blocks(after, 0))

    def _blocks(self, nodes: Iterable[Element], depth: int) -> list[PaperBlock]:
        found: list[PaperBlock] = []
        for node in nodes:
            tag = local(node)
            if tag == "p":
                found += self._lines(node, depth)
            elif tag == "tbl" and depth < _DEEPEST:
                found.append(self._grid(node, depth))
            elif tag in ("sdt", "sdtContent", "ins", "smartTag", "customXml"):
                found += self._blocks(node, depth)
        return found

    def _lines(self, node: Element, depth: int) -> Iterator[PaperBlock]:
        """A paragraph, then what the text boxes that hang on it hold."""
        columns: list[list[Piece]] = [[]]
        for run in _runs(node):
            self._run(run, node, columns)
        before, after = self._formats.spacing(node)
        above, below = self._formats.rules(node)
        yield Line(
            tuple(tuple(column) for column in columns),
            self._formats.alignment(node),
            before,
            after,
            above,
            below,
        )
        for box in node.iter(name("txbxContent")):
            if not any(local(each) == "Fallback" for each in box.iterancestors()) and depth < _DEEPEST:
                yield from _trimmed(self._blocks(box, depth + 1))

    def _run(self, run: Element, line: Element, columns: list[list[Piece]]) -> None:
        formats = self._formats
        if formats.flag(run, line, "vanish"):
            return
        size = formats.size(run, line)
        if local(run) == "fldSimple":
            counted = _counted(run.get(name("instr"), ""))
            if counted is not None:
                columns[-1].append(PageNumber(counted, size))
            return
        written = ""

        def put() -> None:
            nonlocal written
            if written:
                text = written.upper() if formats.flag(run, line, "caps") else written
                bold, italic = (formats.flag(run, line, tag) for tag in ("b", "i"))
                columns[-1].append(Words(text, size, bold, italic, formats.colour(run, line)))
            written = ""

        for child in run:
            tag = local(child)
            if tag == "t":
                written += child.text or ""
            elif tag in ("tab", "ptab"):
                put()
                columns.append([])
            elif tag in _TEXT:
                written += _TEXT[tag]
            elif tag in ("drawing", "pict", "AlternateContent"):
                put()
                columns[-1] += self._pictures(child)
            elif tag == "sym":
                self._tell(Trouble("symbole", lost=True))
            elif tag == "object":
                self._tell(Trouble("objet", lost=True))
        put()

    def _pictures(self, node: Element) -> Iterator[Shown]:
        if local(node) != "AlternateContent":
            yield from pictures(node, self._part, self._tell)
            return
        choice = next((child for child in node if local(child) == "Choice"), None)
        for each in choice if choice is not None else ():
            if local(each) in ("drawing", "pict"):
                yield from pictures(each, self._part, self._tell)

    def _grid(self, node: Element, depth: int) -> Grid:
        widths = [
            _twips(column.get(name("w"))) for column in node.findall(f"{name('tblGrid')}/{name('gridCol')}")
        ]
        rows = []
        for row in node.findall(name("tr")):
            cells, place = [], 0
            for cell in row.findall(name("tc")):
                span = _span(cell)
                width = sum(widths[place : place + span]) or 1
                place += span
                cells.append((width, _hangs(cell), _trimmed(self._blocks(cell, depth + 1))))
            total = sum(width for width, _, _ in cells) or 1
            rows.append(tuple(Box(100 * width / total, blocks, hangs) for width, hangs, blocks in cells))
        return Grid(tuple(rows))

    def _tell(self, trouble: Trouble) -> None:
        self.troubles.append((self._where, trouble))


def _runs(line: Element) -> Iterator[Element]:
    """The runs of a paragraph in order; a page number of several runs gives one `fldSimple`."""
    depth, instruction, hidden = 0, "", False
    for node in _inline(line):
        mark = node.find(name("fldChar")) if local(node) == "r" else None
        kind = "" if mark is None else mark.get(name("fldCharType"), "")
        if kind == "begin":
            depth, instruction = depth + 1, ""
        elif kind == "separate":
            hidden = _counted(instruction) is not None
            if hidden:
                yield _field(instruction, node)
        elif kind == "end":
            if _counted(instruction) is not None and not hidden:
                yield _field(instruction, node)
            depth, instruction, hidden = max(0, depth - 1), "", False
        elif depth and not hidden and (code := node.findtext(name("instrText"))) is not None:
            instruction += code
        elif not hidden:
            yield node


def _inline(node: Element) -> Iterator[Element]:
    for child in node:
        tag = local(child)
        if tag == "r" and len(child.findall(name("fldChar"))) > 1:
            yield from _split(child)
        elif tag == "r" or (tag == "fldSimple" and _counted(child.get(name("instr"), "")) is not None):
            yield child
        elif tag in ("hyperlink", "ins", "sdt", "sdtContent", "smartTag", "fldSimple", "customXml"):
            yield from _inline(child)


def _split(run: Element) -> Iterator[Element]:
    """A run that holds a whole field, as one run for each of its pieces."""
    settings = run.find(name("rPr"))
    for child in run:
        if child is not settings:
            yield make("r", *(deepcopy(piece) for piece in (settings, child) if piece is not None))


def _field(instruction: str, like: Element) -> Element:
    field = make("fldSimple", instr=instruction)
    settings = like.find(name("rPr"))
    if settings is not None:
        field.append(deepcopy(settings))
    return field


def _counted(instruction: str) -> bool | None:
    words = instruction.split()
    return _COUNTED.get(words[0].upper()) if words else None


def _trimmed(blocks: Iterable[PaperBlock]) -> tuple[PaperBlock, ...]:
    """Without the empty lines at the two ends: Word wants one after each table."""
    kept = list(blocks)
    while kept and _empty(kept[-1]):
        kept.pop()
    while kept and _empty(kept[0]):
        kept.pop(0)
    return tuple(kept)


def _empty(block: PaperBlock) -> bool:
    return (
        isinstance(block, Line)
        and not block.rule_above
        and not block.rule_below
        and not any(not isinstance(piece, Words) or piece.text.strip() for piece in block.pieces)
    )


def _span(cell: Element) -> int:
    node = cell.find(f"{name('tcPr')}/{name('gridSpan')}")
    try:
        return max(1, min(int(node.get(name("val"), 1)), 60)) if node is not None else 1
    except ValueError:
        return 1


def _hangs(cell: Element) -> str:
    node = cell.find(f"{name('tcPr')}/{name('vAlign')}")
    value = "" if node is None else node.get(name("val"), "")
    return {"center": "middle", "bottom": "bottom"}.get(value, "top")


def _twips(value: str | None) -> int:
    try:
        return max(1, int(value or 1))
    except ValueError:
        return 1


def _mm(length: int | None, otherwise: float) -> float:
    return otherwise if length is None else round(abs(length) / _MM, 1)
