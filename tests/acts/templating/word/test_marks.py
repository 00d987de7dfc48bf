"""Raised letters, underlines, links, alignments, signs: what an author sets apart, read back and written."""

from __future__ import annotations

import io

import docx
import pikepdf
import pytest
from lxml import html

from actgen.acts.outputs.docx.render import render_docx
from actgen.acts.outputs.html import render_html
from actgen.acts.outputs.pdf import render_pdf
from actgen.acts.templating.prose_docx import read_docx
from actgen.acts.templating.word.reading import read_word_template
from actgen.acts.tree.inline import Emphasis, Inline, Link, Mark, Marked, Strong, Text
from actgen.acts.tree.nodes import Align, Document, Heading, Paragraph, Style
from tests.acts.outputs.docx.word_file import WordFile, faults
from tests.acts.outputs.pdf_text import page_texts
from tests.acts.templating.word.filled import fill, written
from tests.hostile.word.builder import document, p, saved, t, table, word, xml

SITE = "https://www.exemple.fr/actes?a=1&b=2"
RAISED, LOWERED, UNDERLINED = Mark.RAISED, Mark.LOWERED, Mark.UNDERLINED


def run(text: str, *settings: str) -> str:
    return f"<w:r><w:rPr>{''.join(settings)}</w:rPr>{t(text)[5:]}"


def height(kind: str) -> str:
    return f'<w:vertAlign w:val="{kind}"/>'


LINE = '<w:u w:val="single"/>'


def read(*content: str) -> tuple[Inline, ...]:
    (found,) = fill(word(p(*content)), x="y")
    assert isinstance(found, Paragraph)
    return found.children


def test_raised_and_lowered_letters() -> None:
    found = read("Le 1", run("er", height("superscript")), " janvier, CO", run("2", height("subscript")))
    assert found == (
        Text("Le 1"),
        Marked((Text("er"),), RAISED),
        Text(" janvier, CO"),
        Marked((Text("2"),), LOWERED),
    )


def test_underlined_words_values_among_them() -> None:
    assert read(run("Vu {{ x }}", LINE)) == (Marked((Text("Vu y"),), UNDERLINED),)
    assert read(run("a", '<w:u w:val="none"/>')) == (Text("a"),)
    both = read(run("a", "<w:b/>", LINE, height("superscript")))
    assert both == (Strong((Marked((Marked((Text("a"),), RAISED),), UNDERLINED),)),)


def test_the_call_of_a_note_is_no_raised_letter() -> None:
    call = f'<w:r><w:rPr>{height("superscript")}</w:rPr><w:footnoteReference w:id="2"/></w:r>'
    assert read("a", call) == (Text("a\u00a0(1)"),)


def linked(*targets: str) -> bytes:
    made = document(p("Voir "))
    for target in targets:
        key = made.part.relate_to(
            target,
            "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink",
            is_external=True,
        )
        made.paragraphs[0]._p.append(xml(f'<w:hyperlink r:id="{key}">{run("le site", LINE)}</w:hyperlink>'))
    return saved(made)


def test_a_link_to_the_web_or_to_mail_stays_one() -> None:
    (found,) = fill(linked(SITE, "mailto:mairie@exemple.fr"))
    assert isinstance(found, Paragraph)
    words = (Text("le site"),)
    assert found.children == (Text("Voir "), Link(words, SITE), Link(words, "mailto:mairie@exemple.fr"))


def test_a_link_elsewhere_leaves_its_words() -> None:
    (found,) = fill(linked("tel:+33300000000"))
    assert isinstance(found, Paragraph) and found.children == (
        Text("Voir "),
        Marked((Text("le site"),), UNDERLINED),
    )


@pytest.mark.parametrize(
    ("kind", "align"), [("center", Align.CENTER), ("right", Align.END), ("both", Align.START)]
)
def test_where_an_author_puts_a_paragraph_or_a_heading(kind: str, align: Align) -> None:
    jc = f'<w:jc w:val="{kind}"/>'
    found = fill(word(p("a", properties=jc), p("b", style="Titre2", properties=jc), p("c", style="ActeVisa")))
    assert found == (
        Paragraph((Text("a"),), align=align),
        Heading(2, (Text("b"),), align=align),
        Paragraph((Text("c"),), Style.VISA),
    )


