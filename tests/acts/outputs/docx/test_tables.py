import re

import pytest
from lxml import etree

from actgen.acts.outputs.docx.render import render_docx
from actgen.acts.outputs.docx.tables import column_widths, slots
from actgen.acts.tree.inline import Text
from actgen.acts.tree.nodes import (
    Align,
    Block,
    Cell,
    Document,
    Paragraph,
    Row,
    SignaturePlace,
    Signatures,
    Stamp,
    Style,
    Table,
    inlines,
)
from actgen.acts.tree.words import inline_text
from tests.acts.outputs.docx.word_file import W, WordFile, faults, has, text_of, value
from tests.acts.outputs.sample_act import cell, heading, items, paragraph


def word_file(*blocks: Block) -> WordFile:
    content = render_docx(Document("t", blocks))
    assert faults(content) == []
    return WordFile(content)


def the_table(*blocks: Block) -> etree._Element:
    return next(iter(word_file(*blocks).body.iter(f"{W}tbl")))


def rows(table: etree._Element) -> list[etree._Element]:
    return list(table.findall(f"{W}tr"))


def cells(row: etree._Element) -> list[etree._Element]:
    return list(row.findall(f"{W}tc"))


HEAD = Row((cell("Commune", header=True), cell("Part", header=True)))
MERGED = Table(
    (Row((cell("A", header=True, down=2), cell("B", header=True, across=2))), Row((cell("b1"), cell("b2")))),
    (
        Row((cell("a", down=2), cell("x"), cell("y"))),
        Row((cell("z", across=2),)),
        Row((cell("w", across=3),)),
    ),
)


def test_spans_become_one_cell_a_place_their_text_in_the_widest_column() -> None:
    table = the_table(MERGED)
    assert [[text_of(c) for c in cells(row)] for row in rows(table)] == [
        ["A", "B", ""],
        ["", "b1", "b2"],
        ["a", "x", "y"],
        ["", "z", ""],
        ["w", "", ""],
    ]
    assert not any(True for _ in table.iter(f"{W}gridSpan", f"{W}vMerge"))


def test_no_rule_parts_the_cells_of_a_span() -> None:
    def open_sides(cell: etree._Element) -> list[str]:
        sides = cell.iterfind(f"{W}tcPr/{W}tcBorders/*")
        return [side.tag.removeprefix(W) for side in sides if side.get(f"{W}val") == "nil"]

    found = [[open_sides(cell) for cell in cells(row)] for row in rows(the_table(MERGED))]
    assert found == [
        [["bottom"], ["right"], ["left"]],
        [["top"], [], []],
        [["bottom"], [], []],
        [["top"], ["right"], ["left"]],
        [["right"], ["left", "right"], ["left"]],
    ]


def test_a_span_past_the_last_row_or_out_of_the_head_ends_there() -> None:
    found = rows(
        the_table(Table((Row((cell("h", down=9), cell("k"))),), (Row((cell("a"), cell("b", down=4))),)))
    )
    assert [[text_of(c) for c in cells(row)] for row in found] == [["h", "k"], ["a", "b"]]


def test_head_rows_are_repeated_and_no_row_is_cut() -> None:
    found = rows(the_table(Table((HEAD,), (Row((cell("x"), cell("y"))),))))
    assert [has(row, "trPr/tblHeader") for row in found] == [True, False]
    assert all(has(row, "trPr/cantSplit") for row in found)


def test_a_row_that_opens_a_span_stays_with_the_next_one() -> None:
    body = rows(the_table(MERGED))[2:]
    kept = [all(has(node, "pPr/keepNext") for node in row.iter(f"{W}p")) for row in body]
    assert kept == [True, True, False]  # as all rows of a low table


LINE, ASIDE = 11906 - 2 * 1361, 1814  # twips: between the margins of the house; the margin of labels in it


def _widths(table: etree._Element) -> list[int]:
    return [int(node.get(f"{W}w")) for node in table.iter(f"{W}gridCol")]


def _setting(table: etree._Element, key: str) -> int:
    found = table.find(f"{W}tblPr/{W}{key}")
    return 0 if found is None else int(found.get(f"{W}w"))


