"""The archive of a Word file that comes from anyone: looked at before any library opens it."""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
import zlib
from collections.abc import Mapping
from typing import NamedTuple

from lxml import etree

from actgen.reading.sources import packed_part

PARSER = etree.XMLParser(
    resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True
)
RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_MAIN = "word/document.xml"
_TYPES = "[Content_Types].xml"
_MAIN_TYPE = b"wordprocessingml.document.main+xml"
_TEMPLATE_TYPE = b"wordprocessingml.template.main+xml"
_MACROS = b"macroEnabled"
_PROGRAM = "vbaProject.bin"
_STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_OPEN_DOCUMENT = b"application/vnd.oasis.opendocument"
_LONGEST_SORT = 200  # bytes
_TEXT = re.compile(r"word/document\d*\.xml")
SAVE_AGAIN = "Ouvrez-le dans Word, puis enregistrez-le au format « Document Word (.docx) »."
_SOUND_COPY = "Reprenez-en une copie saine\u00a0: une version d’avant, ou le fichier d’où il vient."
_PASSWORD = (
    "Ouvrez-le dans Word, retirez le mot de passe (Fichier, Informations, Protéger le document), puis "
    "enregistrez-le."
)


class FileFault(NamedTuple):
    """Why a file isn't opened, as the end of a sentence in French, and what to do."""

    what: str
    remedy: str = SAVE_AGAIN


PROTECTED = FileFault("il est protégé par un mot de passe.", _PASSWORD)
DAMAGED = FileFault("il est abîmé, coupé ou mal copié.", _SOUND_COPY)


def sort_fault(content: bytes) -> FileFault | None:
    """Why these bytes are no Word document, from how they begin; None for an archive."""
    if not content.strip(b"\x00 \r\n"):
        return FileFault("il est vide.", _SOUND_COPY)
    if content.startswith(b"PK"):
        return None
    if content.startswith(_OLD_OFFICE[:4]):
        return PROTECTED if _ENCRYPTED in content else FileFault("c’est un ancien document Word (.doc).")
    if content.startswith(b"%PDF"):
        return FileFault("c’est un PDF.", "Reprenez le document Word dont il est tiré.")
    if content.startswith(b"{\\rtf"):
        return FileFault("c’est un document RTF (.rtf).")
    return FileFault("ce n’est pas un document Word (.docx).")


def archive_sort(archive: zipfile.ZipFile) -> FileFault | None:
    """What an archive without the text of Word is; None for one that has it."""
    names = archive.namelist()
    if any(_TEXT.fullmatch(name) for name in names):
        return None
    sort = archive.getinfo("mimetype") if "mimetype" in names else None
    told = packed_part(archive, sort) if sort is not None and sort.file_size < _LONGEST_SORT else b""
    if told.startswith(_OPEN_DOCUMENT):
        return FileFault("c’est un document LibreOffice (.odt).")
    if any(name.startswith("xl/") for name in names):
        return FileFault("c’est un classeur Excel.", "Collez ses tableaux dans un document Word.")
    return FileFault("ce n’est pas un document Word (.docx).")


MAX_UNPACKED = 60_000_000
MAX_ENTRIES = 2_000
_ENCRYPTED_ARCHIVE = 0x1  # flag of an entry
_TOO_BIG = "l’archive est démesurée une fois ouverte."
_LINKED = "il fait appel à un fichier extérieur (image ou modèle lié)."
_REMEDIES = {
    _LINKED: "Dans Word\u00a0: Fichier, Informations, Modifier les liens d’accès aux fichiers, Rompre la "
    "liaison\u202f; puis enregistrez-le.",
}
MAX_RATIO = 200  # unpacked size to packed size, for entries above 1 MB

# the address of a link and the name of the model that a document was made from: never followed here
_NEVER_READ = ("/hyperlink", "/attachedTemplate")
_ENCODING = re.compile(rb"^\s*<\?xml[^>]*?\bencoding\s*=\s*['\"]([^'\"]*)")
_PLAIN_ENCODINGS = (b"utf-8", b"us-ascii", b"ascii")


