"""Word templates filled: values to the letter, choices and loops, what a fill leaves empty, lists."""

from __future__ import annotations

import pytest
from lxml import etree
from msgspec import Struct

from actgen.acts.outputs.docx.markup import Element, make, name
from actgen.acts.templating.evaluate import evaluate
from actgen.acts.templating.word.front import join_lists
from actgen.acts.tree.inline import Emphasis, Lacune, LineBreak, Strong, Text
from actgen.acts.tree.nodes import (
    Block,
    ListBlock,
    ListItem,
    Paragraph,
    SignaturePlace,
    Signatures,
    Stamp,
    Style,
    Table,
)
from actgen.base.records import replace
from tests.acts.outputs.docx.word_file import W, WordFile
from tests.acts.templating.fill import shape
from tests.acts.templating.word.filled import fill, lines, opened, try_fill, written
from tests.hostile.word.builder import document, p, saved, t, table, with_notes, word


class Membre(Struct, frozen=True):
    nom: str
    voix: int = 1
    delegues: tuple[str, ...] = ()


MEMBRES = (Membre("Membre 1", 3, ("a", "b")), Membre("Membre 2 & <fils>", 2), Membre("Membre 3", 0, ("c",)))


def numbered(text: str, number: int = 2, depth: int = 0, style: str = "ActeListe") -> str:
    properties = f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{number}"/></w:numPr>'
    return p(text, style=style, properties=properties)


# values


@pytest.mark.parametrize(
    "value",
    [
        "a & b < c > d \" e ' f",
        "{{ secret }} {% if x %} {_{ {_% %_} }_} {# note #}",
        "**gras** *italique* | [lien](http://exemple.fr) # titre",
        "une ligne\nune autre",
        "l\u2019eau \u00ab\u00a0vive\u00a0\u00bb \u2014 1\u202f000",
        "x" * 10_000,
        "mot\u2011cle soft\u00adhyphen",
        "\U0001f642 \u05d0\u05d1",
    ],
)
def test_a_value_survives_to_the_letter(value: str) -> None:
    layout = fill(word("Avant {{ valeur }} apr\u00e8s."), valeur=value)
    assert shape(layout) == [f"Avant {value} apr\u00e8s.".replace("\n", "\u23ce")]
    assert WordFile(written(layout)).words() == f"Avant {value} apr\u00e8s.".split()


def test_a_value_takes_the_format_of_its_tag_and_keeps_its_own() -> None:
    bold = '<w:r><w:rPr><w:b/><w:color w:val="FF0000"/></w:rPr><w:t>{{ valeur }}</w:t></w:r>'
    layout = fill(
        word(p("De ", bold, ".")), valeur=(Text("un "), Emphasis((Text("deux"),)), Lacune("k", "la date"))
    )
    assert shape(layout) == ["De <b>un <i>deux</i>[la date]</b>."]
    written(layout)


@pytest.mark.parametrize(
    ("tag", "code"),
    [
        ("{{ membre.nam }}", "GABARIT-INCONNU"),
        ("{% if lacune %}x{% endif %}", "GABARIT-VALEUR"),
        ("Avec {{ signatures }} dedans", "GABARIT-INTERDIT"),
    ],
)
def test_a_fault_is_found_at_its_paragraph(tag: str, code: str) -> None:
    values = {
        "membre": Membre("x"),
        "lacune": Lacune("k", "l"),
        "signatures": (Signatures((SignaturePlace("Le maire"),)),),
    }
    _, findings = try_fill(word("Premier.", tag), **values)
    assert [(finding.code, finding.location and finding.location.line) for finding in findings] == [(code, 2)]
    assert findings[0].location is not None and findings[0].location.part == "corps"


# choices and repetitions