def test_a_style_of_acts_says_by_itself_where_it_stands() -> None:
    (found,) = fill(word(p("a", style="ActeSousTitre")))
    assert found == Paragraph((Text("a"),), Style.SUBTITLE)


@pytest.mark.parametrize(
    ("font", "code", "sign"),
    [
        ("Wingdings", "F0A8", "☐"),
        ("Wingdings", "F0FE", "☑"),
        ("Wingdings", "F0FC", "✓"),
        ("Wingdings 2", "F052", "☑"),
        ("Symbol", "F0B3", "≥"),
        ("MS Gothic", "2610", "☐"),
    ],
)
def test_a_sign_that_is_known_is_its_character(font: str, code: str, sign: str) -> None:
    content = word(p("a ", f'<w:r><w:sym w:font="{font}" w:char="{code}"/></w:r>'))
    (found,) = fill(content)
    assert isinstance(found, Paragraph) and found.children == (Text(f"a {sign}"),)
    written(fill(content))


def test_letters_typed_in_a_font_of_signs() -> None:
    fonts = '<w:rFonts w:ascii="Wingdings" w:hAnsi="Wingdings"/>'
    assert read(run("\u00fe", fonts), " oui") == (Text("☑ oui"),)
    assert read(run("(", fonts), " 03 89 00 00 00") == (Text("☎ 03 89 00 00 00"),)
    _, told = read_word_template(word(p(run("J", fonts))), "corps.docx")
    assert [finding.code for finding in told] == ["GABARIT-PERTE"]


# in each output

MARKED = (
    Text("Le 1"),
    Marked((Text("er"),), RAISED),
    Text(" "),
    Strong((Marked((Text("souligné"),), UNDERLINED),)),
    Text(", "),
    Link((Text("le "), Emphasis((Text("site"),))), SITE),
)
ACT = Document(
    "Acte",
    (
        Heading(1, (Text("Acte"),)),
        Paragraph(MARKED, Style.VISA, align=Align.CENTER),
        Heading(2, (Text("b"),), "", Align.END),
    ),
)


def test_the_page_shows_them() -> None:
    page = html.document_fromstring(render_html(ACT))
    (line,) = page.xpath("//main/p")
    assert line.get("class") == "visa centre" and line.text_content() == "Le 1er souligné, le site"
    assert [each.text for each in line.xpath(".//sup | .//u")] == ["er", "souligné"]
    assert page.xpath("//main//a/@href") == [SITE] and page.xpath("//main/h2/@class") == ["fin"]


def test_the_word_file_holds_them() -> None:
    content = render_docx(ACT)
    assert faults(content) == []
    file = WordFile(content)
    assert file.words()[1:-1] == ["Le", "1er", "souligné,", "le", "site"]
    (code,) = [node.text for node in file.body.iter() if str(node.tag).endswith("}instrText")]
    assert code == f' HYPERLINK "{SITE}" '
    back = fill(content)
    assert [block.align for block in back if isinstance(block, Paragraph | Heading)] == [
        Align.START,
        Align.CENTER,
        Align.END,
    ]


def test_the_pdf_prints_them_and_leads_where_they_lead() -> None:
    content = render_pdf(ACT)
    printed = "".join("".join(page_texts(content)).split())
    assert printed == "ActeLe1ersouligné,lesiteb"
    with pikepdf.open(io.BytesIO(content)) as pdf:
        links = {str(each.A.URI) for each in pdf.pages[0].Annots}
    assert links == {SITE}


def test_a_prose_joined_in_word_keeps_them() -> None:
    made = docx.Document()
    made.element.body.insert(0, xml(p("Le 1", run("er", height("superscript")))))
    found, told = read_docx(saved(made), "point.docx")
    assert told == () and found == (Paragraph((Text("Le 1"), Marked((Text("er"),), RAISED))),)


def test_a_value_with_marks_takes_the_format_of_its_tag() -> None:
    content = word(
        p(run("{{ x }}", "<w:b/>", '<w:color w:val="1F3A5F"/>', '<w:sz w:val="28"/>')),
        table(("a", "{{ x }}")),
    )
    written(fill(content, x=MARKED))
