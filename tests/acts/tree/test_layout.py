"""What hangs in the margin of labels, what takes that margin, and what stands beside what."""

import pytest

from actgen.acts.tree.inline import Inline, Strong, Text
from actgen.acts.tree.layout import labelled, spreads, with_company, without_space
from actgen.acts.tree.nodes import (
    Block,
    Cell,
    Paragraph,
    Row,
    SignaturePlace,
    Signatures,
    Stamp,
    Style,
    Table,
)

LABEL = (Text("Présents\u00a0:"),)
SAID = Text(" Membre 1")


def _labels(style: Style, *children: Inline) -> tuple[Inline, ...]:
    return labelled(Paragraph(children, style))[0]


@pytest.mark.parametrize("style", list(Style))
def test_only_facts_and_votes_have_a_label(style: Style) -> None:
    found = labelled(Paragraph((Strong(LABEL), SAID), style))
    if style in (Style.FACT, Style.VOTE):
        assert found == (LABEL, (SAID,))
    else:
        assert found == ((), (Strong(LABEL), SAID))


def test_only_what_is_bold_at_the_head_and_ends_with_a_colon_is_a_label() -> None:
    result = Strong((Text("Adopté à l’unanimité."),))
    assert _labels(Style.VOTE, result) == ()
    assert _labels(Style.VOTE, Text("Voix : "), Strong(LABEL)) == ()
    assert _labels(Style.FACT, Text("Présents\u00a0: Membre 1")) == ()
    assert _labels(Style.FACT) == ()
    assert _labels(Style.FACT, Strong(LABEL)) == LABEL


def test_the_space_after_a_label_is_the_margin() -> None:
    assert without_space((SAID, Strong(LABEL))) == (Text("Membre 1"), Strong(LABEL))
    assert without_space((Strong(LABEL), SAID)) == (Strong(LABEL), SAID)
    assert without_space(()) == ()


@pytest.mark.parametrize(("row", "wide"), [((1, 1, 1), False), ((1, 1, 1, 1), True), ((3, 1), True)])
def test_a_table_of_more_than_three_columns_takes_the_margin(row: tuple[int, ...], wide: bool) -> None:
    cells = Row(tuple(Cell((), colspan=across) for across in row))
    assert spreads(Table((), (cells,))) is wide
    assert spreads(Table((cells,), ())) is wide
    assert spreads(Table((), (cells,), bare=True))


def _company(*blocks: Block) -> list[int]:
    return [len(company) for _, company in with_company(blocks)]


@pytest.mark.parametrize(("signers", "beside"), [(1, [1]), (2, [1]), (3, [0, 0]), (0, [0, 0])])
def test_a_stamp_stands_beside_one_or_two_signatures(signers: int, beside: list[int]) -> None:
    places = tuple(SignaturePlace("Membre", f"Membre {rank}") for rank in range(signers))
    assert _company(Signatures(places), Stamp("cachet")) == beside


def test_notes_stand_beside_a_stamp_that_no_signature_has_taken() -> None:
    note, place = Paragraph((), Style.NOTE), SignaturePlace("Membre", "Membre 1")
    assert _company(Stamp("cachet"), note, note) == [2]
    assert _company(Signatures((place,)), Stamp("cachet"), note) == [1, 0]
    assert _company(Signatures((place,)), note, Stamp("cachet")) == [0, 0, 0]
