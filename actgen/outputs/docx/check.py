"""What a commune's own letterhead must be before an act is laid on it.

It comes from anyone's Word: it may be no Word file at all, load things from elsewhere, be a bomb,
or hold a tag that would lose text without a word. All is found in one pass, before any library
opens it, and said in French.
"""

from __future__ import annotations

import posixpath
import re
import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO

from jinja2 import TemplateError, meta
from lxml import etree

from actgen.diagnostics import Diagnostic, Location, Mender
from actgen.outputs.docx.letterhead import BODY_TAG, Sandbox, fill
from actgen.outputs.docx.markup import Element, name, paragraphs, plain_text
from actgen.rules import Rule, rule
from actgen.sources import packed_part
from actgen.text.numbers import nombre

LARGEST = 20_000_000  # bytes once unpacked: a letterhead is a logo and a few lines
MOST_PARTS = 500
MOST = {"p": (1_000, "paragraphes"), "": (50_000, "éléments")}
"""Of all that is filled, by tag: what time to read it grows with."""
_EXCERPT = 120  # characters of a paragraph shown in a message
TAGS = ("entete", "titre", "objet", "auteur", "projet")

_MAIN_TYPE = b"wordprocessingml.document.main+xml"
_STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
_TYPES = "[Content_Types].xml"
_MAIN = "word/document.xml"
_FILLED = re.compile(r"word/(document|header\d*|footer\d*)\.xml")
_BODY = re.compile(r"\{\{\s*p\s+" + BODY_TAG + r"\s*\}\}")
_BRACES = re.compile(r"\{\{|\}\}|\{%|%\}|\{#|#\}")
_DOCTYPES = (b"<!DOCTYPE", "<!DOCTYPE".encode("utf-16-le"), "<!DOCTYPE".encode("utf-16-be"))
_PARSER = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
_KNOWN = ", ".join(f"{{{{ {tag} }}}}" for tag in TAGS[:-1])
_SAVE_AGAIN = "Ouvrez-le dans Word, puis enregistrez-le au format «\u00a0Document Word (.docx)\u00a0»."

Fault = tuple[Rule, str, str]  # the code, what is wrong, what to do

ENTETE_ILLISIBLE = rule("ENTETE-ILLISIBLE")
ENTETE_EXTERIEUR = rule("ENTETE-EXTERIEUR")
ENTETE_BALISE = rule("ENTETE-BALISE")


def check_letterhead(content: bytes, file: str) -> tuple[Diagnostic, ...]:
    """What is wrong with a letterhead; empty when `render_docx` may use it.

    `file` is how its owner knows it. A letterhead without a body tag is right: the act follows
    what it holds.
    """
    found = list(_faults(content))
    mender = Mender.SERVICE_JURIDIQUE
    return tuple(
        code.finding(message, Location(file), hint=hint, mender=mender) for code, message, hint in found
    )


def _faults(content: bytes) -> Iterator[Fault]:
    parts = _unpack(content)
    if isinstance(parts, str):
        yield ENTETE_ILLISIBLE, parts, _SAVE_AGAIN
        return
    dangers = list(_dangers(parts))
    yield from dangers
    if dangers:
        return
    trees = _trees(parts)
    if isinstance(trees, str):
        yield ENTETE_ILLISIBLE, trees, _SAVE_AGAIN
        return
    if (told := _strange_parts(parts) or _too_many(trees)) is not None:
        yield ENTETE_ILLISIBLE, *told
        return
    faults = list(_tag_faults(trees))
    yield from faults
    if not faults:
        yield from _trial(content)


def _unpack(content: bytes) -> dict[str, bytes] | str:
    """The parts, or a sentence that says why there are none. Sizes are looked at before unpacking."""
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            entries = archive.infolist()
            names = [entry.filename for entry in entries]
            if len(entries) > MOST_PARTS or sum(entry.file_size for entry in entries) > LARGEST:
                size = f"{LARGEST // 1_000_000}\u00a0Mo"
                return f"L’en-tête est trop gros\u00a0: plus de {size} une fois décompressé."
            if len(set(names)) != len(names):
                return "L’en-tête est abîmé\u00a0: deux de ses parties portent le même nom."
            parts = {entry.filename: packed_part(archive, entry) for entry in entries}
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, EOFError, ValueError, zlib.error):
        return "L’en-tête n’est pas un fichier Word lisible."
    if _MAIN not in parts or _MAIN_TYPE not in parts.get(_TYPES, b""):
        return (
            "L’en-tête n’est pas un document Word (.docx)\u00a0; un modèle .dotx ou un .docm ne convient pas."
        )
    if _STRICT in parts[_MAIN]:
        return "L’en-tête est enregistré au format «\u00a0Open XML strict\u00a0», qui ne convient pas."
    return parts


def _dangers(parts: dict[str, bytes]) -> Iterator[Fault]:
    for part, content in sorted(parts.items()):
        if part.endswith((".xml", ".rels")) and any(mark in content for mark in _DOCTYPES):
            yield (
                ENTETE_EXTERIEUR,
                f"La partie «\u00a0{part}\u00a0» de l’en-tête déclare des entités XML.",
                _SAVE_AGAIN,
            )
        elif part.endswith(".rels"):
            yield from _links(part, content)
        elif part.endswith("vbaProject.bin"):
            yield ENTETE_EXTERIEUR, "L’en-tête contient des macros.", _SAVE_AGAIN


