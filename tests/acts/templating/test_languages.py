"""Words of another language: how an author marks them, and what each output says of them."""

from __future__ import annotations

import io
import time
from datetime import date

import pikepdf
import pytest

from actgen.acts.outputs.docx.render import render_docx
from actgen.acts.outputs.html import render_html
from actgen.acts.outputs.pdf import render_pdf
from actgen.acts.templating.prose import read_prose
from actgen.acts.templating.reading import parse_template
from actgen.acts.templating.tags import TemplateText
from actgen.acts.templating.word.written import write_word_template
from actgen.acts.tree.inline import Emphasis, Foreign, Lacune, Place, Strong, Text, walk_inlines
from actgen.acts.tree.nodes import Document, Heading, Paragraph
from actgen.acts.tree.transcription import dump
from actgen.acts.tree.typeset import typeset_blocks
from actgen.acts.tree.words import fingerprinted
from actgen.delivery.verify.alone import examine
from actgen.delivery.verify.result import Etat
from tests.acts.outputs.conformity.clauses import faults as broken_clauses
from tests.acts.outputs.conformity.tags import Tagged
from tests.acts.outputs.docx.word_file import W, WordFile, faults, text_of, value
from tests.acts.outputs.pdf_text import languages
from tests.acts.templating.fill import FILE, fill
from tests.acts.templating.word.filled import fill as fill_word
from tests.acts.templating.word.filled import written
from tests.hostile.word.builder import p, word

GERMAN = (Text("Ein "), Strong((Text("Wort"),)), Text(" "), Foreign((Text("the desk"),), "en"))
LINE = Paragraph((Text("Le "), Foreign(GERMAN, "de"), Text(" dit-on.")))
ACT = Document("Titre", (Heading(1, (Text("Titre"),)), LINE))


def line(text: str, **values: object) -> tuple[object, ...]:
    (block,) = fill(text, None, **values)
    assert isinstance(block, Paragraph)
    return block.children


@pytest.mark.parametrize(
    ("written", "language"),
    [
        ("lang=de", "de"),
        (" lang=gsw ", "gsw"),
        ('lang="pt-br"', "pt-BR"),
        ("LANG='DE'", "de"),
        ("lang=zh-hant-tw", "zh-Hant-TW"),
        ("lang=es-419", "es-419"),
        ("lang=de-1996", "de-1996"),
    ],
)
def test_a_language_is_told_by_its_tag(written: str, language: str) -> None:
    assert line(f"a [b]{{{written}}}") == (Text("a "), Foreign((Text("b"),), language))


def test_what_is_marked_may_hold_values_choices_and_bold_words() -> None:
    assert line("[Der {{ x }}{% if y %} und *da*{% endif %}]{lang=de}", x="Ort", y=True) == (
        Foreign((Text("Der Ort und "), Emphasis((Text("da"),))), "de"),
    )
    assert line("**[a]{lang=de}**") == (Strong((Foreign((Text("a"),), "de"),)),)


def test_nothing_is_left_of_a_language_without_words() -> None:
    assert fill("[{{ x }}]{lang=de}", x="") == ()


def test_words_of_another_language_keep_their_own_typography() -> None:
    kept = Foreign((Text('"Wort": da!'),), "de")
    expected = (Text("Dit\u00a0: "), kept, Text("\u202f; et"))
    assert line("Dit : [{}]{{lang=de}} ; et".format('"Wort": da!')) == expected
    assert typeset_blocks((Paragraph((Text("Dit : "), kept, Text(" ; et"))),)) == (Paragraph(expected),)


def test_brackets_that_say_nothing_stay() -> None:
    assert line("[sic] (a) [b] {c}") == (Text("[sic] (a) [b] {c}"),)
    assert line("[b]\\{lang=de}") == (Text("[b]{lang=de}"),)


REFUSED = {
    "de_DE": "« {lang=de_DE} » ne dit pas une langue.",
    "allemand": "« {lang=allemand} » ne dit pas une langue.",
    "": "« {lang=} » ne dit pas une langue.",
    "«de»": "« {lang=«de»} » ne dit pas une langue.",
    "de .visa": "« {lang=de .visa} » ne dit pas une langue.",
    "{{ x }}": "« {lang={{ x }}} » ne dit pas une langue.",
}


@pytest.mark.parametrize("written", REFUSED)
def test_what_is_no_language_is_said_at_its_line(written: str) -> None:
    _, (found,) = parse_template(TemplateText(f"a\nb [c]{{lang={written}}}\n", FILE))
    assert (found.code, found.message) == ("GABARIT-MISE-EN-FORME", REFUSED[written])
    assert found.location is not None and found.location.line == 2
    assert "[mots]{lang=de}" in found.hint


