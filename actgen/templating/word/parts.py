"""A Word file opened: its parts in reading order, and what may not be in it.

The file comes from anyone: it is looked at before any library opens it, and its XML is read without entities.
A part is called as Word calls it.
"""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import PurePosixPath
from typing import NamedTuple, cast

import docx
from docx.document import Document as WordDocument
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from lxml import etree

from actgen.diagnostics import Diagnostic, Location
from actgen.outputs.docx.markup import Element, local, name, plain_text
from actgen.outputs.docx.package import zip_parts
from actgen.rules import rule
from actgen.sources import packed_part
from actgen.templating.word.styles import Styles
from actgen.text.numbers import nombre

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

_RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
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
        relations = etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True))
    except etree.XMLSyntaxError:
        return "une de ses parties est abîmée."
    for relation in relations.iter(_RELATION):
        if relation.get("TargetMode", "").strip().lower() != "external":
            continue
        if not relation.get("Type", "").endswith(_NEVER_READ):
            return _LINKED
    return ""


MAX_COLUMNS = 63  # of a table of Word
MAX_TABLES_DEEP = 5

_PARSER = etree.XMLParser(
    resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True
)
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
_IN_A_PICTURE = frozenset(("script", "foreignObject", "iframe", "use", "handler", "listener"))


class Outside(NamedTuple):
    """What no act may carry, as the end of a sentence in French, and the part where it is."""

    what: str
    part: str


def outside_fault(parts: Mapping[str, bytes]) -> Outside | None:
    """The first part that no act may carry. Raises for what is no XML."""
    for part, content in parts.items():
        suffix, said = part.rpartition(".")[2].lower(), PurePosixPath(part).name
        if _PROGRAMS.search(part):
            return Outside("il contient des macros ou des programmes.", part)
        if suffix not in _KNOWN | _PICTURES and not _PRINTER.search(part):
            return Outside(f"un autre fichier y est joint ({said}).", part)
        if suffix == "svg" and _active(content):
            return Outside(f"une de ses images ({said}) contient un programme ou un lien.", part)
        if suffix == "rels" and (target := _bad_link(content)):
            what = f"il porte un lien vers «\u00a0{target}\u00a0», qui n’est pas une adresse du web."
            return Outside(what, part)
    return None


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


WORD_FILE = rule("GABARIT-WORD")

BODY = "corps"
MAX_PARAGRAPHS = 20_000
MAX_ELEMENTS = 500_000  # in all the parts that are read: a convention of 60 pages has 30 000
_MAIN, _ROOT_RELATIONS = "word/document.xml", "_rels/.rels"
_TYPES = "[Content_Types].xml"
_MAIN_TYPE = b"wordprocessingml.document.main+xml"
_TEMPLATE_TYPE = b"wordprocessingml.template.main+xml"
_MACROS = b"macroEnabled"
_STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
_RELATED = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_CORE = "/metadata/core-properties"
_PAGES = {"first": " de première page", "even": " des pages paires"}
_NOTES = {"footnotes": "notes de bas de page", "endnotes": "notes de fin"}
_CUT = "Coupez-le en plusieurs textes (clauses, annexes), ou simplifiez ses tableaux."
_TAKE_OUT = "Ouvrez-le dans Word, supprimez cela, puis enregistrez-le au format « Document Word (.docx) »."


@dataclass(slots=True, eq=False)
class Story:
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


@dataclass(slots=True, eq=False)
class Package:
    """An opened Word file. `stories` come in reading order; `comments` are never filled.

    `document` is the file as it was written, whatever becomes of the trees of the stories.
    """

    file: str
    parts: dict[str, bytes]
    stories: list[Story]
    styles: Styles
    document: WordDocument
    comments: list[Story] = field(default_factory=list)


