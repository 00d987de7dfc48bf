"""The zip of a Word file, written so that equal content gives equal bytes.

python-docx stamps the time of day and lets parts fall in the order of its graph. Here the date is
fixed, the parts are sorted with the content types first, and each name occurs once.
"""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from datetime import UTC, date, datetime
from io import BytesIO
from typing import cast

from docx.opc.constants import CONTENT_TYPE as CT
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.opc.rel import Relationships
from docx.package import Package
from lxml import etree

from actgen.acts.tree.nodes import Document

_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_CORE = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
_DC = "http://purl.org/dc/elements/1.1/"
_TERMS = "http://purl.org/dc/terms/"
_XSI = "http://www.w3.org/2001/XMLSchema-instance"
_EPOCH = (1980, 1, 1, 0, 0, 0)  # the oldest date that a zip can hold
_FIRST = "[Content_Types].xml"
_WRITER = "actgen"
_ORDINARY_FILE = 0o100644 << 16
_CORE_NAME = PackURI("/docProps/core.xml")
# What a letterhead says of the file that it was: its page count, its picture, its writer's company.
_STALE = ("/metadata/core-properties", "/extended-properties", "/metadata/thumbnail")


def pack(package: Package, document: Document, dated: date | None) -> bytes:
    """The bytes of a package, its properties replaced by those of the act."""
    _drop_stale(package)
    core = Part(_CORE_NAME, CT.OPC_CORE_PROPERTIES, core_properties(document, dated), package)
    package.relate_to(core, RT.CORE_PROPERTIES)
    return zip_parts(_parts(package))


def zip_parts(parts: Mapping[str, bytes]) -> bytes:
    """A zip of these parts (name without leading slash → bytes), the same bytes each time."""
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for part in sorted(parts, key=lambda key: (key != _FIRST, key)):
            entry = zipfile.ZipInfo(part, _EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 3
            entry.external_attr = _ORDINARY_FILE
            archive.writestr(entry, parts[part], compresslevel=6)
    return buffer.getvalue()


def core_properties(document: Document, dated: date | None) -> bytes:
    """The properties part: the act's title and subject, and a date that is never today's."""
    day = dated or date(*_EPOCH[:3])
    moment = datetime(day.year, day.month, day.day, tzinfo=UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    root = etree.Element(
        f"{{{_CORE}}}coreProperties", nsmap={"cp": _CORE, "dc": _DC, "dcterms": _TERMS, "xsi": _XSI}
    )
    for tag, value in (
        (f"{{{_DC}}}title", document.title),
        (f"{{{_DC}}}subject", document.subject),
        (f"{{{_DC}}}creator", document.author or _WRITER),
        (f"{{{_DC}}}language", document.language),
        (f"{{{_CORE}}}lastModifiedBy", _WRITER),
        (f"{{{_CORE}}}revision", "1"),
    ):
        etree.SubElement(root, tag).text = value
    for tag in ("created", "modified"):
        node = etree.SubElement(root, f"{{{_TERMS}}}{tag}")
        node.set(f"{{{_XSI}}}type", "dcterms:W3CDTF")
        node.text = moment
    return _xml(root)


def _drop_stale(package: Package) -> None:
    """Take the old properties out, whatever their relation is called.

    LibreOffice writes `officedocument` in it in lower case; python-docx then doesn't know it, would
    add a second properties part, and LibreOffice would refuse the file.
    """
    for key, relation in list(package.rels.items()):
        if relation.reltype.endswith(_STALE):
            del package.rels[key]


def _parts(package: Package) -> dict[str, bytes]:
    parts = {"_rels/.rels": _relations(package.rels)}
    kinds: dict[str, str] = {}
    for part in package.iter_parts():
        member = part.partname.membername
        if member in parts:
            raise AssertionError(f"two parts of one name: {member}")
        parts[member] = part.blob
        kinds[str(part.partname)] = part.content_type
        if part.rels:
            parts[part.partname.rels_uri.membername] = _relations(part.rels)
    parts[_FIRST] = content_types(kinds)
    return parts


def _relations(rels: Relationships) -> bytes:
    return cast(bytes, rels.xml)  # python-docx says str, and gives bytes


def content_types(kinds: Mapping[str, str]) -> bytes:
    """The list of the parts' types (name with its slash → type), one override for each part."""
    root = etree.Element(f"{{{_TYPES}}}Types", nsmap={None: _TYPES})
    for extension, kind in (("rels", CT.OPC_RELATIONSHIPS), ("xml", CT.XML)):
        etree.SubElement(root, f"{{{_TYPES}}}Default", Extension=extension, ContentType=kind)
    for part in sorted(kinds):
        etree.SubElement(root, f"{{{_TYPES}}}Override", PartName=part, ContentType=kinds[part])
    return _xml(root)


def _xml(root: etree._Element) -> bytes:
    return cast(bytes, etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))
