"""Builds the Word templates of the corpus: what python-docx writes, and the XML that it has no words for."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Iterable, Sequence

import docx
from docx.document import Document as WordDocument
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml.parser import parse_xml
from lxml import etree

from actgen.acts.outputs.docx.letterhead import house_letterhead

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_XML = (
    f'xmlns:w="{WORD}" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:o="urn:schemas-microsoft-com:office:office" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'
)
_NOTES = "application/vnd.openxmlformats-officedocument.wordprocessingml.{}+xml"


def t(text: str) -> str:
    """A run of text, to the letter."""
    escaped = text.replace("&", "&amp;").replace("<", "&lt;")
    return f'<w:r><w:t xml:space="preserve">{escaped}</w:t></w:r>'


def p(*content: str, style: str = "", properties: str = "") -> str:
    """A paragraph of runs; a text that is no XML becomes a run."""
    runs = "".join(one if one.startswith("<") else t(one) for one in content)
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    return f"<w:p><w:pPr>{named}{properties}</w:pPr>{runs}</w:p>"


def table(*rows: Sequence[str]) -> str:
    """A table of cells; a cell is a text, or paragraphs in XML."""
    body = ""
    for row in rows:
        cells = "".join(f"<w:tc>{cell if cell.startswith('<w:p>') else p(cell)}</w:tc>" for cell in row)
        body += f"<w:tr>{cells}</w:tr>"
    grid = "<w:gridCol/>" * max(len(row) for row in rows)
    return f"<w:tbl><w:tblPr/><w:tblGrid>{grid}</w:tblGrid>{body}</w:tbl>"


def word(*blocks: str, header: Iterable[str] = (), footer: Iterable[str] = ()) -> bytes:
    """A file of these blocks, with the styles of the house."""
    return saved(document(*blocks, header=header, footer=footer))


def document(*blocks: str, header: Iterable[str] = (), footer: Iterable[str] = ()) -> WordDocument:
    """The same, still open."""
    made = docx.Document(io.BytesIO(house_letterhead()))
    section = made.sections[0]
    for holder, content in ((section.header, header), (section.footer, footer)):
        for child in list(holder._element):
            holder._element.remove(child)
        for block in [*content] or [p()]:
            holder._element.append(xml(block if block.startswith("<") else p(block)))
    body = made.element.body
    for child in list(body):
        if not child.tag.endswith("}sectPr"):
            body.remove(child)
    for number, block in enumerate(blocks):
        body.insert(number, xml(block if block.startswith("<") else p(block)))
    return made


def xml(text: str) -> etree._Element:
    """An element of Word, its prefixes known."""
    return parse_xml(re.sub(r"^<([\w:]+)", rf"<\1 {_XML}", text, count=1))


def saved(made: WordDocument) -> bytes:
    buffer = io.BytesIO()
    made.save(buffer)
    return buffer.getvalue()


def with_notes(made: WordDocument, kind: str, *notes: str) -> WordDocument:
    """The document with a part of footnotes or endnotes, each of one paragraph, numbered from 2."""
    singular = kind[:-1]
    inside = "".join(
        f'<w:{singular} w:id="{number}">{p(note)}</w:{singular}>' for number, note in enumerate(notes, 2)
    )
    content = f"<?xml version='1.0' encoding='UTF-8'?><w:{kind} {_XML}>{inside}</w:{kind}>".encode()
    part = Part(PackURI(f"/word/{kind}.xml"), _NOTES.format(kind), content, made.part.package)
    made.part.relate_to(part, RT.FOOTNOTES if kind == "footnotes" else RT.ENDNOTES)
    return made


def edited(content: bytes, change: Callable[[dict[str, bytes]], None]) -> bytes:
    """A file with its parts changed by hand."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = {entry.filename: archive.read(entry) for entry in archive.infolist()}
    change(parts)
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for entry, data in parts.items():
            archive.writestr(entry, data)
    return buffer.getvalue()


def part(content: bytes, entry: str) -> str:
    """A part of a file as text."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return archive.read(entry).decode()