def open_package(content: bytes, file: str) -> Package | Diagnostic:
    """A Word file opened, or what forbids it. Never raises for the fault of a file."""
    place = Location(file)
    if fault := archive_fault(content):
        return WORD_FILE.finding(f"« {file} » n’est pas ouvert : {fault.what}", place, hint=fault.remedy)
    with zipfile.ZipFile(BytesIO(content)) as archive:
        parts = {entry.filename: archive.read(entry) for entry in archive.infolist() if not entry.is_dir()}
    try:
        main = main_part(parts)
        if unfit := _sort_fault(parts, main):
            return WORD_FILE.finding(f"« {file} » n’est pas ouvert : {unfit}", place, hint=SAVE_AGAIN)
        if outside := outside_fault(parts):
            shown = _where(parts, main, outside.part, file)
            return WORD_FILE.finding(f"« {file} » n’est pas ouvert : {outside.what}", shown, hint=_TAKE_OUT)
        parts[_ROOT_RELATIONS] = _mended(parts[_ROOT_RELATIONS])
        document = docx.Document(BytesIO(zip_parts(parts)))
        styles = Styles(document)
        stories, comments = _stories(parts, main)
        too_long = _length_fault((*stories, *comments))
    except (KeyError, ValueError, AttributeError, TypeError, IndexError, NotImplementedError):
        pass
    except (etree.LxmlError, zipfile.BadZipFile, zlib.error, RecursionError):
        pass
    else:
        if too_long:
            return WORD_FILE.finding(f"« {file} » n’est pas lu : {too_long}", place, hint=_CUT)
        return Package(file, parts, stories, styles, document, comments)
    message = f"« {file} » n’est pas ouvert : son contenu est abîmé."
    return WORD_FILE.finding(message, place, hint=SAVE_AGAIN)


def _sort_fault(parts: Mapping[str, bytes], main: str) -> str:
    types = parts.get(_TYPES, b"")
    if _MAIN_TYPE not in types:
        if _MACROS in types:
            return "il contient des macros (.docm)."
        if _TEMPLATE_TYPE in types:
            return "c’est un modèle de Word (.dotx), et non un document."
        return "ce n’est pas un document Word (.docx)."
    if _STRICT in parts[main]:
        return "il est enregistré au format « Open XML strict »."
    return ""


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


def _stories(parts: Mapping[str, bytes], main: str) -> tuple[list[Story], list[Story]]:
    """The parts that are filled, in reading order, and the comments. Raises for what is no XML."""
    body = Story(main, BODY, etree.fromstring(parts[main], _PARSER))
    if body.root.tag != name("document") or body.root.find(name("body")) is None:
        raise ValueError("no body")
    pages = {
        node.get(_RELATED): _PAGES.get(node.get(name("type"), ""), "")
        for tag in ("headerReference", "footerReference")
        for node in body.root.iter(name(tag))
    }
    found: dict[str, list[Story]] = {}
    seen: set[str] = set()
    for identifier, kind, target in relations_of(parts, main):
        if target in seen or target not in parts:
            continue
        page = pages.get(identifier, "")
        label = {"header": f"en-tête{page}", "footer": f"pied de page{page}", "comments": "commentaires"}
        said = label.get(kind) or _NOTES.get(kind)
        if said:
            seen.add(target)
            story = Story(target, said, etree.fromstring(parts[target], _PARSER))
            found.setdefault(kind, []).append(story)
    order = ("header", "footer", "footnotes", "endnotes")
    stories = [story for kind in order for story in sorted(found.get(kind, []), key=lambda one: one.entry)]
    return [body, *stories], found.get("comments", [])


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
        for relation in etree.fromstring(parts[rels], _PARSER).iter(_RELATIONSHIP)
        if relation.get("TargetMode") != "External"
    ]


def main_part(parts: Mapping[str, bytes]) -> str:
    """The part of the text, which Office 365 may call « document2.xml »."""
    found = (part for _, kind, part in relations_of(parts, "") if kind == "officeDocument" and part in parts)
    return next(found, _MAIN)


def _where(parts: Mapping[str, bytes], main: str, part: str, file: str) -> Location:
    """The paragraph of the body that shows a part, or the file."""
    key = next((key for key, _, target in relations_of(parts, main) if target == part), None)
    if key is None or main not in parts:
        return Location(file)
    for number, line in enumerate(etree.fromstring(parts[main], _PARSER).iter(name("p")), 1):
        if any(key in node.attrib.values() for node in line.iter()):
            return Location(file, number, excerpt=plain_text(line) or "(image)", part=BODY)
    return Location(file)


def _mended(relations: bytes) -> bytes:
    """The relations of the archive with the properties under their right name.

    LibreOffice writes `officedocument` in lower case there; python-docx then adds a second properties
    part, and LibreOffice refuses its own file.
    """
    root = etree.fromstring(relations, _PARSER)
    for relation in root.iter(_RELATIONSHIP):
        if relation.get("Type", "").endswith(_CORE):
            relation.set("Type", RT.CORE_PROPERTIES)
    return cast(bytes, etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))