def test_widths_follow_the_shares_and_fill_the_line() -> None:
    table = the_table(Table((HEAD,), (Row((cell("x"), cell("y"))),), widths=(3, 1)))
    widths = _widths(table)
    assert sum(widths) == _setting(table, "tblW") == LINE - ASIDE and _setting(table, "tblInd") == ASIDE
    assert widths[0] == pytest.approx(3 * widths[1], abs=2)


def test_a_table_of_more_than_three_columns_takes_the_margin_of_labels_too() -> None:
    for count, width, indent in ((3, LINE - ASIDE, ASIDE), (4, LINE, 0)):
        table = the_table(Table((), (Row((cell("x"),) * count),)))
        assert (_setting(table, "tblW"), _setting(table, "tblInd")) == (width, indent), count


def test_without_shares_a_long_text_gets_the_wider_column() -> None:
    table = the_table(Table((), (Row((cell("1"), cell("une longue observation qui demande de la place"))),)))
    narrow, wide = (int(node.get(f"{W}w")) for node in table.iter(f"{W}gridCol"))
    assert narrow * 3 < wide


def test_the_caption_has_its_own_style_and_stays_with_the_table() -> None:
    file = word_file(Table((HEAD,), (Row((cell("x"), cell("y"))),), caption=(Text("Légende"),)))
    key = value(file.paragraph("Légende"), "pPr/pStyle")
    style = next(n for n in file.xml("word/styles.xml").iter(f"{W}style") if n.get(f"{W}styleId") == key)
    assert value(style, "name") == "caption"
    assert has(style, "pPr/keepNext")


def test_the_caption_of_a_wide_table_begins_where_its_table_does() -> None:
    for count, indent in ((3, False), (4, "0")):
        file = word_file(Table((), (Row((cell("x"),) * count),), caption=(Text("Légende"),)))
        found = file.paragraph("Légende").find(f"{W}pPr/{W}ind")
        assert (found is not None and found.get(f"{W}left")) == indent


def test_the_table_is_described_for_who_can_not_see_it() -> None:
    table = the_table(Table((HEAD,), (Row((cell("x"), cell("y"))),), caption=(Text("Légende"),)))
    assert value(table, "tblPr/tblCaption") == "Légende"
    assert value(table, "tblPr/tblDescription") == "Colonnes\u00a0: Commune, Part."


def test_cells_are_aligned_and_have_styles_of_their_own() -> None:
    row = Row((cell("1", align=Align.END), cell("n", header=True), Cell((paragraph("corps"),))))
    file = word_file(Table((row,), (row,)))
    assert value(file.paragraph("1"), "pPr/jc") == "right"
    assert [value(node, "pPr/pStyle") for node in file.body.iter(f"{W}tc")] == [None] * 6
    keys = [value(node, "pPr/pStyle") for node in file.body.iter(f"{W}p")][:6]
    assert keys == [
        "ActeCellule",
        "ActeCelluleTitre",
        *["ActeCellule"] * 2,
        "ActeCelluleLigne",
        "ActeCellule",
    ]


def test_a_cell_may_be_empty_or_hold_lists_and_tables() -> None:
    inner = Table((), (Row((cell("dedans"),)),))
    row = Row((Cell(()), Cell((items("a", "b"), inner)), Cell((heading(3, "t"),))))
    assert word_file(Table((), (row,))).words() == ["a", "b", "dedans", "t"]


def test_tables_that_follow_each_other_and_a_table_without_rows_are_no_fault() -> None:
    table = Table((), (Row((cell("x"),)),))
    assert word_file(table, table, Stamp("c"), Table((), ()), Table((), (Row(()),))).words() == [
        "x",
        "x",
        "c",
    ]


def places(count: int) -> Signatures:
    return Signatures(tuple(SignaturePlace(f"Qualité {n},", f"Membre {n}", f"s{n}") for n in range(count)))


def test_signatures_stand_two_a_row_without_rules_and_hold_the_lines_before() -> None:
    file = word_file(paragraph("un"), paragraph("deux"), paragraph("trois"), places(3))
    table = next(iter(file.body.iter(f"{W}tbl")))
    assert [len(cells(row)) for row in rows(table)] == [2, 2]
    assert not has(table, "tblPr/tblStyle")
    assert not has(table, "tblPr/tblBorders")
    assert all(has(row, "trPr/cantSplit") for row in rows(table))
    assert [has(file.paragraph(text), "pPr/keepNext") for text in ("un", "deux", "trois")] == [
        False,
        True,
        True,
    ]


