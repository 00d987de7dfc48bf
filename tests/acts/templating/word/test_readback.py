"""A filled Word file read back: styles, headings and items with Word’s numbers, tables, parts."""

from __future__ import annotations

import pytest
from docx.oxml.ns import qn

from actgen.acts.outputs.docx.blocks import STYLE_KEYS
from actgen.acts.outputs.docx.letterhead import numbering_root
from actgen.acts.outputs.docx.render import render_docx
from actgen.acts.outputs.html import render_html
from actgen.acts.templating.lists import written as number
from actgen.acts.tree.inline import Strong, Text
from actgen.acts.tree.nodes import (
    Align,
    Block,
    Cell,
    Document,
    Heading,
    ListBlock,
    ListItem,
    PageBreak,
    Paragraph,
    Part,
    Row,
    Style,
    Table,
)
from actgen.acts.tree.words import plain_words
from tests.acts.outputs.docx.word_file import WordFile, spoken
from tests.acts.outputs.sample_act import sample
from tests.acts.outputs.test_html import body_words  # noqa: F401 - the words of a page
from tests.acts.templating.fill import shape
from tests.acts.templating.word.filled import fill, read, written
from tests.hostile.word.builder import document, p, saved, t, table, with_notes, word, xml


def of(*content: str) -> tuple[Block, ...]:
    return read(document(*content))


@pytest.mark.parametrize("style", [style for style in Style if style is not Style.CELL])
def test_a_style_of_the_house_is_a_style_of_the_act(style: Style) -> None:
    assert of(p("x", style=STYLE_KEYS[style])) == (Paragraph((Text("x"),), style),)


@pytest.mark.parametrize(
    ("name", "style"),
    [
        ("Visa", Style.VISA),
        ("Acte \u2013 Consid\u00e9rant", Style.GROUND),
        ("Consid\u00e9rant", Style.GROUND),
        ("Subtitle", Style.SUBTITLE),
        ("footnote text", Style.NOTE),
        ("Corps de texte", Style.BODY),
    ],
)
def test_a_style_is_known_by_its_name_and_by_what_it_rests_on(name: str, style: Style) -> None:
    made = document(p("x", style="Propre"), p("y", style="Fils"))
    made.styles.element.append(
        xml(f'<w:style w:type="paragraph" w:styleId="Propre"><w:name w:val="{name}"/></w:style>')
    )
    made.styles.element.append(
        xml(
            '<w:style w:type="paragraph" w:styleId="Fils"><w:name w:val="f"/>'
            '<w:basedOn w:val="Propre"/></w:style>'
        )
    )
    assert read(made) == (Paragraph((Text("x"),), style), Paragraph((Text("y"),), style))


def test_the_look_of_a_style_is_not_told_twice() -> None:
    """The formula is in italics, headings are bold: the sheet of the acts says so."""
    assert of(p("x", style="ActeFormule"), p("y", style="Titre2")) == (
        Paragraph((Text("x"),), Style.FORMULA),
        Heading(2, (Text("y"),)),
    )
    bold = "<w:r><w:rPr><w:b/></w:rPr><w:t>x</w:t></w:r>"
    assert of(p(bold)) == (Paragraph((Strong((Text("x"),)),)),)


def test_keeps_breaks_and_tabs() -> None:
    page = '<w:r><w:br w:type="page"/></w:r>'
    line = "<w:r><w:br/></w:r>"
    found = of(
        p("a", properties="<w:keepNext/>"),
        p(t("b"), page, t("c"), line, t("d")),
        p("e", properties="<w:pageBreakBefore/>"),
        p(t("f"), "<w:r><w:tab/></w:r>", t("g")),
    )
    assert shape(found) == ["a", "b", "PageBreak", "c\u23ced", "PageBreak", "e", "f g"]
    assert isinstance(found[0], Paragraph) and found[0].keep_with_next


def test_a_page_break_in_bold_is_one_and_a_value_never_is() -> None:
    bold = '<w:r><w:rPr><w:b/></w:rPr><w:t>a</w:t><w:br w:type="page"/><w:t>b</w:t></w:r>'
    assert shape(of(p(bold))) == ["<b>a</b>", "PageBreak", "<b>b</b>"]
    layout = fill(word("{{ x }}"), x="un\ue0a2deux\fet\ntrois")
    assert shape(layout) == ["un\ue0a2deux\fet\u23cetrois"]


@pytest.mark.parametrize(("kind", "breaks"), [("continuous", 0), ("nextPage", 1), ("", 1)])
def test_a_section_begins_a_page_unless_it_goes_on(kind: str, breaks: int) -> None:
    made = document(p("a", properties="<w:sectPr/>"), "b")
    if kind:
        made.element.body[-1].insert(0, xml(f'<w:type w:val="{kind}"/>'))
    assert sum(isinstance(block, PageBreak) for block in read(made)) == breaks


