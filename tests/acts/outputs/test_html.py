from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html as lxml_html

from actgen.acts.outputs.html import print_markup, render_html, unbroken
from actgen.acts.tree.inline import Lacune, Link, Place, Text
from actgen.acts.tree.nodes import (
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
    SignaturePlace,
    Signatures,
    Stamp,
    Style,
    Table,
)
from actgen.acts.tree.words import plain_words
from actgen.base.records import replace
from tests.acts.outputs.sample_act import cell, heading, items, paragraph, sample

PRINTABLE = st.text(
    st.characters(exclude_categories=("Cc", "Cs", "Cn"), exclude_characters="\u2010\u2011\u202f")
)


def act(*blocks: Block) -> Document:
    return Document("Titre", blocks)


def page(*blocks: Block) -> lxml_html.HtmlElement:
    return lxml_html.document_fromstring(render_html(act(*blocks)))


def body_words(page: lxml_html.HtmlElement) -> list[str]:
    (main,) = page.xpath("//main")
    for place in main.xpath(".//br"):
        place.tail = "\n" + (place.tail or "")
    for element in main.xpath(".//p|.//li|.//td|.//th|.//caption|.//h1|.//h2|.//h3|.//ul|.//ol"):
        element.tail = "\n" + (element.tail or "")
        element.text = "\n" + (element.text or "")
    return str(main.text_content()).split()


def test_the_page_has_the_words_of_the_tree() -> None:
    document = sample()
    assert body_words(lxml_html.document_fromstring(render_html(document))) == plain_words(document)


class _Balance(HTMLParser):
    """Counts elements left open; HTML's own empty elements apart."""

    EMPTY = frozenset({"meta", "br", "col"})

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: object) -> None:
        if tag not in self.EMPTY:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


@pytest.mark.parametrize("markup", [print_markup(sample()), render_html(sample()).decode()])
def test_every_element_is_closed_in_order(markup: str) -> None:
    balance = _Balance()
    balance.feed(markup)
    assert balance.open == []


@given(PRINTABLE, PRINTABLE)
def test_a_value_can_make_no_markup(value: str, other: str) -> None:
    page_ = page(
        Heading(1, (Text(value),), other),
        Paragraph((Text(value), Place(other), Lacune("cle", value))),
        Signatures((SignaturePlace(value, other, other),)),
        Stamp(value),
        Part(other, (Table((), (Row((Cell((Paragraph((Text(value),)),)),)),), caption=(Text(other),)),)),
    )
    known = {
        "html",
        "head",
        "meta",
        "title",
        "style",
        "body",
        "a",
        "main",
        "h1",
        "p",
        "span",
        "div",
        "section",
    }
    known |= {"table", "caption", "tbody", "tr", "td"}
    assert {element.tag for element in page_.iter()} <= known
    (quality,) = page_.find_class("qualite")
    assert quality.text_content().split() == value.split()


@given(PRINTABLE)
def test_the_head_says_what_the_act_is(text: str) -> None:
    document = Document(text, (), header=text, subject=text, author=text, projet=True)
    for markup in (render_html(document).decode(), print_markup(document)):
        head = lxml_html.document_fromstring(markup)
        assert head.get("lang") == "fr-FR"
        assert (head.findtext(".//title") or "").split() == text.split()
        for name in ("author", "description"):
            assert [meta.split() for meta in head.xpath(f"//meta[@name='{name}']/@content")] in (
                [text.split()],
                [],
            )


def test_the_page_asks_for_nothing_and_is_small() -> None:
    markup = render_html(sample())
    assert len(markup) < 200_000
    tree = lxml_html.document_fromstring(markup)
    assert tree.xpath("//link|//script|//img|//iframe|//@src") == []
    assert tree.xpath("//meta[@http-equiv='Content-Security-Policy']/@content") == [
        "default-src 'none'; style-src 'unsafe-inline'"
    ]
    (sheet,) = tree.xpath("//style")
    assert "url(" not in sheet.text and "@import" not in sheet.text


