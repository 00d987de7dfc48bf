from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from actgen.acts.outputs.docx.render import render_docx
from actgen.acts.tree.inline import Emphasis, Lacune, LineBreak, Place, Strong, Text
from actgen.acts.tree.nodes import (
    Block,
    Document,
    Heading,
    PageBreak,
    Paragraph,
    Part,
    SignaturePlace,
    Signatures,
    Stamp,
    Style,
)
from actgen.acts.tree.words import plain_words
from tests.acts.outputs.docx.word_file import W, WordFile, faults, has, plain, text_of, value
from tests.acts.outputs.sample_act import heading, paragraph, sample

HOSTILE = (
    "& < > \" ' ]]> {{ titre }} {% if x %} {_{ }_} {# #} | * _ # [L](http://x) &amp; <w:br/> "
    "\u00a0\u202f\u2011« » 1. - \ue0a0titre\ue0a1"
)
PRINTABLE = st.text(st.characters(exclude_categories=("Cc", "Cs", "Cn")), max_size=80)


def file(*blocks: Block, header: str = "", projet: bool = False) -> WordFile:
    return WordFile(render_docx(Document("Titre", blocks, header=header, projet=projet)))


def test_the_sample_has_nothing_that_word_would_repair() -> None:
    assert faults(render_docx(sample())) == []


def test_the_words_are_those_of_the_tree() -> None:
    document = sample()
    assert plain(WordFile(render_docx(document)).words()) == plain(plain_words(document))


def test_a_name_is_not_cut_at_its_hyphen() -> None:
    document = Document("Titre", (paragraph("Voir e-services.exemple.fr, Ève TOUR-MORIN, mis-à-jour."),))
    words = WordFile(render_docx(document)).words()
    assert words == ["Voir", "e\u2011services.exemple.fr,", "Ève", "TOUR\u2011MORIN,", "mis-à-jour."]


def test_characters_that_mean_something_to_xml_or_to_a_template_are_printed_as_they_are() -> None:
    document = Document(HOSTILE, (paragraph(HOSTILE), Stamp(HOSTILE)), header=HOSTILE)
    word_file = WordFile(render_docx(document))
    assert word_file.lines()[0] == HOSTILE
    assert HOSTILE in word_file.running("header")
    assert HOSTILE in word_file.running("footer")


@settings(max_examples=40, deadline=None)
@given(PRINTABLE, PRINTABLE)
def test_any_printable_text_survives_to_the_letter(text: str, header: str) -> None:
    word_file = file(Paragraph((Text("|"), Text(text), Text("|"))), header=f"|{header}|")
    assert word_file.lines() == [f"|{text}|"]
    assert word_file.running("header") == f"|{header}|"


@pytest.mark.parametrize("style", list(Style))
def test_each_style_of_the_tree_has_its_own_style_in_word_with_a_french_name(style: Style) -> None:
    word_file = file(paragraph("x", style=style))
    key = value(word_file.paragraph("x"), "pPr/pStyle")
    names = {
        node.get(f"{W}styleId"): value(node, "name")
        for node in word_file.xml("word/styles.xml").iter(f"{W}style")
    }
    assert str(names[key]).startswith("Acte – ")


def test_no_two_styles_of_the_tree_look_the_same_to_word() -> None:
    word_file = file(*(paragraph(style.value, style=style) for style in Style))
    keys = [value(node, "pPr/pStyle") for node in word_file.body.iter(f"{W}p")]
    assert len(set(keys)) == len(Style)


@pytest.mark.parametrize("level", [1, 2, 3])
def test_headings_are_words_own_with_their_outline_level(level: int) -> None:
    word_file = file(heading(level, "Titre"))
    key = value(word_file.paragraph("Titre"), "pPr/pStyle")
    style = next(n for n in word_file.xml("word/styles.xml").iter(f"{W}style") if n.get(f"{W}styleId") == key)
    assert value(style, "name") == f"heading {level}"
    assert value(style, "pPr/outlineLvl") == str(level - 1)
    assert has(style, "pPr/keepNext")


