import pytest

from actgen.acts.tree.inline import Emphasis, Lacune, LineBreak, Place, Strong, Text
from actgen.acts.tree.nodes import (
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
    Table,
)
from actgen.acts.tree.words import announces, inline_text, plain_words, visible_lacune, visible_place


def test_a_lacune_names_what_is_missing_with_a_no_break_space_before_the_colon() -> None:
    assert visible_lacune(Lacune("cle", "heure de clôture")) == "[à compléter\u00a0: heure de clôture]"


@pytest.mark.parametrize(("width", "leader"), [(24, "…" * 12), (7, "…" * 4), (0, "…" * 3)])
def test_a_place_is_a_dotted_leader_as_wide_as_what_is_written_there(width: int, leader: str) -> None:
    assert visible_place(Place("date", width)) == leader


def test_inline_text_goes_down_into_bold_and_italic() -> None:
    nodes = (Text("a "), Strong((Text("b"), Emphasis((Text("c"),)))), LineBreak(), Place("x", 6))
    assert inline_text(nodes) == "a bc\n………"


def test_what_announces_leads_to_what_follows() -> None:
    lead = (Text("Membre 1, qui rapporte l’affaire, "), Emphasis((Text("expose ce qui suit."),)))
    assert announces(lead) and announces((Text("Le conseil décide\u00a0: "),))
    assert not announces((Text("Le conseil décide."),)) and not announces(())


def test_words_come_in_reading_order_from_every_kind_of_block() -> None:
    def line(text: str) -> Paragraph:
        return Paragraph((Text(text),))

    def row(*texts: str) -> Row:
        return Row(tuple(Cell((line(text),)) for text in texts))

    document = Document(
        "titre",
        (
            Heading(1, (Text("un"),)),
            ListBlock((ListItem((line("deux"), ListBlock((ListItem((line("trois"),)),)))),)),
            Table((row("cinq", "six"),), (row("sept", "huit"),), caption=(Text("quatre"),)),
            Signatures((SignaturePlace("neuf", "dix"),)),
            Stamp("onze"),
            PageBreak(),
            Part("annexe", (line("douze\u00a0treize\u202fquatorze"),)),
        ),
        header="ailleurs",
    )
    expected = "un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze"
    assert plain_words(document) == expected.split()
