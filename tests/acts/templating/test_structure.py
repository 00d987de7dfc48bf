from __future__ import annotations

from msgspec import Struct

from actgen.acts.templating import reading
from actgen.acts.templating.reading import parse_template
from actgen.acts.templating.tags import TemplateText as Source
from actgen.acts.tree.inline import Text
from actgen.acts.tree.nodes import Align, Heading, ListBlock, PageBreak, Paragraph, Part, Style, Table
from tests.acts.templating.fill import fill, shape, words


class Groupe(Struct, frozen=True):
    nom: str
    membres: tuple[str, ...] = ()


GROUPES = (Groupe("Adjoints", ("Membre 1", "Membre 2")), Groupe("Conseillers", ("Membre 3",)), Groupe("Vide"))

NESTED = """\
Présents :

- le maire
{% for g in groupes %}
- {{ g.nom }}
  {% for m in g.membres %}
  - {{ m }}
  {% endfor %}
{% endfor %}
- fin
"""


def test_nested_lists_in_loops_are_one_list_and_an_empty_sub_list_leaves_nothing() -> None:
    assert shape(fill(NESTED, groupes=GROUPES)) == [
        "Présents\u00a0:",
        [
            "-",
            ["le maire"],
            ["Adjoints", ["-", ["Membre 1"], ["Membre 2"]]],
            ["Conseillers", ["-", ["Membre 3"]]],
            ["Vide"],
            ["fin"],
        ],
    ]


def test_a_list_left_empty_is_dropped_with_its_loop() -> None:
    assert fill("{% for m in membres %}\n- {{ m }}\n{% endfor %}\n", membres=()) == ()


def test_the_else_of_a_loop_is_printed_when_nothing_was_repeated() -> None:
    text = "{% for m in membres %}\n- {{ m }}\n{% else %}\n- Néant\n{% endfor %}\n"
    assert shape(fill(text, membres=())) == [["-", ["Néant"]]]
    assert shape(fill(text, membres=("A",))) == [["-", ["A"]]]


def test_numbers_go_on_through_choices() -> None:
    text = "3. un\n{% if x %}\n4. deux\n{% endif %}\n5. trois\n"
    (block,) = fill(text, x=True)
    assert isinstance(block, ListBlock)
    assert (block.ordered, block.start, len(block.items)) == (True, 3, 3)
    (other,) = fill(text, x=False)
    assert isinstance(other, ListBlock)
    assert len(other.items) == 2


def test_a_paragraph_in_an_item_can_be_optional() -> None:
    text = "- un\n\n  {% if x %}\n\n  suite\n\n  {% endif %}\n- deux\n"
    assert shape(fill(text, x=True)) == [["-", ["un", "suite"], ["deux"]]]
    assert shape(fill(text, x=False)) == [["-", ["un"], ["deux"]]]


def test_choices_nest_round_paragraphs() -> None:
    text = "{% if a %}\n{% if b %}\n\nAB\n\n{% endif %}\n\nA\n\n"
    text += "{% elif c %}\n\nC\n\n{% else %}\n\nX\n\n{% endif %}\n"
    assert shape(fill(text, a=True, b=True, c=False)) == ["AB", "A"]
    assert shape(fill(text, a=True, b=False, c=False)) == ["A"]
    assert shape(fill(text, a=False, b=False, c=True)) == ["C"]
    assert shape(fill(text, a=False, b=False, c=False)) == ["X"]


def test_a_choice_in_a_sentence_keeps_its_spaces() -> None:
    text = "Le conseil{% if u %}, à l'unanimité,{% endif %} "
    text += "{% if u %}**approuve**{% else %}*rejette*{% endif %}."
    assert shape(fill(text, u=True)) == ["Le conseil, à l’unanimité, <b>approuve</b>."]
    assert shape(fill(text, u=False)) == ["Le conseil <i>rejette</i>."]


def test_a_line_that_ends_with_an_inline_choice_is_not_glued_to_the_next_item() -> None:
    assert shape(fill("- un{% if x %} bis{% endif %}\n- deux\n", x=True)) == [["-", ["un bis"], ["deux"]]]


def test_a_loop_in_a_sentence() -> None:
    text = "{% for m in membres %}{{ m }}{% if not loop.last %}, {% endif %}{% endfor %}."
    assert shape(fill(text, membres=("A", "B"))) == ["A, B."]


TABLE = """\
Membres au {{ date }}
{: .legende }

| Commune | Part |
|:--------|-----:|
| {{ a }} | 1 |
{% for g in groupes %}
{% if g.membres %}
| {{ g.nom }} | {{ g.membres | liste }} |
{% endif %}
{% endfor %}
{: largeurs="3 1" .titres-de-lignes }
"""


def test_rows_in_loops_and_choices() -> None:
    (table,) = fill(TABLE, date="1er", a="x|y", groupes=GROUPES)
    assert isinstance(table, Table)
    assert shape((table,)) == [
        [
            [["Commune", "Part"]],
            [["x|y", "1"], ["Adjoints", "Membre 1 et Membre 2"], ["Conseillers", "Membre 3"]],
        ]
    ]
    assert words(table.caption) == "Membres au 1er"
    assert table.widths == (3, 1)
    assert [cell.header for cell in table.body[1].cells] == [True, False]
    assert table.body[0].cells[1].align is Align.END
    assert [cell.header for cell in table.head[0].cells] == [True, True]


