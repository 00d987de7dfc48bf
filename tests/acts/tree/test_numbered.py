"""The number of an item takes the place of its dash."""

from actgen.acts.tree.inline import Text
from actgen.acts.tree.nodes import Document, ListBlock, ListItem, Paragraph
from actgen.acts.tree.numbered import with_hung_numbers
from actgen.acts.tree.words import plain_words


def _list(*items: Text, ordered: bool = False) -> ListBlock:
    return ListBlock(tuple(ListItem((Paragraph((item,)),)) for item in items), ordered)


def test_numbers_of_the_law_mark_their_items_and_stay_in_the_words() -> None:
    block = _list(
        Text("2° fixer", ((0, 1, ("n",)), (1, 5, ("a", 0)), (3, 8, ("mots",)))), Text("26°\u00a0demander")
    )
    (done,) = with_hung_numbers((block,))
    assert isinstance(done, ListBlock)
    assert [item.label for item in done.items] == ["2°", "26°"]
    match done.items[0].blocks:
        case (Paragraph(children=(Text(text="fixer", origins=origins),)),):
            assert origins == ((0, 2, ("a", 0)), (0, 5, ("mots",))), "where each word comes from"
        case other:
            raise AssertionError(other)
    assert plain_words(Document("", (done,))) == plain_words(Document("", (block,)))


def test_a_list_where_an_item_has_no_number_keeps_its_dashes() -> None:
    for block in (
        _list(Text("2° fixer"), Text("demander")),
        _list(Text("2 lots")),
        _list(Text("2° a"), ordered=True),
    ):
        assert with_hung_numbers((block,)) == (block,)