def _links(part: str, content: bytes) -> Iterator[Fault]:
    try:
        relations = etree.fromstring(content, _PARSER)
    except etree.XMLSyntaxError:
        yield ENTETE_ILLISIBLE, f"La partie «\u00a0{part}\u00a0» de l’en-tête est abîmée.", _SAVE_AGAIN
        return
    for relation in relations:
        kind = relation.get("Type", "").rpartition("/")[2]
        if relation.get("TargetMode") == "External" and kind != "hyperlink":
            yield (
                ENTETE_EXTERIEUR,
                f"L’en-tête va chercher «\u00a0{relation.get('Target', '')}\u00a0» hors de lui-même.",
                "Insérez l’image dans le document au lieu de la lier (Fichier, Informations, "
                "Modifier les liens d’accès aux fichiers), ou détachez le modèle.",
            )


def _trees(parts: dict[str, bytes]) -> dict[str, Element] | str:
    trees = {}
    for part in sorted(filter(_FILLED.fullmatch, parts)):
        try:
            trees[part] = etree.fromstring(parts[part], _PARSER)
        except etree.XMLSyntaxError:
            return f"La partie «\u00a0{part}\u00a0» de l’en-tête est abîmée."
    return trees


def _strange_parts(parts: dict[str, bytes]) -> tuple[str, str] | None:
    """A text, a head or a foot that is in a part of another name than Word's: it would not be looked at."""
    for source, base in (("_rels/.rels", ""), ("word/_rels/document.xml.rels", "word")):
        for relation in etree.fromstring(parts[source], _PARSER) if source in parts else ():
            kind, target = relation.get("Type", "").rpartition("/")[2], relation.get("Target", "")
            part = posixpath.normpath(posixpath.join("/", base, target)).lstrip("/")
            wanted = {
                "officeDocument": _MAIN,
                "header": r"word/header\d*\.xml",
                "footer": r"word/footer\d*\.xml",
            }
            if kind in wanted and not re.fullmatch(wanted[kind], part):
                return (
                    f"Une partie de l’en-tête n’est pas à sa place\u00a0: «\u00a0{part}\u00a0».",
                    _SAVE_AGAIN,
                )
    return None


def _too_many(trees: dict[str, Element]) -> tuple[str, str] | None:
    for tag, (most, words) in MOST.items():
        found = sum(1 for tree in trees.values() for _ in tree.iter(name(tag) if tag else "*"))
        if found > most:
            told = f"L’en-tête a {nombre(found)} {words}, au plus {nombre(most)}."
            return told, "Gardez-en le logo, l’adresse et la place de l’acte, puis enregistrez-le de nouveau."
    return None


def _tag_faults(trees: dict[str, Element]) -> Iterator[Fault]:
    bodies = 0
    for part, tree in trees.items():
        for line in paragraphs(tree):
            text = plain_text(line)
            if not _BRACES.search(text):
                continue
            if _BODY.search(text):
                bodies += 1
                message, hint = _body_fault(line, text, part) or ("", "")
            else:
                message, hint = _fault_of_line(text) or ("", "")
            if message:
                yield ENTETE_BALISE, message, hint
    if bodies > 1:
        yield (
            ENTETE_BALISE,
            f"La balise {{{{p {BODY_TAG} }}}} est écrite {bodies} fois dans l’en-tête.",
            "Gardez-la à la seule place où l’acte doit venir.",
        )


def _body_fault(line: Element, text: str, part: str) -> tuple[str, str] | None:
    tag = f"{{{{p {BODY_TAG} }}}}"
    if part != _MAIN:
        return (
            f"La balise {tag} se trouve dans un en-tête ou un pied de page.",
            "Mettez-la dans le corps du document.",
        )
    if _BODY.sub("", text).strip():
        return (
            f"La balise {tag} partage son paragraphe avec un texte qui serait perdu\u00a0: {_quoted(text)}.",
            "Mettez la balise seule dans son paragraphe.",
        )
    if line.getparent().tag != name("body"):
        return (
            f"La balise {tag} se trouve dans un tableau ou un cadre.",
            "Mettez-la hors du tableau ou du cadre.",
        )
    if line.find(f"{name('pPr')}/{name('sectPr')}") is not None:
        return (
            f"La balise {tag} est dans le paragraphe d’un saut de section\u00a0: la section serait perdue.",
            "Ajoutez un paragraphe vide après la balise et mettez-y le saut de section.",
        )
    return None


def _fault_of_line(text: str) -> tuple[str, str] | None:
    """A tag that is not in the grammar, or a name that no act has; each tag is whole in its paragraph."""
    try:
        unknown = sorted(meta.find_undeclared_variables(Sandbox().parse(text)) - set(TAGS))
    except (TemplateError, RecursionError):
        return (
            f"Une balise de l’en-tête est mal formée ou interdite, dans\u00a0: {_quoted(text)}.",
            f"Écrivez {_KNOWN}, ou une condition entière dans le paragraphe, "
            "comme {% if projet %}PROJET{% endif %}.",
        )
    if not unknown:
        return None
    return (
        f"La balise «\u00a0{unknown[0]}\u00a0» de l’en-tête est inconnue.",
        f"Les balises connues sont {_KNOWN}.",
    )


def _quoted(text: str) -> str:
    return f"«\u00a0{text if len(text) <= _EXCERPT else text[:_EXCERPT] + '…'}\u00a0»"


def _trial(content: bytes) -> Iterator[Fault]:
    """Fill it once: whatever python-docx or docxtpl can't take is found here rather than at the first act."""
    values: dict[str, str | bool] = {**dict.fromkeys(TAGS, "x"), "projet": True}
    try:
        fill(content, values)
    except TemplateError:
        yield (
            ENTETE_BALISE,
            "Une balise de l’en-tête est coupée ou mal formée.",
            f"Les balises connues sont {_KNOWN}.",
        )
    except (ValueError, KeyError, AttributeError, IndexError, NotImplementedError, etree.LxmlError):
        yield ENTETE_ILLISIBLE, "L’en-tête n’est pas un document Word complet.", _SAVE_AGAIN