def test_the_line_that_word_wants_after_a_last_table_takes_a_point_of_the_page() -> None:
    for last in (places(2), Stamp("c"), Table((), (Row((cell("x"),)),))):
        end = word_file(paragraph("un"), last).body.findall(f"{W}p")[-1].find(f"{W}pPr/{W}spacing")
        assert (end.get(f"{W}line"), end.get(f"{W}lineRule")) == ("20", "exact")


def test_nothing_is_left_below_the_names_that_end_an_act() -> None:
    def below(*blocks: Block) -> list[str | None]:
        spacings = (word_file(*blocks).paragraph(f"Membre {n}").find(f"{W}pPr/{W}spacing") for n in range(3))
        return [spacing.get(f"{W}after") for spacing in spacings]

    first, *last = below(paragraph("un"), places(3))
    assert last == [first, "0"] and first != "0"
    assert below(places(3), Stamp("c")) == [first] * 3


def test_remedies_are_whole_on_the_page_of_the_signatures() -> None:
    file = word_file(paragraph("un"), places(2), Stamp("c"), Paragraph((Text("recours"),), Style.NOTE))
    (table,) = file.body.iter(f"{W}tbl")
    gap = table.getnext()
    assert all(has(node, "pPr/keepNext") for node in (*table.iter(f"{W}p"), gap))
    assert text_of(gap.getnext()) == "recours" and has(gap.getnext(), "pPr/keepLines")


def test_signatures_after_a_table_hold_its_last_row() -> None:
    rows_of_it = tuple(Row((cell(f"rang {rank}"),)) for rank in range(1, 13))
    file = word_file(Table((), rows_of_it), places(1))
    assert not has(file.paragraph("rang 6"), "pPr/keepNext")
    assert has(file.paragraph("rang 12"), "pPr/keepNext")


def test_many_signatures_may_go_on_to_the_next_page() -> None:
    table = the_table(paragraph("x"), places(14))
    assert not any(has(node, "pPr/keepNext") for row in rows(table) for node in row.iter(f"{W}p"))


def test_no_signature_place_is_no_table() -> None:
    assert not list(word_file(paragraph("x"), Signatures(())).body.iter(f"{W}tbl"))


def test_the_stamp_is_a_framed_cell_high_enough_for_a_stamp() -> None:
    table = the_table(Stamp("Cachet"))
    assert has(table, "tr/tc/tcPr/tcBorders/top")
    assert int(table.find(f"{W}tr/{W}trPr/{W}trHeight").get(f"{W}val")) >= 1360


def test_the_notes_after_a_stamp_stand_beside_it_without_a_frame_or_a_rule() -> None:
    notes = tuple(Paragraph((Text(text),), Style.NOTE) for text in ("un recours", "un autre"))
    file = word_file(Stamp("Cachet"), *notes, paragraph("la suite"))
    (table,) = file.body.iter(f"{W}tbl")
    stamp, beside = table.iter(f"{W}tc")
    assert has(stamp, "tcPr/tcBorders/top") and not has(beside, "tcPr/tcBorders")
    assert "".join(beside.itertext()) == "un recoursun autre"
    assert all(value(node, "pPr/pBdr/top") == "nil" for node in beside.iter(f"{W}p"))
    assert not list(file.paragraph("la suite").iterancestors(f"{W}tbl"))


def test_a_spanning_cell_gives_its_columns_room() -> None:
    name, text = Cell((Paragraph((Text("Nom"),)),)), Paragraph((Text("Une règle " * 12),))
    rows = (Row((name, Cell((text,), colspan=2))),)
    first, *spanned = column_widths(Table((), rows), slots(rows), 9000)
    assert sum(spanned) > 2 * first