@pytest.mark.parametrize(
    ("anchor", "bookmark"),
    [("annexe-1", "annexe_1"), ("1er", "a_1er"), ("x" * 60, "x" * 40), ("éloge", "éloge")],
)
def test_an_anchor_becomes_a_bookmark_that_word_accepts(anchor: str, bookmark: str) -> None:
    node = file(heading(2, "T", anchor)).paragraph("T").find(f"{W}bookmarkStart")
    assert node.get(f"{W}name") == bookmark


def test_two_anchors_that_would_give_one_bookmark_are_told_apart() -> None:
    word_file = file(heading(2, "A", "a-b"), heading(2, "B", "a.b"))
    assert [node.get(f"{W}name") for node in word_file.body.iter(f"{W}bookmarkStart")] == ["a_b", "a_b_2"]


def _styles_of_runs(word_file: WordFile) -> dict[str, str | None]:
    return {text_of(run): value(run, "rPr/rStyle") for run in word_file.body.iter(f"{W}r")}


def test_bold_italic_and_line_breaks_reach_the_runs() -> None:
    word_file = file(Paragraph((Strong((Text("gras"), Emphasis((Text("deux"),)))), LineBreak(), Text("nu"))))
    assert _styles_of_runs(word_file) == {
        "gras": "ActeGras",
        "deux": "ActeGrasItalique",
        "\n": None,
        "nu": None,
    }
    assert word_file.lines() == ["grasdeux\nnu"]


def test_bold_words_of_a_bold_paragraph_have_no_style_which_word_would_take_as_plain() -> None:
    words = (Strong((Text("gras"), Emphasis((Text("deux"),)))), Text("nu"))
    word_file = file(Heading(1, words))
    assert _styles_of_runs(word_file) == {"gras": None, "deux": "ActeItalique", "nu": None}


def test_no_format_is_said_on_a_run_without_its_name() -> None:
    word_file = WordFile(render_docx(sample()))
    for part in ("word/document.xml", "word/header1.xml", "word/footer1.xml"):
        settings = word_file.xml(part).iterfind(f".//{W}r/{W}rPr/*")
        assert {node.tag for node in settings} <= {f"{W}rStyle", f"{W}vertAlign", f"{W}lang"}


def test_a_lacune_is_marked_and_a_place_is_a_leader() -> None:
    word_file = file(Paragraph((Lacune("k", "heure"), Place("date", 8))))
    assert word_file.lines() == ["[à compléter\u00a0: heure]…………"]
    assert value(next(iter(word_file.body.iter(f"{W}r"))), "rPr/rStyle") == "ActeLacune"


def test_keep_with_next_is_said_on_the_paragraph() -> None:
    word_file = file(paragraph("a", keep=True), paragraph("b"))
    assert has(word_file.paragraph("a"), "pPr/keepNext")
    assert not has(word_file.paragraph("b"), "pPr/keepNext")


def test_a_part_begins_a_page_and_breaks_never_add_up_to_an_empty_page() -> None:
    part = Part("Annexe", (heading(2, "Annexe"), paragraph("texte")))
    word_file = file(PageBreak(), paragraph("un"), PageBreak(), part, PageBreak())
    breaks = [text_of(n) for n in word_file.body.iter(f"{W}p") if has(n, "pPr/pageBreakBefore")]
    assert breaks == ["Annexe"]


def test_a_page_that_begins_with_a_frame_begins_with_a_line_that_bears_the_break() -> None:
    word_file = file(paragraph("un"), PageBreak(), Stamp("cachet"))
    assert [has(n, "pPr/pageBreakBefore") for n in word_file.body.iter(f"{W}p")] == [
        False,
        True,
        False,
        False,
    ]
    assert faults(render_docx(Document("t", (paragraph("un"), PageBreak(), Stamp("c"), Stamp("d"))))) == []


