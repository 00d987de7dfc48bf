"""What an author writes in the header and the footer of a Word template, in each output."""

from __future__ import annotations

import io
from dataclasses import replace

import docx
import pikepdf
import pytest
from docx.document import Document as WordDocument
from docx.shared import Cm
from lxml import html

from actgen.diagnostics import Severity
from actgen.document.inline import Lacune, Text
from actgen.document.nodes import Document, Paragraph
from actgen.rendering.docx.letterhead import house_letterhead
from actgen.rendering.house.look import Look
from actgen.rendering.house.paper import Heads, Line, Paper, Words
from actgen.rendering.html import render_html
from actgen.rendering.pdf import render_pdf
from actgen.rendering.word.filling import fill_word
from actgen.rendering.word.output import differing_words, render_word
from actgen.rendering.word.reading import read_word_template
from tests.hostile.word.builder import document, p, saved, t, word, xml
from tests.hostile.word.corpus import watermark
from tests.rendering.docx.word_file import WordFile, faults
from tests.rendering.house.samples import letterhead, shield_png
from tests.rendering.pdf_text import page_texts
from tests.rendering.word.filled import HEAD, fill, no_clause

ALT = "Blason de la commune"
NUMBER = '<w:fldSimple w:instr=" PAGE "><w:r><w:t>9</w:t></w:r></w:fldSimple>'
COUNT = '<w:fldSimple w:instr=" NUMPAGES "><w:r><w:t>9</w:t></w:r></w:fldSimple>'
RAISED = '<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:t>er</w:t></w:r>'
HEADER = [p("Mairie d’{{ x }}, 1", RAISED, " étage")]
FOOTER = [p("{{ titre }} – page ", NUMBER, " sur ", COUNT)]
BREAK = '<w:r><w:br w:type="page"/></w:r>'


def act(content: bytes, **values: object) -> Document:
    layout = fill(content, **values)
    return Document("Acte", layout.blocks, header="Commune", layout=layout)


def pages(found: Document, look: Look | None = None) -> list[str]:
    content = render_pdf(found, look) if look else render_pdf(found)
    return [" ".join(text.split()) for text in page_texts(content, margins=True)]


def on_screen(found: Document) -> html.HtmlElement:
    return html.document_fromstring(render_html(found))


def own(found: Document) -> Paper:
    assert found.layout is not None and isinstance(found.layout.running, Paper)
    return found.layout.running


def test_each_page_bears_the_words_of_the_author() -> None:
    found = act(word(p("Un", BREAK, t("Deux")), header=HEADER, footer=FOOTER), x="Essai & <co>")
    for number, page in enumerate(pages(found), 1):
        assert "Mairie d’Essai & <co>, 1" in page and " er étage" in page, "raised letters are drawn apart"
        assert f"Acte – page {number} sur 2" in page
        assert "Commune" not in page, "what acts bear by themselves gives way"


def test_the_page_has_them_once_without_a_number() -> None:
    page = on_screen(act(word("Un", header=HEADER, footer=FOOTER), x="Essai"))
    (header,), (footer,) = page.xpath("/html/body/header"), page.xpath("/html/body/footer")
    assert header.text_content() == "Mairie d’Essai, 1er étage" and footer.text_content().strip() == "Acte"
    assert header.xpath(".//sup")[0].text == "er"


def test_a_first_page_of_its_own() -> None:
    made = document(p("Un", BREAK, t("Deux")), header=["Suite de {{ titre }}"], footer=FOOTER)
    section = made.sections[0]
    section.different_first_page_header_footer = True
    section.first_page_header.paragraphs[0].text = "Mairie d’{{ x }}"
    one, two = pages(act(saved(made), x="Essai"))
    assert "Mairie d’Essai" in one and "page 1" not in one and "Suite" not in one
    assert "Suite de Acte" in two and "page 2 sur 2" in two and "Mairie" not in two


def with_arms(made: WordDocument) -> bytes:
    run = made.sections[0].header.paragraphs[0].add_run()
    run.add_picture(io.BytesIO(shield_png()), height=Cm(2))._inline.docPr.set("descr", ALT)
    return saved(made)


def test_a_picture_is_drawn_and_told_of() -> None:
    found = act(with_arms(document("Un", header=["Mairie"])))
    with pikepdf.open(io.BytesIO(render_pdf(found))) as pdf:
        told = [
            str(each.Alt)
            for each in pdf.objects
            if isinstance(each, pikepdf.Dictionary) and each.get("/S") == "/Figure"
        ]
    assert told == [ALT]
    assert on_screen(found).xpath("//header//img/@alt") == [ALT]
    assert b"img-src data:" in render_html(found)


def test_a_head_taller_than_its_margin_pushes_the_act_down() -> None:
    high = act(word("Un", header=[p(f"Ligne {n}") for n in range(12)]))
    low = act(word("Un", header=["Ligne"]))
    assert _top(high) > _top(low) + 100


def _top(found: Document) -> float:
    with pikepdf.open(io.BytesIO(render_pdf(found))) as pdf:
        places = [each for each in pikepdf.parse_content_stream(pdf.pages[0]) if str(each.operator) == "Tm"]
    return float(places[0].operands[5])


