"""Whatever tree comes, the file is one that Word opens, with the words of the tree."""

from itertools import count

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from actgen.acts.outputs.docx.render import render_docx
from actgen.acts.tree.inline import Emphasis, Foreign, Lacune, LineBreak, Place, Strong, Text
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
    SignaturePlace,
    Signatures,
    Stamp,
    Style,
    Table,
)
from actgen.acts.tree.typeset import rewritten
from actgen.acts.tree.words import plain_words
from actgen.base.records import replace
from tests.acts.outputs.docx.word_file import WordFile, faults

WORDS = st.text(st.sampled_from("aé& <{%}\u00a0\u2011|"), max_size=6)
LEAVES = (
    st.builds(Text, WORDS)
    | st.builds(Lacune, st.just("cle"), WORDS)
    | st.builds(Place, WORDS, st.integers(0, 30))
    | st.just(LineBreak())
)
INLINES = st.lists(
    st.recursive(
        LEAVES,
        lambda inner: (
            st.tuples(inner).map(Strong)
            | st.tuples(inner).map(Emphasis)
            | st.builds(Foreign, st.tuples(inner), st.sampled_from(("de", "gsw", "pt-BR")))
        ),
    ),
    max_size=3,
).map(tuple)
SIMPLE = (
    st.builds(Paragraph, INLINES, st.sampled_from(Style), st.booleans())
    | st.builds(Heading, st.integers(1, 6), INLINES, WORDS)
    | st.builds(Stamp, WORDS)
    | st.just(PageBreak())
    | st.builds(Signatures, st.lists(st.builds(SignaturePlace, WORDS, WORDS), max_size=5).map(tuple))
)


def compound(inner: st.SearchStrategy[Block]) -> st.SearchStrategy[Block]:
    blocks = st.lists(inner, max_size=3).map(tuple)
    item = st.builds(ListItem, blocks)
    lists = st.builds(ListBlock, st.lists(item, max_size=3).map(tuple), st.booleans(), st.integers(0, 9))
    return lists | tables(blocks) | st.builds(Part, WORDS, blocks)


def tables(blocks: st.SearchStrategy[tuple[Block, ...]]) -> st.SearchStrategy[Block]:
    """Tables whose rows fill the same columns, one of them with a cell that spans the rows."""

    @st.composite
    def draw_table(draw: st.DrawFn) -> Table:
        count, columns = draw(st.integers(1, 3)), draw(st.integers(1, 3))
        cell = st.builds(Cell, blocks, st.booleans(), st.just(1), st.just(1), st.sampled_from(Align))
        rows = [tuple(draw(cell) for _ in range(columns)) for _ in range(count)]
        tall = draw(blocks)
        body = tuple(
            Row((Cell(tall, rowspan=count), *cells) if number == 0 else cells)
            for number, cells in enumerate(rows)
        )
        head = (Row((Cell(draw(blocks), header=True, colspan=columns + 1),)),)
        return Table(head if draw(st.booleans()) else (), body, draw(INLINES))

    return draw_table()


def _anchored_once(blocks: list[Block]) -> tuple[Block, ...]:
    """A tree promises that each of its anchors is unique."""
    ranks = count()

    def named(block: Block) -> Block:
        if isinstance(block, Heading) and block.anchor:
            return replace(block, anchor=f"{block.anchor}{next(ranks)}")
        return block

    return rewritten(tuple(blocks), lambda line: line, other=named)


TREES = st.lists(st.recursive(SIMPLE, compound, max_leaves=8), max_size=5).map(_anchored_once)


@pytest.mark.slow
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(TREES)
@example((Heading(1, (), "a"), Heading(1, (), "a")))
@example((Table((), (Row((Cell((Signatures(()), Signatures((SignaturePlace("", ""),)))),)),)),))
def test_any_tree_gives_a_sound_file_with_its_words(blocks: tuple[Block, ...]) -> None:
    document = Document("t", blocks)
    content = render_docx(document)
    assert faults(content) == []
    assert WordFile(content).words() == plain_words(document)