def test_choices_and_loops_of_paragraphs() -> None:
    content = word(
        "{%p for m in membres if m.voix %}",
        "{{ loop.index }}. {{ m.nom }}{% if m.voix > 2 %}, {{ m.voix }} voix{% else %}, peu{% endif %}",
        "{%p for d in m.delegues %}",
        "{{ m.nom }} : {{ d }} ({{ loop.index }})",
        "{%p endfor %}",
        "{%p endfor %}",
        "{%p if membres %}",
        "Oui",
        "{%p elif autre %}",
        "Autre",
        "{%p else %}",
        "Non",
        "{%p endif %}",
        "{%p for x in vide %}",
        "{{ x }}",
        "{%p else %}",
        "N\u00e9ant",
        "{%p endfor %}",
    )
    layout = fill(content, membres=MEMBRES, vide=(), autre=False)
    assert shape(layout) == [
        "1. Membre 1, 3 voix",
        "Membre 1 : a (1)",
        "Membre 1 : b (2)",
        "2. Membre 2 & <fils>, peu",
        "Oui",
        "N\u00e9ant",
    ]
    assert lines(written(layout)) == shape(layout)


ROWS = table(
    ("Membre", "Voix"),
    ("{%tr for m in membres %}", ""),
    ("{{ m.nom }}", "{{ m.voix }}"),
    ("{%tr endfor %}", ""),
)


def test_rows_are_repeated() -> None:
    layout = fill(word(ROWS), membres=MEMBRES)
    expected = [["Membre", "Voix"], ["Membre 1", "3"], ["Membre 2 & <fils>", "2"], ["Membre 3", "0"]]
    assert shape(layout) == [[[], expected]]
    written(layout)


def test_a_table_left_without_rows_goes_with_its_caption_and_is_said() -> None:
    head = ROWS.replace("<w:tr>", "<w:tr><w:trPr><w:tblHeader/></w:trPr>", 1)
    content = word(p("Les membres", style="Lgende"), head, "Fin.")
    layout, findings = try_fill(content, membres=())
    assert [(finding.code, finding.severity.value) for finding in findings] == [
        ("GABARIT-TABLEAU-VIDE", "attention")
    ]
    assert findings[0].location is not None and findings[0].location.line == 4
    assert shape(layout) == ["Fin."]


def test_rows_that_their_tags_left_empty_go_and_those_of_the_author_stay() -> None:
    content = word(table(("a", ""), ("{{ x }}", "{% if y %}oui{% endif %}"), ("", "")))
    layout = fill(content, x="", y=False)
    assert shape(layout) == [[[], [["a", ""], ["", ""]]]]


def test_what_tags_left_empty_goes_and_blank_lines_of_the_author_stay() -> None:
    content = word("Un", "", "{{ x }}", "{% if y %}deux{% endif %}", "Trois")
    layout = fill(content, x="", y=False)
    assert shape(layout) == ["Un", "Trois"]
    assert lines(written(layout)) == ["Un", "Trois"]


def test_a_cell_keeps_a_paragraph_and_two_tables_stay_apart() -> None:
    choice = p("{%p if y %}") + p("oui") + p("{%p endif %}")
    content = word(table((choice, "b")), "{{ x }}", table(("c", "d")), "Fin.")
    layout = fill(content, x="", y=False)
    assert shape(layout) == [[[], [["", "b"]]], [[], [["c", "d"]]], "Fin."]
    written(layout)


# lists


def labels(found: tuple[Block, ...]) -> list[tuple[bool, int, int]]:
    """Of each list: numbered or not, its first number, how many items."""
    return [(one.ordered, one.start, len(one.items)) for one in found if isinstance(one, ListBlock)]


def test_a_list_begins_anew_at_each_turn_of_its_loop() -> None:
    content = word(
        "{%p for m in membres %}",
        p("Article de {{ m.nom }}"),
        "{%p for d in m.delegues %}",
        numbered("{{ d }}"),
        "{%p endfor %}",
        "{%p endfor %}",
    )
    layout = fill(content, membres=MEMBRES)
    assert labels(layout) == [(True, 1, 2), (True, 1, 1)]
    assert labels(fill(written(layout))) == [(True, 1, 2), (True, 1, 1)]


