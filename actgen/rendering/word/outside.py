"""What a Word template may carry into the acts: words, pictures and fonts, no program, no way to elsewhere.

The output is the author's own file: what hides in it would be opened by whoever receives the act.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import PurePosixPath

from lxml import etree

from actgen.rendering.docx.markup import Element, local, name

MAX_COLUMNS = 63  # of a table of Word
MAX_TABLES_DEEP = 5

_PARSER = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
_RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_PROGRAMS = re.compile(r"(?:^|/)vbaProject\.bin$|(?:^|/)vbaData\.xml$|(?:^|/)activeX/|(?:^|/)afchunk", re.I)
_KNOWN = frozenset(("xml", "rels", "vml", "odttf", "psmdcp"))
_PICTURES = frozenset(
    ("png", "jpg", "jpeg", "jfif", "gif", "bmp", "tif", "tiff", "emf", "wmf", "svg", "webp")
)
_PRINTER = re.compile(r"(?:^|/)printerSettings\d*\.bin$", re.I)
# a link to a file or a shared folder gives the reader's name and password away as soon as it is clicked
_ADDRESS = re.compile(r"(?:https?|mailto|tel):|#|[^:\\/]+(?:[/?#]|$)", re.I)
_FIELD_LINK = re.compile(r"^HYPERLINK\s+\"?([^\"\s]+)", re.I)
_ATTACHED = "/attachedTemplate"
_SETTINGS, _SETTINGS_RELATIONS = "word/settings.xml", "word/_rels/settings.xml.rels"
_IN_A_PICTURE = frozenset(("script", "foreignObject", "iframe", "use", "handler", "listener"))


def outside_fault(parts: Mapping[str, bytes]) -> str:
    """A French sentence on a part that no act may carry, or an empty text. Raises for what is no XML."""
    for part, content in parts.items():
        suffix = part.rpartition(".")[2].lower()
        if _PROGRAMS.search(part):
            return "il contient des macros ou des programmes."
        if suffix not in _KNOWN | _PICTURES and not _PRINTER.search(part):
            return f"un autre fichier y est joint ({PurePosixPath(part).name})."
        if suffix == "svg" and _active(content):
            return f"une de ses images ({PurePosixPath(part).name}) contient un programme ou un lien."
        if suffix == "rels" and (target := _bad_link(content)):
            return f"il porte un lien vers «\u00a0{target}\u00a0», qui n’est pas une adresse du web."
    return ""


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


def bad_address(instruction: str) -> str:
    """Where a field of link leads when that is no address of the web, else an empty text."""
    found = _FIELD_LINK.match(instruction)
    return found[1] if found and not found[1].startswith("\\l") and not _ADDRESS.match(found[1]) else ""


def drop_attached(parts: dict[str, bytes]) -> None:
    """Take out the model that the file was made from: Word would fetch it wherever it says it is."""
    if _SETTINGS_RELATIONS in parts:
        parts[_SETTINGS_RELATIONS] = _without(parts[_SETTINGS_RELATIONS], _RELATIONSHIP, _ATTACHED)
    if _SETTINGS in parts:
        parts[_SETTINGS] = _without(parts[_SETTINGS], name("attachedTemplate"), "")


def _without(content: bytes, tag: str, kind: str) -> bytes:
    root = etree.fromstring(content, _PARSER)
    gone = [node for node in root.iter(tag) if node.get("Type", "").endswith(kind)]
    for node in gone:
        node.getparent().remove(node)
    if not gone:
        return content
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))


def _bad_link(content: bytes) -> str:
    for relation in etree.fromstring(content, _PARSER).iter(_RELATIONSHIP):
        target: str = relation.get("Target", "")
        if relation.get("Type", "").endswith("/hyperlink") and not _ADDRESS.match(target):
            return target[:80]
    return ""


def _active(content: bytes) -> bool:
    """True for a drawing that runs or fetches something; one that declares entities is not even read."""
    if b"<!DOCTYPE" in content and b"<!ENTITY" in content:
        return True
    for node in etree.fromstring(content, _PARSER).iter(etree.Element):
        if local(node) in _IN_A_PICTURE:
            return True
        for key, value in node.attrib.items():
            plain = key.rpartition("}")[2].lower()
            if plain.startswith("on") or (plain in ("href", "src") and not value.startswith(("#", "data:"))):
                return True
            if "url(" in value and "url(#" not in value:
                return True
    return False
