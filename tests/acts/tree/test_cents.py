"""Amounts of a table have two decimals as soon as one of them has."""

from actgen.acts.tree.cents import with_cents
from actgen.acts.tree.inline import Inline, Strong, Text
from actgen.acts.tree.nodes import Cell, Paragraph, Row, Style, Table, inlines, walk
from actgen.acts.tree.words import inline_text


def _cell(*children: Inline, colspan: int = 1) -> Cell:
    return Cell((Paragraph(children, Style.CELL),), colspan=colspan)


def _words(table: Table) -> list[list[str]]:
    done = with_cents((table,))[0]
    assert isinstance(done, Table)
    return [
        ["".join(inline_text(inlines(block)) for block in walk(cell.blocks)) for cell in row.cells]
        for row in done.body
    ]


def _table(*rows: tuple[str, ...]) -> Table:
    return Table((), tuple(Row(tuple(_cell(Text(text)) for text in row)) for row in rows))


def test_amounts_below_and_beside_cents_have_some() -> None:
    table = _table(("a", "28\u202f300\u00a0€", "5\u00a0€"), ("b", "2\u202f150,50\u00a0€", "7\u00a0€"))
    assert _words(table) == [
        ["a", "28\u202f300,00\u00a0€", "5,00\u00a0€"],
        ["b", "2\u202f150,50\u00a0€", "7,00\u00a0€"],
    ]


def test_a_total_in_bold_below_a_wide_label_is_of_its_column() -> None:
    total = Row((_cell(Text("Total"), colspan=2), _cell(Strong((Text("−9\u202f500\u00a0€"),)))))
    above = Row((_cell(Text("a")), _cell(Text("12")), _cell(Text("0,005\u00a0€"))))
    assert _words(Table((), (above, total))) == [
        ["a", "12", "0,005\u00a0€"],
        ["Total", "−9\u202f500,00\u00a0€"],
    ]


def test_what_is_no_amount_alone_in_its_cell_stays() -> None:
    table = _table(("90\u00a0€ par jour",), ("37,50\u00a0€",), ("2025",))
    assert with_cents((table,)) == (table,)


def test_the_cents_are_of_the_value_that_is_shown() -> None:
    shown = Text("90\u00a0€", ((0, 4, ("champs", "prix")),))
    table = Table((), (Row((_cell(shown),)), Row((_cell(Text("1,50\u00a0€")),))))
    more = Text("90,00\u00a0€", ((0, 7, ("champs", "prix")),))
    (done,) = with_cents((table,))
    assert isinstance(done, Table)
    (said,) = done.body[0].cells[0].blocks
    assert isinstance(said, Paragraph) and isinstance(said.children[0], Text)
    assert said.children[0].origins == more.origins
