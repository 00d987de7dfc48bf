"""A Word letterhead read for the PDF and the page, and what it has that they can't take over."""

from __future__ import annotations

import io
import re

import docx
from docx.shared import Cm
from lxml import html

from actgen.acts.outputs.docx.letterhead import fill
from actgen.acts.outputs.house.paper import PAGE
from actgen.acts.outputs.house.paper_reading import PaperReader
from actgen.acts.outputs.house.reading import read_look
from actgen.council.facts.charte import Charte, Marges
from actgen.council.facts.texte import Prose
from tests.acts.outputs.house.samples import letterhead, saved, shield_png
from tests.hostile.word.builder import xml
from tests.hostile.word.corpus import watermark

VALUES: dict[str, str | bool] = {"entete": "E", "titre": "T", "objet": "O", "auteur": "A", "projet": False}


def read(content: bytes) -> PaperReader:
    return PaperReader(fill(content, VALUES))


def told(content: bytes, marges: Marges | None = None) -> list[tuple[str, str]]:
    charte = Charte(entete=Prose("collectivites/papier.docx", content), marges=marges)
    return [(f.code, f.location.part if f.location else "") for f in read_look(charte)[1]]


def test_a_letterhead_is_read_as_word_shows_it() -> None:
    paper = read(letterhead()).paper()
    assert paper.head.lines == ("MAIRIE D’ESSAI", "Le bourg au bord de l’eau")
    page = html.fromstring(paper.head.html)
    shares = [str(case.get("style")) for case in page.xpath('//div[@class="case"]')]
    assert [re.findall(r"width:(\d+)", share) for share in shares] == [["23"], ["76"]]
    title, motto = page.xpath('//div[@class="case"][2]/p')
    assert title.get("style") == motto.get("style") and "text-align:right" in str(title.get("style"))
    assert title[0].get("style") == "font-size:18pt;font-weight:bold;"
    (logo,) = page.iter("img")
    assert logo.get("alt") == "Logo de la commune d’essai" and "height:26mm" in str(logo.get("style"))
    (picture,) = paper.head.pictures
    assert logo.get("src") == picture.name and picture.content == shield_png()
    assert (paper.top, paper.left, paper.bottom, paper.foot_at) == (45, 20, 25, 10)
    assert paper.foot.lines == (f"1 rue de l’École · Tél. 03 00 00 00 00 · page {PAGE}",)
    assert (
        'class="page" style="font-size:8.5pt"' in paper.foot.html and "text-align:center" in paper.foot.html
    )


def test_tags_are_filled_tabs_make_columns_and_the_body_has_its_place() -> None:
    made = docx.Document()
    made.sections[0].header.paragraphs[0].text = "Mairie\t\t{{ titre }}"
    made.add_paragraph("Au-dessus")
    made.add_paragraph("{{p corps }}")
    made.add_paragraph("En dessous")
    paper = read(saved(made)).paper()
    assert paper.head.lines == ("Mairie", "T", "Au-dessus") and paper.end.lines == ("En dessous",)
    assert paper.head.html.count('class="colonne"') == 3


def test_a_first_page_of_its_own_is_the_one_that_is_read() -> None:
    made = docx.Document()
    section = made.sections[0]
    section.different_first_page_header_footer = True
    section.first_page_header.paragraphs[0].text = "Première"
    section.header.paragraphs[0].text = "Suivantes"
    assert read(saved(made)).paper().head.lines == ("Première",)


def test_a_sound_letterhead_has_no_finding() -> None:
    assert told(letterhead()) == []


def test_a_picture_without_words_is_told_of_and_drawn_all_the_same() -> None:
    content = letterhead(alt="")
    assert told(content) == [("ENTETE-IMAGE", "en-tête")]
    assert 'alt="Image du papier à en-tête"' in read(content).paper().head.html


def test_a_watermark_of_a_letterhead_is_told() -> None:
    made = docx.Document(io.BytesIO(letterhead()))
    made.sections[0].header._element.append(xml(watermark("CONFIDENTIEL")))
    assert told(saved(made)) == [("ENTETE-REPRISE", "")]


def test_signs_that_the_face_lacks_are_told_of() -> None:
    assert told(letterhead(foot="📞 03 00 00 00 00")) == [("ENTETE-REPRISE", "pied de page")]


def test_a_picture_of_another_kind_is_told_of() -> None:
    made = docx.Document()
    from PIL import Image

    buffer = io.BytesIO()
    Image.new("RGB", (60, 60), "red").save(buffer, "BMP")
    buffer.seek(0)
    made.sections[0].header.paragraphs[0].add_run().add_picture(buffer, width=Cm(2))
    assert told(saved(made)) == [("ENTETE-REPRISE", "en-tête")]


def test_margins_that_leave_no_line() -> None:
    made = docx.Document()
    made.sections[0].left_margin = made.sections[0].right_margin = Cm(7)
    assert told(saved(made)) == [("ENTETE-MARGES", "")]


def test_a_letterhead_wins_over_margins_and_arms() -> None:
    content = letterhead()
    assert told(content, marges=Marges(200, 200, 200, 200)) == [("CHARTE-DOUBLE", "")]
    charte = Charte(
        entete=Prose("papier.docx", content), blason=Prose("b.png", shield_png()), texte_du_blason="x"
    )
    look, findings = read_look(charte)
    assert [f.code for f in findings] == ["CHARTE-DOUBLE"]
    assert look.arms is None and look.letterhead == content
