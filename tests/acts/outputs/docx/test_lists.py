from actgen.acts.outputs.docx.lists import shape_of
from actgen.acts.outputs.docx.render import render_docx
from actgen.acts.tree.inline import Text
from actgen.acts.tree.nodes import Document, ListBlock, ListItem, Paragraph, Style
from tests.acts.outputs.docx.word_file import W, WordFile, faults, has, value
from tests.acts.outputs.sample_act import paragraph, strong


def line(text: str) -> Paragraph:
    return Paragraph((Text(text),))


def numbered(*items: ListItem, start: int = 1) -> ListBlock:
    return ListBlock(items, True, start)


def bullets(*items: ListItem) -> ListBlock:
    return ListBlock(items)


def item(text: str, *more: ListBlock | Paragraph) -> ListItem:
    return ListItem((line(text), *more))


def levels(*blocks: ListBlock | Paragraph) -> list[tuple[str | None, str | None]]:
    """The list and the depth of each paragraph, after a look at the whole file."""
    content = render_docx(Document("t", blocks))
    assert faults(content) == []
    nodes = WordFile(content).body.iter(f"{W}p")
    return [(value(node, "pPr/numPr/numId"), value(node, "pPr/numPr/ilvl")) for node in nodes]


def test_a_nested_list_is_one_list_for_word_so_that_its_sub_lists_restart() -> None:
    sub = numbered(item("a"), item("b"))
    found = levels(numbered(item("1", sub), item("2", numbered(item("a")))))
    assert len({number for number, _ in found}) == 1
    assert [depth for _, depth in found] == ["0", "1", "1", "0", "1"]


def test_no_item_is_left_alone_by_a_page_nor_a_list_parted_from_what_announces_it() -> None:
    members = bullets(*(item(f"Membre {rank}") for rank in range(1, 6)))
    content = render_docx(Document("t", (line("avant"), line("PROCLAME élus :"), members, line("après"))))
    lines = WordFile(content).body.iter(f"{W}p")
    kept = [rank for rank, node in enumerate(lines) if has(node, "pPr/keepNext")]
    assert kept == [1, 2, 5]


def test_each_new_list_begins_again_from_its_own_number() -> None:
    content = render_docx(Document("t", (numbered(item("x")), numbered(item("y"), start=5))))
    file = WordFile(content)
    numbers = [value(node, "pPr/numPr/numId") for node in file.body.iter(f"{W}p")]
    nums = {node.get(f"{W}numId"): node for node in file.xml("word/numbering.xml").iter(f"{W}num")}
    assert [value(nums[number], "lvlOverride/startOverride") for number in numbers] == ["1", "5"]
    definitions = {value(nums[number], "abstractNumId") for number in numbers}
    assert len(definitions) == 1


def test_a_second_sub_list_in_one_item_does_not_go_on_from_the_first() -> None:
    found = levels(numbered(item("1", numbered(item("a")), line("et"), numbered(item("a again")))))
    assert found[1][0] != found[3][0]
    assert found[1][1] == found[3][1] == "1"


def test_a_sub_list_of_another_kind_has_its_own_definition_at_the_same_depth() -> None:
    found = levels(numbered(item("1", numbered(item("a"))), item("2", bullets(item("–")))))
    assert found[1][0] == found[0][0]
    assert found[3][0] != found[0][0]
    assert found[3][1] == "1"


def test_a_later_paragraph_of_an_item_has_the_indent_and_no_number() -> None:
    file = WordFile(render_docx(Document("t", (numbered(item("1", line("suite"))),))))
    node = file.paragraph("suite")
    assert not has(node, "pPr/numPr")
    numbering = file.xml("word/numbering.xml")
    used = value(
        numbering.find(f"{W}num[@{W}numId='{value(file.paragraph('1'), 'pPr/numPr/numId')}']"),
        "abstractNumId",
    )
    level = numbering.find(f"{W}abstractNum[@{W}abstractNumId='{used}']/{W}lvl")
    assert node.find(f"{W}pPr/{W}ind").get(f"{W}left") == level.find(f"{W}pPr/{W}ind").get(f"{W}left")


def test_an_item_that_holds_only_a_list_still_shows_its_number() -> None:
    found = levels(numbered(ListItem((bullets(item("x")),)), ListItem(())))
    assert [depth for _, depth in found] == ["0", "1", "0"]


def test_ten_levels_stop_at_words_ninth() -> None:
    block = bullets(item("fond"))
    for depth in range(11):
        block = bullets(item(str(depth), block))
    assert max(int(depth or 0) for _, depth in levels(block)) == 8


def test_marks_follow_the_lists_of_the_same_kind_around_as_in_the_pdf() -> None:
    block = numbered(item("1", bullets(item("–", numbered(item("a", bullets(item("•"))))))))
    file = WordFile(render_docx(Document("t", (block,))))
    definition = file.xml("word/numbering.xml").findall(f"{W}abstractNum")[-1]
    marks = [value(level, "lvlText") for level in definition.iter(f"{W}lvl")]
    assert marks[:4] == ["%1.", "–", "%3.", "•"]
    formats = [value(level, "numFmt") for level in definition.iter(f"{W}lvl")]
    assert formats[:4] == ["decimal", "bullet", "lowerLetter", "bullet"]


def test_the_shape_of_a_list_is_its_kinds_by_depth() -> None:
    assert shape_of(numbered(item("1"), item("2", bullets(item("x", numbered(item("y"))))))) == (
        True,
        False,
        True,
    )


def test_what_follows_a_list_stands_apart_from_its_items() -> None:
    file = WordFile(render_docx(Document("t", (bullets(item("a", bullets(item("fin")))), line("suite")))))
    spaces = [node.find(f"{W}pPr/{W}spacing") for node in file.body.iter(f"{W}p")]
    assert [None if node is None else node.get(f"{W}after") for node in spaces] == [None, "74", None]


def _items(*numbers: str) -> list[Paragraph]:
    return [paragraph(strong(f"{number}."), " objet", style=Style.FACT) for number in numbers]


def test_the_items_of_an_agenda_are_lists_with_the_numbers_of_the_act() -> None:
    blocks = (
        paragraph("avant"),
        *_items("1", "2"),
        paragraph("entre"),
        *_items("3", "5", "6"),
        *_items("0", "4bis"),
    )
    word_file = WordFile(render_docx(Document("Titre", blocks)))
    assert word_file.lines() == [
        *(
            "avant",
            "1. objet",
            "2. objet",
            "entre",
            "3. objet",
            "5. objet",
            "6. objet",
            "0. objet",
            "4bis. objet",
        )
    ]
    _, *lists = [value(line, "pPr/numPr/numId") for line in word_file.body.iter(f"{W}p")]
    assert faults(render_docx(Document("Titre", blocks))) == []
    assert len(set(lists)) == 4 and lists[0] == lists[1] and lists[4] == lists[5]
    assert lists[2] is None and lists[6:] == [None, None]
