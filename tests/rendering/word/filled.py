"""What the tests of Word templates share: fill a file, write the act in its layout, look at both."""

from __future__ import annotations

import io
from collections.abc import Mapping

import docx
from docx.document import Document as WordDocument

from actgen.diagnostics import Diagnostic
from actgen.document.nodes import Block, Document, WordLayout
from actgen.rendering.templates.interpret import Scope
from actgen.rendering.word.filling import fill_word
from actgen.rendering.word.output import differing_words, has_layout, render_word
from actgen.rendering.word.reading import read_word_template
from tests.rendering.docx.word_file import faults

FILE = "corps.docx"
HEAD: Mapping[str, object] = {
    "entete": "Commune",
    "titre": "Acte",
    "objet": "",
    "auteur": "",
    "projet": False,
}


def no_clause(name: str, scope: Scope) -> tuple[Block, ...]:
    raise AssertionError(f"clause {name}")


def try_fill(content: bytes, **values: object) -> tuple[WordLayout, tuple[Diagnostic, ...]]:
    template, found = read_word_template(content, FILE)
    assert template is not None, [finding.message for finding in found]
    return fill_word(template, values, no_clause, HEAD)


def fill(content: bytes, **values: object) -> WordLayout:
    """The layout of a template that is right, with these values."""
    layout, findings = try_fill(content, **values)
    assert [finding.message for finding in findings] == []
    return layout


def blocks(content: bytes, **values: object) -> tuple[Block, ...]:
    return fill(content, **values).blocks


def written(layout: WordLayout, *leading: Block) -> bytes:
    """The Word file of an act in that layout; Word would not mend it, and it says the words of the act."""
    act = Document("Acte", (*leading, *layout.blocks), layout=layout)
    assert has_layout(act)
    content = render_word(act)
    assert faults(content) == []
    assert differing_words(content, act) is None
    return content


def opened(content: bytes) -> WordDocument:
    return docx.Document(io.BytesIO(content))


def lines(content: bytes) -> list[str]:
    """The paragraphs of the body of a Word file, those of tables left out."""
    return [line.text for line in opened(content).paragraphs]