def test_items_that_are_themselves_repeated_run_on() -> None:
    content = word("{%p for m in membres %}", numbered("{{ m.nom }}"), "Suite.", "{%p endfor %}")
    assert labels(fill(content, membres=MEMBRES)) == [(True, 1, 1), (True, 2, 1), (True, 3, 1)]


def test_a_list_that_its_author_carries_on_runs_on() -> None:
    content = word(numbered("un"), "Texte.", numbered("deux"), "Fin.")
    assert labels(fill(content)) == [(True, 1, 1), (True, 2, 1)]


# blocks


BLOCKS = (
    Paragraph((Text("Une "), Strong((Text("phrase"),)))),
    ListBlock((ListItem((Paragraph((Text("a"),)),)), ListItem((Paragraph((Text("b"),)),))), ordered=True),
    Signatures(
        (SignaturePlace("Le maire", "Membre 1", "maire"), SignaturePlace("Le secr\u00e9taire", "Membre 2"))
    ),
    Stamp("Cadre de transmission"),
)


def test_blocks_come_in_the_place_of_their_paragraph() -> None:
    layout = fill(word("Avant.", "{{ texte | prose }}", "Apr\u00e8s."), texte=BLOCKS)
    assert layout == (Paragraph((Text("Avant."),)), *BLOCKS, Paragraph((Text("Apr\u00e8s."),)))
    assert lines(written(layout))[:4] == ["Avant.", "Une phrase", "a", "b"]


def test_blocks_take_the_style_of_their_paragraph_in_a_cell_and_in_an_item_too() -> None:
    line = (Paragraph((Text("x"),)), Paragraph((Text("y"),)))
    styled = fill(word(p("{{ texte | prose }}", style="ActeNote")), texte=line)
    assert styled == tuple(replace(block, style=Style.NOTE) for block in line)
    assert [q.style.name for q in opened(written(styled)).paragraphs if q.style] == ["Acte \u2013 Note"] * 2
    celled = fill(word(table(("{{ texte | prose }}", "z")), "Fin."), texte=line)
    assert shape(celled)[0] == [[], [["x / y", "z"]]]
    written(celled)
    item = fill(word(numbered("{{ texte | prose }}"), numbered("fin")), texte=line)
    assert shape(item) == [["1", ["x", "y"], ["fin"]]]
    assert opened(written(item)).paragraphs[0].text == "x"


# clauses, notes, running heads


def test_notes_are_filled_once_and_told_at_the_end() -> None:
    call = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    end = '<w:r><w:endnoteReference w:id="2"/></w:r>'
    section = "<w:sectPr/>"
    made = document(p(t("Un"), call), p("Deux", properties=section), p(t("Trois"), end))
    with_notes(made, "footnotes", "Note de {{ nom }}")
    with_notes(made, "endnotes", "Fin de {{ nom }}")
    layout = fill(saved(made), nom="{{ secret }} {_{")
    assert shape(layout) == [
        "Un\u00a0(1)",
        "Deux",
        "PageBreak",
        "Trois\u00a0(2)",
        "(1) Note de {{ secret }} {_{",
        "(2) Fin de {{ secret }} {_{",
    ]


def test_notes_stand_before_the_signatures() -> None:
    """What follows the signatures binds nobody (W3)."""
    made = document(p(t("Un"), '<w:r><w:footnoteReference w:id="2"/></w:r>'), "{{ fin }}", "Recours.")
    with_notes(made, "footnotes", "Une note.")
    layout = fill(saved(made), fin=BLOCKS[2:3])
    assert [type(block).__name__ for block in layout] == ["Paragraph", "Paragraph", "Signatures", "Paragraph"]
    assert layout[1] == Paragraph((Text("(1) Une note."),), Style.NOTE)


