"""A Word file of prose: its paragraphs, headings, lists and tables as blocks of an act.

What an act can't hold (pictures, notes, text boxes) and what its author has taken out or hidden (tracked
deletions, hidden text) is left out and said, each kind once, with the paragraph where it was first met.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator

import docx
from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from lxml import etree

from actgen.diagnostics import Diagnostic, Location
from actgen.document.inline import Inline
from actgen.document.nodes import Block, Cell, Heading, Paragraph, Row, Style, Table
from actgen.records import replace
from actgen.rules import rule
from actgen.templating.lists import Counter, ItemNumber, ListBuilder
from actgen.templating.tables import rows_below
from actgen.templating.word.parts import archive_fault
from actgen.templating.word.runs import Losses, WordsReader
from actgen.templating.word.styles import Styles
from actgen.templating.words import trimmed

PROSE_WORD = rule("PROSE-WORD")
PROSE_PERTE = rule("PROSE-PERTE")
PROSE_BARRE = rule("PROSE-BARRE")

MAX_BLOCKS = 20_000

_CellPlace = tuple[int, bool, etree._Element]
"""How many columns, whether it goes on from the cell above, the cell."""
_RowPlace = tuple[bool, list[_CellPlace]]
"""Whether it heads the table, its cells."""
_PARAGRAPH = qn("w:p")
_TABLE = qn("w:tbl")
_ROW = qn("w:tr")
_CELL = qn("w:tc")
_ROW_SETTINGS = qn("w:trPr")
_HEADS = qn("w:tblHeader")
_DELETED = qn("w:del")
_CONTROL = qn("w:sdt")
_CELL_SETTINGS = qn("w:tcPr")
_SPAN = qn("w:gridSpan")
_MERGE = qn("w:vMerge")
_VAL = qn("w:val")
_THROUGH = (qn("w:customXml"), qn("w:ins"), qn("w:moveTo"))


def read_docx(content: bytes, file: str) -> tuple[tuple[Block, ...], tuple[Diagnostic, ...]]:
    """The blocks of a .docx, and what was left out of it. Never raises for the fault of a file."""
    place = Location(file)
    fault = archive_fault(content)
    if fault:
        return (), (
            PROSE_WORD.finding(f"« {file} » n’est pas ouvert : {fault.what}", place, hint=fault.remedy),
        )
    try:
        document = docx.Document(io.BytesIO(content))
        return _read(document, file)
    except (KeyError, ValueError, AttributeError, NotImplementedError, RecursionError):
        pass
    except (etree.XMLSyntaxError, zipfile.BadZipFile):
        pass
    message = f"« {file} » n’est pas ouvert : son contenu est abîmé."
    return (), (PROSE_WORD.finding(message, place, hint="Ouvrez-le dans Word et enregistrez-le de nouveau."),)


def _read(document: WordDocument, file: str) -> tuple[tuple[Block, ...], tuple[Diagnostic, ...]]:
    losses = Losses()
    reader = _Prose(Styles(document), losses)
    blocks = reader.blocks(document.element.body)
    place = Location(file)
    findings: list[Diagnostic] = []
    for what, (paragraph, count) in losses.found.items():
        where = f"paragraphe {paragraph}" + (f", et {count - 1} autre(s) fois" if count > 1 else "")
        message = f"« {file} » : {what} ({where}) ne passe pas dans l’acte."
        findings.append(PROSE_PERTE.finding(message, place))
    for paragraph, text in losses.struck:
        message = f"« {file} », paragraphe {paragraph} : « {text} » est barré."
        hint = "Supprimez ce passage, ou ôtez la barre s’il doit figurer dans l’acte."
        findings.append(PROSE_BARRE.finding(message, place, hint=hint))
    return blocks, tuple(findings)


class _Prose:
    """Prose is told in the look of the act: its words, its headings, its lists and tables.

    Raises ValueError for a document without measure.
    """

    def __init__(self, styles: Styles, losses: Losses) -> None:
        self._styles, self._losses = styles, losses
        self._numbers = Counter(styles.lists)
        self._count = 0

    def blocks(self, container: etree._Element) -> tuple[Block, ...]:
        lists = ListBuilder()
        for child in _content(container, self._losses):
            self._count += 1
            if self._count > MAX_BLOCKS:
                raise ValueError("too many blocks")
            if child.tag == _PARAGRAPH:
                self._paragraph(child, lists)
            elif child.tag == _TABLE:
                table = self._table(child)
                if table is not None:
                    lists.add_block(table)
        return lists.blocks()

    def _paragraph(self, paragraph: etree._Element, lists: ListBuilder) -> None:
        self._losses.paragraph += 1
        level = self._styles.heading_level(paragraph)
        base = self._styles.paragraph_format(paragraph)
        if level:  # the look of a heading is that of the act
            base = replace(base, bold=False, italic=False, underlined=False)
        children: tuple[Inline, ...] = trimmed(
            WordsReader(self._styles, self._losses, base).inlines(paragraph)
        )
        if not children:
            return
        numbering = self._styles.numbering(paragraph)
        if level:
            lists.add_block(Heading(level, children))
        elif numbering is not None:
            value = self._numbers.next(numbering).value
            lists.add_item(numbering, Paragraph(children), ItemNumber(value, ""))
        else:
            lists.add_block(Paragraph(children))

    def _table(self, element: etree._Element) -> Table | None:
        rows: list[_RowPlace] = []
        for row in _content(element, self._losses, _ROW):
            properties = row.find(_ROW_SETTINGS)
            if properties is not None and properties.find(_DELETED) is not None:
                self._losses.add("une ligne de tableau supprimée en suivi des modifications")
                continue
            header = properties is not None and properties.find(_HEADS) is not None
            rows.append((header, [_span(cell) for cell in _content(row, self._losses, _CELL)]))
        built = [self._row(rows, index) for index in range(len(rows))]
        heads = 0
        while heads < len(rows) - 1 and rows[heads][0]:
            heads += 1
        return Table(tuple(built[:heads]), tuple(built[heads:])) if built else None

    def _row(self, rows: list[_RowPlace], index: int) -> Row:
        header, cells = rows[index]
        spans = [[(span, continued) for span, continued, _ in each] for _, each in rows]
        built: list[Cell] = []
        column = 0
        for span, continued, element in cells:
            if not continued:
                below = rows_below(spans, index, column)
                blocks = tuple(_in_cell(block) for block in self.blocks(element))
                built.append(Cell(blocks, header, colspan=span, rowspan=1 + below))
            column += span
        return Row(tuple(built))


def _in_cell(block: Block) -> Block:
    return Paragraph(block.children, Style.CELL) if isinstance(block, Paragraph) else block


def _content(
    container: etree._Element, losses: Losses, wanted: str | None = None
) -> Iterator[etree._Element]:
    """The children of a container, those inside content controls and custom XML included."""
    for child in container:
        if child.tag in _THROUGH:
            yield from _content(child, losses, wanted)
        elif child.tag == _CONTROL:
            inner = child.find(qn("w:sdtContent"))
            if inner is not None:
                yield from _content(inner, losses, wanted)
        elif child.tag == qn("w:altChunk"):
            losses.add("un fichier inséré")
        elif wanted is None or child.tag == wanted:
            yield child


def _span(cell: etree._Element) -> _CellPlace:
    """The number of columns of a cell, and whether it goes on from the cell above."""
    properties = cell.find(_CELL_SETTINGS)
    if properties is None:
        return 1, False, cell
    grid = properties.find(_SPAN)
    merge = properties.find(_MERGE)
    span = int(grid.get(_VAL, "1")) if grid is not None else 1
    if not 1 <= span <= 1000:
        raise ValueError("span out of range")
    return span, merge is not None and merge.get(_VAL, "continue") == "continue", cell
