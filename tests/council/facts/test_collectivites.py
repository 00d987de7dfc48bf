"""A collectivity file: reference facts, what the file says otherwise, its roster."""

from __future__ import annotations

from datetime import date

import pytest

from actgen.base.diagnostics import Severity
from actgen.base.text.grammar import Genre
from actgen.council.facts.personne import Fonction
from actgen.law.natures import GenreCollectivite
from tests.council.facts.load import collectivite

ROSTER = "membres:\n  - maire: M. Membre UN\n  - adjointe: Mme Membre DEUX\n  - membre: Membre TROIS\n"


def test_what_the_reference_knows() -> None:
    found, findings = collectivite("commune: Dietwiller\n" + ROSTER)
    assert found is not None
    assert findings == []
    assert (found.code, found.nom, found.departement.code) == ("68072", "Dietwiller", "68")
    assert found.arrondissement is not None
    assert found.arrondissement.nom == "Mulhouse"
    assert found.population is not None
    assert found.population.de_reference


@pytest.mark.parametrize(
    ("lines", "code"),
    [
        ("commune: '68072'", "68072"),
        ("commune: 01004", "01004"),
        ("commune: DIETWILLER", "68072"),
        ("commune: Sainte-Colombe\ndepartement: 33", "33390"),
        ("commune: Sainte-Colombe\ndepartement: Gironde", "33390"),
        ("commune: Sainte-Colombe (33)", "33390"),
    ],
)
def test_ways_to_name_a_commune(lines: str, code: str) -> None:
    found, findings = collectivite(f"{lines}\n{ROSTER}")
    assert found is not None
    assert (found.code, findings) == (code, [])


def test_what_the_file_says_goes_first() -> None:
    found, _ = collectivite(
        "commune: Dietwiller\npopulation: 1 417 en 2021\nsigle: D\nnumero: '{annee}-{point}'\n"
        "publication:\n  mode: affichage\n  choisi_le: 12/07/2022\n" + ROSTER
    )
    assert found is not None
    assert found.population is not None
    assert (found.population.habitants, found.population.annee) == (1417, 2021)
    assert (found.sigle, found.numerotation) == ("D", "{annee}-{point}")
    assert (found.publicite.choisi_le, found.publicite.jamais_choisi) == (date(2022, 7, 12), False)


def test_a_mode_that_was_never_chosen() -> None:
    found, _ = collectivite("commune: Dietwiller\npublication:\n  choisi_le: Jamais\n" + ROSTER)
    assert found is not None
    assert (found.publicite.choisi_le, found.publicite.jamais_choisi) == (None, True)


def test_an_epci_and_its_people() -> None:
    found, findings = collectivite(
        "epci: Mulhouse Alsace Agglomération\nmembres:\n  - president: M. Membre UN\n"
        "  - vice_presidente: Mme Membre DEUX\n"
    )
    assert found is not None
    assert (found.genre, findings) == (GenreCollectivite.EPCI, [])
    assert [m.fonction for m in found.membres] == [Fonction.PRESIDENT, Fonction.VICE_PRESIDENT]


def test_the_order_of_the_table() -> None:
    found, _ = collectivite(
        "commune: Dietwiller\nmembres:\n  - maire: Mme Membre UN\n  - adjoint: M. Membre DEUX\n"
        "  - adjointe: Membre TROIS\n  - conseiller_delegue: M. Membre QUATRE\n  - membre: Membre CINQ\n"
    )
    assert found is not None
    assert [(m.rang, m.rang_fonction, m.civilite, m.genre) for m in found.membres] == [
        (1, 1, "Mme", Genre.FEMININ),
        (2, 1, "M.", Genre.MASCULIN),
        (3, 2, "", Genre.FEMININ),
        (4, 1, "M.", Genre.MASCULIN),
        (5, 1, "", Genre.INCONNU),
    ]


def test_who_sits_on_a_day() -> None:
    found, findings = collectivite(
        "commune: Dietwiller\nmembres:\n  - maire: M. Membre UN, jusqu’au 03/05/2021\n"
        "  - maire: Mme Membre DEUX, depuis le 04/05/2021\n"
        "  - adjoint: M. Membre TROIS, jusqu’au 03/05/2021\n  - membre: Membre TROIS, depuis le 04/05/2021\n"
    )
    assert found is not None
    assert findings == []
    assert [m.rang for m in found.en_exercice(date(2021, 5, 3))] == [1, 3]
    assert [m.rang for m in found.en_exercice(date(2021, 5, 4))] == [2, 4]


def test_two_mayors_on_one_day_are_two_mayors() -> None:
    _, findings = collectivite(
        "commune: Dietwiller\nmembres:\n  - maire: Mme Membre UN, jusqu’au 03/05/2021\n"
        "  - maire: Mme Membre DEUX, depuis le 03/05/2021\n"
    )
    assert [finding.code for finding in findings] == ["MEMBRE-FONCTION"]
    assert findings[0].message == (
        "Deux personnes sont écrites sous «\u00a0maire\u00a0», en même temps\u00a0: Membre UN et Membre DEUX."
    )


def test_a_particle_for_a_first_name_is_asked_about() -> None:
    _, findings = collectivite("commune: Dietwiller\nmembres:\n  - maire: M. du PLESSIS Guy\n")
    assert [(each.code, each.severity) for each in findings] == [("MEMBRE-NOM", Severity.WARNING)]
    _, findings = collectivite("commune: Dietwiller\nmembres:\n  - maire: M. Guy du PLESSIS\n")
    assert findings == []


def test_an_office_and_a_civility_that_disagree_are_said() -> None:
    found, (finding,) = collectivite("commune: Dietwiller\nmembres:\n  - adjoint: Mme Membre UN\n")
    assert found is not None
    assert (finding.code, finding.severity) == ("MEMBRE-FONCTION", Severity.WARNING)
    assert found.membres[0].genre is Genre.FEMININ


@pytest.mark.parametrize("rule", ["{date}", "{point", "{pont}", "{point}}", "{point.x}", "{0}"])
def test_a_numbering_rule_that_can_not_be_used(rule: str) -> None:
    _, findings = collectivite(f"commune: Dietwiller\nnumero: '{rule}'\n{ROSTER}")
    assert [finding.code for finding in findings] == ["NUMERO-FORME"]