NOMS = [
    "VANDENBROUCKE",
    "SCHWEIGHAEUSER",
    "CHRISTOPHERSENN",
    "HATTSTATTENBERGER",
    "RAKOTOMALALA",
    "ROCHEFOUCAULD",
    "RAKOTONDRAMANANA",
    "ANDRIAMAMPIANINA",
    "RANDRIANARISOA",
    "SCHWARTZENBERGER",
    "BOURGOIN-MONTMORENCY",
    "VANDERSCHUEREN",
    "KELLERMANN-SCHWEITZER",
    "HUYGHEBAERT-VANDENBOSSCHE",
    "CASTELLO-BRANCO-DE-OLIVEIRA",
    "WOJCIECHOWSKI",
    "PAPADOPOULOS-SCHLUMBERGER",
    "VANDENBERGHE-DEKEYSER",
    "MUTHUKUMARASWAMY",
    "STEINBRENNER-HOLTZWARTH",
]
COMMUNES = (
    "Saint-Remy-en-Bouzemont-Saint-Genest-et-Isson (51513)", "Île de la Possession (98415)",
    "Saint-Germain-de-Tallevende-la-Lande-Vaumont (14584)", "Plounévez-Moëdec (22228)",
)  # fmt: skip
_DEJAVU = {"digit": 0.636, "capital": 0.77, "letter": 0.61}  # ems, on average: the widest of usual faces
_MARGINS = 2 * 85


def longest_word(text: str, size: int = 190) -> float:
    """What the longest word of a text takes, in twips, in a face that a machine may fall back to."""

    def ems(letter: str) -> float:
        kind = "digit" if letter.isdigit() else "capital" if letter.isupper() else "letter"
        return 0.337 if letter in "/-(),. " else _DEJAVU[kind]

    return max(sum(map(ems, word)) * size for word in re.findall(r"[^ -]+-?", text))


def annexe_1() -> Table:
    """As long a surname and a commune as there are, with three dates beside them."""
    titres = ("N°", "Membre (code INSEE)", "Représentant", "Décision du", "Exécutoire le", "Signature le")
    dates = ("08/11/2025", "10/11/2025", "12/01/2026")
    lignes = (
        (str(rang), COMMUNES[rang % 4], f"Mme Marie-Christine {nom}, vice-présidente déléguée", *dates)
        for rang, nom in enumerate(NOMS, start=90)
    )
    tete = Row(tuple(cell(titre, header=True) for titre in titres))
    return Table((tete,), tuple(Row(tuple(map(cell, ligne))) for ligne in lignes))


def test_no_surname_and_no_date_is_cut_where_columns_take_what_they_hold() -> None:
    node = annexe_1()
    widths = column_widths(node, slots(node.head) + slots(node.body), LINE)
    assert sum(widths) == LINE
    for row in node.body:
        for width, each in zip(widths, row.cells, strict=True):
            text = "".join(inline_text(inlines(block)) for block in each.blocks)
            assert longest_word(text) + _MARGINS <= width, text
    assert widths[2] == max(widths)  # what is longest has what the dates leave


def _office_and_names(*, bare: bool = False, whole: bool = False, office: str = "Adjoints") -> Table:
    """An office beside the names of two rows, then another beside one."""
    named = [cell(f"Membre {rank}") for rank in range(1, 7)]
    first = Row((cell(office, header=True, down=2), *named[:2]))
    names = (first, Row(tuple(named[2:4])), Row((cell("Conseillers", header=True), *named[4:])))
    return Table((), names, widths=(32, 65, 65), bare=bare, whole=whole)


def _kept(table: etree._Element) -> list[bool]:
    return [all(has(node, "pPr/keepNext") for node in row.iter(f"{W}p")) for row in rows(table)]


def test_names_in_columns_have_no_rules_and_an_office_stays_with_its_names() -> None:
    table = the_table(_office_and_names(bare=True))
    assert not has(table, "tblPr/tblStyle")
    assert _kept(table) == [True, True, False]


def test_an_office_of_two_lines_stands_beside_two_rows_of_its_names() -> None:
    """LibreOffice gives the first row of a merged cell all its lines: the names had a gap."""
    office = _office_and_names(bare=True, office="Conseillers municipaux\u00a0:")
    assert [text_of(cells(row)[0]) for row in rows(the_table(office))] == [
        "Conseillers",
        "municipaux\u00a0:",
        "Conseillers",
    ]


def test_a_table_kept_whole_or_low_keeps_each_row_with_the_next() -> None:
    tall = tuple(Row((cell(f"Membre {rank}"),)) for rank in range(20))
    assert _kept(the_table(Table((), tall, whole=True))) == [*[True] * 19, False]
    assert _kept(the_table(_office_and_names())) == [True, True, False]