# numbers


def listed(*levels: str, starts: str = "") -> str:
    return (
        '<w:abstractNum w:abstractNumId="77"><w:multiLevelType w:val="multilevel"/>'
        + "".join(levels)
        + "</w:abstractNum>"
    )


def level(depth: int, form: str, pattern: str, more: str = "", start: int = 1) -> str:
    return (
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="{start}"/><w:numFmt w:val="{form}"/>{more}'
        f'<w:lvlText w:val="{pattern}"/>'
        f'<w:pPr><w:ind w:left="{720 * (depth + 1)}" w:hanging="360"/></w:pPr></w:lvl>'
    )


def with_list(content: list[str], *levels: str, second: str = "") -> tuple[Block, ...]:
    """The blocks of a file whose list 77 has these levels; `second`: what list 78, of the same, overrides."""
    made = document(*content)
    root = numbering_root(made)
    root.insert(0, xml(listed(*levels)))
    root.append(xml('<w:num w:numId="77"><w:abstractNumId w:val="77"/></w:num>'))
    root.append(xml(f'<w:num w:numId="78"><w:abstractNumId w:val="77"/>{second}</w:num>'))
    return read(made)


def item(text: str, depth: int = 0, number: int = 77, style: str = "") -> str:
    numbering = f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{number}"/></w:numPr>'
    return p(text, style=style, properties=numbering)


def test_headings_bear_the_number_that_word_shows() -> None:
    found = with_list(
        [
            item("Objet", style="Titre2"),
            "Texte.",
            item("Suite", style="Titre2"),
            item("D\u00e9tail", 1, style="Titre3"),
            item("Encore", 1, style="Titre3"),
            item("Fin", style="Titre2"),
            item("Dernier", 1, style="Titre3"),
        ],
        level(0, "decimal", "Article %1 \u2013"),
        level(1, "decimal", "%1.%2"),
    )
    assert shape(found) == [
        "## Article 1 \u2013 Objet",
        "Texte.",
        "## Article 2 \u2013 Suite",
        "### 2.1 D\u00e9tail",
        "### 2.2 Encore",
        "## Article 3 \u2013 Fin",
        "### 3.1 Dernier",
    ]


def labels(found: tuple[Block, ...]) -> list[object]:
    """Lists as what is shown before each item, « . » where every output numbers alike."""
    out: list[object] = []
    for block in found:
        if isinstance(block, ListBlock):
            out.append([[item.label or ".", *labels(item.blocks)] for item in block.items])
    return out


def test_items_bear_a_label_only_where_it_is_not_the_usual_one() -> None:
    usual = [level(0, "decimal", "%1."), level(1, "lowerLetter", "%2."), level(2, "lowerLetter", "%3.")]
    content = [item("a"), item("b", 1), item("c", 2), item("d")]
    assert labels(with_list(content, *usual)) == [[[".", [[".", [["."]]]]], ["."]]]
    legal = [level(0, "decimal", "%1\u00b0"), level(1, "lowerLetter", "%2)"), level(2, "lowerRoman", "%3.")]
    assert labels(with_list(content, *legal)) == [[["1\u00b0", [["a)", [["i."]]]]], ["2\u00b0"]]]


def test_a_bullet_has_no_label_and_letters_inside_bullets_count_from_one() -> None:
    found = with_list(
        [item("a"), item("b", 1), item("c", 1)], level(0, "bullet", "\u2022"), level(1, "decimal", "%2.")
    )
    assert labels(found) == [[[".", [["."], ["."]]]]]


@pytest.mark.parametrize(
    ("second", "starts"),
    [
        ("", [1, 3]),  # one definition: Word goes on
        ('<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>', [1, 1]),
        ('<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride>', [1, 5]),
    ],
)
def test_two_lists_of_one_definition_count_as_word_counts(second: str, starts: list[int]) -> None:
    content = [item("a"), item("b"), "Texte.", item("c", number=78)]
    found = with_list(content, level(0, "decimal", "%1."), second=second)
    assert [block.start for block in found if isinstance(block, ListBlock)] == starts


def test_a_level_that_never_begins_anew_and_one_in_figures() -> None:
    found = with_list(
        [item("a"), item("b", 1), item("c"), item("d", 1)],
        level(0, "upperRoman", "%1."),
        level(1, "decimal", "%1.%2", '<w:lvlRestart w:val="0"/><w:isLgl/>'),
    )
    assert labels(found) == [[["I.", [["1.1"]]], ["II.", [["2.2"]]]]]


