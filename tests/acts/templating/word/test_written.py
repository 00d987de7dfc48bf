"""Templates in Markdown written in Word: what each feature of the grammar becomes, and the same act."""

from __future__ import annotations

import io

import docx
import pytest

from actgen.acts.templating.evaluate import evaluate
from actgen.acts.templating.reading import parse_template
from actgen.acts.templating.tags import TemplateText
from actgen.acts.templating.tree import Include
from actgen.acts.templating.word.reading import read_word_template
from actgen.acts.templating.word.written import LINE_STYLE, TAG_STYLE, write_word_template
from actgen.acts.tree.inline import Text
from actgen.acts.tree.nodes import Block, Heading, PageBreak, Part
from tests.acts.outputs.docx.word_file import WordFile, has, value
from tests.acts.templating.word.filled import FILE, fill, written
from tests.acts.templating.word.same import same_widths, seen, widths
from tests.acts.templating.word.views import Personne, View

VIEW = View(
    oui=True,
    non=False,
    nom="a & <b> *c* | d",
    membres=(Personne("Membre 1", ("x", "y")), Personne("Membre 2", ("z",)), Personne("Membre 3", ())),
    personne=(),
)


def template(text: str) -> bytes:
    content = write_word_template(TemplateText(text.strip() + "\n", "corps.md"), "Essai")
    assert isinstance(content, bytes), content
    return content


def by_markdown(text: str) -> tuple[Block, ...]:
    tree, found = parse_template(TemplateText(text.strip() + "\n", "corps.md"))
    assert not found, [each.message for each in found]
    blocks, findings = evaluate(tree, VIEW)
    assert not findings, [each.message for each in findings]
    return blocks


def filled(content: bytes) -> tuple[Block, ...]:
    return fill(content, **{name: getattr(VIEW, name) for name in View.__struct_fields__})


def same(text: str) -> tuple[Block, ...]:
    """The blocks of a template, the same by both ways; the Word file is sound."""
    told = by_markdown(text)
    content = template(text)
    read, found = read_word_template(content, FILE)
    assert read is not None and not found, [each.message for each in found]
    layout = filled(content)
    assert seen(layout) == seen(told)
    assert same_widths(widths(told), widths(layout))
    written(layout)
    return layout


WORDS = """
Un {{ nom }}, **gras {{ nom }}** et *italique{% if oui %} **des deux**{% endif %}* ; fin.

{% if non %}Jamais{% elif oui %}Toujours{% else %}Jamais{% endif %} :
{% for m in membres %}{{ m.nom }}{% if not loop.last %}, {% endif %}{% endfor %}.

Une ligne\\
puis une autre
{: .visa .avec-la-suite }

::: dispositif

**DÉCIDE** {{ nom }}

:::
"""

BLOCKS = """
{% set qui = nom %}

# Titre

## Article 1
{: #article-1 }

{% if oui %}

Oui, {{ qui }}.

{% if non %}

Jamais.

{% else %}

Sinon.

{% endif %}
{% endif %}
{% for m in membres if m.lots %}

### {{ m.nom }}

{% endfor %}
{% for p in personne %}

Jamais.

{% else %}

Personne.

{% endfor %}
"""

LISTS = """
Avant.

1. un
   - tiret
   - tiret

   suite de un
2. deux
   1. a
   2. b
3. trois
   1. a de nouveau

Entre.

3. trois
{% for m in membres %}
4. {{ m.nom }}
   {% for lot in m.lots %}
   1. lot {{ lot }}
   {% endfor %}
{% endfor %}
{% if non %}
5. jamais
{% endif %}

Après.

{% for m in membres %}

Pour {{ m.nom }} :

1. premier
2. second

{% endfor %}
"""

TABLES = """
Légende de {{ nom }}
{: .legende }

| Nom | Lots |
|:---|---:|
| **Fixe** | 0 |
{% for m in membres %}
| {{ m.nom }}{% if loop.first %}, premier{% endif %} | {% for lot in m.lots %}{{ lot }} {% endfor %} |
{% endfor %}
{% if non %}
| Jamais | 1 |
{% endif %}
{: largeurs="3 1" .titres-de-lignes .entier }

{% for m in membres %}

<table largeurs="1 1 2">
<thead>
<tr><th rowspan="2">A</th><th colspan="2" align="center">B</th></tr>
<tr><th>C</th><th>D</th></tr>
</thead>
<tbody>
{% for lot in m.lots %}
<tr><td rowspan="2" align="right">{{ lot }}</td><td>un<br>deux</td><td>{{ m.nom }}</td></tr>
<tr><td colspan="2"></td></tr>
{% else %}
<tr><td colspan="3">Néant</td></tr>
{% endfor %}
</tbody>
</table>

{% endfor %}
"""