def test_heads_of_the_house_stay_those_of_every_act() -> None:
    made = docx.Document(io.BytesIO(house_letterhead()))
    made.element.body.insert(0, xml(p("Un")))
    made.paragraphs[-1]._p.getparent().remove(made.paragraphs[-1]._p)
    found = act(saved(made))
    assert found.layout is not None and found.layout.running is None
    plain = replace(found, layout=None)
    assert render_pdf(found) == render_pdf(plain) and render_html(found) == render_html(plain)


@pytest.mark.parametrize("projet", [True, False])
@pytest.mark.parametrize("entete", ["Commune d’Essai · conseil municipal", ""])
def test_heads_of_the_house_are_known_whatever_they_say(projet: bool, entete: str) -> None:
    names = {**HEAD, "entete": entete, "titre": "Délibération n° 4", "projet": projet}
    for more, known in (("", True), (" bis", False)):
        made = docx.Document(io.BytesIO(house_letterhead()))
        made.sections[0].footer.paragraphs[0].add_run(more)
        template, _ = read_word_template(saved(made), "corps.docx")
        assert template is not None
        layout, _ = fill_word(template, {"corps": ()}, no_clause, names)
        assert (layout.running is None) is known


def test_an_author_who_wants_no_head_has_none() -> None:
    (page,) = pages(act(word("Un")))
    assert page == "Un"


def test_a_letterhead_of_the_commune_gives_way_to_the_head_of_the_author() -> None:
    found = act(word("Un", header=["Mairie d’Essai"]))
    (page,) = pages(found, Look(letterhead=letterhead()))
    assert "Mairie d’Essai" in page and "MAIRIE D’ESSAI" not in page
    assert WordFile(render_word(found)).running("header") == "Mairie d’Essai"


def of_the_house(*content: str, **values: object) -> Document:
    made = docx.Document(io.BytesIO(house_letterhead()))
    mark = made.paragraphs[0]._p
    for block in content:
        mark.addprevious(xml(p(block)))
    mark.getparent().remove(mark)
    return act(saved(made), **values)


def test_a_template_that_leaves_its_head_to_the_house_is_on_the_letterhead_of_the_commune() -> None:
    found = of_the_house("Un {{ x }}", x="mot")
    look = Look(letterhead=letterhead())
    content = render_word(found, look=look)
    assert faults(content) == []
    assert differing_words(content, found, look) is None
    assert differing_words(render_word(found), found, look) is not None, "it was compared"
    file = WordFile(content)
    assert "MAIRIE D’ESSAI" in file.running("header") and "Tél. 03 00 00 00 00" in file.running("footer")
    assert any("papier" in each and each.startswith("word/media/") for each in file.parts)
    (page,) = pages(found, look)
    assert "MAIRIE D’ESSAI" in page and "page 1" in page
    assert render_word(found, look=look) == content


def test_a_blank_shows_in_the_head() -> None:
    found = act(word("Un", header=["Du {{ x }}"]), x=(Lacune("date", "la date"),))
    assert "[à compléter : la date]" in pages(found)[0].replace("\u00a0", " ")
    assert on_screen(found).xpath("//header//span[contains(@class, 'lacune')]")


def test_heads_that_differ_from_those_of_the_word_file_are_told() -> None:
    found = act(word("Un", header=["Mairie d’Essai"]))
    content = render_word(found)
    assert differing_words(content, found) is None
    other = Heads((Line(((Words("Mairie d’Aulon"),),)),))
    assert found.layout is not None
    changed = replace(found, layout=replace(found.layout, running=replace(own(found), first=other)))
    assert differing_words(content, changed) == ("Mairie d’Essai", "Mairie d’Aulon")


def test_a_watermark_of_the_word_file_alone_is_told() -> None:
    found = act(word("Un", header=["Mairie d’Essai"]))
    made = docx.Document(io.BytesIO(render_word(found)))
    made.sections[0].header._element.append(xml(watermark("CONFIDENTIEL")))
    assert differing_words(saved(made), found) == ("CONFIDENTIEL", "")


def test_an_act_whose_words_changed_bears_what_every_act_bears() -> None:
    found = act(word("Un", header=["Mairie d’Essai"]))
    (page,) = pages(replace(found, blocks=(*found.blocks, Paragraph((Text("Deux"),)))))
    assert "Mairie" not in page and "Commune" in page


def test_a_watermark_or_a_picture_that_no_voice_can_tell_is_refused() -> None:
    silent = document("Un", header=["Mairie"])
    silent.sections[0].header.paragraphs[0].add_run().add_picture(io.BytesIO(shield_png()))
    for content in (saved(silent), word("Un", header=[watermark("CONFIDENTIEL")])):
        template, told = read_word_template(content, "corps.docx")
        assert template is None and [each.severity for each in told] == [Severity.ERROR]
    assert "Écrivez «\u00a0CONFIDENTIEL\u00a0»" in told[0].hint
    _, told = read_word_template(word("Un", header=[watermark("PROJET")]), "corps.docx")
    assert told[0].hint.startswith("actgen imprime lui-même PROJET")
