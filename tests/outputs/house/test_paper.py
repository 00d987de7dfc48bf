"""A Word letterhead read for the PDF and the page, and what it has that they can't take over."""

from __future__ import annotations

import io

import docx
import pytest
from docx.shared import Cm

from actgen.facts.charte import Charte, Marges
from actgen.facts.texte import Prose
from actgen.outputs.docx.letterhead import fill
from actgen.outputs.house.paper import (
    Grid,
    PageNumber,
    PaperLine,
    PaperPicture,
    Words,
    lines,
)
from actgen.outputs.house.paper_reading import PaperReader
from actgen.outputs.house.reading import read_look
from tests.hostile.word.builder import xml
from tests.hostile.word.corpus import watermark
from tests.outputs.house.samples import letterhead, saved, shield_png

VALUES: dict[str, str | bool] = {"entete": "E", "titre": "T", "objet": "O", "auteur": "A", "projet": False}


def read(content: bytes) -> PaperReader:
    return PaperReader(fill(content, VALUES))


def told(content: bytes, marges: Marges | None = None) -> list[tuple[str, str]]:
    charte = Charte(entete=Prose("collectivites/papier.docx", content), marges=marges)
    return [(f.code, f.location.part if f.location else "") for f in read_look(charte)[1]]


def text(blocks: tuple[PaperLine | Grid, ...]) -> list[str]:
    return ["".join(p.text for p in line.pieces if isinstance(p, Words)) for line in lines(blocks)]


def test_a_letterhead_is_read_as_word_shows_it() -> None:
    paper = read(letterhead()).paper()
    (grid,) = paper.head
    assert isinstance(grid, Grid)
    (logo, words) = grid.rows[0]
    assert (round(logo.share), round(words.share)) == (24, 76)
    assert text(words.blocks) == ["MAIRIE D’ESSAI", "Le bourg au bord de l’eau"]
    title = lines(words.blocks)[0]
    assert title.align == "right" and title.pieces == (Words("MAIRIE D’ESSAI", 18, bold=True),)
    (shown,) = lines(logo.blocks)[0].pieces
    assert isinstance(shown, PaperPicture) and shown.picture.alt == "Logo de la commune d’essai"
    assert shown.height == pytest.approx(26) and shown.picture.content == shield_png()
    assert (paper.top, paper.left, paper.bottom, paper.foot_at) == (45, 20, 25, 10)
    (foot,) = lines(paper.foot)
    assert foot.align == "center" and PageNumber(size=8.5) in foot.pieces


def test_tags_are_filled_tabs_make_columns_and_the_body_has_its_place() -> None:
    made = docx.Document()
    made.sections[0].header.paragraphs[0].text = "Mairie\t\t{{ titre }}"
    made.add_paragraph("Au-dessus")
    made.add_paragraph("{{p corps }}")
    made.add_paragraph("En dessous")
    paper = read(saved(made)).paper()
    assert text(paper.head) == ["MairieT", "Au-dessus"] and text(paper.end) == ["En dessous"]
    assert [len(column) for column in lines(paper.head)[0].columns] == [1, 0, 1]


def test_a_first_page_of_its_own_is_the_one_that_is_read() -> None:
    made = docx.Document()
    section = made.sections[0]
    section.different_first_page_header_footer = True
    section.first_page_header.paragraphs[0].text = "Première"
    section.header.paragraphs[0].text = "Suivantes"
    assert text(read(saved(made)).paper().head) == ["Première"]


def test_a_sound_letterhead_has_no_finding() -> None:
    assert told(letterhead()) == []


def test_a_picture_without_words_is_told_of_and_drawn_all_the_same() -> None:
    content = letterhead(alt="")
    assert told(content) == [("ENTETE-IMAGE", "en-tête")]
    shown = next(
        p for line in lines(read(content).paper().head) for p in line.pieces if isinstance(p, PaperPicture)
    )
    assert shown.picture.alt == "Image du papier à en-tête"


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