@pytest.mark.parametrize(
    ("value", "form", "shown"),
    [
        (27, "lowerLetter", "aa"),
        (2, "upperLetter", "B"),
        (1994, "lowerRoman", "mcmxciv"),
        (4, "upperRoman", "IV"),
        (7, "decimalZero", "07"),
        (1, "ordinal", "1er"),
        (21, "cardinalText", "vingt et un"),
        (3, "ordinalText", "troisi\u00e8me"),
        (3, "chicago", "3"),
        (3, "none", ""),
    ],
)
def test_numbers_in_the_forms_of_word(value: int, form: str, shown: str) -> None:
    assert number(value, form) == shown


def test_a_second_paragraph_of_an_item_stays_in_it() -> None:
    more = p("suite de a", properties='<w:ind w:left="720"/>')
    found = with_list([item("a"), more, item("b"), "Fin."], level(0, "decimal", "%1."))
    assert shape(found) == [["1", ["a", "suite de a"], ["b"]], "Fin."]


def test_a_table_set_back_under_an_item_stays_in_it() -> None:
    inside = table(("x", "y")).replace("<w:tblPr/>", '<w:tblPr><w:tblInd w:w="360" w:type="dxa"/></w:tblPr>')
    outside = table(("x", "y"))
    for_level = level(0, "decimal", "%1.", '<w:pPr><w:ind w:left="360"/></w:pPr>')
    (found,) = with_list([item("un"), inside, p(), item("deux")], for_level)
    assert isinstance(found, ListBlock) and [len(each.blocks) for each in found.items] == [2, 1]
    assert isinstance(found.items[0].blocks[1], Table)
    before, between, after = with_list([item("un"), outside, p(), item("deux")], for_level)
    assert isinstance(between, Table) and isinstance(before, ListBlock)
    assert isinstance(after, ListBlock) and after.start == 2


def test_a_table_of_an_item_comes_back_into_it() -> None:
    grid = Table((), (Row((Cell((Paragraph((Text("x"),), Style.CELL),)),)),))
    made = ListBlock((ListItem((Paragraph((Text("un"),)), grid)), ListItem((Paragraph((Text("deux"),)),))))
    (found,) = fill(render_docx(Document("Acte", (made,))))
    assert isinstance(found, ListBlock) and isinstance(found.items[0].blocks[1], Table)


def test_labels_are_words_of_every_output() -> None:
    found = with_list(
        [item("a"), item("b", 1)], level(0, "decimal", "%1\u00b0"), level(1, "lowerLetter", "%2)")
    )
    act = Document("Acte", found)
    assert plain_words(act) == ["1\u00b0", "a", "a)", "b"]
    page = render_html(act).decode()
    assert '<li class="libelle"><span class="numero">1\u00b0 </span>a' in page
    assert plain_words(Document("", fill(render_docx(act)))) == plain_words(act)


# tables


def test_widths_rules_heads_and_alignment_of_a_table() -> None:
    made = document(p("L\u00e9gende", style="Lgende"), table(("Nom", "Voix"), ("x", "1")), "Fin.")
    found = made.tables[0]._tbl
    for column, width in zip(found.tblGrid.findall(qn("w:gridCol")), ("3000", "1000"), strict=True):
        column.set(qn("w:w"), width)
    found.find(qn("w:tr")).insert(0, xml("<w:trPr><w:tblHeader/></w:trPr>"))
    for cell in list(found.iter(qn("w:tc")))[1::2]:
        cell.find(f"{qn('w:p')}/{qn('w:pPr')}").append(xml('<w:jc w:val="right"/>'))
    first = list(found.iter(qn("w:tc")))[2].find(f"{qn('w:p')}/{qn('w:pPr')}")
    first.insert(0, xml('<w:pStyle w:val="ActeCelluleTitre"/>'))
    table_, end = read(made)
    assert isinstance(table_, Table) and end == Paragraph((Text("Fin."),))
    assert table_.caption == (Text("L\u00e9gende"),)
    assert table_.widths == (3, 1) and table_.bare
    head, body = table_.head[0].cells, table_.body[0].cells
    assert [cell.header for cell in (*head, *body)] == [True, True, True, False]
    assert [cell.align for cell in body] == [Align.START, Align.END]
    assert body[0].blocks == (Paragraph((Text("x"),), Style.CELL),)


@pytest.mark.parametrize(
    ("settings", "bare"),
    [
        ("", True),
        ('<w:tblStyle w:val="ActeTableau"/>', False),
        ('<w:tblBorders><w:top w:val="single"/></w:tblBorders>', False),
        ('<w:tblStyle w:val="ActeTableau"/><w:tblBorders><w:top w:val="nil"/></w:tblBorders>', True),
    ],
)
def test_a_table_without_lines_is_bare(settings: str, bare: bool) -> None:
    content = table(("a", "b")).replace("<w:tblPr/>", f"<w:tblPr>{settings}</w:tblPr>")
    found = of(content)[0]
    assert isinstance(found, Table) and found.bare is bare


