from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actgen.acts.templating.reading import parse_template
from actgen.acts.templating.tags import TemplateText
from actgen.base.diagnostics import Severity
from tests.acts.templating.fill import FILE, faults
from tests.rows import every

BROKEN: dict[str, tuple[str, list[tuple[str, int]]]] = {
    # 1
    "a for after text on its line": (
        "Texte {% for m in x %}\n\n{{ m }}\n\n{% endfor %}\n",
        [("GABARIT-SEULE", 1)],
    ),
    "two tags on one line": (
        "{% if a %}{% if b %}\n\nA\n\n{% endif %}{% endif %}\n",
        [("GABARIT-SEULE", 1), ("GABARIT-SEULE", 1)],
    ),
    "an endif at the end of a paragraph": ("{% if a %}\n\nTexte. {% endif %}\n", [("GABARIT-SEULE", 3)]),
    # 2
    "a tag less indented than its item": (
        "- a\n{% if x %}\n  - b\n{% endif %}\n",
        [("GABARIT-RETRAIT", 2)],
    ),
    "a tag more indented than its item": (
        "- a\n  {% if x %}\n- b\n  {% endif %}\n",
        [("GABARIT-RETRAIT", 2)],
    ),
    "an end not indented as its beginning": (
        "- a\n  {% if x %}\n  - b\n{% endif %}\n",
        [("GABARIT-RETRAIT", 4)],
    ),
    "a tag indented before a paragraph": ("  {% if x %}\n\nA\n\n  {% endif %}\n", [("GABARIT-RETRAIT", 1)]),
    "a sub-list not indented enough": ("1. a\n  - b\n", [("GABARIT-RETRAIT", 2)]),
    "a list that begins indented": ("Texte :\n\n  - b\n", [("GABARIT-RETRAIT", 3)]),
    # 3
    "a note that another cuts": ("Le {{#}{# n #}#}.\n", [("GABARIT-BALISE", 1)]),
    "a tag that a line end cuts": (
        "Vu {{ collectivite.\nnom }} ;\n\nVu {{ a\n\nb }}\n",
        [("GABARIT-BALISE", 1), ("GABARIT-BALISE", 4)],
    ),
    "a choice in a sentence that line ends cut": (
        "Le {% if a\nand b %}x{% endif\n%} et {{\nc }} {{ d.\n",
        [("GABARIT-BALISE", 1)] * 4,
    ),
    "an if never closed": ("{% if a %}\n\nTexte\n", [("GABARIT-EMBOITEMENT", 1)]),
    "an endif that closes nothing": ("Texte\n\n{% endif %}\n", [("GABARIT-EMBOITEMENT", 3)]),
    "ends that cross": (
        "{% if a %}\n\n{% for m in x %}\n\nA\n\n{% endif %}\n\n{% endfor %}\n",
        [("GABARIT-EMBOITEMENT", 3)],
    ),
    "an elif of nothing": ("{% elif a %}\n", [("GABARIT-EMBOITEMENT", 1)]),
    "two elses": (
        "{% if a %}\n\nA\n\n{% else %}\n\nB\n\n{% else %}\n\nC\n\n{% endif %}\n",
        [("GABARIT-EMBOITEMENT", 9)],
    ),
    "an if that opens outside an annex and closes in it": (
        "{% if a %}\n\n::: partie annexe_1\n\nA\n\n{% endif %}\n\nB\n\n:::\n",
        [("GABARIT-EMBOITEMENT", 1)],
    ),
    "an if over two cells": (
        "| a | b |\n|---|---|\n| {% if x %}1 | 2{% endif %} |\n",
        [("GABARIT-SI-EN-LIGNE", 3)],
    ),
    "a paragraph among the items of a tag": (
        "{% if x %}\n- a\n\nTexte\n\n- b\n{% endif %}\n",
        [("GABARIT-LISTE", 4)],
    ),
    "items and numbers in one list": (
        "- a\n{% if x %}\n1. b\n{% endif %}\n",
        [("GABARIT-LISTE", 1)],
    ),
    # 4
    "no blank line before a paragraph": ("{% if a %}\nTexte\n{% endif %}\n", [("GABARIT-LIGNE-VIDE", 1)]),
    "no blank line on one side": ("{% if a %}\n\nTexte\n{% endif %}\n", [("GABARIT-LIGNE-VIDE", 1)]),
    "a paragraph against the tag": ("Texte\n{% if a %}\n\nB\n\n{% endif %}\n", [("GABARIT-LIGNE-VIDE", 2)]),
    "a paragraph against the end": ("{% if a %}\n\nB\n\n{% endif %}\nTexte\n", [("GABARIT-LIGNE-VIDE", 5)]),
    "a blank line on one side of an item": ("{% if a %}\n- b\n\n{% endif %}\n", [("GABARIT-LIGNE-VIDE", 1)]),
    "a list repeated whole": (
        "{% for m in x %}\n\n- {{ m }}\n\n{% endfor %}\n",
        [("GABARIT-LIGNE-VIDE", 1)],
    ),
    "a blank line between a list and its tag": (
        "- a\n\n{% if x %}\n- b\n{% endif %}\n",
        [("GABARIT-LIGNE-VIDE", 3)],
    ),
    "a tag against a whole table": (
        "{% if x %}\n| a |\n|---|\n| b |\n{% endif %}\n",
        [("GABARIT-LIGNE-VIDE", 1)],
    ),
    # 5
    "an inline if that cuts bold": ("{% if x %}**a{% endif %}** b\n", [("GABARIT-SI-EN-LIGNE", 1)]),
    "an inline if over two paragraphs": (
        "A {% if x %} b\n\nc {% endif %} d\n",
        [("GABARIT-SI-EN-LIGNE", 1)],
    ),
    # 6
    "a tag before a dash": ("{% if x %}- a{% endif %}\n", [("GABARIT-SYNTAXE", 1)]),
    "a tag inside the mark of a title": ("#{% if x %}#{% endif %} Titre\n", [("GABARIT-SYNTAXE", 1)]),
    "a tag before a bar": (
        "| a |\n|---|\n{% if x %}| b |{% endif %}\n",
        [("GABARIT-SYNTAXE", 3)],
    ),
    "a tag in a style": ("Texte\n{: .{{ style }} }\n", [("GABARIT-SYNTAXE", 2)]),
    # 7
    "two rows on one line": (
        "<table>\n<tr><td>a</td></tr><tr><td>b</td></tr>\n</table>\n",
        [("GABARIT-TABLEAU-HTML", 2)],
    ),
    "a blank line in a table in HTML": (
        "<table>\n<tr><td>a</td></tr>\n\n<tr><td>b</td></tr>\n</table>\n",
        [("GABARIT-TABLEAU-HTML", 3), ("GABARIT-TABLEAU-HTML", 4)],
    ),
    "another element": ("<div>a</div>\n", [("GABARIT-TABLEAU-HTML", 1)]),
    "a script in a cell": (
        "<table>\n<tr><td><script>a</script></td></tr>\n</table>\n",
        [("GABARIT-TABLEAU-HTML", 2)],
    ),
    "an event on a cell": (
        '<table>\n<tr><td onclick="a">b</td></tr>\n</table>\n',
        [("GABARIT-TABLEAU-HTML", 2)],
    ),
    # 8
    "a clause in a sentence": ("Texte {{ clause.visas }}\n", [("GABARIT-CLAUSE", 1)]),
    "a clause that does not exist": ("{{ clause.rien }}\n", [("GABARIT-CLAUSE", 1)]),
    "a clause in a title": ("# {{ clause.visas }}\n", [("GABARIT-CLAUSE", 1)]),
    "a clause in a cell": ("| a |\n|---|\n| {{ clause.visas }} |\n", [("GABARIT-CLAUSE", 3)]),
    # 9
    "a set after text": ("Texte\n\n{% set a = b %}\n", [("GABARIT-SET", 3)]),
    "a set in a sentence": ("Texte {% set a = b %}\n", [("GABARIT-SET", 1)]),
    # 10
    "a dash in a tag": ("{%- if x %}\n\na\n\n{% endif %}\n", [("GABARIT-BALISE", 1)]),
    "a dash in a value": ("a {{ x -}}\n", [("GABARIT-BALISE", 1)]),
    "a macro": ("{% macro a() %}\n", [("GABARIT-BALISE", 1)]),
    "raw": ("{% raw %}\n", [("GABARIT-BALISE", 1)]),
    "an include": ("{% include 'x' %}\n", [("GABARIT-BALISE", 1)]),
    "a value never closed": ("a {{ x\n", [("GABARIT-BALISE", 1)]),
    "a note never closed": ("a\n\n{# x\n", [("GABARIT-BALISE", 3)]),
    "braces that close nothing": ("a }} b\n", [("GABARIT-BALISE", 1)]),
    # 11
    "prose in a sentence": ("Texte {{ x | prose }}\n", [("GABARIT-VALEUR-SEULE", 1)]),
    # and what an act can't hold
    "an unknown style": ("Texte\n{: .viza }\n", [("GABARIT-STYLE", 2)]),
    "an unknown fence": ("::: truc\n\nA\n\n:::\n", [("GABARIT-STYLE", 1)]),
    "a fence never closed": ("::: visa\n\nA\n", [("GABARIT-MISE-EN-FORME", 1)]),
    "a style of nothing": ("{: .visa }\n", [("GABARIT-MISE-EN-FORME", 1)]),
    "a caption of nothing": ("Texte\n{: .legende }\n\nAutre\n", [("GABARIT-MISE-EN-FORME", 1)]),
    "stars that make nothing bold": ("a ** b** c\n", [("GABARIT-MISE-EN-FORME", 1)]),
    "a row of stars": ("a\n\n***\n", [("GABARIT-MISE-EN-FORME", 3)]),
    "an element in a sentence": ("a <u>b</u>\n", [("GABARIT-MISE-EN-FORME", 1)]),
    "a cell too many": ("| a | b |\n|---|---|\n| 1 | 2 | 3 |\n", [("GABARIT-TABLEAU", 3)]),
    "a cell too few": ("| a | b |\n|---|---|\n| 1 |\n", [("GABARIT-TABLEAU", 3)]),
    "words after else": (
        "{% if a %}\n\nA\n\n{% else if b %}\n\nB\n\n{% endif %}\n",
        [("GABARIT-BALISE", 5)],
    ),
}