MERGED = """\
<table largeurs="2 1 1">
<caption>Frais de {{ annee }}</caption>
<thead>
<tr><th rowspan="2">Poste</th><th colspan="2">Montant</th></tr>
<tr><th>HT</th><th align="right">TTC</th></tr>
</thead>
<tbody>
{% for g in groupes %}
<tr><th>{{ g.nom }}</th><td>**1**<br>2</td><td align="right">a &lt; b &amp; &amp;lt; *c*</td></tr>
{% endfor %}
<tr><td colspan="3">Total</td></tr>
</tbody>
</table>
"""


def test_a_table_with_merged_cells() -> None:
    (table,) = fill(MERGED, annee="2022", groupes=(Groupe("<b>"),))
    assert isinstance(table, Table)
    assert shape((table,)) == [
        [
            [["Poste", "Montant"], ["HT", "TTC"]],
            [["<b>", "<b>1</b>⏎2", "a < b & &lt\u202f; <i>c</i>"], ["Total"]],
        ]
    ]
    assert (table.head[0].cells[0].rowspan, table.head[0].cells[1].colspan) == (2, 2)
    assert words(table.caption) == "Frais de 2022"
    assert table.widths == (2, 1, 1)


def test_styles_anchors_parts_and_breaks() -> None:
    text = """\
# Titre

Vu le code\u202f;
{: .visa .avec-la-suite }

::: considerant
Considérant A\u202f;

Considérant B\u202f;
:::

## Article 1
{: #article-1 }

---

::: partie annexe_1 hors-empreinte
## Annexe

Texte.
:::
"""
    title, visa, one, two, article, page, part = fill(text)
    assert title == Heading(1, (Text("Titre"),))
    assert visa == Paragraph((Text("Vu le code\u202f;"),), Style.VISA, keep_with_next=True)
    assert [getattr(block, "style", None) for block in (one, two)] == [Style.GROUND] * 2
    assert article == Heading(2, (Text("Article\u00a01"),), "article-1")
    assert page == PageBreak()
    assert isinstance(part, Part)
    assert (part.name, part.fingerprinted) == ("annexe_1", False)
    assert shape(part.blocks) == ["## Annexe", "Texte."]


def test_an_anchor_in_a_loop_is_unique() -> None:
    text = "{% for m in membres %}\n\n## {{ m }}\n{: #article }\n\n{% endfor %}\n"
    assert [block.anchor for block in fill(text, membres=("A", "B", "C"))] == [  # type: ignore[union-attr]
        "article",
        "article-2",
        "article-3",
    ]


def test_typography_is_that_of_the_whole_sentence_and_values_are_left_alone() -> None:
    text = """Vu l'article {{ n }} ; "{{ nom }}", M. {{ nom }} : {{ n }} %."""
    assert shape(fill(text, n="L'1 ;", nom='a "b"')) == [
        'Vu l’article\u00a0L\'1 ;\u202f; «\u00a0a "b"\u00a0», M.\u00a0a "b"\u00a0: L\'1 ;\u00a0%.'
    ]


def test_comments_leave_nothing_and_don_t_cut_a_list() -> None:
    text = "- un\n{# une note\nsur deux lignes #}\n- deux {# fin #}\n"
    assert shape(fill(text)) == [["-", ["un"], ["deux"]]]


def test_names_set_at_the_top() -> None:
    text = "{% set n = g.membres | pluriel('voix', 'voix') %}\n{% set m = g.nom %}\n\n{{ m }}, {{ n }}.\n"
    assert shape(fill(text, g=GROUPES[0])) == ["Adjoints, voix."]


def test_a_clause_is_evaluated_where_it_stands_and_keeps_its_names_to_itself() -> None:
    clauses = {
        "visas": "{% set x = nom %}\nVu {{ x }}\u202f;\n{: .visa }\n\n{{ clause.fin }}\n",
        "fin": "Fin.\n",
    }
    text = "{% for g in groupes %}\n\n{{ clause.visas }}\n\n{% endfor %}\n"
    assert shape(fill(text, clauses, groupes=GROUPES[:2], nom="A")) == ["Vu A\u202f;", "Fin."] * 2


def test_an_empty_template_gives_nothing() -> None:
    assert fill("") == ()
    assert fill("\n\n{# rien #}\n") == ()


# A text that was parsed before is that tree again, as long as the clauses that it calls are the same


CALLS = Source("Un mot.\n\n{{ clause.milieu }}\n", "corps.md")


def parsed(milieu: str, fin: str = "Une fin.\n") -> tuple[object, list[str]]:
    texts = {"milieu": Source(milieu, "milieu.md"), "fin": Source(fin, "fin.md")}
    template, findings = parse_template(CALLS, texts.get)
    return template, [finding.message for finding in findings]


def test_the_same_texts_are_one_tree_and_others_are_not() -> None:
    first, _ = parsed("{{ clause.fin }}\n")
    assert parsed("{{ clause.fin }}\n")[0] is first
    assert parsed("{{ clause.fin }}\n", "Une autre fin.\n")[0] not in (first, parsed("Sans fin.\n")[0])


def test_what_is_wrong_is_told_each_time() -> None:
    parsed("{{ clause.fin }}\n")
    for _ in range(2):
        assert parsed("{{ clause.absente }}\n")[1] == ["La clause «\u00a0absente\u00a0» n’existe pas."]
        assert parsed("{{ clause.fin }}\n", "{{ clause.milieu }}\n")[1] == [
            "La clause «\u00a0milieu\u00a0» se contient elle-même (milieu → fin → milieu)."
        ]
        assert parsed("{{ clause.fin }}\n")[1] == []


def test_no_more_are_held_than_a_workspace_has() -> None:
    for rank in range(reading._MOST_PARSED + 10):
        parse_template(Source(f"Texte {rank}.\n", "corps.md"))
    assert len(reading._PARSED) == reading._MOST_PARSED
