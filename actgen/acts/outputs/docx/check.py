"""What a commune's own letterhead must be before an act is laid on it.

It comes from anyone's Word: it may be no Word file at all, load things from elsewhere, be a bomb,
or hold a tag that would lose text without a word. All is found in one pass, before any library
opens it, and said in French.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping

from jinja2 import TemplateError, meta
from lxml import etree

from actgen.acts.outputs.docx.archive import PARSER, SAVE_AGAIN, archive_fault, document_fault, parts_of
from actgen.acts.outputs.docx.letterhead import BODY_TAG, Sandbox, fill
from actgen.acts.outputs.docx.markup import Element, name, paragraphs, plain_text
from actgen.base.diagnostics import Diagnostic, Location, Mender
from actgen.base.rules import Rule, rule
from actgen.base.text.numbers import nombre

MOST = {"p": (1_000, "paragraphes"), "": (50_000, "éléments")}
"""Of all that is filled, by tag: what time to read it grows with."""
_EXCERPT = 120  # characters of a paragraph shown in a message
TAGS = ("entete", "titre", "objet", "auteur", "projet")

_MAIN = "word/document.xml"
_FILLED = re.compile(r"word/(document|header\d*|footer\d*)\.xml")
_BODY = re.compile(r"\{\{\s*p\s+" + BODY_TAG + r"\s*\}\}")
_BRACES = re.compile(r"\{\{|\}\}|\{%|%\}|\{#|#\}")
_KNOWN = ", ".join(f"{{{{ {tag} }}}}" for tag in TAGS[:-1])

Fault = tuple[Rule, str, str]  # the code, what is wrong, what to do

ENTETE_ILLISIBLE = rule("ENTETE-ILLISIBLE")
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
    if (fault := archive_fault(content)) is not None:
        yield ENTETE_ILLISIBLE, f"L’en-tête n’est pas ouvert : {fault.what}", fault.remedy
        return
    parts = parts_of(content)
    try:
        told = document_fault(parts)
        trees = {
            part: etree.fromstring(parts[part], PARSER) for part in sorted(parts) if _FILLED.fullmatch(part)
        }
        told = told or _outside(parts)
    except (etree.XMLSyntaxError, KeyError):
        told = "son contenu est abîmé."
    if told:
        yield ENTETE_ILLISIBLE, f"L’en-tête n’est pas ouvert : {told}", SAVE_AGAIN
    elif (strange := _strange_parts(parts) or _too_many(trees)) is not None:
        yield ENTETE_ILLISIBLE, *strange
    else:
        faults = list(_tag_faults(trees))
        yield from faults or _trial(content)


def _outside(parts: Mapping[str, bytes]) -> str:
    """The model that Word would fetch each time an act is opened."""
    for part, content in parts.items():
        for relation in etree.fromstring(content, PARSER) if part.endswith(".rels") else ():
            kind = relation.get("Type", "").rpartition("/")[2]
            if relation.get("TargetMode") == "External" and kind != "hyperlink":
                return f"il va chercher « {relation.get('Target', '')} » hors de lui-même."
    return ""


def _strange_parts(parts: dict[str, bytes]) -> tuple[str, str] | None:
    """A text, a head or a foot that is in a part of another name than Word's: it would not be looked at."""
    for source, base in (("_rels/.rels", ""), ("word/_rels/document.xml.rels", "word")):
        for relation in etree.fromstring(parts[source], PARSER) if source in parts else ():
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
                    SAVE_AGAIN,
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
        yield ENTETE_ILLISIBLE, "L’en-tête n’est pas un document Word complet.", SAVE_AGAIN