@every("case", BROKEN)
def test_each_breach_has_its_code_and_its_line(case: str) -> None:
    text, expected = BROKEN[case]
    assert faults(text, {"visas": "Vu\n"}) == expected


@every("case", BROKEN)
def test_the_place_is_shown_with_the_line_of_the_author(case: str) -> None:
    text, _ = BROKEN[case]
    _, found = parse_template(TemplateText(text, FILE))
    for finding in found:
        assert finding.location is not None
        assert finding.location.excerpt == text.split("\n")[finding.location.line - 1]


def test_clauses_that_contain_each_other_are_refused() -> None:
    clauses = {"a": "{{ clause.b }}\n", "b": "{{ clause.a }}\n"}
    template, found = parse_template(
        TemplateText("{{ clause.a }}\n", FILE), lambda name: TemplateText(clauses[name], f"{name}.md")
    )
    assert [(finding.code, finding.location and finding.location.file) for finding in found] == [
        ("GABARIT-CLAUSE", "b.md")
    ]
    assert "a → b → a" in found[0].message
    assert template.files == (FILE, "a.md", "b.md")


def test_a_text_that_begins_lower_in_its_file_keeps_its_lines() -> None:
    _, found = parse_template(TemplateText("Texte }}\n", FILE, line=12))
    assert found[0].location is not None
    assert found[0].location.line == 12


