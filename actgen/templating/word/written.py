"""A template in Markdown written as a Word template that says the same, ready to be edited in Word.

Its tree becomes a file on the letterhead of the house: a paragraph for a paragraph in its style of acts, real
lists and tables, the tags as an author of Word writes them. A clause stays a tag; notes stand at the head.
"""

from __future__ import annotations

import re
from io import BytesIO

import docx
from docx.document import Document as WordDocument

from actgen.diagnostics import Diagnostic, Severity
from actgen.document.nodes import Document
from actgen.outputs.docx.letterhead import (
    BODY_TAG,
    bring_lists,
    bring_styles,
    house_letterhead,
    line_width,
    set_language,
)
from actgen.outputs.docx.markup import Element, name, plain_text
from actgen.outputs.docx.package import pack
from actgen.templating.reading import parse_template
from actgen.templating.tags import TemplateText
from actgen.templating.tree import Include, Template
from actgen.templating.word.written_blocks import Spot, Writer, add_looks, tag_line

_NOTE = re.compile(r"\{#(.*?)#\}", re.DOTALL)
_LANGUAGE = "fr-FR"
_RUNNING = ("headerReference", "footerReference")


def write_word_template(
    source: TemplateText, title: str, *, head: tuple[str, ...] = (), running: bool = True
) -> bytes | tuple[Diagnostic, ...]:
    """The Word file of a template in Markdown, or the errors for which it has none.

    `title` is what the file is called in its properties, `head` what is noted at its very top; `running` says
    whether it has the header and the footer of the house, which a text laid in another one does not show.
    The same template gives the same bytes.
    """
    template, findings = parse_template(source, _as_tag)
    errors = tuple(finding for finding in findings if finding.severity is Severity.ERROR)
    if errors:
        return errors
    paper, body = _laid(template)
    notes = (" ".join(found.split()) for found in _NOTE.findall(source.text))
    body[0:0] = [tag_line(f"{{# {note} #}}") for note in (*head, *notes)]
    _place(paper, body)
    if not running:
        _drop_running(paper)
    return pack(paper.part.package, Document(title, (), language=_LANGUAGE), None)


def _as_tag(clause: str) -> Include:
    """A clause that is not read: it stays a tag."""
    return Include(clause, Template("", (), (), ()))


def _laid(template: Template) -> tuple[WordDocument, list[Element]]:
    """A letterhead made ready, and the body to put in it."""
    paper = docx.Document(BytesIO(house_letterhead()))
    styles, lists = bring_styles(paper), bring_lists(paper)
    add_looks(paper.styles.element)
    set_language(paper, _LANGUAGE)
    body = [tag_line(f"{{% set {setting.expression.source} %}}") for setting in template.settings]
    Writer(styles, lists).blocks(template.blocks, Spot(line_width(paper)), body)
    return paper, body


def _place(paper: WordDocument, body: list[Element]) -> None:
    """Put the body in the place of the letterhead's own tag for it."""
    root = paper.element.body
    mark = next(line for line in root.iter(name("p")) if BODY_TAG in plain_text(line))
    place = root.index(mark)
    root[place : place + 1] = body


def _drop_running(paper: WordDocument) -> None:
    """Take the header and the footer out of a file."""
    for tag in _RUNNING:
        for reference in list(paper.element.body.iter(name(tag))):
            key = next(value for label, value in reference.attrib.items() if label.endswith("}id"))
            reference.getparent().remove(reference)
            paper.part.drop_rel(key)