def archive_fault(content: bytes) -> FileFault | None:
    """What forbids opening this Word file, and what to do; or None."""
    if (fault := sort_fault(content)) is not None:
        return fault
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            if any(entry.flag_bits & _ENCRYPTED_ARCHIVE for entry in archive.infolist()):
                return PROTECTED
            if (fault := archive_sort(archive)) is not None:
                return fault
            what = _size_fault(archive) or _parts_fault(archive)
            remedy = _too_big_remedy(archive) if what == _TOO_BIG else _REMEDIES.get(what, SAVE_AGAIN)
            return FileFault(what, remedy) if what else None
    except (zipfile.BadZipFile, zipfile.LargeZipFile, RuntimeError, NotImplementedError, EOFError, OSError):
        return DAMAGED
    except (ValueError, zlib.error):
        return DAMAGED


def _size_fault(archive: zipfile.ZipFile) -> str:
    entries = archive.infolist()
    names = [entry.filename for entry in entries]
    if any(_leads_outside(name) for name in names):
        return "une de ses parties porte le nom d’un fichier extérieur."
    if len(set(names)) != len(names):
        return "l’archive contient deux fois la même partie."
    if len(entries) > MAX_ENTRIES or sum(entry.file_size for entry in entries) > MAX_UNPACKED:
        return _TOO_BIG
    for entry in entries:
        if entry.file_size > 1_000_000 and entry.file_size > MAX_RATIO * max(entry.compress_size, 1):
            return _TOO_BIG
    return ""


def _too_big_remedy(archive: zipfile.ZipFile) -> str:
    """What weighs most, when it is a picture."""
    heaviest = max(archive.infolist(), key=lambda entry: entry.file_size)
    if "/media/" in heaviest.filename:
        return f"Retirez-en l’image {heaviest.filename.rpartition('/')[2][:60]}, la plus lourde."
    return "Retirez-en les images les plus lourdes, ou coupez-le en plusieurs textes."


def _parts_fault(archive: zipfile.ZipFile) -> str:
    for entry in archive.infolist():
        data = packed_part(archive, entry)  # each of them: a library will open them all
        is_xml = entry.filename.endswith((".xml", ".rels"))
        if is_xml and (fault := _xml_fault(data, entry.filename)):
            return fault
    return ""


def _leads_outside(name: str) -> bool:
    """True for a name that would be written elsewhere than in the folder where the archive is opened."""
    return ".." in name.split("/") or name.startswith("/") or "\\" in name or ":" in name


def _xml_fault(data: bytes, name: str) -> str:
    declared = _ENCODING.search(data[:200].removeprefix(b"\xef\xbb\xbf"))
    # in UTF-7 a declaration is written without any of the signs looked for below
    plain = declared is None or declared[1].lower() in _PLAIN_ENCODINGS
    if not plain or b"\x00" in data or data.startswith((b"\xff\xfe", b"\xfe\xff", b"\x4c\x6f\xa7\x94")):
        return f"la partie {name} n’est pas en UTF-8."
    if b"<!DOCTYPE" in data or b"<!ENTITY" in data:
        return f"la partie {name} contient une déclaration interdite."
    return _relations_fault(data) if name.endswith(".rels") else ""


def _relations_fault(data: bytes) -> str:
    """What a part of relations leads to outside of the file. It holds no declaration: it is safe to parse."""
    try:
        relations = etree.fromstring(data, PARSER)
    except etree.XMLSyntaxError:
        return "une de ses parties est abîmée."
    for relation in relations.iter(RELATION):
        if relation.get("TargetMode", "").strip().lower() != "external":
            continue
        if not relation.get("Type", "").endswith(_NEVER_READ):
            return _LINKED
    return ""