@pytest.mark.parametrize(("heads", "whole"), [(0, True), (1, False)])
def test_a_table_is_whole_when_its_rows_are_kept_together_beside_its_head(heads: int, whole: bool) -> None:
    kept = p("a", properties="<w:keepNext/>")
    content = table((kept, kept), ("b", "c"))
    if heads:
        content = content.replace("<w:tr>", "<w:tr><w:trPr><w:tblHeader/></w:trPr>", 1)
    found = of(content)[0]
    assert isinstance(found, Table) and found.whole is whole
    first = (*found.head, *found.body)[0].cells[0].blocks[0]
    assert isinstance(first, Paragraph) and not first.keep_with_next


def test_merged_cells() -> None:
    merged = (
        "<w:tbl><w:tblPr/><w:tblGrid><w:gridCol/><w:gridCol/></w:tblGrid>"
        f'<w:tr><w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr>{p("a")}</w:tc></w:tr>'
        f'<w:tr><w:tc><w:tcPr><w:vMerge w:val="restart"/></w:tcPr>{p("b")}</w:tc><w:tc>{p("c")}</w:tc></w:tr>'
        f"<w:tr><w:tc><w:tcPr><w:vMerge/></w:tcPr>{p()}</w:tc><w:tc>{p('d')}</w:tc></w:tr></w:tbl>"
    )
    found = of(merged)[0]
    assert isinstance(found, Table)
    spans = [[(cell.colspan, cell.rowspan) for cell in row.cells] for row in found.body]
    assert spans == [[(2, 1)], [(1, 2), (1, 1)], [(1, 1)]]


# parts


def test_parts_hold_what_stands_between_their_marks() -> None:
    content = word(
        "Avant.",
        "{%p partie annexe_1 hors-empreinte %}",
        p("Annexe 1", style="Titre2"),
        "{{ x }}",
        "{%p finpartie %}",
        "{%p partie encart dans-la-page %}",
        "Encart.",
        "{%p finpartie %}",
        "{%p if y %}",
        "{%p partie vide %}",
        "{{ z }}",
        "{%p finpartie %}",
        "{%p endif %}",
        "Apr\u00e8s.",
    )
    layout = fill(content, x="un", y=True, z="")
    assert layout == (
        Paragraph((Text("Avant."),)),
        Part("annexe_1", (Heading(2, (Text("Annexe 1"),)), Paragraph((Text("un"),))), fingerprinted=False),
        Part("encart", (Paragraph((Text("Encart."),)),), begins_page=False),
        Paragraph((Text("Apr\u00e8s."),)),
    )
    file = WordFile(written(layout))
    assert file.lines() == ["Avant.", "Annexe 1", "un", "Encart.", "Apr\u00e8s."]
    begins = [line for line in file.body if line.find(f"{qn('w:pPr')}/{qn('w:pageBreakBefore')}") is not None]
    assert ["".join(line.itertext()) for line in begins] == ["Annexe 1"]


@pytest.mark.parametrize("section", ["", "<w:sectPr/>"])
def test_an_annex_and_the_text_before_it_tell_each_their_own_notes(section: str) -> None:
    first, second = (f'<w:r><w:footnoteReference w:id="{number}"/></w:r>' for number in (2, 3))
    made = document(
        p(t("Un"), first, properties=section),
        "{%p partie annexe_1 %}",
        "{{ texte | prose }}",
        p(t("Deux"), second),
        "{%p finpartie %}",
        "Fin.",
    )
    with_notes(made, "footnotes", "note un", "note deux")
    layout = fill(saved(made), texte=(Paragraph((Text("Prose."),)),))
    assert shape(layout) == [
        "Un\u00a0(1)",
        "(1) note un",
        *(["PageBreak"] if section else []),
        {"annexe_1": ["Prose.", "Deux\u00a0(2)", "(2) note deux"]},
        "Fin.",
    ]
    written(layout)


def test_titles_leave_one_heading_at_the_top() -> None:
    made = document(p("Acte", style="Ttl"), p("Un", style="Titre1"), p("Deux", style="Titre2"))
    made.styles.element.append(
        xml('<w:style w:type="paragraph" w:styleId="Ttl"><w:name w:val="Title"/></w:style>')
    )
    assert shape(read(made)) == ["# Acte", "## Un", "### Deux"]


# what we write ourselves


def test_a_composed_act_reads_back_to_its_own_words() -> None:
    act = sample()
    assert spoken(plain_words(Document("", fill(render_docx(act))))) == spoken(plain_words(act))


def test_values_and_files_give_the_same_blocks() -> None:
    """What is read with values as nodes is what is read in the file where they are text."""
    content = word(
        item("{{ x }}", number=2),  # first: what comes before a list is kept with it in what is written
        p("De {{ x }} \u00e0 {{ y }}.", style="ActeVisa"),
        "Fin.",
    )
    layout = fill(content, x="un", y="deux")
    assert fill(written(layout)) == layout