def test_the_page_can_be_walked_by_a_screen_reader() -> None:
    tree = lxml_html.document_fromstring(render_html(sample()))
    (first,) = tree.xpath("//body/*[1]")
    assert first.get("href") == "#acte" and tree.xpath("//main/@id") == ["acte"]
    assert len(tree.xpath("//h1")) == 1
    ids = tree.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert all(scope in ("col", "row") for scope in tree.xpath("//thead//th/@scope|//tbody//th/@scope"))
    assert not tree.xpath("//th[not(@scope)]")
    assert tree.xpath("//span[@class='place']/@aria-label") == ["date de signature"]


def test_head_cells_head_columns_and_others_rows() -> None:
    row = Row((cell("a", header=True), cell("b")))
    tree = page(Table((row,), (row,)))
    assert tree.xpath("//thead//th/@scope") == ["col"] and tree.xpath("//tbody//th/@scope") == ["row"]


def test_a_head_alone_in_its_row_is_that_of_the_columns_below() -> None:
    alone = Row((Cell((paragraph("Maire"),), header=True, colspan=2),))
    assert page(Table((), (alone, Row((cell("a"), cell("b")))))).xpath("//th/@scope") == ["col"]


def test_a_table_is_named_by_its_caption_or_its_heads() -> None:
    def named(table: Table) -> str:
        (name,) = page(table).xpath("//*[@tabindex='0']/@aria-label")
        return str(name)

    row = Row((cell("a"),))
    heads = Row(tuple(cell(letter, header=True) for letter in "ABCDE"))
    assert named(Table((heads,), (row,), caption=(Text("Les parts"),))) == "Les parts"
    assert named(Table((heads,), (row,))) == "Tableau\u00a0: A, B, C, D…"
    assert named(Table((), (Row((cell("Maire", header=True), cell("a"))),))) == "Tableau\u00a0: Maire"
    assert named(Table((), (row,))) == "Tableau"


@pytest.mark.parametrize(
    ("text", "held"),
    [
        ("article L. 2113-6 et", "2113-6"),
        ("n° 2022-12-15-09", "2022-12-15-09"),
        ("« e-services.mulhouse-alsace.fr »", "e-services"),
        ("le sous-préfet, ci-après", ""),
        ("Mme Hélène DE LA TOUR-MORIN,", "TOUR-MORIN"),
        ("de Jean-Marc d’ORNANO et", "Jean-Marc"),
        ("à Saint-Denis, le", ""),
        ('<h2 id="article-2-3">Deux</h2>', ""),
    ],
)
def test_a_number_or_a_name_is_not_cut_at_its_hyphens(text: str, held: str) -> None:
    shown = unbroken(text)
    assert (f'<span class="tenu">{held}</span>' in shown) if held else shown == text
    assert shown.replace('<span class="tenu">', "").replace("</span>", "") == text


@pytest.mark.parametrize(
    ("words", "target", "address"),
    [
        ("le site", "https://www.example.org/a", ["www.example.org/a"]),
        ("www.example.org", "https://www.example.org/", []),
        ("mairie@example.org", "mailto:mairie@example.org", []),
        ("écrire", "mailto:mairie@example.org", ["mairie@example.org"]),
    ],
)
def test_a_link_bears_the_address_that_paper_needs(words: str, target: str, address: list[str]) -> None:
    link = Paragraph((Link((Text(words),), target),))
    assert page(link).xpath("//main//a/@data-adresse") == address


def test_a_list_begins_where_it_is_told() -> None:
    (listing,) = page(items("un", "deux", ordered=True, start=5)).xpath("//ol")
    assert listing.get("start") == "5" and listing.get("style") == "counter-reset:list-item 4"