def parts_of(content: bytes) -> dict[str, bytes]:
    """The parts of an archive without fault."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {entry.filename: archive.read(entry) for entry in archive.infolist() if not entry.is_dir()}


def document_fault(parts: Mapping[str, bytes]) -> str:
    """What these parts are that is no document to read, as the end of a sentence in French; or nothing."""
    types = parts.get(_TYPES, b"")
    if _MAIN_TYPE not in types:
        if _MACROS in types:
            return "il contient des macros (.docm)."
        if _TEMPLATE_TYPE in types:
            return "c’est un modèle de Word (.dotx), et non un document."
        return "ce n’est pas un document Word (.docx)."
    if any(part.endswith(_PROGRAM) for part in parts):
        return "il contient des macros."
    if _STRICT in parts[main_part(parts)]:
        return "il est enregistré au format « Open XML strict »."
    return ""


def relations_of(parts: Mapping[str, bytes], part: str) -> list[tuple[str, str, str]]:
    """How a part leads to others of the archive, or the archive itself (""): identifier, kind, part."""
    folder, _, called = part.rpartition("/")
    rels = posixpath.join(folder, "_rels", f"{called}.rels")
    if rels not in parts:
        return []
    return [
        (
            relation.get("Id", ""),
            relation.get("Type", "").rpartition("/")[2],
            posixpath.normpath(posixpath.join("/", folder, relation.get("Target", ""))).lstrip("/"),
        )
        for relation in etree.fromstring(parts[rels], PARSER).iter(RELATION)
        if relation.get("TargetMode") != "External"
    ]


def main_part(parts: Mapping[str, bytes]) -> str:
    """The part of the text, which Office 365 may call « document2.xml »."""
    found = (part for _, kind, part in relations_of(parts, "") if kind == "officeDocument" and part in parts)
    return next(found, _MAIN)


_PROGRAMS = re.compile(r"(?:^|/)vbaProject\.bin$|(?:^|/)vbaData\.xml$|(?:^|/)activeX/|(?:^|/)afchunk", re.I)
_KNOWN = frozenset(
    ("xml", "rels", "vml", "odttf", "psmdcp", "png", "jpg", "jpeg", "jfif", "gif", "bmp", "tif", "tiff")
) | {"emf", "wmf", "svg", "webp"}
_PRINTER = re.compile(r"(?:^|/)printerSettings\d*\.bin$", re.I)
# a link to a file or a shared folder gives the reader's name and password away as soon as it is clicked
_ADDRESS = re.compile(r"(?:https?|mailto|tel):|#|[^:\\/]+(?:[/?#]|$)", re.I)
_FIELD_LINK = re.compile(r"^HYPERLINK\s+\"?([^\"\s]+)", re.I)
_IN_A_PICTURE = frozenset(("script", "foreignObject", "iframe", "use", "handler", "listener"))


def outside_fault(parts: Mapping[str, bytes]) -> str:
    """What these parts hold that runs, fetches or is another file, as the end of a sentence; or nothing.

    No act carries it; it would act on who opens the model, and a colleague's model comes from anyone.
    """
    for part, content in parts.items():
        suffix, said = part.rpartition(".")[2].lower(), posixpath.basename(part)
        if _PROGRAMS.search(part):
            return "il contient des macros ou des programmes."
        if suffix not in _KNOWN and not _PRINTER.search(part):
            return f"un autre fichier y est joint ({said})."
        if suffix == "svg" and _active(content):
            return f"une de ses images ({said}) contient un programme ou un lien."
        if suffix == "rels" and (target := _bad_link(content)):
            return f"il porte un lien vers «\u00a0{target}\u00a0», qui n’est pas une adresse du web."
    return ""


def bad_address(instruction: str) -> str:
    """Where a field of link leads when that is no address of the web, else an empty text."""
    found = _FIELD_LINK.match(instruction)
    return found[1] if found and not found[1].startswith("\\l") and not _ADDRESS.match(found[1]) else ""


def _bad_link(content: bytes) -> str:
    for relation in etree.fromstring(content, PARSER).iter(RELATION):
        target: str = relation.get("Target", "")
        if relation.get("Type", "").endswith("/hyperlink") and not _ADDRESS.match(target):
            return target[:80]
    return ""


def _active(content: bytes) -> bool:
    """True for a drawing that runs or fetches something; one that declares entities is not even read."""
    if b"<!DOCTYPE" in content and b"<!ENTITY" in content:
        return True
    try:
        drawing = etree.fromstring(content, PARSER)
    except etree.XMLSyntaxError:
        return True
    for node in drawing.iter(etree.Element):
        if etree.QName(node).localname in _IN_A_PICTURE:
            return True
        for key, value in node.attrib.items():
            plain = key.rpartition("}")[2].lower()
            if plain.startswith("on") or (plain in ("href", "src") and not value.startswith(("#", "data:"))):
                return True
            if "url(" in value and "url(#" not in value:
                return True
    return False
