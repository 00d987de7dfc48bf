"""A Word file opened: its parts in reading order. A part is called as Word calls it."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Mapping, Sequence
from io import BytesIO
from typing import cast

import docx
from docx.document import Document as WordDocument
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from lxml import etree
from msgspec import Struct

from actgen.acts.outputs.docx.archive import (
    PARSER,
    RELATION,
    SAVE_AGAIN,
    archive_fault,
    document_fault,
    main_part,
    parts_of,
    relations_of,
)
from actgen.acts.outputs.docx.markup import Element, name
from actgen.acts.outputs.docx.package import zip_parts
from actgen.acts.templating.word.styles import Styles
from actgen.base.diagnostics import Diagnostic, Location
from actgen.base.rules import rule
from actgen.base.text.numbers import nombre

MAX_COLUMNS = 63  # of a table of Word
MAX_TABLES_DEEP = 5


def table_fault(story: Element) -> str:
    """A table that no sheet of paper holds: columns by millions, tables in one another without end."""
    for tag in ("gridSpan", "gridBefore", "gridAfter"):
        for node in story.iter(name(tag)):
            width = node.get(name("val"), "0")
            if not width.isdecimal() or len(width) > 2 or int(width) > MAX_COLUMNS:
                return f"un de ses tableaux compte plus de {MAX_COLUMNS} colonnes."
    for table in story.iter(name("tbl")):
        if sum(1 for _ in table.iterancestors(name("tbl"))) >= MAX_TABLES_DEEP:
            return f"des tableaux y sont emboîtés sur plus de {MAX_TABLES_DEEP} niveaux."
    return ""


WORD_FILE = rule("GABARIT-WORD")

BODY = "corps"
MAX_PARAGRAPHS = 20_000
MAX_ELEMENTS = 500_000  # in all the parts that are read: a convention of 60 pages has 30 000
_ROOT_RELATIONS = "_rels/.rels"
_RELATED = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_CORE = "/metadata/core-properties"
_PAGES = {"first": " de première page", "even": " des pages paires"}
_NOTES = {"footnotes": "notes de bas de page", "endnotes": "notes de fin"}
_CUT = "Coupez-le en plusieurs textes (clauses, annexes), ou simplifiez ses tableaux."


class Story(Struct, eq=False):
    """A part that is read and filled: its name in the archive, its name for its author, its tree."""

    entry: str
    label: str
    root: Element

    @property
    def is_body(self) -> bool:
        return self.label == BODY

    @property
    def is_notes(self) -> bool:
        return self.label in _NOTES.values()

    @property
    def is_text(self) -> bool:
        """Whether acts have it: they bear the heads and feet of their letterhead."""
        return self.is_body or self.is_notes


class Package(Struct, eq=False):
    """An opened Word file, its `stories` in reading order.

    `document` is the file as it was written, whatever becomes of the trees of the stories.
    """

    file: str
    parts: dict[str, bytes]
    stories: list[Story]
    styles: Styles
    document: WordDocument


def open_package(content: bytes, file: str) -> Package | Diagnostic:
    """A Word file opened, or what forbids it. Never raises for the fault of a file."""
    place = Location(file)
    if fault := archive_fault(content):
        return WORD_FILE.finding(f"« {file} » n’est pas ouvert : {fault.what}", place, hint=fault.remedy)
    parts = parts_of(content)
    try:
        if unfit := document_fault(parts):
            return WORD_FILE.finding(f"« {file} » n’est pas ouvert : {unfit}", place, hint=SAVE_AGAIN)
        parts[_ROOT_RELATIONS] = _mended(parts[_ROOT_RELATIONS])
        document = docx.Document(BytesIO(zip_parts(parts)))
        styles = Styles(document)
        stories = _stories(parts, main_part(parts))
        too_long = _length_fault(stories)
    except (KeyError, ValueError, AttributeError, TypeError, IndexError, NotImplementedError):
        pass
    except (etree.LxmlError, zipfile.BadZipFile, zlib.error, RecursionError):
        pass
    else:
        if too_long:
            return WORD_FILE.finding(f"« {file} » n’est pas lu : {too_long}", place, hint=_CUT)
        return Package(file, parts, stories, styles, document)
    message = f"« {file} » n’est pas ouvert : son contenu est abîmé."
    return WORD_FILE.finding(message, place, hint=SAVE_AGAIN)


def _length_fault(stories: Sequence[Story]) -> str:
    elements = paragraphs = 0
    for story in stories:
        for node in story.root.iter():
            elements += 1
            paragraphs += node.tag == name("p")
    if paragraphs > MAX_PARAGRAPHS:
        return f"il compte {nombre(paragraphs)} paragraphes, {nombre(MAX_PARAGRAPHS)} au plus."
    if elements > MAX_ELEMENTS:
        return f"il est trop chargé\u00a0: {nombre(elements)} éléments, {nombre(MAX_ELEMENTS)} au plus."
    return next((fault for story in stories if (fault := table_fault(story.root))), "")


def _stories(parts: Mapping[str, bytes], main: str) -> list[Story]:
    """The parts that are read, in reading order. Raises for what is no XML."""
    body = Story(main, BODY, etree.fromstring(parts[main], PARSER))
    if body.root.tag != name("document") or body.root.find(name("body")) is None:
        raise ValueError("no body")
    pages: dict[str | None, str] = {}
    for tag in ("headerReference", "footerReference"):
        for node in body.root.iter(name(tag)):
            page = _PAGES.get(node.get(name("type"), ""), "")
            known = pages.setdefault(node.get(_RELATED), page)
            pages[node.get(_RELATED)] = min(known, page, key=len)  # one of several kinds of pages: of all
    found: dict[str, list[Story]] = {}
    seen: set[str] = set()
    for identifier, kind, target in relations_of(parts, main):
        if target in seen or target not in parts:
            continue
        page = pages.get(identifier, "")
        label = {"header": f"en-tête{page}", "footer": f"pied de page{page}"}
        said = label.get(kind) or _NOTES.get(kind)
        if said:
            seen.add(target)
            story = Story(target, said, etree.fromstring(parts[target], PARSER))
            found.setdefault(kind, []).append(story)
    order = ("header", "footer", "footnotes", "endnotes")
    stories = [story for kind in order for story in sorted(found.get(kind, []), key=lambda one: one.entry)]
    return [body, *stories]


def _mended(relations: bytes) -> bytes:
    """The relations of the archive with the properties under their right name.

    LibreOffice writes `officedocument` in lower case there; python-docx then adds a second properties
    part, and LibreOffice refuses its own file.
    """
    root = etree.fromstring(relations, PARSER)
    for relation in root.iter(RELATION):
        if relation.get("Type", "").endswith(_CORE):
            relation.set("Type", RT.CORE_PROPERTIES)
    return cast(bytes, etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))
