"""The articles of a convention in a Word file: numbers of a list, references that follow."""

import pytest

from actgen.acts.outputs.docx.render import render_docx
from actgen.acts.tree.inline import Text
from actgen.acts.tree.nodes import Block, Document, Heading, Paragraph
from tests.acts.outputs.docx.word_file import W, WordFile, faults, value


def article(number: int, title: str) -> Heading:
    return Heading(2, (Text(f"Article {number}. {title}"),), anchor=f"article-{number}")


def said(text: str) -> Paragraph:
    return Paragraph((Text(text),))


def word_file(*blocks: Block) -> WordFile:
    content = render_docx(Document("t", blocks))
    assert faults(content) == []
    return WordFile(content)


def fields(file: WordFile) -> list[str]:
    return [(node.text or "").strip() for node in file.body.iter(f"{W}instrText")]


def test_articles_are_numbered_by_word_and_referred_to_by_fields() -> None:
    file = word_file(article(1, "Objet"), said("Selon l’article 2, puis."), article(2, "Membres"))
    head = file.paragraph("Membres")
    identity = value(head, "pPr/numPr/numId")
    numbering = file.xml("word/numbering.xml")
    definition = next(n for n in numbering.iter(f"{W}num") if n.get(f"{W}numId") == identity)
    shape = value(definition, "abstractNumId")
    level = next(n for n in numbering.iter(f"{W}abstractNum") if n.get(f"{W}abstractNumId") == shape)
    assert value(level, "lvl/lvlText") == "Article %1."
    mark = next(head.iter(f"{W}bookmarkStart")).get(f"{W}name")
    assert fields(file) == [f"{mark} \\r \\t \\h"]
    assert "Selon l’article 2, puis." in file.lines()


@pytest.mark.parametrize(
    "text",
    [
        "l’article 2 du code civil",
        "l’article 2 de la loi du 9 décembre 1905",
        "l’article 2-1",
        "l’article L. 2",
        "l’article 3",
    ],
)
def test_what_names_another_text_is_no_reference(text: str) -> None:
    assert fields(word_file(article(1, "Objet"), said(text), article(2, "Membres"))) == []


@pytest.mark.parametrize(
    "heads",
    [
        (article(1, "Objet"),),
        (article(1, "Objet"), article(3, "Membres")),
        (article(2, "Objet"), article(3, "Membres")),
    ],
)
def test_a_gap_keeps_the_numbers_as_they_are_written(heads: tuple[Block, ...]) -> None:
    file = word_file(*heads, said("l’article 1"))
    assert next(file.body.iter(f"{W}numPr"), None) is None
    assert fields(file) == []
