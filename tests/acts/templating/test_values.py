from __future__ import annotations

from datetime import date, datetime, time
from decimal import Decimal
from enum import StrEnum
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import Struct

from actgen.acts.templating.evaluate import evaluate
from actgen.acts.templating.filters import FILTERS
from actgen.acts.templating.reading import parse_template
from actgen.acts.templating.tags import TemplateText
from actgen.acts.tree.inline import Emphasis, Inline, Lacune, LineBreak, Place, Strong, Text
from actgen.acts.tree.nodes import (
    Block,
    ListBlock,
    ListItem,
    Paragraph,
    Signatures,
    Stamp,
    Style,
    Table,
    inlines,
)
from actgen.base.text.dates import Millesime
from tests.acts.templating.fill import fill, shape, try_fill, words

FOREIGN = "& < > * _ | # [] {{ 1. {% \\ ` ~ - + :: \" ' \u00a0 \u202f é \U0001d49c \U000f0001"
TRAPS = (
    "2022. Année", "- tiret", "# titre", "*étoile*", "1|2", "[L](http://x)", "<b>&amp;", "{{ secret }}",
    "{% if x %}", "::: visa", "{: .visa }", "---", "| a |", "a_b_c", "\\*", "  deux  ", "**gras**",
)  # fmt: skip

EVERYWHERE = """\
# {{ v }}

{{ v }}

**{{ v }}** *{{ v }}*{% if v %} {{ v }}{% endif %}

- {{ v }}

| a |
|---|
| {{ v }} |

<table>
<tr><td>{{ v }}</td></tr>
</table>
"""


def in_order(nodes: tuple[Inline, ...]) -> str:
    """The words of nodes without their mark-up, line breaks as new lines."""
    out = ""
    for node in nodes:
        if isinstance(node, Text):
            out += node.text
        elif isinstance(node, LineBreak):
            out += "\n"
        elif isinstance(node, Strong | Emphasis):
            out += in_order(node.children)
    return out


@given(st.text(st.sampled_from(FOREIGN + "ab\n"), min_size=1, max_size=20) | st.sampled_from(TRAPS))
def test_a_value_survives_to_the_letter_and_changes_nothing_round_it(value: str) -> None:
    value = "a" + value + "b"  # the edges of a paragraph are trimmed of ordinary spaces
    blocks = fill(EVERYWHERE, v=value)
    assert [type(block).__name__ for block in blocks] == [
        "Heading", "Paragraph", "Paragraph", "ListBlock", "Table", "Table",
    ]  # fmt: skip
    heading, alone, styled, items, pipe, html = blocks
    assert in_order(inlines(heading)) == value
    assert in_order(inlines(alone)) == value
    assert in_order(inlines(styled)) == f"{value} {value} {value}"
    assert isinstance(items, ListBlock)
    assert [in_order(inlines(block)) for block in items.items[0].blocks] == [value]
    for table in (pipe, html):
        (cell,) = table.body[0].cells  # type: ignore[union-attr]
        assert [in_order(inlines(block)) for block in cell.blocks] == [value]


@pytest.mark.parametrize("value", TRAPS)
def test_what_looks_like_mark_up_alone_in_a_paragraph_is_text(value: str) -> None:
    assert fill("{{ v }}\n", v=value) == (Paragraph((Text(value.strip(" ")),)),)


def test_new_lines_of_a_value_are_line_breaks() -> None:
    assert fill("{{ v }}\n", v="a\nb\r\nc") == (
        Paragraph((Text("a"), LineBreak(), Text("b"), LineBreak(), Text("c"))),
    )


def test_neighbouring_texts_are_one_node() -> None:
    assert fill("a {{ v }} b\n", v="x") == (Paragraph((Text("a x b"),)),)


BARE = {
    "text": ("abc", "abc"),
    "whole number": (1600000, "1\u202f600\u202f000"),
    "date": (date(2022, 12, 15), "15\u00a0décembre 2022"),
    "first of the month": (date(2023, 1, 1), "1er\u00a0janvier 2023"),
    "hour": (time(20, 30), "20\u00a0h\u00a030"),
    "amount": (Decimal("1600000"), "1\u202f600\u202f000\u00a0€"),
}


@pytest.mark.parametrize("case", BARE)
def test_a_bare_value_has_the_form_of_its_type(case: str) -> None:
    value, expected = BARE[case]
    assert shape(fill("{{ v }}\n", v=value)) == [expected]


