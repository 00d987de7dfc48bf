"""The contents of a long act, in print and in Word: below its title, each line leads to its place."""

import re

import pytest

from actgen.document.inline import Text
from actgen.document.nodes import Block, Document, Heading, Paragraph, Style
from actgen.outputs.docx.render import render_docx
from actgen.outputs.html import print_markup, render_html
from actgen.outputs.pdf import render_pdf
from tests.outputs.docx.word_file import W, WordFile, faults, value
from tests.outputs.pdf_text import page_texts


def act(headings: int) -> Document:
    blocks: list[Block] = [
        Heading(1, (Text("Convention"),)),
        Paragraph((Text("Pour les achats"),), Style.OBJECT),
        *(
            block
            for rank in range(1, headings + 1)
            for block in (
                Heading(2, (Text(f"Article {rank}. Objet n° {rank}"),)),
                Paragraph((Text("Une stipulation. " * 60),)),
            )
        ),
    ]
    return Document("Convention", tuple(blocks))


def test_a_long_act_tells_the_page_of_each_heading() -> None:
    pages = page_texts(render_pdf(act(14)))
    told = re.findall(r"Article (\d+)\. Objet n° \d+[ .]+?(\d+)(?= Article|\s)", " ".join(pages[0].split()))
    assert [int(number) for number, _ in told[:14]] == list(range(1, 15))
    for number, page in told[:14]:
        begun = f"Article {number}. Objet n° {number} Une stipulation"
        assert begun in " ".join(pages[int(page) - 1].split()), number


@pytest.mark.parametrize(("headings", "long"), [(11, False), (12, True)])
def test_a_short_act_has_none(headings: int, long: bool) -> None:
    document = act(headings)
    assert ('class="sommaire"' in print_markup(document)) is long
    codes = [node.text for node in WordFile(render_docx(document)).body.iter(f"{W}instrText")]
    assert any("TOC" in (code or "") for code in codes) is long
    assert ('<nav aria-label="Sommaire">' in render_html(document).decode()) is long
    assert faults(render_docx(document)) == []


def test_each_line_of_word_leads_to_its_heading_below_the_object() -> None:
    file = WordFile(render_docx(act(12)))
    nodes = list(file.body.iter(f"{W}p"))
    looks = [value(node, "pPr/pStyle") for node in nodes[:15]]
    assert looks == ["Titre1", "ActeObjet", *["TM2"] * 12, "Titre2"]
    marks = {node.get(f"{W}name") for node in file.body.iter(f"{W}bookmarkStart")}
    targets = [node.get(f"{W}anchor") for node in file.body.iter(f"{W}hyperlink")]
    assert len(targets) == 12
    assert set(targets) <= marks
