"""What the tests of Word templates share: fill a file, write the act in Word, look at both."""

from __future__ import annotations

import io
from collections.abc import Iterator

import docx
from docx.document import Document as WordDocument

from actgen.acts.outputs.docx.render import render_docx
from actgen.acts.templating.evaluate import evaluate
from actgen.acts.templating.lists import ListDefinitions
from actgen.acts.templating.tree import Expression, Template
from actgen.acts.templating.word.reading import read_word_template
from actgen.acts.tree.nodes import Block, Document
from actgen.acts.tree.words import plain_words
from actgen.base.diagnostics import Diagnostic, Location
from actgen.base.records import as_dict, is_record
from tests.acts.outputs.docx.word_file import WordFile, faults

FILE = "corps.docx"


def try_fill(content: bytes, **values: object) -> tuple[tuple[Block, ...], tuple[Diagnostic, ...]]:
    template, found = read_word_template(content, FILE)
    assert template is not None, [finding.message for finding in found]
    return evaluate(template, values)


def fill(content: bytes, **values: object) -> tuple[Block, ...]:
    """The blocks of a template that is right, with these values."""
    blocks, findings = try_fill(content, **values)
    assert [finding.message for finding in findings] == []
    return blocks


def read(document: WordDocument) -> tuple[Block, ...]:
    """The blocks of a Word file without tags."""
    saved = io.BytesIO()
    document.save(saved)
    return fill(saved.getvalue())


def written(blocks: tuple[Block, ...], *leading: Block) -> bytes:
    """The Word file of an act of these blocks; Word would not mend it, and it says the words of the act."""
    act = Document("Acte", (*leading, *blocks))
    content = render_docx(act)
    assert faults(content) == []
    said = " ".join(WordFile(content).words()).replace("\u2011", "-")
    assert all(word.replace("\u2011", "-") in said for word in plain_words(act))
    return content


def opened(content: bytes) -> WordDocument:
    return docx.Document(io.BytesIO(content))


def lines(content: bytes) -> list[str]:
    """The paragraphs of the body of a Word file, those of tables left out."""
    return [line.text for line in opened(content).paragraphs]


def expressions(node: object) -> Iterator[Expression]:
    """Every expression of a tree, in reading order."""
    if isinstance(node, Expression):
        yield node
    elif isinstance(node, tuple):
        yield from (each for one in node for each in expressions(one))
    elif is_record(type(node)) and not isinstance(node, Location | ListDefinitions):
        yield from (each for value in as_dict(node).values() for each in expressions(value))


def sources(template: Template) -> list[str]:
    return [each.source for body in template.bodies for each in expressions(body)]
