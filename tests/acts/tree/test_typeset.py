"""Prose gets the spaces of French print, whole paragraphs at a time."""

from actgen.acts.tree.inline import Strong, Text
from actgen.acts.tree.layout import title, with_title
from actgen.acts.tree.nodes import Cell, Heading, ListBlock, ListItem, PageBreak, Paragraph, Part, Row, Table
from actgen.acts.tree.typeset import typeset_blocks
from actgen.acts.tree.words import fingerprinted


def _paragraph(*texts: str) -> Paragraph:
    return Paragraph(tuple(Text(text) for text in texts))


def test_spaces_before_high_marks_and_inside_quotes() -> None:
    (block,) = typeset_blocks((_paragraph("Un « test » ; vraiment ?"),))
    assert block == _paragraph("Un «\u00a0test\u00a0»\u202f; vraiment\u202f?")


def test_a_paragraph_is_read_across_its_bold_words() -> None:
    source = Paragraph((Text("délibération n° "), Strong((Text("9"),)), Text(" : adoptée")))
    (block,) = typeset_blocks((source,))
    expected = (Text("délibération n°\u00a0"), Strong((Text("9"),)), Text("\u00a0: adoptée"))
    assert block == Paragraph(expected)


def test_lists_and_tables_are_reached() -> None:
    inner = _paragraph("a ; b")
    listed = ListBlock((ListItem((inner,)),))
    table = Table((), (Row((Cell((inner,)),)),), caption=(Text("c : d"),))
    done = typeset_blocks((listed, table))
    typeset = _paragraph("a\u202f; b")
    assert done == (
        ListBlock((ListItem((typeset,)),)),
        Table((), (Row((Cell((typeset,)),)),), caption=(Text("c\u00a0: d"),)),
    )


def test_the_fingerprint_ignores_spaces_and_sees_words() -> None:
    one, two, other = (_paragraph(text) for text in ("a ; b", "a\u202f; b", "a ; c"))
    assert fingerprinted((one,)) == fingerprinted((two,)) != fingerprinted((other,))


# Where a title may be cut


LONG = "Liste des délibérations examinées par le conseil communautaire"
JOINED = "Liste des délibérations examinées par\u00a0le\u00a0conseil\u00a0communautaire"


def test_a_title_of_two_lines_does_not_end_on_a_lone_word() -> None:
    assert title(Heading(1, (Text(LONG),))) == (Text(JOINED),)
    assert title(Heading(1, (Strong((Text(LONG),)),))) == (Strong((Text(JOINED),)),)


def test_a_title_of_one_line_and_what_is_no_title_stay_as_they_are() -> None:
    short = (Text("Extrait du registre des délibérations"),)
    assert title(Heading(1, short)) == short
    assert title(Heading(3, (Text(LONG),))) == (Text(LONG),)
    assert title(Heading(2, (Text(LONG),))) == (Text(JOINED),)  # an object is cut as a title


def test_one_word_too_long_for_a_line_stays_as_it_is() -> None:
    alone = (Text("a" * 70),)
    assert title(Heading(1, alone)) == alone
    assert title(Heading(1, (Text(f"{'a' * 58} du conseil"),))) == (Text(f"{'a' * 58}\u00a0du\u00a0conseil"),)


def test_the_title_is_cut_wherever_it_stands() -> None:
    plain, cut = (Heading(1, (Text(text),)) for text in (LONG, JOINED))
    assert with_title((PageBreak(), plain)) == (PageBreak(), cut)
    assert with_title((Part("copie", (plain,)),)) == (Part("copie", (cut,)),)