def test_an_item_keeps_its_paragraphs_apart() -> None:
    one = ListBlock((ListItem((paragraph("seul"),)),))
    two = ListBlock((ListItem((paragraph("premier"), paragraph("second"))),))
    assert [len(page(block).xpath("//li/p")) for block in (one, two)] == [0, 2]


def test_a_long_label_begins_the_text_of_its_item() -> None:
    one = ListItem((paragraph("seul"),), "Article 1 –")
    two = ListItem((paragraph("premier"), paragraph("second")), "Article 2 –")
    first, second, third = page(ListBlock((one, two, ListItem((paragraph("bref"),), "1.1.1.")), True)).xpath(
        "//li"
    )
    assert [each.get("class") for each in (first, second, third)] == [
        "libelle etendu",
        "libelle etendu",
        "libelle",
    ]
    assert first.text_content() == "Article 1 – seul"
    assert [each.text_content() for each in second.xpath("p")] == ["Article 2 – premier", "second"]


@pytest.mark.parametrize("style", [style for style in Style if style not in (Style.BODY, Style.CELL)])
def test_each_style_is_a_class(style: Style) -> None:
    assert page(paragraph("texte", style=style)).find_class(style.value)


def test_page_breaks_that_would_leave_an_empty_page_are_dropped() -> None:
    text, pause = paragraph("texte"), PageBreak()
    blocks = (pause, text, pause, pause, text, pause, Part("annexe", (pause, text)), pause)
    assert len(page(*blocks).find_class("saut")) == 1


def test_a_short_act_has_no_summary_and_a_long_one_links_its_headings() -> None:
    def titles(count: int) -> list[Block]:
        return [heading(2, f"Article {n}", f"article-{n}") for n in range(count)]

    assert page(*titles(5)).xpath("//nav") == []
    links = page(*titles(6)).xpath("//nav//a/@href")
    assert links == [f"#article-{n}" for n in range(6)]


def _names(*, bare: bool = False, whole: bool = False) -> Document:
    office = Row((Cell((Paragraph((Text("Maire"),), Style.CELL),), header=True, colspan=2),))
    names = Row(tuple(Cell((Paragraph((Text(name),), Style.CELL),)) for name in ("Membre 1", "Membre 2")))
    return Document("Acte", (Table((), (office, names), widths=(1, 1), bare=bare, whole=whole),))


def test_names_in_columns_bring_their_sheet_and_other_tables_do_not() -> None:
    assert b"table.noms" not in render_html(_names())
    page = render_html(_names(bare=True))
    assert b"table.noms" in page and b'<table class="regle noms">' in page


def test_a_table_kept_whole_or_low_says_so() -> None:
    (table,) = _names(whole=True).blocks
    assert isinstance(table, Table)
    tall = replace(table, body=table.body * 6)
    assert '<div class="cadre entier" ' in print_markup(Document("Acte", (tall,)))
    assert '<div class="cadre" ' in print_markup(Document("Acte", (replace(tall, whole=False),)))
    assert '<div class="cadre entier" ' in print_markup(_names())


def test_a_place_where_nobody_signs_leaves_no_room() -> None:
    assert not body_words(page(Signatures(())))


def test_each_cell_of_a_wide_table_tells_its_column_for_a_phone() -> None:
    heads = Row(tuple(cell(letter, header=True) for letter in "ABCD"))
    row = Row(tuple(cell(letter) for letter in "abcd"))
    tree = page(Table((heads,), (row,)))
    assert tree.xpath("//*[contains(@class, 'fiches')]//tbody//td/@data-titre") == ["A", "B", "C", "D"]
    total = page(Table((heads,), (Row((cell("Total"), *row.cells[1:])),)))
    assert total.xpath("//tbody//td/@data-titre") == ["B", "C", "D"]
    narrow = Table((Row(heads.cells[:3]),), (Row(row.cells[:3]),))
    spanned = Table((heads,), (Row((*row.cells[:2], replace(row.cells[2], colspan=2))),))
    for table in (narrow, spanned):
        assert not page(table).xpath("//*[@data-titre]")