PARTS = """
# Acte

Texte.

---

## Après la page

::: partie version hors-empreinte dans-la-page

Version {{ nom }}.

:::

---

{{ nom }}

::: partie annexe_1

## Annexe

- un

:::
"""


@pytest.mark.parametrize(
    "text", [WORDS, BLOCKS, LISTS, TABLES, PARTS], ids=["words", "blocks", "lists", "tables", "parts"]
)
def test_a_template_says_the_same_in_word(text: str) -> None:
    assert same(text)


def test_parts_and_pages_are_kept() -> None:
    blocks = same(PARTS)
    assert [block for block in blocks if isinstance(block, PageBreak)] == [PageBreak(), PageBreak()]
    parts = [block for block in blocks if isinstance(block, Part)]
    assert [(part.name, part.fingerprinted, part.begins_page) for part in parts] == [
        ("version", False, False),
        ("annexe_1", True, True),
    ]


def test_an_anchor_is_a_bookmark() -> None:
    headings = [block for block in same(BLOCKS) if isinstance(block, Heading)]
    assert headings[1].anchor == "article-1" and headings[1].children == (Text("Article\u00a01"),)


def test_a_clause_stays_a_tag() -> None:
    content = template("Avant.\n\n{{ clause.visas }}\n")
    assert WordFile(content).lines() == ["Avant.", "{{ clause.visas }}"]
    read, found = read_word_template(content, FILE)
    assert read is not None and not found
    assert [node.name for node in read.blocks if isinstance(node, Include)] == ["visas"]


def test_tags_are_seen_and_leave_no_look() -> None:
    text = "{% if oui %}\n\n{% if oui %}Un {% endif %}{{ nom }}.\n\n{% endif %}"
    file = docx.Document(io.BytesIO(template(text)))
    assert [
        (line.style.name, [run.style.name for run in line.runs]) for line in file.paragraphs if line.style
    ] == [
        (LINE_STYLE, [TAG_STYLE]),
        (
            "Acte – Corps",
            [TAG_STYLE, "Default Paragraph Font", TAG_STYLE, TAG_STYLE, "Default Paragraph Font"],
        ),
        (LINE_STYLE, [TAG_STYLE]),
    ]
    made = docx.Document(io.BytesIO(written(fill(template(text), oui=True, nom="x"))))
    assert [[run.style.name for run in line.runs if run.style] for line in made.paragraphs if line.runs] == [
        ["Default Paragraph Font"] * len(made.paragraphs[0].runs)
    ]


def test_notes_are_told_at_the_top() -> None:
    text = "{# La tête. #}\n\n# Titre\n\n- un\n{# Sur deux. #}\n- deux\n\nUn {# ici #}mot.\n"
    content = template(text)
    assert WordFile(content).lines()[:4] == ["{# La tête. #}", "{# Sur deux. #}", "{# ici #}", "Titre"]
    assert seen(fill(content)) == seen(by_markdown(text))


def test_each_list_has_its_own_numbers() -> None:
    body = WordFile(template("1. a\n2. b\n\nx\n\n1. c\n   1. d\n")).body
    numbers = [value(line, "pPr/numPr/numId") for line in body if has(line, "pPr/numPr")]
    assert numbers[0] == numbers[1] != numbers[2] == numbers[3]


def test_a_text_that_is_laid_in_another_has_no_header() -> None:
    made = write_word_template(
        TemplateText("x\n", "visas.md"), "Visas", head=("Visas – fondement : usage",), running=False
    )
    assert isinstance(made, bytes)
    file = WordFile(made)
    assert not [name for name in file.names if "header" in name or "footer" in name]
    assert file.lines() == ["{# Visas – fondement : usage #}", "x"]


def test_errors_of_the_template_are_told() -> None:
    found = write_word_template(TemplateText("{% if x %}\n", "corps.md"), "Essai")
    assert not isinstance(found, bytes) and found[0].locations[0].line == 1
