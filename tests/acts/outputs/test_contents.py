"""The contents of a long act, in print and in Word: below its title, each line leads to its place."""

import io
import re

import pikepdf
import pytest

from actgen.acts.outputs.carried import NAME
from actgen.acts.outputs.carried_facts import CarriedFacts, read_facts
from actgen.acts.outputs.docx.render import render_docx
from actgen.acts.outputs.pdf import render_pdf
from actgen.acts.tree.inline import Text
from actgen.acts.tree.layout import contents
from actgen.acts.tree.nodes import Block, Document, Heading, Paragraph, Style
from actgen.base.records import replace
from actgen.delivery.verify.words import gaps
from tests.acts.outputs.conformity.tags import Tagged
from tests.acts.outputs.docx.word_file import W, WordFile, faults, text_of, value
from tests.acts.outputs.pdf_text import page_texts


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
    told = re.findall(r"Article (\d+)\. Objet n° \d+ (\d+)(?= Article)", " ".join(pages[0].split()))
    assert [int(number) for number, _ in told] == list(range(1, 15))
    for number, page in told:
        begun = f"Article {number}. Objet n° {number} Une stipulation"
        assert begun in " ".join(pages[int(page) - 1].split()), number


@pytest.mark.parametrize(("headings", "long"), [(11, False), (12, True)])
def test_a_short_act_has_none(headings: int, long: bool) -> None:
    document = act(headings)
    assert ("TOC" in tags(render_pdf(document))) is long
    codes = [node.text for node in WordFile(render_docx(document)).body.iter(f"{W}instrText")]
    assert any("TOC" in (code or "") for code in codes) is long
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


def test_a_minute_of_many_points_has_its_agenda_and_no_contents() -> None:
    points = tuple(Heading(2, (Text(f"{rank}. Objet"),)) for rank in range(1, 20))
    assert contents((Heading(1, (Text("Procès-verbal"),)), *points)) == ()


def test_word_asks_nothing_when_it_opens_the_file_and_tells_no_page_that_it_does_not_know() -> None:
    file = WordFile(render_docx(act(12)))
    assert not [node for node in file.body.iter(f"{W}fldChar") if node.get(f"{W}dirty")]
    assert b"updateFields" not in file.parts["word/settings.xml"]
    lines = [text_of(node) for node in file.body.iter(f"{W}p") if value(node, "pPr/pStyle") == "TM2"]
    assert lines == [f"Article {rank}. Objet n° {rank}" for rank in range(1, 13)]


def test_each_title_of_the_contents_is_an_item_whose_link_says_it() -> None:
    content = render_pdf(act(12))
    with pikepdf.open(io.BytesIO(content)) as pdf:
        links = [note for note in pdf.pages[0].Annots if note.Subtype == "/Link"]
        assert [str(link.Contents) for link in links] == [
            f"Article {rank}. Objet n° {rank}" for rank in range(1, 13)
        ]
    assert tags(content).count("TOCI") == 12


def test_the_data_of_a_pdf_say_the_contents_as_printed() -> None:
    facts = carried(render_pdf(act(14)))
    told = next(each for each in facts.statements if each.sorte == "sommaire")
    assert [title for title, _ in told.lignes] == [
        f"Article {rank}. Objet n° {rank}" for rank in range(1, 15)
    ]
    assert [page for _, page in told.lignes] == sorted(page for _, page in told.lignes)


def test_verify_sees_another_page_or_another_title_in_the_contents() -> None:
    content = render_pdf(act(14))
    facts = carried(content)
    with pikepdf.open(io.BytesIO(content)) as pdf:
        assert gaps(facts, pdf) == []
    rank, told = next((n, each) for n, each in enumerate(facts.statements) if each.sorte == "sommaire")
    for line in (("Article 1. Objet n° 1", "2"), ("Article 1. Autre objet", "1")):
        forged = replace(told, lignes=(line, *told.lignes[1:]))
        statements = (*facts.statements[:rank], forged, *facts.statements[rank + 1 :])
        with pikepdf.open(io.BytesIO(content)) as pdf:
            assert gaps(replace(facts, statements=statements), pdf)


def test_a_title_declared_private_is_masked_in_the_contents_that_are_carried() -> None:
    told = carried(render_pdf(act(12), prives=("Objet n° 3",)))
    assert not [line for line in told.lines if "Objet n° 3" in line]


def carried(content: bytes) -> CarriedFacts:
    with pikepdf.open(io.BytesIO(content)) as pdf:
        return read_facts(pdf.attachments[NAME].get_file().read_bytes())


def tags(content: bytes) -> list[str]:
    with pikepdf.open(io.BytesIO(content)) as pdf:
        return [str(element.S).removeprefix("/") for element in Tagged(pdf).elements]