@pytest.mark.parametrize("text", ["[a]{.visa}", "[]{lang=de}", "[a [b]{lang=en} c]{lang=de}"])
def test_braces_that_would_be_printed_are_said(text: str) -> None:
    _, (found,) = parse_template(TemplateText(text, FILE))
    assert found.code == "GABARIT-MISE-EN-FORME" and "[mots]{lang=de}" in found.hint


def test_prose_knows_languages_and_keeps_other_braces() -> None:
    blocks, findings = read_prose(b"Le [Wort]{lang=de}, [x]{y} {{ z }}", "a.md")
    assert findings == ()
    expected = (Text("Le "), Foreign((Text("Wort"),), "de"), Text(", [x]{y} {{ z }}"))
    assert blocks == (Paragraph(expected),)


@pytest.mark.parametrize("text", ["Le\n[Wort]{lang=allemand}", "a\n[a [b] c]{lang=de}"])
def test_prose_says_what_is_no_language(text: str) -> None:
    _, (found,) = read_prose(text.encode(), "a.md")
    assert found.code == "PROSE-FORME" and found.location is not None
    assert found.location.file == "a.md"


def test_a_text_of_brackets_takes_no_time() -> None:
    start = time.process_time()
    for text in ("[" * 100_000, "[a]{lang=" * 10_000, "[a" * 50_000 + "]{lang=de}" * 10):
        read_prose(text.encode(), "a.md")
    assert time.process_time() - start < 5


def test_the_page_and_the_transcription_say_it() -> None:
    marked = '<span lang="de">Ein <strong>Wort</strong> <span lang="en">the desk</span></span> dit-on.'
    assert marked in render_html(ACT).decode()
    assert "Le [Ein **Wort** [the desk]{lang=en}]{lang=de} dit-on." in dump(ACT)


def test_a_language_changes_no_word_that_was_approved() -> None:
    assert fingerprinted((LINE,)) == ("Le Ein Wort the desk dit-on.",)


def test_each_run_of_the_word_file_says_it() -> None:
    content = render_docx(ACT)
    runs = [run for run in WordFile(content).body.iter(f"{W}r") if text_of(run).strip()]
    told = {text_of(run): value(run, "rPr/lang") for run in runs}
    assert told == {
        "Titre": None,
        "Le ": None,
        "Ein ": "de",
        "Wort": "de",
        "the desk": "en",
        " dit-on.": None,
    }
    assert faults(content) == []


def test_a_value_says_it_in_a_word_template_too() -> None:
    (block,) = fill_word(word(p("Le {{ x }}")), x=(Foreign((Text("Wort"),), "de"),))
    assert isinstance(block, Paragraph) and Foreign((Text("Wort"),), "de") in walk_inlines(block.children)
    written((block,))


def test_what_word_guesses_of_languages_is_not_read() -> None:
    guessed = '<w:r><w:rPr><w:lang w:val="en-US"/></w:rPr><w:t>mairie</w:t></w:r>'
    assert fill_word(word(p("La ", guessed))) == (Paragraph((Text("La mairie"),)),)


def test_a_text_put_in_word_keeps_a_note_of_it() -> None:
    content = write_word_template(TemplateText("Le [Wort]{lang=de} dit.\n", FILE), "Essai")
    assert isinstance(content, bytes)
    assert WordFile(content).words() == ["Le", "Wort{#", "langue", ":", "de", "#}", "dit."]
    assert fill_word(content) == (Paragraph((Text("Le Wort dit."),)),)


def test_elements_of_the_pdf_say_it_and_no_other_does() -> None:
    others = (Lacune("k", "heure"), Text(" "), Place("date"), Text(" "))
    line = Paragraph((*others, *LINE.children, *others, Foreign((Text("due"),), "it")))
    content = render_pdf(Document("Titre", (Heading(1, (Text("Titre"),)), line)))
    assert broken_clauses(content) == []
    assert languages(content) == [("Ein Wort the desk", "de"), ("the desk", "en"), ("due", "it")]


def test_a_pdf_alone_still_states_what_it_prints() -> None:
    content = render_pdf(ACT, dated=date(2022, 12, 15))
    found = examine("acte.pdf", content)
    assert isinstance(found, tuple)
    assert [piece.etat for piece in found[0]] == [Etat.CONFORME]


def test_words_on_two_pages_say_it_on_each() -> None:
    long = Foreign((Text("Wort " * 1000),), "de")
    content = render_pdf(Document("Titre", (Heading(1, (Text("Titre"),)), Paragraph((long,)))))
    assert broken_clauses(content) == []
    with pikepdf.open(io.BytesIO(content)) as pdf:
        told = [element for element in Tagged(pdf).elements if "/Lang" in element]
        assert len(pdf.pages) == 2
        assert {element.Pg.objgen for element in told} == {page.obj.objgen for page in pdf.pages}
