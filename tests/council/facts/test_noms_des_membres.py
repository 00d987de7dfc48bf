"""How the members of a group are named: their own name, their homonyms, what a row meant."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from actgen.base.diagnostics import Diagnostic
from actgen.council.facts.groupement import Groupement
from actgen.reading.sources import Sources
from actgen.session.load import load_groupement

GROUPE = """objet: l’achat de papier
coordonnateur:
{coordonnateur}
membres:
  {membres}
{suite}"""
SAULNOIS = "  epci: CC du Saulnois"
METZ = "  epci: Metz Métropole\n  nom: Eurométropole de Metz\n  siege: Metz"
SISTERON = "  epci: CC du Sisteronais-Buëch\n  departement: '04'"


def lu(
    folder: Path, coordonnateur: str, membres: str, retours: str = "", suite: str = ""
) -> tuple[Groupement | None, tuple[Diagnostic, ...]]:
    (folder / "groupements").mkdir(exist_ok=True)
    if retours:
        (folder / "groupements/retours.csv").write_text(retours, encoding="utf-8")
        membres += "\n  retours: retours.csv"
    file = folder / "groupements/g.yaml"
    file.write_text(
        GROUPE.format(coordonnateur=coordonnateur, membres=membres, suite=suite), encoding="utf-8"
    )
    return load_groupement(file, Sources(folder))


def codes(groupement: Groupement | None) -> list[str]:
    assert groupement is not None
    return [membre.collectivite.code for membre in groupement.membres]


def conseils(findings: tuple[Diagnostic, ...]) -> list[str]:
    return [finding.hint.replace("\u00a0", " ") for finding in findings]


def test_a_homonym_is_the_one_of_the_coordinators_departement(tmp_path: Path) -> None:
    """Montaigut-le-Blanc is in Creuse and in Puy-de-Dôme: Guéret buys with the first."""
    groupement, findings = lu(tmp_path, "  commune: Guéret", "communes: [Montaigut-le-Blanc]")
    assert codes(groupement) == ["23096", "23132"] and findings == ()
    groupement, findings = lu(tmp_path, "  commune: Cusset", "communes: [Montaigut-le-Blanc]")
    (finding,) = findings
    assert finding.code == "COMMUNE-INCONNUE" and "23132" in finding.hint and "63234" in finding.hint
    groupement, findings = lu(tmp_path, "  commune: Guéret", "communes: [Montaigut-le-Blanc (63)]")
    assert codes(groupement) == ["23096", "63234"] and findings == ()
    groupement, findings = lu(
        tmp_path, "  commune: Guéret", "retours:\n    - {commune: Montaigut-le-Blanc, resultat: rejetée}"
    )
    assert codes(groupement) == ["23096", "23132"] and findings == ()


def test_the_coordinator_bears_the_name_that_it_uses_and_answers_to_both(tmp_path: Path) -> None:
    table = "commune;vote;deliberation\n{};adoptée;10/10/2025\n"
    for nom in ("Eurométropole de Metz", "EUROMETROPOLE DE METZ", "Metz Métropole", "200039865"):
        groupement, findings = lu(tmp_path, METZ, "communes_de: Metz Métropole", table.format(nom))
        assert findings == () and groupement is not None
        premier = groupement.membres[0]
        assert (
            premier.collectivite.nom == groupement.coordonnateur.collectivite.nom == "Eurométropole de Metz"
        )
        assert premier.resultat == "adoptée" and premier.collectivite.nature == "métropole"


@pytest.mark.parametrize(
    ("ecrit", "conseil"),
    [
        ("Laragne", "Le nom le plus proche : « Laragne-Montéglin »."),
        ("Mairie de Laragne", "Le nom le plus proche : « Laragne-Montéglin »."),
        ("Saint", "Les noms les plus proches : « Saint-Geniez » ou « Saint-Pierre-Avez »."),
        ("Pierre", "Le nom le plus proche : « Saint-Pierre-Avez »."),
        ("Commune de Laragn-Monteglin", "Le nom le plus proche : « Laragne-Montéglin »."),
    ],
)
def test_a_near_name_is_looked_for_among_the_members_first(tmp_path: Path, ecrit: str, conseil: str) -> None:
    membres = "communes: [Laragne-Montéglin, Lazer, Saint-Geniez, Saint-Pierre-Avez, Le Poët]"
    groupement, findings = lu(
        tmp_path, SISTERON, membres, f"commune;vote;deliberation\n{ecrit};adoptée;10/10/2025\n"
    )
    assert groupement is not None and conseil in conseils(findings)


@pytest.mark.parametrize(
    ("ecrit", "code"),
    [
        ("Mairie de Lazer", "05073"),
        ("COMMUNE DE MISON", "04123"),
        ("Ville du Poët", "05103"),
        ("mairie d’Éourres", "05047"),
    ],
)
def test_a_town_hall_that_answers_is_its_commune(tmp_path: Path, ecrit: str, code: str) -> None:
    groupement, findings = lu(
        tmp_path,
        SISTERON,
        "communes: [Lazer, Mison, Le Poët, Éourres]",
        f"commune;vote;deliberation\n{ecrit};adoptée;10/10/2025\n",
    )
    assert groupement is not None and findings == ()
    (membre,) = (each for each in groupement.membres if each.resultat)
    assert membre.collectivite.code == code


def test_no_near_name_is_told_twice_and_homonyms_are_told_by_their_code(tmp_path: Path) -> None:
    _, findings = lu(tmp_path, SAULNOIS, "communes: [La Romagn, Commune de Delmme]")
    romagne, delme = conseils(findings)
    assert romagne.count("« La Romagne »") == 0
    assert "08369 (La Romagne)" in romagne and "49260 (La Romagne)" in romagne
    assert "« Delme »" in delme


def test_a_group_written_for_a_list_shows_how_each_item_is_written(tmp_path: Path) -> None:
    suite = "annexe_2:\n  rubriques: []\n  couts:\n    populations:\n      Delme: 1000\n"
    _, findings = lu(tmp_path, SAULNOIS, "communes: [Delme]", suite=suite)
    (finding,) = findings
    assert finding.code == "VALEUR-FORME"
    assert conseils(findings) == [
        "Chaque élément commence par un tiret : « - membre: … », puis dessous, avec deux espaces de plus : "
        "« habitants: … »."
    ]


def test_an_answer_is_first_that_of_a_member(tmp_path: Path) -> None:
    """The département of the coordinator is told once, and a homonym is the member."""
    retour = "retours:\n    - {epci: CC du Sisteronais-Buëch, resultat: adoptée, deliberation_du: 14/09/2024}"
    groupement, findings = lu(tmp_path, SISTERON, f"communes: [Sisteron]\n  {retour}")
    assert findings == () and groupement is not None
    assert groupement.membres[0].resultat == "adoptée"
    retour = "retours:\n    - {commune: Ozon, resultat: adoptée, deliberation_du: 14/09/2024}"
    groupement, findings = lu(tmp_path, "  commune: Sisteron", f"communes: ['07169']\n  {retour}")
    assert codes(groupement) == ["04209", "07169"] and findings == ()


@pytest.mark.parametrize("issue", ["ajournée", "quorum non atteint"])
def test_a_decision_that_was_put_off_is_told_in_a_list_too(tmp_path: Path, issue: str) -> None:
    retour = f"retours:\n    - {{commune: Le Faou, resultat: {issue}, deliberation_du: 14/09/2024}}"
    groupement, findings = lu(tmp_path, "  commune: Daoulas", f"communes: [Le Faou]\n  {retour}")
    assert findings == () and groupement is not None
    membre = groupement.membres[1]
    assert (membre.resultat, membre.deliberation_le) == ("", None)
    assert membre.remise is not None and (membre.remise.motif.value, membre.remise.le) == (
        issue,
        date(2024, 9, 14),
    )
