"""The table of contents of a long act in its Word file.

Word alone knows the pages: the field is marked stale, so that Word fills it when it opens the file. Until
then, and in LibreOffice, it lists the headings, each with a link to its place.
"""

from __future__ import annotations

from collections.abc import Mapping

from actgen.document.layout import contents, title
from actgen.document.nodes import Document, Heading
from actgen.document.words import inline_text
from actgen.outputs.docx.blocks import bookmark_name
from actgen.outputs.docx.inline import plain_run
from actgen.outputs.docx.markup import XML_SPACE, Element, make, name, paragraph

ENTRY = "TM2"
_HEAD = ("Titre1", "ActeSousTitre", "ActeObjet")


def place_contents(body: list[Element], document: Document, styles: Mapping[str, str]) -> None:
    """Put the contents of a long act under its title and its object."""
    heads = contents(document.blocks)
    place = _below_title(body, styles) if heads else 0
    if place:
        body[place:place] = _entries(heads, styles)


def _below_title(body: list[Element], styles: Mapping[str, str]) -> int:
    """The place after the title, its subtitle and the object; 0 where the body holds no title."""
    looks = [_style_of(node) for node in body]
    place = looks.index(styles[_HEAD[0]]) + 1 if styles[_HEAD[0]] in looks else 0
    while 0 < place < len(body) and looks[place] in {styles[key] for key in _HEAD[1:]}:
        place += 1
    return place


def _style_of(node: Element) -> str:
    style = node.find(f"{name('pPr')}/{name('pStyle')}")
    return "" if style is None else style.get(name("val"), "")


def _entries(heads: tuple[Heading, ...], styles: Mapping[str, str]) -> list[Element]:
    taken: set[str] = set()
    lines = []
    for head in heads:
        mark = bookmark_name(head.anchor, taken)
        taken.add(mark)
        link = make("hyperlink", plain_run(inline_text(title(head))), anchor=mark)
        lines.append(paragraph(styles[ENTRY], [link]))
    code = make("instrText")
    code.text = ' TOC \\o "2-2" \\h '
    code.set(XML_SPACE, "preserve")
    begin = make("r", make("fldChar", fldCharType="begin", dirty="true"))
    for rank, run in enumerate(
        (begin, make("r", code), make("r", make("fldChar", fldCharType="separate"))), 1
    ):
        lines[0].insert(rank, run)
    lines[-1].append(make("r", make("fldChar", fldCharType="end")))
    return lines