def test_an_office_beside_names_in_columns_is_in_italics_and_in_the_margin_of_labels() -> None:
    table = the_table(_office_and_names(bare=True))
    styles = [[value(line, "pPr/pStyle") for line in row.iter(f"{W}p")] for row in rows(table)]
    assert styles[0] == styles[2] == ["ActeCelluleQualite", "ActeCellule", "ActeCellule"]
    assert _widths(table)[0] == pytest.approx(ASIDE, abs=1) and _setting(table, "tblInd") == 0
    ruled = the_table(_office_and_names())
    assert (
        value(next(ruled.iter(f"{W}p")), "pPr/pStyle") == "ActeCelluleLigne"
    )  # as in print: bold in heads alone
    assert _setting(ruled, "tblInd") == ASIDE


def test_three_rows_of_a_long_table_stand_together_at_the_end_of_a_page_and_on_the_next() -> None:
    long = Table((HEAD,), tuple(Row((cell(f"Membre {rank}"), cell("x"))) for rank in range(12)))
    assert _kept(the_table(long)) == [*[True] * 3, *[False] * 7, True, True, False]


def test_columns_that_no_cell_parts_are_joined_and_what_spanned_them_keeps_its_room() -> None:
    def widths(*body: Row) -> list[int]:
        columns = the_table(Table((), body, widths=(1, 1, 1))).iterfind(f"{W}tblGrid/{W}gridCol")
        return [int(column.get(f"{W}w")) for column in columns]

    two = widths(Row((cell("a"), cell("long " * 20, across=2))), Row((cell("b", across=3),)))
    assert len(two) == 2 and two[1] > 1.9 * two[0]
    three = widths(Row((cell("a"), cell("long " * 20, across=2))), Row((cell("b"), cell("c"), cell("d"))))
    assert len(three) == 3 and three[1] > 1.3 * max(three[0], three[2]) and sum(three) == sum(two)


# A program without our faces draws in DejaVu Sans: what each takes at 9.5 points, in twips.
_ON_A_LINE = {
    "N°": 255,
    "99": 242,
    "06/11/2025": 1095,
    "Exécutoire": 1138,
    "Signature": 1050,
    "Décision": 909,
}
_CELL_MARGINS = 2 * 85


@pytest.mark.parametrize("surname", ["HATTSTATTENBERGER", "CHOLMONDELEYFEATHERSTONE", "X" * 60])
def test_a_long_surname_takes_nothing_from_numbers_dates_and_heads(surname: str) -> None:
    titles = ("N°", "Membre", "Représentant", "Décision du", "Exécutoire le", "Signature le")
    dates = ("06/11/2025",) * 3
    body = ("99", "Agglomération de Mulhouse (200066009)", f"Mme Marie {surname}, maire", *dates)
    node = Table((Row(tuple(cell(each, header=True) for each in titles)),), (Row(tuple(map(cell, body))),))
    widths = column_widths(node, slots(node.head) + slots(node.body), 9072)
    assert sum(widths) == 9072
    for width, title, held in zip(widths, titles, body, strict=True):
        for word in (title.split()[0], held):
            assert _ON_A_LINE.get(word, 0) + _CELL_MARGINS <= width, word


def test_a_place_without_a_name_is_level_with_those_that_have_one() -> None:
    places = (SignaturePlace("Pour la commune A", "Membre 1"), SignaturePlace("Pour la commune B", ""))
    (row,) = rows(the_table(Signatures(places)))
    assert [len(cell.findall(f"{W}p")) for cell in cells(row)] == [2, 2]


def test_names_of_a_row_of_signatures_stand_on_one_line_though_a_quality_takes_two() -> None:
    places = (
        SignaturePlace("Le maire", "Membre 1"),
        SignaturePlace("La troisième adjointe, déléguée aux marchés publics et aux achats", "Membre 2"),
    )
    (row,) = rows(the_table(Signatures(places)))
    assert [value(cell, "tcPr/vAlign") for cell in cells(row)] == ["bottom", "bottom"]
    assert len({last.find(f"{W}pPr/{W}spacing").get(f"{W}after") for *_, last in cells(row)}) == 1