class Etat(StrEnum):
    A_TENIR = "a_tenir"


class Seance(Struct, frozen=True):
    lieu: str | None = "mairie"
    membres: tuple[str, ...] = ()

    @property
    def secret(self) -> str:
        return "secret"

    def methode(self) -> str:
        return "secret"


UNPRINTABLE: dict[str, object] = {
    "true": True,
    "none": None,
    "float": 1.5,
    "dataclass": Seance(),
    "list of texts": ("a", "b"),
    "word of the programme": Etat.A_TENIR,
    "date with hour": datetime(2022, 12, 15, 20, 30),
    "infinite amount": Decimal("NaN"),
    "blocks in a sentence": Stamp("x"),
}


@pytest.mark.parametrize("case", UNPRINTABLE)
def test_a_value_without_a_form_is_a_fault_at_its_place(case: str) -> None:
    blocks, findings = try_fill("Texte {{ v }}.\n", v=UNPRINTABLE[case])
    assert shape(blocks) == ["Texte ."]
    assert len(findings) == 1
    assert findings[0].location is not None
    assert (findings[0].location.line, findings[0].location.column) == (1, 7)
    assert "{{ v }}" in findings[0].message


FILTERED = {
    "{{ n | en_lettres }}": "vingt et un",
    "{{ n | en_lettres('feminin') }}": "vingt et une",
    "{{ d | en_lettres }}": "l’an deux mille vingt-deux, le quinze décembre",
    "{{ h | en_lettres }}": "vingt heures trente",
    "{{ m | en_lettres }}": "un million d’euros",
    "{{ d | date }}": "15\u00a0décembre 2022",
    "{{ d | date_complete }}": "jeudi 15\u00a0décembre 2022",
    "{{ d | date_chiffres }}": "15/12/2022",
    "{{ d | annee }}": "2022",
    "{{ h | heure }}": "20\u00a0h\u00a030",
    "{{ m | montant }}": "1\u202f000\u202f000\u00a0€",
    "{{ m | nombre }}": "1\u202f000\u202f000",
    "{{ annee | chiffres }}": "2022",
    "{{ exercice }}": "2024",
    "{{ exercice | annee }}": "2024",
    "{{ exercice | chiffres }}": "2024",
    "{{ exercice | en_lettres }}": "deux mille vingt-quatre",
    "{{ 'x' if exercice == 2024 else 'y' }}": "x",
    "{{ n | ordinal }}": "21e",
    "{{ n | ordinal_en_lettres }}": "vingt et unième",
    "{{ n | compte('pouvoir') }}": "21\u00a0pouvoirs",
    "{{ n | pluriel('membre', 'membres') }}": "membres",
    "{{ l | pluriel('membre', 'membres') }}": "membres",
    "{{ l | liste }}": "A, B et C",
    "{{ l | liste('ou') }}": "A, B ou C",
    "{{ s | majuscules }}": "ÉLODIE",
    "{{ s | capitale }}": "Élodie",
    "{{ s | elision('de') }}": "d’élodie",
    "{{ 'le camping' | elision('de') }}": "du camping",
    "{{ 'les repas' | elision('de') }}": "des repas",
    "{{ 'à l’association ' | devant(s) }}{{ s }}": "à l’association élodie",
    "{{ 'à l’association ' | devant('Association A') }}Association A": "à l’Association A",
    "{{ 'à la fondation ' | devant('FONDATION A') }}": "à la",
    "{{ 'à l’association ' | devant('Associations Réunies') }}A": "à l’association A",
    "{{ 'Le Havre' | de_lieu }}": "du Havre",
    "{{ 'Le Havre' | a_lieu }}": "au Havre",
    "{{ s if n > 3 else 'x' }}": "élodie",
    "{{ s if n in l or not n else l | liste }}": "A, B et C",
    "{{ s | capitale | majuscules }}": "ÉLODIE",
}