def test_rows_that_word_merges_grow_with_their_loop() -> None:
    def merged(kind: str, *cells: str) -> str:
        first, *others = (f"<w:tc>{p(cell)}</w:tc>" for cell in cells)
        span = first.replace("<w:tc>", f"<w:tc><w:tcPr><w:vMerge{kind}/></w:tcPr>")
        return f"<w:tr>{span}{''.join(others)}</w:tr>"

    alone = "<w:tr><w:tc>{}</w:tc><w:tc><w:p/></w:tc></w:tr>".format
    rows = (
        merged(' w:val="restart"', "Nom", "a"),
        alone(p("{%tr for x in suite %}")),
        merged("", "", "{{ x }}"),
        alone(p("{%tr endfor %}")),
    )
    grid = "<w:tblGrid><w:gridCol/><w:gridCol/></w:tblGrid>"
    (found,) = fill(word(f"<w:tbl><w:tblPr/>{grid}{''.join(rows)}</w:tbl>"), suite=("b", "c"))[:1]
    assert isinstance(found, Table)
    assert [[cell.rowspan for cell in row.cells] for row in found.body] == [[3, 1], [1], [1]]


def test_word_and_markdown_evaluate_alike() -> None:
    from actgen.acts.templating.reading import parse_template
    from actgen.acts.templating.tags import TemplateText

    text = (
        "{% for m in membres %}\n\nDe {{ m.nom }}{% if loop.last %}.{% else %},{% endif %}\n\n{% endfor %}\n"
    )
    parsed, _ = parse_template(TemplateText(text, "corps.md"))
    content = word(
        "{%p for m in membres %}",
        "De {{ m.nom }}{% if loop.last %}.{% else %},{% endif %}",
        "{%p endfor %}",
    )
    assert fill(content, membres=MEMBRES) == evaluate(parsed, {"membres": MEMBRES})[0]


def test_a_line_break_in_a_value_is_one_in_the_file() -> None:
    layout = fill(word("{{ x }}"), x="un\r\ndeux\ttrois")
    assert layout == (Paragraph((Text("un"), LineBreak(), Text("deux\ttrois"))),)
    assert WordFile(written(layout)).body.find(f".//{W}br") is not None


# Lists that LibreOffice cut in pieces are one again, with the numbers that Word shows


def num(key: int, definition: int, *starts: tuple[int, int]) -> Element:
    overrides = [make("lvlOverride", make("startOverride", val=start), ilvl=level) for level, start in starts]
    return make("num", make("abstractNumId", val=definition), *overrides, numId=key)


def item(key: int, level: int = 0) -> Element:
    return make("p", make("pPr", make("numPr", make("ilvl", val=level), make("numId", val=key))))


def joined(*items: Element) -> list[str]:
    empty = num(5, 2)
    empty.append(make("lvlOverride", ilvl=0))
    numbering = make("numbering", num(1, 1), num(2, 1, (0, 1)), num(3, 1, (1, 1)), num(4, 2), empty)
    body = make("body", *items)
    join_lists(body, numbering)
    return [node.get(name("val")) for node in body.iter(name("numId"))]


@pytest.mark.parametrize(
    ("items", "lists"),
    [
        ((item(2), item(1), item(1)), ["2", "2", "2"]),
        ((item(1), item(2), item(1)), ["1", "2", "2"]),
        ((item(2), item(3, 1), item(1, 1), item(1)), ["2", "3", "3", "3"]),
        ((item(2), item(4), item(1), item(5)), ["2", "4", "2", "4"]),
        ((item(2), item(99), item(1)), ["2", "99", "2"]),
    ],
    ids=("goes on", "begins anew", "a level begins anew", "two definitions", "a list that is not there"),
)
def test_an_item_that_goes_on_is_of_the_list_before_it(items: tuple[Element, ...], lists: list[str]) -> None:
    assert joined(*items) == lists


def test_a_file_without_lists_is_left_alone() -> None:
    body = make("body", item(1))
    before = etree.tostring(body)
    join_lists(body, None)
    assert etree.tostring(body) == before
