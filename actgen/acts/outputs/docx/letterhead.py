"""The letterhead that acts are written on, its tags filled, and what it lends to other files.

A letterhead comes from a commune: its tags are read by a closed grammar (a name, a test on a name)
in Jinja's immutable sandbox. Values don't pass through docxtpl, which would read some of their
characters (`{_{`, a tab) as instructions: it places private marks, and the text nodes that hold
them get the values afterwards.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from copy import deepcopy
from functools import cache, lru_cache
from io import BytesIO
from typing import Any

import docx
from docx.document import Document as WordDocument
from docx.opc.constants import CONTENT_TYPE as CT
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.packuri import PackURI
from docx.opc.part import XmlPart
from docx.oxml.parser import parse_xml
from docxtpl import DocxTemplate
from jinja2 import StrictUndefined, nodes
from jinja2.exceptions import TemplateSyntaxError
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

from actgen.acts.outputs.docx.lists import NumberingWriter
from actgen.acts.outputs.docx.markup import WORD, Element, local, make, name, plain_text
from actgen.reading.sources import shipped

BODY_TAG = "corps"
_KEPT = 16
_RUNNING = "/header", "/footer"
_OF_AN_ACT = (*_RUNNING, "/numbering")  # parts that each act fills
_OPEN, _CLOSE = "\ue0a0", "\ue0a1"
BODY_MARK = f"{_OPEN}{BODY_TAG}{_CLOSE}"
_ALLOWED: tuple[type[nodes.Node], ...] = (
    nodes.Template,
    nodes.Output,
    nodes.TemplateData,
    nodes.Name,
    nodes.Const,
    nodes.If,
    nodes.CondExpr,
    nodes.And,
    nodes.Or,
    nodes.Not,
)


class Sandbox(ImmutableSandboxedEnvironment):
    """Names and tests on names, nothing else: no call, no filter, no loop, no arithmetic."""

    def __init__(self) -> None:
        super().__init__(autoescape=True, undefined=StrictUndefined)
        self.globals.clear()

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        tree = super()._parse(source, name, filename)
        for node in tree.find_all(nodes.Node):
            if not isinstance(node, _ALLOWED):
                raise TemplateSyntaxError(type(node).__name__, getattr(node, "lineno", 1))
        return tree


class _Letterhead(DocxTemplate):  # type: ignore[misc]
    """docxtpl without what it does to notes (twice over) and to properties (escaped twice)."""

    def render_properties(self, context: dict[str, Any], jinja_env: Any = None) -> None:
        pass

    def render_footnotes(self, context: dict[str, Any], jinja_env: Any = None) -> None:
        pass


Marks = tuple[tuple[str, str | bool], ...]


def fill(letterhead: bytes, values: Mapping[str, str | bool]) -> WordDocument:
    """The letterhead with its tags filled, as `filled` has it.

    Raises jinja2.TemplateError for a tag that is wrong: `check_letterhead` says so beforehand.
    """
    return filled(marked(letterhead, marks_of(values)), values)


def filled(parent: WordDocument, values: Mapping[str, str | bool]) -> WordDocument:
    """A copy with values in place of their marks, and `BODY_MARK` alone in the paragraph of the body.

    Styles, settings and all that no act changes are those of the parent: to be read, never written to.
    """
    relations = parent.part.rels.values()
    others = [each for each in relations if not each.is_external and not each.reltype.endswith(_OF_AN_ACT)]
    document = deepcopy(parent, {id(each.target_part): each.target_part for each in others})
    put = {mark: values[key] for key, mark in marks_of(values) if isinstance(mark, str) and mark}
    for root in roots(document):
        _put_values(root, put)
    return document


@lru_cache(maxsize=_KEPT)
def marked(letterhead: bytes, marks: Marks) -> WordDocument:
    """The letterhead with marks in place of values: the same for all acts that have the same ones."""
    template = _Letterhead(BytesIO(letterhead))
    body = Markup(f'<w:p xmlns:w="{WORD}"><w:r><w:t>{BODY_MARK}</w:t></w:r></w:p>')
    template.render({**dict(marks), BODY_TAG: body}, Sandbox(), autoescape=True)
    document: WordDocument = template.docx
    return document


def roots(document: WordDocument) -> Iterable[Element]:
    """The body and the headers and footers of a file."""
    yield document.element
    for relation in document.part.rels.values():
        if relation.reltype.endswith(_RUNNING) and isinstance(relation.target_part, XmlPart):
            yield relation.target_part.element


def marks_of(values: Mapping[str, str | bool]) -> Marks:
    """For each value a stand-in that is true when it is, and that no XML or tag can be made of."""
    return tuple(
        (key, f"{_OPEN}{key}{_CLOSE}" if isinstance(value, str) and value else value)
        for key, value in values.items()
    )


def _put_values(root: Element, marks: Mapping[str, str | bool]) -> None:
    for node in root.iter(name("t")):
        content = node.text or ""
        if _OPEN in content:
            for mark, value in marks.items():
                content = content.replace(mark, " ".join(str(value).split("\n")))
            node.text = content


HOUSE_FILE = ("templates", "socle", "entete.docx")
_LISTS_OF_THE_HOUSE = {False: "ActePuces", True: "ActeNumeros"}
_KINDS_TO_BRING = "paragraph", "character", "table"
_NUMBERING_URI = "/word/numbering.xml"
_LEAST_WIDTH = 2000


@cache
def house_letterhead() -> bytes:
    """The bytes of the shipped letterhead."""
    return shipped(*HOUSE_FILE).read_bytes()


@cache
def _house() -> WordDocument:
    """The house file opened once, for its styles and levels; never written to."""
    return docx.Document(BytesIO(house_letterhead()))


def bring_styles(document: WordDocument) -> dict[str, str]:
    """The identifier in this file of each style of the house, the missing ones copied into it.

    Styles are the same when their names are: Word names a built-in style in English whatever its
    identifier, and a commune that gave « Acte – Visa » a look of its own keeps it.
    """
    present: dict[str, str] = {}
    for style in _styles(document):
        present.setdefault(_style_name(style), style.get(name("styleId"), ""))
    house = {style.get(name("styleId")): style for style in _styles(_house()) if _wanted(style)}
    missing = [key for key, style in house.items() if _style_name(style) not in present]
    taken = set(present.values())
    keys = {key: present.get(_style_name(style), "") for key, style in house.items()}
    for key in missing:
        keys[key] = key if key not in taken else _free(key, taken)
        taken.add(keys[key])
    for key in missing:
        document.styles.element.append(_adapted(house[key], keys))
    return keys


def aside_of(document: WordDocument, styles: Mapping[str, str]) -> int:
    """How wide the margin of the labels is, in twips: the indent of the text in this file."""
    body = next(each for each in _styles(document) if each.get(name("styleId")) == styles["ActeCorps"])
    indent = body.find(f"{name('pPr')}/{name('ind')}")
    written = "" if indent is None else indent.get(name("left"), "")
    return min(int(written), _LEAST_WIDTH) if written.isdecimal() else 0


def bring_lists(document: WordDocument, aside: int = 0) -> NumberingWriter:
    """The numbering of this file, its part made if it has none, with the levels of the house.

    Items stand beside the margin of the labels, which is `aside` twips wide.
    """
    house = numbering_root(_house())
    bullets, numbers = (_levels(house, _LISTS_OF_THE_HOUSE[ordered]) for ordered in (False, True))
    return NumberingWriter(numbering_root(document), bullets, numbers, aside)


def set_language(document: WordDocument, language: str) -> None:
    """Say in which language the act is, for spell-checkers and screen readers."""
    styles = document.styles.element
    for tag in ("docDefaults", "rPrDefault", "rPr"):
        styles = _child(styles, tag)
    _child(styles, "lang", last=True).set(name("val"), language)
    settings = document.settings.element
    theme = settings.find(name("themeFontLang"))
    if theme is None:
        theme = make("themeFontLang")
        _insert_setting(settings, theme)
    theme.set(name("val"), language)


def line_width(document: WordDocument) -> int:
    """The width of a line of the section where the body goes, in twips."""
    section = document.sections[0]
    width, left, right = section.page_width, section.left_margin, section.right_margin
    if width is None or left is None or right is None:  # Word's own defaults
        return 9026
    return max((width - left - right) // 635, _LEAST_WIDTH)


def place_body(document: WordDocument, body: list[Element]) -> None:
    """Put the body in the place of the mark, or at the end of a letterhead that has none."""
    root = document.element.body
    marks = [node for node in root.iter(name("p")) if plain_text(node) == BODY_MARK]
    if marks:
        parent = marks[0].getparent()
        place = parent.index(marks[0])
        parent[place : place + 1] = body
        return
    _drop_blank_lines(root)
    section = root.find(name("sectPr"))
    place = len(root) if section is None else root.index(section)
    root[place:place] = body


def _drop_blank_lines(root: Element) -> None:
    """Remove the empty paragraph that Word puts in a file which holds a header only."""
    lines = [node for node in root if local(node) != "sectPr"]
    if all(local(node) == "p" and not len(node.findall(f".//{name('r')}")) for node in lines):
        for node in lines:
            if node.find(f"{name('pPr')}/{name('sectPr')}") is None:
                root.remove(node)


def _styles(document: WordDocument) -> list[Element]:
    return list(document.styles.element.findall(name("style")))


def _style_name(style: Element) -> str:
    node = style.find(name("name"))
    return "" if node is None else node.get(name("val"), "").lower()


def _wanted(style: Element) -> bool:
    return style.get(name("type")) in _KINDS_TO_BRING


def _free(key: str, taken: set[str]) -> str:
    number = 2
    while f"{key}{number}" in taken:
        number += 1
    return f"{key}{number}"


def _adapted(style: Element, keys: Mapping[str, str]) -> Element:
    """A copy of a style of the house whose links point to the styles of this file."""
    copy = deepcopy(style)
    copy.set(name("styleId"), keys[style.get(name("styleId"))])
    copy.attrib.pop(name("default"), None)  # the file has its own defaults
    for tag in ("basedOn", "next"):
        link = copy.find(name(tag))
        if link is not None:
            link.set(name("val"), keys[link.get(name("val"))])
    return copy


def numbering_root(document: WordDocument) -> Element:
    """The numbering of a file, its part made if it has none."""
    for relation in document.part.rels.values():
        if relation.reltype == RT.NUMBERING and isinstance(relation.target_part, XmlPart):
            return relation.target_part.element
    package = document.part.package
    root = parse_xml(f'<w:numbering xmlns:w="{WORD}"/>')
    part = XmlPart(PackURI(_NUMBERING_URI), CT.WML_NUMBERING, root, package)
    document.part.relate_to(part, RT.NUMBERING)
    return root


def _levels(numbering: Element, label: str) -> list[Element]:
    for definition in numbering.findall(name("abstractNum")):
        mark = definition.find(name("name"))
        if mark is not None and mark.get(name("val")) == label:
            return list(definition.findall(name("lvl")))
    raise AssertionError(f"the house letterhead has no list {label}")


def _child(parent: Element, tag: str, *, last: bool = False) -> Element:
    node = parent.find(name(tag))
    if node is None:
        node = make(tag)
        parent.insert(len(parent) if last else 0, node)
    return node


# What the schema puts after the language in the settings of a file.
_AFTER_LANGUAGE = (
    "clrSchemeMapping",
    "doNotIncludeSubdocsInStats",
    "doNotAutoCompressPictures",
    "forceUpgrade",
    "captions",
    "readModeInkLockDown",
    "smartTagType",
    "schemaLibrary",
    "shapeDefaults",
    "doNotEmbedSmartTags",
    "decimalSymbol",
    "listSeparator",
)


def _insert_setting(settings: Element, node: Element) -> None:
    for place, child in enumerate(settings):
        if local(child) in _AFTER_LANGUAGE:
            settings.insert(place, node)
            return
    settings.append(node)