@pytest.mark.parametrize("text", FILTERED)
def test_filters_write_what_acts_write(text: str) -> None:
    values: dict[str, Any] = {
        "n": 21,
        "exercice": Millesime(2024),
        "d": date(2022, 12, 15),
        "h": time(20, 30),
        "m": Decimal(1000000),
        "annee": 2022,
        "l": ("A", "B", "C"),
        "s": "élodie",
    }
    assert shape(fill(text + "\n", **values)) == [FILTERED[text]]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("{{ v | date }}", "15/12/2022"),
        ("{{ v | montant }}", "12"),
        ("{{ v | en_lettres }}", True),
        ("{{ v | en_lettres }}", -1),
        ("{{ v | en_lettres('neutre') }}", 1),
        ("{{ v | liste }}", "abc"),
        ("{{ v | majuscules }}", None),
        ("{{ v | date }}", datetime(2022, 12, 15)),
        ("{{ v | prose }}", "texte"),
        ("{{ v | de_lieu('99') }}", "Le Havre"),
    ],
)
def test_a_filter_on_another_type_is_a_fault(text: str, value: object) -> None:
    blocks, findings = try_fill(text + "\n", v=value)
    assert blocks == ()
    assert [finding.code for finding in findings] == ["GABARIT-VALEUR"]


LACUNE = Lacune("lieu", "le lieu de la séance")


def test_an_unknown_fact_is_seen_where_it_falls_through_fields_and_filters() -> None:
    text = "A {{ v }}, {{ v.nom }}, {{ v | date | majuscules }}, {{ l | liste }}.\n"
    (paragraph,) = fill(text, v=LACUNE, l=("X", LACUNE, "Y"))
    label = "[le lieu de la séance]"
    assert words(inlines(paragraph)) == f"A {label}, {label}, {label}, X, {label} et Y."
    assert LACUNE in inlines(paragraph)


def test_a_word_that_follows_an_unknown_number_is_no_second_blank() -> None:
    (paragraph,) = fill("{{ v | en_lettres }} {{ v | pluriel('emploi', 'emplois') }}\n", v=LACUNE)
    assert words(inlines(paragraph)) == "[le lieu de la séance] emplois"


@pytest.mark.parametrize("condition", ["v", "not v", "v == 'a'", "v > 3", "x and v", "v.nom == 1"])
def test_an_unknown_fact_decides_nothing(condition: str) -> None:
    blocks, findings = try_fill(f"A{{% if {condition} %}}B{{% else %}}C{{% endif %}}\n", v=LACUNE, x=True)
    assert shape(blocks) == ["A"]
    assert [finding.code for finding in findings] == ["GABARIT-VALEUR"]
    assert "le lieu de la séance" in findings[0].message


def test_known_and_empty_can_be_tested() -> None:
    text = "{% if v is connu %}connu{% else %}inconnu{% endif %} {% if v is vide %}vide{% endif %}"
    assert shape(fill(text, v=LACUNE)) == ["inconnu"]
    assert shape(fill(text, v=None)) == ["inconnu vide"]
    assert shape(fill(text, v=())) == ["connu vide"]
    assert shape(fill(text, v="")) == ["inconnu vide"]
    assert shape(fill(text, v=0)) == ["connu"]
    assert shape(fill("{% if v is not connu %}A{% endif %}", v=None)) == ["A"]


SIGNATURES = Signatures(())
PROSE = (Paragraph((Text("p"),)), ListBlock((ListItem((Paragraph((Text("i"),)),)),)))


def test_blocks_alone_in_their_paragraph_take_its_place() -> None:
    blocks: tuple[Block, ...] = fill(
        "A\n\n{{ s }}\n\n{{ p | prose }}\n\n- {{ b }}\n", s=SIGNATURES, p=PROSE, b=PROSE
    )
    assert blocks[1:4] == (SIGNATURES, *PROSE)
    assert blocks[4] == ListBlock((ListItem(PROSE),))


def test_prose_takes_the_style_of_its_paragraph() -> None:
    first, second = fill("{{ p | prose }}\n{: .considerant }\n", p=PROSE)
    assert first == Paragraph((Text("p"),), Style.GROUND)
    assert second == PROSE[1]


def test_inline_nodes_are_spliced_in_their_sentence() -> None:
    nodes = (Text("x"), Strong((Text("y"),)))
    assert shape(fill("A {{ v }} {{ w }}.\n", v=nodes, w=Place("date"))) == ["A x<b>y</b> [date]."]


def test_what_is_empty_leaves_no_node() -> None:
    text = "{{ v }}\n\n- {{ v }}\n\n# {{ v }}\n\n**{{ v }}**\n\n::: partie p\n{{ v }}\n:::\n"
    assert fill(text, v="") == ()
    assert fill(text, v=()) == ()