_SNIPPETS = st.sampled_from(
    [
        "{% if a %}", "{% else %}", "{% elif b %}", "{% endif %}", "{% for m in x %}", "{% endfor %}",
        "{{ a }}", "{{ clause.c }}", "{{ a | prose }}", "{% set a = b %}", "{# n #}", "{#", "#}", "{{", "%}",
        "- a", "  - b", "1. c", "# T", "| a | b |", "|---|---|", "<table>", "<tr><td>a</td></tr>", "</table>",
        "::: visa", "::: partie p", ":::", "{: .visa }", "{: .legende }", "---", "**", "*", "\n", "\n\n",
        "  ", "texte", "\\", "<br>", "&lt;", "\t", "\U000f0000", "{% raw %}", "{%- x -%}",
    ]
)  # fmt: skip


_LISTS = st.lists(_SNIPPETS, max_size=30)


@given(_LISTS.map("".join) | _LISTS.map("\n".join))
def test_any_text_gives_a_tree_or_findings_and_nothing_else(text: str) -> None:
    _, found = parse_template(TemplateText(text, FILE), lambda name: TemplateText("{{ clause.c }}", "c.md"))
    for finding in found:
        assert finding.message
        assert finding.location is not None


HOSTILE = {
    "bold in bold": "*" * 3000 + "a" + "*" * 3000,
    "deep list": "- " * 40 + "a",
    "many choices in a line": "{% if a %}b{% endif %}" * 800,
    "choices in choices": "{% if a %}" * 300 + "b" + "{% endif %}" * 300,
    "lone tags": "{% if a %}\n{% endif %}\n" * 1000,
    "too many tags": "{{ a }}" * 6000,
    "a paragraph without end": "« mot » ; " * 5000,
    "wide table": "|" * 20_000 + "\n" + "|-" * 20_000,
    "open tables": "<table>\n" * 2000,
    "fences": "::: visa\n" * 300,
    "brackets": "[" * 20_000,
    "parentheses": "{{ " + "(" * 300 + " }}",
    "a great text": "a\n" * 600_000,
}


@pytest.mark.parametrize("case", HOSTILE)
def test_a_template_made_to_exhaust_is_read_or_refused(case: str) -> None:
    template, found = parse_template(TemplateText(HOSTILE[case], FILE))
    assert template.file == FILE
    for finding in found:
        assert finding.severity is Severity.ERROR


@pytest.mark.parametrize(
    "case", ["bold in bold", "deep list", "choices in choices", "a paragraph without end"]
)
def test_what_is_too_deep_or_too_long_is_said(case: str) -> None:
    assert faults(HOSTILE[case]) != []


def test_clauses_that_multiply_are_refused() -> None:
    clauses = {name: f"{{{{ clause.{name}x }}}}\n\n" * 30 for name in ("a", "ax", "axx", "axxx")}
    found = faults("{{ clause.a }}\n", clauses)
    assert {code for code, _ in found} == {"GABARIT-CLAUSE"}
