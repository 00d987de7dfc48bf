"""The Word file in its author’s layout: what opens it, what hides a datum, what differs; any text at all."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import html

from actgen.document.inline import Text
from actgen.document.nodes import Block, Cell, Document, Paragraph, Row, Style, Table
from actgen.document.occultation import Masque, occulter
from actgen.document.words import plain_words
from actgen.rendering.html import render_html
from actgen.rendering.word.filling import fill_word
from actgen.rendering.word.output import differing_words, has_layout, render_word
from actgen.rendering.word.reading import read_word_template
from tests.hostile.word.builder import document, p, saved, table, word
from tests.rendering.docx.test_any_tree import TREES
from tests.rendering.docx.word_file import W, WordFile, faults, plain, value
from tests.rendering.pdf_text import page_texts
from tests.rendering.test_html import body_words
from tests.rendering.word.filled import HEAD, fill, lines, no_clause, opened, written

NOTICE = Paragraph((Text("PROJET. Il y manque : la date."),), Style.BANNER)


def act(content: bytes, **values: object) -> Document:
    layout = fill(content, **values)
    return Document("Titre & <titre>", layout.blocks, subject="Objet", author="Commune", layout=layout)


def test_the_notice_of_a_projet_opens_the_file() -> None:
    layout = fill(word("Corps de {{ x }}."), x="l'acte")
    content = written(layout, NOTICE)
    assert lines(content) == ["PROJET. Il y manque : la date.", "Corps de l'acte."]
    style = opened(content).paragraphs[0].style
    assert style is not None and style.name == "Acte \u2013 Projet"


def test_a_notice_does_not_touch_a_table_that_opens_the_act() -> None:
    content = written(fill(word(table(("a", "b")), "Fin.")), Paragraph((Text("x"),)), Table((), (), ()))
    assert lines(content)[0] == "x"


def test_properties_are_those_of_the_act() -> None:
    made = document("x")
    made.core_properties.title = "{{ x }} d'un autre"
    content = WordFile(render_word(act(saved(made))))
    told = "".join(content.xml("docProps/core.xml").itertext())
    assert "Titre & <titre>" in told and "autre" not in told


def test_a_foreign_file_receives_the_styles_that_blocks_need() -> None:
    import docx

    made = docx.Document()
    made.add_paragraph("{{ texte | prose }}")
    layout = fill(saved(made), texte=(NOTICE, Paragraph((Text("y"),), Style.VISA)))
    assert lines(written(layout)) == ["PROJET. Il y manque : la date.", "y"]


def test_blocks_take_the_width_of_their_place() -> None:
    grid = Table((), (), (), ())
    inner = replace(grid, body=(Row((Cell((Paragraph((Text("x"),), Style.CELL),)),)),))
    landscape = (
        '<w:sectPr><w:pgSz w:w="16838" w:h="11906"/><w:pgMar w:left="1000" w:right="1000"/></w:sectPr>'
    )
    content = word(p("{{ t | prose }}", properties=""), p("y", properties=landscape), "{{ t | prose }}")
    body = WordFile(written(fill(content, t=(inner,)))).body
    widths = [
        value(found, "tblPr/tblW") or found.find(f"{W}tblPr/{W}tblW").get(f"{W}w")
        for found in body.iter(f"{W}tbl")
    ]
    assert widths == ["14838", "9072"]


# when the layout no longer says what the act says


def test_an_act_that_changed_since_has_no_layout() -> None:
    found = act(word("Un {{ x }}."), x="secret")
    assert has_layout(found)
    assert has_layout(replace(found, blocks=(NOTICE, *found.blocks)))
    assert not has_layout(replace(found, blocks=found.blocks[1:]))
    assert not has_layout(replace(found, blocks=(*found.blocks, NOTICE)))
    assert not has_layout(Document("x", found.blocks))


def test_what_hides_a_datum_drops_the_layout_that_still_holds_it() -> None:
    in_body = act(word("Un {{ x }}."), x="Membre 7")
    in_header = act(word("Un.", header=["{{ x }}"]), x="Membre 7")
    for document_ in (in_body, in_header):
        masked = occulter(document_, (Masque("Membre 7", "[\u2026]"),)).document
        assert not has_layout(masked)
        kept = occulter(document_, (Masque("Membre 8", "[\u2026]"),)).document
        assert has_layout(kept)


def test_words_that_differ_are_told_with_those_around() -> None:
    found = act(word("Un deux {{ x }} quatre."), x="trois")
    content = render_word(found)
    assert differing_words(content, found) is None
    other = replace(found, blocks=(Paragraph((Text("Un deux cinq quatre."),)),))
    assert differing_words(content, other) == ("Un deux trois quatre.", "Un deux cinq quatre.")
    longer = replace(found, blocks=(*found.blocks, NOTICE))
    differing = differing_words(content, longer)
    assert differing is not None and differing[1].endswith("PROJET. Il y manque :")


def test_a_site_that_ends_no_line_at_its_hyphens_says_the_same() -> None:
    written(fill(word("Voir {{ x }}."), x="e-services.mulhouse-alsace.fr"))


# any text

_REFUSED = "".join(map(chr, range(0xE000, 0xE0FF)))
ANY = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cs", "Cc", "Cn", "Co"], exclude_characters=_REFUSED),
    max_size=300,
)
NASTY = st.lists(
    st.sampled_from(
        [
            "{{",
            "}}",
            "{%",
            "%}",
            "{_{",
            "{#",
            "&",
            "<",
            ">",
            "&amp;",
            "]]>",
            "**",
            "|",
            "\\",
            "\n",
            "\t",
            "'",
            '"',
            " ",
        ]
    ),
    max_size=40,
).map("".join)
TEMPLATE = word(
    p("Avant {{ a }}, ", style="ActeVisa"),
    "{%p if a %}",
    "{%p for x in liste %}",
    "{{ x }} et {{ b }}",
    "{%p endfor %}",
    "{%p endif %}",
    table(("{%tr for x in liste %}", ""), ("{{ x }}", "{{ a }}"), ("{%tr endfor %}", "")),
    "Fin {{ b }}.",
    header=["{{ a }}"],
)
READ, _ = read_word_template(TEMPLATE, "corps.docx")
assert READ is not None


def filled_act(a: str, b: str) -> Document:
    assert READ is not None
    layout, findings = fill_word(READ, {"a": a, "b": b, "liste": (a, b)}, no_clause, HEAD)
    assert {finding.code for finding in findings} <= {"GABARIT-TABLEAU-VIDE"}
    return Document("Acte", layout.blocks, layout=layout)


def expected(a: str, b: str) -> list[str]:
    text = f"Avant {a}, " + (f"\n{a} et {b}\n{b} et {b}" if a else "")
    rows = [(x, a) for x in (a, b) if x.strip() or a.strip()]
    return plain(" ".join([text, *(" ".join(row) for row in rows), f"Fin {b}."]).split())


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(a=st.one_of(ANY, NASTY), b=st.one_of(ANY, NASTY))
def test_any_text_survives_into_the_word_file_and_the_page(a: str, b: str) -> None:
    found = filled_act(a, b)
    assert plain(plain_words(found)) == expected(a, b)
    content = render_word(found)
    assert differing_words(content, found) is None
    page = html.document_fromstring(render_html(found).decode())
    assert plain(body_words(page)) == expected(a, b)


def test_ten_thousand_characters_survive() -> None:
    long = "mot & <mot> {{ x }} " * 500
    found = filled_act(long, "b")
    assert differing_words(render_word(found), found) is None
    assert plain_words(found) == expected(long, "b")


@pytest.mark.slow
@pytest.mark.parametrize("text", ["a & <b> {{ c }} {% d %} **e** | f\\g", "un\ndeux\ttrois", "mot " * 2_500])
def test_a_text_survives_into_the_pdf(text: str) -> None:
    from actgen.rendering.pdf import render_pdf

    found = filled_act(text, "b")
    assert " ".join(page_texts(render_pdf(found))).count("mot") == " ".join(expected(text, "b")).count("mot")
    printed = "".join("".join(page_texts(render_pdf(found))).split())
    for word_ in set(text.split()):
        assert word_ in printed


SPLICED, _ = read_word_template(
    word("Avant.", "{{ texte | prose }}", table(("{{ texte | prose }}", "x")), "Fin."), "corps.docx"
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(tree=TREES)
def test_any_blocks_survive_into_the_word_file(tree: tuple[Block, ...]) -> None:
    assert SPLICED is not None
    layout, findings = fill_word(SPLICED, {"texte": tree}, no_clause, HEAD)
    assert findings == ()
    found = Document("Acte", layout.blocks, layout=layout)
    content = render_word(found)
    assert faults(content) == []
    assert differing_words(content, found) is None


def test_a_table_in_a_table_leaves_the_caption_to_the_outer_one() -> None:
    inner = Cell((Table((), (Row((Cell(()),)),)),))
    outer = Table((), (Row((Cell((Paragraph((Text("a"),)),)), inner)),), (Text("Legende"),))
    written(fill(word("{{ t | prose }}"), t=(outer,)))


def test_a_value_that_holds_our_own_signs_is_never_resolved() -> None:
    layout = fill(word("{{ x }} {{ y }}"), x="a\ue0a02\ue0a1b", y="secret")
    found = Document("Acte", layout.blocks, layout=layout)
    content = render_word(found)
    assert lines(content) == ["a\ue0a02\ue0a1b secret"]
    assert differing_words(content, found) is not None  # so the act is refused, and the passage told
