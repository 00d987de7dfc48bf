"""The variables that an author is shown are those that templates may write, with values of the example."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from actgen.acts.templating.reading import parse_template
from actgen.acts.templating.tags import TemplateText
from actgen.acts.templating.vocabulary import check_vocabulary
from actgen.acts.views.families import types_of, views_of
from actgen.acts.views.groupement import VueCas
from actgen.authoring.templates.page import MARK, vocabulary_page
from actgen.authoring.templates.vocabulary import (
    Use,
    Variable,
    Vocabulary,
    VocabularySheet,
    loop_name,
    sheet_of,
)
from actgen.base.records import replace
from actgen.council.kinds.catalogue import Catalogue, search_path
from actgen.reading.sources import Sources

ROOT = Path(__file__).parents[2]


def catalogue() -> Catalogue:
    return Catalogue(Sources(ROOT / "data"), search_path(ROOT / "data"))


KINDS = sorted(catalogue().kinds)


@pytest.fixture(scope="module")
def sheets() -> dict[str, VocabularySheet]:
    shipped = catalogue()
    return {code: sheet_of(shipped, kind) for code, kind in shipped.kinds.items()}


def lines(vocabulary: Vocabulary) -> Iterator[str]:
    """A template that writes every variable, each list opened around what stands in it."""
    opened: list[int] = []
    for variable in vocabulary.variables:
        while opened and opened[-1] >= variable.depth:
            opened.pop()
            yield "{% endfor %}"
        if variable.loop:
            yield variable.tag
            opened.append(variable.depth)
        elif variable.use is Use.CONDITION:
            yield f"{variable.tag}oui{{% endif %}}"
        elif variable.use is not Use.GROUP:
            yield variable.tag
    yield from ("{% endfor %}" for _ in opened)


def template_of(vocabulary: Vocabulary) -> str:
    return "# Titre\n\n" + "\n\n".join(lines(vocabulary)) + "\n"


@pytest.mark.parametrize("code", KINDS)
def test_every_variable_can_be_written_as_it_is_shown(code: str, sheets: dict[str, VocabularySheet]) -> None:
    sheet = sheets[code]
    for vocabulary in sheet.vocabularies:
        template, found = parse_template(TemplateText(template_of(vocabulary), "corps.md"))
        assert found == (), found
        seen = views_of(sheet.kind)
        types = types_of(sheet.kind, seen[vocabulary.texts[0]])
        assert check_vocabulary(template, types) == ()


@pytest.mark.parametrize("code", KINDS)
def test_most_variables_show_their_value_in_the_example(
    code: str, sheets: dict[str, VocabularySheet]
) -> None:
    told = [each for each in _values(sheets[code].vocabularies[0].variables) if not each.optional]
    assert sum(bool(each.sample) for each in told) > len(told) / 2


def _values(variables: tuple[Variable, ...]) -> list[Variable]:
    """Those outside what an example may lack: a group, an election."""
    left_out = ("groupement.", "vote.", "tour.", "candidat.", "point.")
    return [
        each
        for each in variables
        if each.use in (Use.VALUE, Use.CONDITION) and not each.path.startswith(left_out) and each.depth < 2
    ]


def test_the_declared_fields_of_a_kind_are_among_its_variables(sheets: dict[str, VocabularySheet]) -> None:
    told = {each.path: each for each in sheets["subvention"].vocabularies[0].variables}
    assert told["champs.montant"].sample == "24\u202f000\u00a0€"
    assert told["champs.montant"].type == "montant ou blanc visible"
    assert "champs.montant" not in {each.path for each in sheets["tarifs"].vocabularies[0].variables}


def test_a_list_is_told_once_with_its_loop(sheets: dict[str, VocabularySheet]) -> None:
    told = {each.path: each for each in sheets["proces_verbal"].vocabularies[0].variables}
    assert told["points"].tag == "{% for point in points %}"
    assert told["point.objet"].sample
    assert told["seance.assistance"].tag == "{{ seance.assistance | liste }}"


def test_a_clause_is_proposed_where_its_variables_are_known(sheets: dict[str, VocabularySheet]) -> None:
    names = {each.name for each in sheets["deliberation_libre"].clauses}
    assert {"visas", "vote", "entete", "recours"} <= names
    assert "quorum_de_seconde_convocation" not in names and "corps" not in names
    assert all(each.title and each.basis for each in sheets["deliberation_libre"].clauses)


def test_the_name_of_an_element() -> None:
    assert loop_name("vote.tours", VueCas) == "tour"
    assert loop_name("rubrique.cas", VueCas) == "un_cas"
    assert loop_name("en_attente", VueCas) == "cas"


@pytest.mark.parametrize("code", ["subvention", "proces_verbal", "registre_annuel"])
def test_the_page_stands_alone(code: str, sheets: dict[str, VocabularySheet]) -> None:
    page = vocabulary_page(sheets[code]).decode()
    assert page.startswith('<!DOCTYPE html>\n<html lang="fr">') and MARK in page
    assert "http" not in page.replace("http-equiv", "") and " src=" not in page and "@import" not in page
    assert page.count("<h1>") == 1 and 'href="#texte"' in page and 'id="texte"' in page
    assert (
        page.count("<table") == page.count("<thead>") == page.count('class="cadre" role="group" tabindex="0"')
    )
    assert page.count("aria-labelledby=") == 2 * page.count("<table")
    assert '<label for="mots">' in page and 'id="mots"' in page and 'role="status"' in page
    assert "sha256-" in page
    assert page == vocabulary_page(sheets[code]).decode()


def test_a_value_cannot_become_mark_up(sheets: dict[str, VocabularySheet]) -> None:
    sheet = sheets["subvention"]
    kind = replace(sheet.kind, titre="<b>&</b>")
    page = vocabulary_page(VocabularySheet(kind, sheet.vocabularies, (), (), ())).decode()
    assert "<b>" not in page and "&lt;b&gt;&amp;&lt;/b&gt;" in page
