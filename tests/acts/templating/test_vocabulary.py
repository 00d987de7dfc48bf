from __future__ import annotations

from datetime import date

import pytest
from msgspec import Struct

from actgen.acts.templating.reading import parse_template
from actgen.acts.templating.tags import TemplateText
from actgen.acts.templating.vocabulary import check_vocabulary
from actgen.acts.tree.inline import Inline, Lacune
from actgen.acts.tree.nodes import Signatures
from tests.acts.templating.fill import loader


class Membre(Struct, frozen=True):
    nom: str
    fonction: str | None


class Seance(Struct, frozen=True):
    jour: date | Lacune
    presents: tuple[Membre, ...]
    lieu: tuple[Inline, ...]
    unanime: bool


class Vue(Struct, frozen=True):
    seance: Seance
    precedente: Seance | None
    signatures: Signatures
    numero: int


RIGHT = """\
{% set liste = seance.presents %}
# {{ numero }} {{ seance.jour | date }}

{% for m in liste if m.fonction is connu %}
- {{ loop.index }} {{ m.nom | majuscules }}{% if not loop.last %};{% endif %}
{% endfor %}

{{ seance.lieu }} {{ precedente.jour }}

{{ signatures }}

{{ 'oui' if seance.unanime else 'non' }}
"""


def check(text: str, clauses: dict[str, str] | None = None) -> list[tuple[str, int, str]]:
    template, faults = parse_template(TemplateText(text, "t.md"), loader(clauses or {}))
    assert faults == ()
    return [
        (finding.code, finding.location.line if finding.location else 0, finding.message + finding.hint)
        for finding in check_vocabulary(template, Vue)
    ]


def test_a_template_that_is_right_has_no_finding() -> None:
    assert check(RIGHT) == []


WRONG = {
    "[{{ sceance.jour }}]{lang=de}": ("GABARIT-INCONNU", "seance"),
    "{{ sceance.jour }}": ("GABARIT-INCONNU", "seance"),
    "{{ seance.presentes }}": ("GABARIT-INCONNU", "presents"),
    "{{ seance.jour.year }}": ("GABARIT-INCONNU", "year"),
    "{{ precedente.lieux }}": ("GABARIT-INCONNU", "lieu"),
    "{{ m }}": ("GABARIT-INCONNU", "m"),
    "{{ loop.index }}": ("GABARIT-INCONNU", "loop"),
    "{% for m in seance.presents %}{{ m.prenom }}{% endfor %}": ("GABARIT-INCONNU", "nom"),
    "{% for m in seance.presents %}{{ loop.indexe }}{% endfor %}": ("GABARIT-INCONNU", "index"),
    "{% for m in seance.presents if x %}{{ m.nom }}{% endfor %}": ("GABARIT-INCONNU", "x"),
    "{% if seance.unanine %}a{% endif %}": ("GABARIT-INCONNU", "unanime"),
    "{% if a is connu and numero > 3 %}a{% endif %}": ("GABARIT-INCONNU", "a"),
    "**{{ nom }}**": ("GABARIT-INCONNU", "nom"),
    "{{ numero | pluriel(un, 'deux') }}": ("GABARIT-INCONNU", "un"),
    "{{ seance }}": ("GABARIT-VOCABULAIRE", "par exemple {{ seance.jour }}"),
    "{{ unanime }}": ("GABARIT-INCONNU", "seance.unanime"),
    "{{ seance.presents.nom }}": ("GABARIT-INCONNU", "une liste, sans champ"),
    "{{ seance.unanime }}": ("GABARIT-VOCABULAIRE", "{% if seance.unanime %}"),
    "{{ seance.presents }}": ("GABARIT-VOCABULAIRE", "{% for … in seance.presents %}"),
    "{{ numero | date }}": ("GABARIT-VOCABULAIRE", "un nombre"),
    "{% for m in numero %}a{% endfor %}": ("GABARIT-VOCABULAIRE", "un nombre"),
}


@pytest.mark.parametrize("text", WRONG)
def test_a_wrong_name_or_type_is_found_before_any_value_exists(text: str) -> None:
    (found,) = check(f"# Titre\n\n{text}\n")
    code, word = WRONG[text]
    assert found[:2] == (code, 3)
    assert word in found[2]


def test_every_place_of_a_template_is_looked_at() -> None:
    text = """\
{% set s = inconnu1 %}
# {{ inconnu2 }}

| {{ inconnu3 }} |
|---|
{% for m in inconnu4 %}
| {{ inconnu5 }} |
{% endfor %}

::: partie annexe
- a
  - {{ inconnu6 }}
:::

{{ clause.fin }}
"""
    found = check(text, {"fin": "*{{ inconnu7 }}*\n"})
    assert [message.split("\u00a0")[1] for _, _, message in found] == [f"inconnu{i}" for i in range(1, 8)]


def test_a_loop_variable_ends_with_its_loop() -> None:
    text = "{% for m in seance.presents %}\n- {{ m.nom }}\n{% endfor %}\n\n{{ m.nom }}\n"
    assert [line for _, line, _ in check(text)] == [5]
