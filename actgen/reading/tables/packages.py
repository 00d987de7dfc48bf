"""What a workbook is made of, looked at before the library unpacks it.

A workbook comes from strangers: a few kilobytes can unpack to gigabytes, one merged cell can cover
seventeen billion cells, an entity can name a file of this machine. Sizes, cells and merges are counted
in a first pass that keeps nothing, and a document type is refused: Excel writes none. A part is told by what
it holds: a relation may name a sheet « sheet1.dat ».
"""

from __future__ import annotations

import io
import zipfile
import zlib

from lxml import etree

from actgen.sources import packed_part

MOST_UNPACKED = 20_000_000
MOST_PARTS = 500
MOST_CELLS = 50_000
MOST_MERGED = 20_000
MOST_ELEMENTS = 1_000_000  # of one part: fifty thousand cells of text have a quarter of it
_KEPT = 1_000  # elements side by side: more are forgotten
_COLUMNS = {letter: rank for rank, letter in enumerate("ABCDEFGHIJKLMNOPQRSTUVWXYZ", start=1)}


def opened(content: bytes) -> bytes | str:
    """The same workbook packed anew without compression, or why it can't be opened in safety, in French.

    Packed anew, because a directory may lie about sizes: what the library reads is what was counted here.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = _parts(archive)
    except (zipfile.BadZipFile, OSError, EOFError, RuntimeError, NotImplementedError, ValueError, zlib.error):
        return "ce classeur est abîmé, ou protégé par un mot de passe"
    if isinstance(parts, str):
        return parts
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return packed.getvalue()


def _parts(archive: zipfile.ZipFile) -> dict[str, bytes] | str:
    listed = {part.filename: part for part in archive.infolist()}
    if "xl/workbook.xml" not in listed:
        return "ce n’est pas un classeur Excel (.xlsx)"
    if len(listed) > MOST_PARTS or sum(part.file_size for part in listed.values()) > MOST_UNPACKED:
        return "ce classeur est trop gros une fois ouvert"
    parts: dict[str, bytes] = {}
    cells = merged = 0
    for name, part in listed.items():
        parts[name] = packed_part(archive, part)
        if name.lower().endswith((".xml", ".rels")) or _may_be_xml(parts[name]):
            found = _counted(parts[name])
            if found is None:
                return "une partie de ce classeur est abîmée, ou n’est pas d’un tableur"
            cells, merged = cells + found[0], merged + found[1]
        if cells > MOST_CELLS or merged > MOST_MERGED:
            return "ce classeur a trop de cellules pour un tel tableau"
    return parts


def _may_be_xml(content: bytes) -> bool:
    """Whether a reader of XML could take a part for its own; a picture, settings of a printer never are."""
    return content[:64].lstrip(b"\xef\xbb\xbf\xff\xfe\x00 \t\r\n").startswith((b"<", b"L\x6f\xa7\x94"))


def _counted(content: bytes) -> tuple[int, int] | None:
    """Cells, and cells under merges, of one part; None when it is no plain XML."""
    cells = merged = elements = 0
    try:
        events = etree.iterparse(
            io.BytesIO(content), events=("end",), resolve_entities=False, load_dtd=False, no_network=True
        )
        for _, element in events:
            if element.getroottree().docinfo.doctype:
                return None
            elements += 1
            if elements > MOST_ELEMENTS:
                return MOST_CELLS + 1, merged
            name = element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""
            if name == "c":
                cells += 1
            elif name == "mergeCell":
                merged += _area(element.get("ref", ""))
            element.clear()
            parent = element.getparent()
            if parent is not None and len(parent) > _KEPT:
                del parent[:-1]
    except etree.XMLSyntaxError:
        return None
    return cells, merged


def _area(reference: str) -> int:
    """How many cells « A1:C2 » covers; too many for what can't be read."""
    corners = [_corner(corner) for corner in reference.replace("$", "").upper().split(":")]
    if not 1 <= len(corners) <= 2 or 0 in {number for corner in corners for number in corner}:
        return MOST_MERGED + 1
    (left, top), (right, bottom) = corners[0], corners[-1]
    return (abs(right - left) + 1) * (abs(bottom - top) + 1)


def _corner(cell: str) -> tuple[int, int]:
    letters = cell.rstrip("0123456789")
    digits = cell[len(letters) :]
    if not 1 <= len(letters) <= 3 or not digits or len(digits) > 7 or set(letters) - _COLUMNS.keys():
        return 0, 0
    column = 0
    for letter in letters:
        column = column * 26 + _COLUMNS[letter]
    return column, int(digits)
