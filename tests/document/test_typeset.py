"""Prose gets the spaces of French print, whole paragraphs at a time."""

from actgen.document.inline import Strong, Text
from actgen.document.nodes import Cell, ListBlock, ListItem, Paragraph, Row, Table
from actgen.document.typeset import typeset_blocks
from actgen.document.words import fingerprinted


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
