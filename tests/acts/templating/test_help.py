"""What an author is told to write names what he has at hand, and one slip is told once."""

from __future__ import annotations

from typing import Any

import pytest
from msgspec import Struct

from actgen.acts.templating.reading import parse_template
from actgen.acts.templating.tags import TemplateText
from actgen.acts.templating.vocabulary import check_vocabulary
from actgen.acts.tree.inline import Lacune
from actgen.base.diagnostics import Diagnostic
from tests.acts.templating.fill import try_fill
from tests.french import typing_faults


class Champs(Struct, frozen=True):
    beneficiaire: str
    montant: int | Lacune
    imputation: str | None
    tours: tuple[int, ...] = ()


VIEW = {"champs": Champs}
VALUES: dict[str, Any] = {
    "champs": Champs("Amicale", Lacune("montant", "montant de la subvention"), None),
    "rien": (),
}


def plain(finding: Diagnostic) -> str:
    assert typing_faults(finding.message) == [] and typing_faults(finding.hint) == []
    return f"{finding.message} {finding.hint}".replace("\u00a0", " ").replace("\u202f", " ")


def checked(text: str) -> list[str]:
    """What is wrong with a template as it is written."""
    template, findings = parse_template(TemplateText(text, "corps.md"))
    return [plain(each) for each in (*findings, *check_vocabulary(template, VIEW))]


def test_the_beginning_of_a_name_is_enough_to_find_it() -> None:
    (told,) = checked("{{ champs.benef }}\n")
    assert "Vouliez-vous dire « champs.beneficiaire » ?" in told
    (told,) = checked("{{ champs.montant_de_la_subvention }}\n")
    assert "Vouliez-vous dire « champs.montant » ?" in told
    (told,) = checked("{{ champs.be }}\n")
    assert "Noms connus : champs.beneficiaire, champs.imputation, " in told


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("{% if champs.montant %}x{% endif %}", "champs.montant"),
        ("{% if champs.montant > 3 %}x{% endif %}", "champs.montant"),
        ("{% if 3 < champs.montant %}x{% endif %}", "champs.montant"),
        ("{% if not champs.montant %}x{% endif %}", "champs.montant"),
        ("{% if champs.montant and rien is vide %}x{% endif %}", "champs.montant"),
        ("{% if rien is vide and champs.montant %}x{% endif %}", "champs.montant"),
        ("{% if champs.imputation > 3 %}x{% endif %}", "champs.imputation"),
        ("{{ champs.imputation }}", "champs.imputation"),
        ("{{ champs.imputation | majuscules }}", "champs.imputation"),
        ("{{ champs.imputation.nom }}", "champs.imputation"),
        ("{% for x in champs.montant %}x{% endfor %}", "champs.montant"),
    ],
)
def test_what_is_to_be_tested_first_is_named(text: str, name: str) -> None:
    _, findings = try_fill(f"Texte {text}.\n", **VALUES)
    (told,) = [plain(each) for each in findings]
    assert f"Testez d’abord {{% if {name} is connu %}}." in told


def test_the_list_of_a_table_that_has_no_row_is_named() -> None:
    rows = "| Tour |\n|---|\n{% for tour in champs.tours %}\n| {{ tour }} |\n{% endfor %}\n"
    _, findings = try_fill(rows, **VALUES)
    (told,) = [plain(each) for each in findings]
    assert "{% if champs.tours is vide %}, « Néant »" in told


@pytest.mark.parametrize(
    "use", ["{{ x }}", "{% if x %}y{% endif %}", "{% for y in x %}z{% endfor %}", "{{ x.y }}"]
)
def test_what_a_wrong_set_was_to_name_has_no_fault_of_its_own(use: str) -> None:
    _, findings = try_fill(f"{{% set x = champs.montantt %}}\nTexte {use}.\n", **VALUES)
    (told,) = [plain(each) for each in findings]
    assert "n’a pas de champ « montantt »" in told


def test_nor_where_the_set_is_not_even_understood() -> None:
    text = "{% set x = champs.montant + 1 %}\nTexte {{ x }}, {{ y }}.\n"
    template, findings = parse_template(TemplateText(text, "corps.md"))
    told = [plain(each) for each in (*findings, *check_vocabulary(template, VIEW))]
    assert len(told) == 2 and "un calcul" in told[0] and "« y » n’existe pas" in told[1]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "{{ champs.montant | compte }}",
            "« compte » demande 1 ou 2 mots entre parenthèses, et n’en a aucun.",
        ),
        ("{{ champs.montant | compte }}", "compte('pouvoir') : « 1 pouvoir », « 12 pouvoirs »."),
        ("{{ champs.montant | pluriel('a') }}", "« pluriel » demande 2 mots entre parenthèses, et en a 1."),
        (
            "{{ champs.beneficiaire | elision }}",
            "« elision » demande 1 mot entre parenthèses, et n’en a aucun.",
        ),
        ("{{ champs.beneficiaire | majuscules('a') }}", "« majuscules » ne prend rien entre parenthèses."),
        ("{% if champs.montant is connu('a') %}x{% endif %}", "« connu » ne prend rien entre parenthèses."),
        ("{% if champs.montant is connu('a') %}x{% endif %}", "{% if seance.lieu is connu %}"),
    ],
)
def test_the_words_that_a_filter_wants_are_told_with_its_example(text: str, said: str) -> None:
    (told,) = checked(f"Texte {text}.\n")
    assert said in told


def test_a_filter_that_does_not_fit_says_what_to_do() -> None:
    (told,) = checked("{{ champs.beneficiaire | date }}\n")
    assert "Il attend une date : retirez-le, un texte s’imprime sans lui" in told
