"""The three outputs in a house style: same words, image told of, PDF/A as before; none without a style."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from lxml import html

from actgen.acts.outputs.book import Printing, render_sheets
from actgen.acts.outputs.docx.render import render_docx
from actgen.acts.outputs.house.look import DEFAULT, Look
from actgen.acts.outputs.house.reading import read_look
from actgen.acts.outputs.html import render_html
from actgen.acts.outputs.pdf import render_pdf
from actgen.acts.tree.inline import Text
from actgen.acts.tree.nodes import Document, Paragraph, Style
from actgen.base.text.characters import FAMILY
from actgen.council.facts.charte import Charte, Marges, Police
from actgen.council.facts.texte import Prose
from tests.acts.outputs.docx.word_file import WordFile, faults
from tests.acts.outputs.house.samples import font, letterhead, shield_png
from tests.acts.outputs.pdf_text import page_texts
from tests.acts.outputs.sample_act import sample
from tests.session.outputs import docx_words, html_words, pdf_words

ALT = "Blason de la commune d’essai"
LETTERHEAD_WORDS = ["MAIRIE", "D’ESSAI", "Le", "bourg", "au", "bord", "de", "l’eau"]


def look(**charte: Any) -> Look:
    return read_look(Charte(**charte))[0]


def prose(name: str, content: bytes) -> Prose:
    return Prose(f"collectivites/{name}", content)


def identified() -> Document:
    """An act that begins as every act of a collectivity does."""
    names = ("République française", "Commune d’Essai")
    identity = tuple(Paragraph((Text(name),), Style.IDENTITY) for name in names)
    act = sample()
    return Document(act.title, (*identity, *act.blocks), act.header, act.subject, act.author)


STYLED = {
    "png": lambda: look(blason=prose("b.png", shield_png()), texte_du_blason=ALT, couleur="1f3a5f"),
    "jpeg": lambda: look(blason=prose("b.jpg", shield_png(kind="JPEG")), texte_du_blason=ALT),
}


@cache
def plain() -> bytes:
    """The PDF without a style."""
    return render_pdf(identified())


@cache
def styled(kind: str) -> bytes:
    """The PDF with these arms."""
    return render_pdf(identified(), STYLED[kind]())


@pytest.fixture
def arms() -> Look:
    return STYLED["png"]()


def figures(content: bytes) -> Iterator[str]:
    with pikepdf.open(io.BytesIO(content)) as pdf:
        for thing in pdf.objects:
            if isinstance(thing, pikepdf.Dictionary) and thing.get("/S") == "/Figure":
                yield str(thing.Alt)


def test_without_a_style_nothing_changes() -> None:
    act = identified()
    assert plain() == render_pdf(act, DEFAULT)
    assert render_html(act) == render_html(act, DEFAULT)
    assert render_docx(act) == render_docx(act, look=DEFAULT)
    assert b"armes" not in render_html(act) and b"img-src" not in render_html(act)


@pytest.mark.parametrize("kind", STYLED)
def test_arms_stand_in_each_output_with_their_words(kind: str) -> None:
    act, arms = identified(), STYLED[kind]()
    pdf, page, word = styled(kind), render_html(act, arms), render_docx(act, look=arms)
    assert list(figures(pdf)) == [ALT]
    (image,) = html.fromstring(page).iter("img")
    assert image.get("alt") == ALT and str(image.get("src")).startswith("data:image/")
    assert b"img-src data:" in page
    assert faults(word) == []
    described = [node.get("descr") for node in WordFile(word).body.iter() if str(node.tag).endswith("}docPr")]
    assert described == [ALT]


def test_the_words_of_the_act_stay_the_same(arms: Look) -> None:
    act = identified()
    assert pdf_words(styled("png")) == pdf_words(plain())
    assert html_words(render_html(act, arms)) == html_words(render_html(act))
    assert docx_words(render_docx(act, look=arms)) == docx_words(render_docx(act))


def test_an_act_without_identity_has_its_arms_alone(arms: Look) -> None:
    whole = sample()
    blocks = tuple(b for b in whole.blocks if not (isinstance(b, Paragraph) and b.style is Style.IDENTITY))
    act = Document(whole.title, blocks, whole.header, projet=True)
    assert list(figures(render_pdf(act, arms))) == [ALT]
    assert b"armes seules" in render_html(act, arms)
    assert faults(render_docx(act, look=arms)) == []


@pytest.mark.parametrize("kind", STYLED)
def test_a_pdf_in_style_is_still_an_archive(kind: str) -> None:
    with pikepdf.open(io.BytesIO(styled(kind))) as pdf:
        with pdf.open_metadata() as metadata:
            assert (metadata["pdfaid:part"], metadata["pdfaid:conformance"]) == ("3", "A")
        assert pdf.Root.MarkInfo.Marked
        images = [
            thing
            for thing in pdf.objects
            if isinstance(thing, pikepdf.Stream) and thing.get("/Subtype") == "/Image"
        ]
        assert all(not image.Interpolate for image in images), "PDF/A forbids it"
        assert {str(thing.get("/SMask", "")) for thing in images} <= {""}


def test_same_input_same_bytes(arms: Look) -> None:
    act = identified()
    first = styled("png"), render_html(act, arms), render_docx(act, look=arms)
    render_pdf(sample(), STYLED["png"]())
    assert (render_pdf(act, arms), render_html(act, arms), render_docx(act, look=arms)) == first


def test_colour_margins_and_page_width() -> None:
    style = look(couleur="1f3a5f", marges=Marges(200, 200, 300, 200))
    page = render_html(identified(), style).decode()
    assert "h1, h2, h3 { color: #1f3a5f; }" in page
    word = render_docx(identified(), look=style)
    assert faults(word) == []
    margins = re.search(rb'w:top="(\d+)" w:right="(\d+)" w:bottom="(\d+)" w:left="(\d+)"', part(word))
    assert margins is not None and [int(side) for side in margins.groups()] == [1134, 1134, 1134, 1701]
    assert b'w:color w:val="1F3A5F"' in part(word, "styles")


def part(word: bytes, name: str = "document") -> bytes:
    return WordFile(word).parts[f"word/{name}.xml"]


def fonts_of(content: bytes) -> set[str]:
    with pikepdf.open(io.BytesIO(content)) as pdf:
        return {
            str(thing.BaseFont).rpartition("+")[2].split("-")[0]
            for thing in pdf.objects
            if isinstance(thing, pikepdf.Dictionary) and thing.get("/Type") == "/Font"
        }


def test_a_typeface_is_put_in_the_pdf_and_named_elsewhere() -> None:
    police = Police(normale=prose("m.ttf", font()), grasse=prose("b.ttf", font("Spectral-Bold")))
    style = look(police=police)
    assert style.typeface is not None
    pdf = render_pdf(identified(), style)
    assert style.typeface.family in fonts_of(pdf) and fonts_of(pdf) <= {style.typeface.family, FAMILY}
    assert pdf_words(pdf) == pdf_words(plain())
    assert b'font-family: "Mairie dessai"' in render_html(identified(), style)
    assert b'w:ascii="Mairie dessai"' in part(render_docx(identified(), look=style), "styles")
    assert render_pdf(identified(), style) == pdf


def test_a_letterhead_opens_the_pdf_and_the_page_and_holds_the_word_file() -> None:
    style = look(entete=prose("papier.docx", letterhead()))
    act = identified()
    pdf, page, word = render_pdf(act, style), render_html(act, style).decode(), render_docx(act, look=style)
    texts = page_texts(pdf, margins=True)
    assert texts[0].split()[: len(LETTERHEAD_WORDS)] == LETTERHEAD_WORDS
    for number, text in enumerate(texts, 1):  # as in Word, where each page bears it
        assert f"1 rue de l’École · Tél. 03 00 00 00 00 · page {number}" in " ".join(text.split())
        assert "MAIRIE D’ESSAI" in " ".join(text.split())
    assert list(figures(pdf)) == ["Logo de la commune d’essai"]
    assert "Le bourg au bord de l’eau" in page and 'alt="Logo de la commune d’essai"' in page
    assert "1 rue de l’École · Tél. 03 00 00 00 00</span>" in page and "· page" not in page, (
        "a screen has none"
    )
    assert faults(word) == [] and "MAIRIE D’ESSAI" in WordFile(word).running("header")
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        assert opened.Root.MarkInfo.Marked


def test_signs_that_the_face_lacks_are_left_out_of_the_pdf() -> None:
    style = look(entete=prose("papier.docx", letterhead(foot="📞 03 00 00 00 00")))
    first, *_ = page_texts(render_pdf(identified(), style), margins=True)
    assert "03 00 00 00 00 · page 1" in " ".join(first.split())


def test_a_book_keeps_its_own_margins() -> None:
    style = look(couleur="1f3a5f", blason=prose("b.png", shield_png()), texte_du_blason=ALT)
    drawn = render_sheets(identified(), 1, Printing(), style)
    assert list(figures(drawn.content)) == [ALT]


def test_no_font_of_the_house_stays_in_a_temporary_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    police = Police(normale=prose("m.ttf", font()))
    for _ in range(2):  # the second act of a process is printed with it too
        drawn = render_pdf(identified(), look(police=police))
        assert any("Charte" in name for name in fonts_of(drawn))
    assert list(tmp_path.iterdir()) == []