def test_an_empty_row_is_dropped_and_an_empty_table_is_said() -> None:
    text = "| a |\n|---|\n{% for v in l %}\n| {{ v }} |\n{% endfor %}\n"
    (table,) = fill(text, l=("x", "", "y"))
    assert len(table.body) == 2  # type: ignore[union-attr]
    blocks, findings = try_fill(text, l=())
    assert blocks == ()
    assert [(finding.code, finding.location and finding.location.line) for finding in findings] == [
        ("GABARIT-TABLEAU-VIDE", 1)
    ]


@pytest.mark.parametrize(("units", "columns"), [(("", ""), 3), (("", "h"), 4)])
def test_a_column_that_no_row_fills_is_not_printed_unless_it_is_blank(
    units: tuple[str, ...], columns: int
) -> None:
    head, row = "| A | Unité | À remplir | B |\n|---|---|---|---|\n", "| a | {{ u }} | | b |\n"
    text = f'{head}{{% for u in l %}}\n{row}{{% endfor %}}\n{{: largeurs="4 3 2 1" }}\n'
    (table,) = fill(text, l=units)
    assert isinstance(table, Table) and table.widths == ((4, 3, 2, 1) if columns == 4 else (4, 2, 1))
    assert {len(row.cells) for row in (*table.head, *table.body)} == {columns}


def test_merged_cells_that_do_not_fit_are_a_fault() -> None:
    text = '<table>\n<tr><td colspan="2">a</td></tr>\n<tr><td>b</td></tr>\n</table>\n'
    _, findings = try_fill(text)
    assert [finding.code for finding in findings] == ["GABARIT-TABLEAU"]
    deep = '<table>\n<tr><td rowspan="3">a</td><td>c</td></tr>\n<tr><td>b</td></tr>\n</table>\n'
    _, findings = try_fill(deep)
    assert [finding.code for finding in findings] == ["GABARIT-TABLEAU"]


def test_unknown_names_are_findings_with_the_nearest_ones() -> None:
    blocks, findings = try_fill("{{ seanse }} {{ seance.lieux }} {{ seance.lieu }}\n", seance=Seance())
    assert shape(blocks) == ["mairie"]
    assert [finding.code for finding in findings] == ["GABARIT-INCONNU"] * 2
    assert "« seance »".replace(" ", "\u00a0") in findings[0].hint
    assert "« seance.lieu »".replace(" ", "\u00a0") in findings[1].hint
    assert findings[1].location is not None
    assert findings[1].location.column == 14


def test_a_fault_in_a_loop_is_said_once() -> None:
    _, findings = try_fill("{% for m in l %}\n- {{ n }}\n{% endfor %}\n", l=("a", "b"))
    assert len(findings) == 1


def test_only_lists_are_repeated() -> None:
    text = "{% for m in v %}\n- {{ m }}\n{% endfor %}\n"
    for value in ("abc", 3, None, LACUNE, {"a": 1}):
        blocks, findings = try_fill(text, v=value)
        assert (blocks, [finding.code for finding in findings]) == ((), ["GABARIT-VALEUR"])


def test_work_is_bounded() -> None:
    many = tuple(range(100))
    text = "".join(f"{{% for {name} in l %}}" for name in "abcd") + "x" + "{% endfor %}" * 4
    blocks, findings = try_fill(text, l=many)
    assert (blocks, [finding.code for finding in findings]) == ((), ["GABARIT-LIMITE"])
    blocks, findings = try_fill("{% for a in l %}{{ v }}{% endfor %}", l=many, v="x" * 100_000)
    assert (blocks, [finding.code for finding in findings]) == ((), ["GABARIT-LIMITE"])


def test_a_view_is_a_dataclass_too() -> None:
    template, _ = parse_template(TemplateText("{{ lieu }}\n", "t.md"))
    assert evaluate(template, Seance()) == ((Paragraph((Text("mairie"),)),), ())


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("M. le directeur régional de La Poste", "à M. le directeur régional de La Poste"),
        ("au préfet du Finistère", "au préfet du Finistère"),
        ("le préfet du Finistère", "au préfet du Finistère"),
        ("les sénateurs", "aux sénateurs"),
        ("l’Agence régionale de santé", "à l’Agence régionale de santé"),
        ("À la région", "À la région"),
    ],
)
def test_whom_a_wish_is_sent_to(typed: str, said: str) -> None:
    assert FILTERS["a_qui"].function((typed,)) == said