def test_the_header_bears_the_running_title_and_the_mark_of_a_projet() -> None:
    """The first page, which begins with the letterhead, bears the mark alone."""
    marked = file(paragraph("x"), header="Dietwiller", projet=True)
    assert marked.running("header1") == "Dietwiller\tPROJET" and marked.running("header2") == "PROJET"
    assert file(paragraph("x"), header="Dietwiller").running("header") == "Dietwiller"


def test_the_footer_counts_pages_with_fields_of_five_runs() -> None:
    footer = file(paragraph("x")).xml("word/footer1.xml")
    codes = [node.text.strip() for node in footer.iter(f"{W}instrText")]
    kinds = [node.get(f"{W}fldCharType") for node in footer.iter(f"{W}fldChar")]
    assert codes == ["PAGE", "NUMPAGES"]
    assert kinds == ["begin", "separate", "end"] * 2


def test_the_language_is_said_for_spell_checkers_and_screen_readers() -> None:
    word_file = WordFile(render_docx(Document("t", (paragraph("x"),), language="fr-CH")))
    assert value(word_file.xml("word/styles.xml"), "docDefaults/rPrDefault/rPr/lang") == "fr-CH"
    assert value(word_file.xml("word/settings.xml"), "themeFontLang") == "fr-CH"


def test_the_properties_are_those_of_the_act_and_never_todays() -> None:
    document = Document("Titre & co", (paragraph("x"),), subject="Objet", author="Commune")
    content = WordFile(render_docx(document, dated=date(2022, 12, 15))).xml("docProps/core.xml")
    found = {node.tag.rpartition("}")[2]: node.text for node in content}
    assert found == {
        "title": "Titre & co",
        "subject": "Objet",
        "creator": "Commune",
        "language": "fr-FR",
        "lastModifiedBy": "actgen",
        "revision": "1",
        "created": "2022-12-15T00:00:00Z",
        "modified": "2022-12-15T00:00:00Z",
    }
    assert b"1980-01-01T00:00:00Z" in WordFile(render_docx(document)).parts["docProps/core.xml"]


def test_the_zip_is_sorted_dated_1980_and_holds_no_picture_of_another_file() -> None:
    word_file = WordFile(render_docx(sample()))
    assert word_file.names[1:] == sorted(word_file.names[1:])
    assert {entry.date_time for entry in word_file.entries} == {(1980, 1, 1, 0, 0, 0)}
    assert not [name for name in word_file.names if "thumbnail" in name or "app.xml" in name]


def test_an_empty_act_is_still_a_file() -> None:
    assert faults(render_docx(Document("t", ()))) == []


def test_a_heading_deeper_than_words_styles_is_no_fault() -> None:
    assert faults(render_docx(Document("t", (Heading(7, (Text("x"),)), paragraph("y"))))) == []


def test_the_operative_part_its_vote_and_its_signatures_hold_together() -> None:
    blocks = (
        Paragraph((Text("DÉCIDE de vendre ;"),), Style.OPERATIVE),
        Paragraph((Text("AUTORISE le maire à signer."),), Style.OPERATIVE),
        Paragraph((Text("Vote : unanimité"),), Style.VOTE),
        Paragraph((Text("Fait et délibéré"),), keep_with_next=True),
        Signatures((SignaturePlace("Le maire", "Membre 1"),)),
    )
    lines = list(WordFile(render_docx(Document("t", blocks))).body.iter(f"{W}p"))[:4]
    assert [has(line, "pPr/keepNext") for line in lines] == [False, True, True, True]


def test_the_name_of_the_collectivity_is_the_largest_line_of_its_identity() -> None:
    lines = ("Commune de Plomeur", "République française", "arrondissement de Quimper")
    blocks = tuple(Paragraph((Text(line),), Style.IDENTITY) for line in lines)
    file = WordFile(render_docx(Document("t", blocks)))
    looks = [value(node, "pPr/pStyle") for node in list(file.body.iter(f"{W}p"))[:3]]
    assert looks == ["ActeCollectivite", "ActeIdentite", "ActeIdentite"]
