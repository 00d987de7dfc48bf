"""Superior letters of ordinals and names on one line: drawn so, while words stay plain letters."""

from __future__ import annotations

import io

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from actgen.acts.outputs.html import render_html
from actgen.acts.outputs.pdf import render_pdf
from actgen.acts.tree.inline import Emphasis, Foreign, Mark, Marked, Strong, Text
from actgen.acts.tree.nodes import (
    Block,
    Cell,
    Document,
    Heading,
    Paragraph,
    Row,
    SignaturePlace,
    Signatures,
    Style,
    Table,
    inlines,
    walk,
)
from actgen.acts.tree.setting import set_for_the_eye
from actgen.acts.tree.words import inline_text, plain_words
from tests.acts.outputs.pdf_text import page_texts


def _set(text: str, style: Style = Style.BODY) -> tuple[Block, ...]:
    return set_for_the_eye((Paragraph((Text(text),), style),))


def _raised(text: str) -> list[str]:
    (block,) = _set(text)
    assert isinstance(block, Paragraph)
    return [inline_text(each.children) for each in block.children if isinstance(each, Marked)]


@pytest.mark.parametrize(
    ("text", "raised"),
    [
        ("le 1er janvier", ["er"]),
        ("la 1re adjointe et le 2e adjoint", ["re", "e"]),
        ("les 3es rencontres, la 2nde fois", ["es", "nde"]),
        ("l’article 1er, « 2e » ; (12e)", ["er", "e", "e"]),
        ("délibération n° 2024-10-01-1e", []),
        ("empreinte ff05 854e 2aa3", []),
        ("1erable, 20 h 30, 3 €, 1,5e", []),
        ("https://exemple.fr/1er", []),
    ],
)
def test_the_letters_of_an_ordinal_are_superior(text: str, raised: list[str]) -> None:
    assert _raised(text) == raised


def test_what_is_set_apart_is_set_too_but_foreign_words() -> None:
    inner = Strong((Emphasis((Text("Article 1er"),)),))
    block = set_for_the_eye((Paragraph((inner, Foreign((Text("1er"),), "de"))),))[0]
    assert block == Paragraph(
        (
            Strong((Emphasis((Text("Article 1"), Marked((Text("er"),), Mark.RAISED))),)),
            Foreign((Text("1er"),), "de"),
        )
    )


def test_a_value_that_is_cut_still_leads_to_its_place() -> None:
    text = Text("le 1er mai", origins=((3, 10, 7),))
    (block,) = set_for_the_eye((Paragraph((text,)),))
    assert isinstance(block, Paragraph)
    one, raised, rest = block.children
    assert isinstance(one, Text) and one.origins == ((3, 4, 7),)
    assert isinstance(raised, Marked) and raised.children[0].origins == ((0, 2, 7),)  # type: ignore[union-attr]
    assert isinstance(rest, Text) and (rest.text, rest.origins) == ("\u00a0mai", ((0, 4, 7),))


@pytest.mark.parametrize(
    ("text", "held"),
    [
        ("présidée par Anne MARTIN, maire", "présidée par Anne\u00a0MARTIN, maire"),
        ("Zoé JEAN DIT PANNEL", "Zoé\u00a0JEAN\u00a0DIT\u00a0PANNEL"),
        ("par Mme\u00a0Membre 1, présidente", "par Mme\u00a0Membre\u00a01, présidente"),
        ("par M. Jean-Marc Martin, maire", "par M.\u00a0Jean-Marc\u00a0Martin, maire"),
        ("M. Jean Marc MARTIN", "M. Jean\u00a0Marc\u00a0MARTIN"),
        ("Mme Membre 1-2", "Mme Membre 1-2"),
        ("Jean-Marc d’URSEL", "Jean-Marc d’URSEL"),
        (
            "Marie-Antoinette SAINT-JUST-MALMONT DE LA TOUR",
            "Marie-Antoinette SAINT-JUST-MALMONT DE\u00a0LA\u00a0TOUR",
        ),
        ("Le conseil DÉCIDE", "Le conseil DÉCIDE"),
    ],
)
def test_a_name_that_a_line_holds_is_on_one(text: str, held: str | None) -> None:
    (block,) = _set(text)
    assert isinstance(block, Paragraph) and inline_text(block.children) == (held or text)


def test_a_name_may_be_cut_in_a_narrow_place_but_for_what_is_short_in_it() -> None:
    def narrow(name: str) -> tuple[Block, ...]:
        cell = Cell((Paragraph((Text(name),), Style.CELL),))
        return (Table((), (Row((cell,)),)), Signatures((SignaturePlace("Le maire", name),)))

    assert set_for_the_eye(narrow("Anne MARTIN")) == narrow("Anne MARTIN")
    for name in ("Anne LE~GOFF", "Luc DE~L’ISLE MARTIN"):
        assert set_for_the_eye(narrow(name.replace("~", " "))) == narrow(name.replace("~", "\u00a0"))


@given(st.text(alphabet="1er2neds AbcMARTIN,.’-é\u00a0", max_size=60))
def test_the_words_are_the_same_whatever_is_written(text: str) -> None:
    document = Document("t", (Paragraph((Text(text),)), Heading(2, (Text(text),))))
    drawn = Document("t", set_for_the_eye(document.blocks))
    assert plain_words(drawn) == plain_words(document)
    assert set_for_the_eye(drawn.blocks) == drawn.blocks


def test_a_search_finds_the_plain_word_in_the_page_and_in_the_pdf() -> None:
    document = Document("Essai", (Heading(1, (Text("Essai"),)), Paragraph((Text("le 1er janvier, n° 12"),))))
    assert '1<sup class="superieur">er</sup>' in render_html(document).decode()
    with pikepdf.open(io.BytesIO(render_pdf(document))) as pdf:
        assert len(pdf.pages) == 1
    assert "le 1er janvier, n° 12" in " ".join("".join(page_texts(render_pdf(document))).split())


def test_a_day_is_whole_in_a_heading() -> None:
    (line,) = set_for_the_eye((Heading(2, (Text("Arrêt du procès-verbal du 10 octobre 2024"),)),))
    assert isinstance(line, Heading) and "10\u00a0octobre 2024" in inline_text(line.children)


def test_a_day_is_whole_in_a_line_of_text() -> None:
    (line,) = set_for_the_eye((Paragraph((Text("créé par la délibération du 12 avril 2018 ;"),)),))
    assert isinstance(line, Paragraph) and "du 12\u00a0avril 2018 ;" in inline_text(line.children)


def test_a_house_holds_to_its_street_and_an_item_to_its_number() -> None:
    (line,) = set_for_the_eye((Paragraph((Text("au 3 rue de l’École, point 1 ; 3 ruelles"),)),))
    assert isinstance(line, Paragraph)
    assert inline_text(line.children) == "au 3\u00a0rue de l’École, point\u00a01 ; 3 ruelles"


def test_a_day_is_whole_in_a_cell() -> None:
    line = Paragraph((Text("Réunion du 10 octobre 2024 à 20 heures"),), Style.CELL)
    (set_line,) = set_for_the_eye((Table((), (Row((Cell((line,)),)),)),))
    assert "10\u00a0octobre 2024 à" in " ".join(inline_text(inlines(block)) for block in walk((set_line,)))
