"""A Word file of prose: its paragraphs, headings, lists and tables as blocks of an act.

What an act can't hold (pictures, notes, text boxes) and what its author has taken out or hidden (tracked
deletions, hidden text) is left out and said, each kind once, with the paragraph where it was first met.
"""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace

import docx
from docx.document import Document as WordDocument
from lxml import etree

from actgen.diagnostics import Diagnostic, Location
from actgen.document.inline import Inline
from actgen.document.nodes import Block, Cell, Heading, Paragraph, Style
from actgen.rendering.prose_archive import archive_fault
from actgen.rendering.templates.tidy import trimmed
from actgen.rendering.word.readback_body import Body
from actgen.rendering.word.readback_lists import ListBuilder
from actgen.rendering.word.readback_numbers import Shown
from actgen.rendering.word.readback_runs import Losses, Reader
from actgen.rendering.word.readback_styles import Styles
from actgen.rules import rule

PROSE_WORD = rule("PROSE-WORD")
PROSE_PERTE = rule("PROSE-PERTE")
PROSE_BARRE = rule("PROSE-BARRE")


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


class _Prose(Body):
    """Prose is told in the look of the act: its words, its headings, its lists and tables."""

    def paragraph(self, paragraph: etree._Element, lists: ListBuilder) -> None:
        self.losses.paragraph += 1
        level = self.styles.heading_level(paragraph)
        base = self.styles.paragraph_format(paragraph)
        if level:  # the look of a heading is that of the act
            base = replace(base, bold=False, italic=False, underlined=False)
        children: tuple[Inline, ...] = trimmed(Reader(self.styles, self.losses, base).inlines(paragraph))
        if not children:
            return
        numbering = self.styles.numbering(paragraph)
        if level:
            lists.add_block(Heading(level, children))
        elif numbering is not None:
            value = self.styles.numbers.next(numbering.list_id, numbering.depth).value
            lists.add_item(numbering, Paragraph(children), Shown(value, ""))
        else:
            lists.add_block(Paragraph(children))

    def cell(self, cell: Cell, element: etree._Element) -> Cell:
        return replace(cell, blocks=tuple(_in_cell(block) for block in cell.blocks))


def _in_cell(block: Block) -> Block:
    return Paragraph(block.children, Style.CELL) if isinstance(block, Paragraph) else block
