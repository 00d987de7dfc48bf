"""A group file: who is a member, what is known of each, what is chosen, who pays."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from actgen.base.diagnostics import Mender
from actgen.council.facts.groupement import Clauses
from actgen.reading.facts import keys_of
from tests.council.facts.load import groupement

HEAD = "objet: la fourniture de papier\ncoordonnateur:\n  commune: Dietwiller\n"
EPCI = "objet: la fourniture de papier\ncoordonnateur:\n  epci: Mulhouse Alsace Agglomération\n"


def names(folder: Path, text: str) -> list[str]:
    found, findings = groupement(folder, text)
    assert findings == ()
    assert found is not None
    return [membre.collectivite.nom for membre in found.membres]


def test_members_named_one_by_one(tmp_path: Path) -> None:
    text = HEAD + "membres:\n  communes: [Steinbrunn-le-Bas, Schlierbach, Dietwiller]\n"
    assert names(tmp_path, text) == ["Dietwiller", "Schlierbach", "Steinbrunn-le-Bas"]


def test_the_seat_of_an_epci_of_two_departements_tells_its_own(tmp_path: Path) -> None:
    """CC Porte de DrômArdèche, in Drôme and Ardèche: « departement » was asked though the seat says it."""
    head = "objet: la fourniture de papier\ncoordonnateur:\n  epci: 200040491\n  siege: {}\n"
    found, findings = groupement(
        tmp_path, head.format("Saint-Vallier") + "membres:\n  communes_de: 200040491\n"
    )
    assert found is not None and findings == ()
    assert found.coordonnateur.collectivite.departement.code == "26"
    (tmp_path / "ailleurs").mkdir()
    _, findings = groupement(tmp_path / "ailleurs", head.format("Ailleurs"))
    assert "DEPARTEMENT-INCONNU" in {each.code for each in findings}


def test_the_communes_of_an_epci_but_some(tmp_path: Path) -> None:
    found = names(
        tmp_path,
        EPCI + "membres:\n  communes_de: Mulhouse Alsace Agglomération\n  sauf: [Mulhouse, Illzach]\n",
    )
    assert found[0] == "Mulhouse Alsace Agglomération"
    assert len(found) == 38
    assert "Dietwiller" in found
    assert not {"Mulhouse", "Illzach"} & set(found)
    assert found[1:] == sorted(found[1:])


def test_members_known_by_what_came_back(tmp_path: Path) -> None:
    found, findings = groupement(
        tmp_path,
        HEAD + "membres:\n  retours:\n    - commune: Schlierbach\n      resultat: adoptée\n"
        "      deliberation_du: 15/12/2022\n      signataire: le maire\n",
    )
    assert found is not None
    assert findings == ()
    coordinator, other = found.membres
    assert (coordinator.collectivite.nom, coordinator.deliberation_le) == ("Dietwiller", None)
    assert (other.collectivite.nom, other.resultat) == ("Schlierbach", "adoptée")
    assert (other.deliberation_le, other.signataire) == (date(2022, 12, 15), "le maire")


def test_the_coordinator_is_a_member_by_its_own_decision(tmp_path: Path) -> None:
    found, _ = groupement(
        tmp_path, HEAD + "  represente_par: M. Jean UN, maire\n  deliberation:\n    date: 01/12/2022\n"
    )
    assert found is not None
    (only,) = found.membres
    assert (only.deliberation_le, only.signataire) == (date(2022, 12, 1), "M. Jean UN, maire")
    assert (found.coordonnateur.representant, found.coordonnateur.qualite) == ("M. Jean UN", "maire")


def test_every_choice_reaches_the_model(tmp_path: Path) -> None:
    """No value that the file may hold is dropped on the way to the convention."""
    assert set(keys_of(Clauses)) == {
        "execution", "frais", "comite_de_pilotage", "adhesion", "retrait", "preavis", "effets_du_retrait",
        "minimum_non_atteint", "modification", "signature", "entree_en_vigueur",
    }  # fmt: skip
    found, findings = groupement(
        tmp_path,
        HEAD + "clauses:\n  execution: coordonnateur pour tous les membres\n"
        "  frais: Partages par parts egales, avec remuneration\n"
        "  comite_de_pilotage: aucun\n  adhesion: fermee\n"
        "  retrait: à chaque date anniversaire, l’année en cours restant due\n"
        "  preavis: 1 an et 6 mois\n  signature: original unique\n"
        "  effets_du_retrait: sa part jusqu’au terme\n  entree_en_vigueur: le 1er janvier 2023\n",
    )
    assert found is not None
    assert findings == ()
    clauses = found.clauses
    assert (clauses.execution, clauses.frais, clauses.remuneration) == ("coordonnateur", "partages", True)
    assert (clauses.comite_par_an, clauses.adhesion, clauses.retrait) == (0, "fermee", "annuel")
    assert (clauses.preavis_mois, clauses.signature) == (18, "original_unique")
    assert clauses.effets_du_retrait == "sa part jusqu’au terme"
    assert clauses.entree_en_vigueur == "le 1er janvier 2023"


@pytest.mark.parametrize(
    ("written", "times"), [("2 fois par an", 2), ("3 fois par an au moins", 3), ("aucun", 0), ("Non", 0)]
)
def test_how_often_the_committee_meets(written: str, times: int, tmp_path: Path) -> None:
    found, findings = groupement(tmp_path, HEAD + f"clauses:\n  comite_de_pilotage: {written}\n")
    assert found is not None
    assert (found.clauses.comite_par_an, findings) == (times, ())


def test_the_framework_agreement(tmp_path: Path) -> None:
    found, _ = groupement(
        tmp_path,
        HEAD + "accord_cadre:\n  duree: 4 ans\n  minimum_ht: aucun\n  maximum_ht: 1 600 000 €\n"
        "  titulaires: plusieurs\n  petits_lots_en_procedure_adaptee: non\n",
    )
    assert found is not None
    accord = found.accord_cadre
    assert (accord.duree_mois, accord.minimum_ht, accord.maximum_ht) == (48, Decimal(0), Decimal(1_600_000))
    assert accord.attribution == "plusieurs titulaires"


def test_nothing_chosen_is_nothing_said(tmp_path: Path) -> None:
    found, findings = groupement(tmp_path, HEAD)
    assert found is not None
    assert findings == ()
    assert (found.clauses.execution, found.clauses.remuneration, found.clauses.comite_par_an) == (
        "",
        None,
        None,
    )
    assert (found.accord_cadre.duree_mois, found.accord_cadre.minimum_ht) == (None, None)


def test_headings_and_their_cases(tmp_path: Path) -> None:
    found, findings = groupement(
        tmp_path,
        HEAD
        + "annexe_2:\n  rubriques:\n    - titre: Papier\n      cle: parts égales\n      motif: simplicité\n"
        "    - titre: Encre\n      cas:\n        - {titre: Noire, cle: population}\n"
        "        - {titre: De couleur, cle: membre demandeur, motif: goût}\n",
    )
    assert found is not None
    assert findings == ()
    paper, ink = found.rubriques
    assert [(cas.titre, cas.motif) for cas in paper.cas] == [("", "simplicité")]
    assert [(cas.titre, cas.motif) for cas in ink.cas] == [("Noire", ""), ("De couleur", "goût")]


def test_findings_of_a_group_are_the_coordinator_s(tmp_path: Path) -> None:
    found, findings = groupement(
        tmp_path,
        HEAD + "contexte: nulle-part.md\nmembres:\n  communes: [Dietwiler, Sainte-Colombe]\n  sauf: Dijon\n"
        "  retours:\n    - commune: Paris\n",
    )
    assert found is None
    assert [finding.code for finding in findings] == [
        "FICHIER-ABSENT",
        "COMMUNE-INCONNUE",
        "COMMUNE-INCONNUE",
        "GC-MEMBRE",
    ]
    assert {finding.mender for finding in findings} == {Mender.COORDONNATEUR}


@pytest.mark.parametrize(
    ("signataire", "nomme"),
    [
        ("Mme Membre 1, maire", True),
        ("M. Maire 2, maire", True),
        ("Membre 1, première adjointe au maire", True),
        ("Mme Membre 1, vice-présidente", True),
        ("Membre 1, directeur général des services, par délégation", True),
        ("le maire, Membre 1", True),
        ("Membre 1 (maire)", True),
        ("", False),
        ("Bruno Le Maire, maire", True),
        ("le maire", False),
        ("M. Le Maire, maire", False),
        ("Madame la maire", False),
        ("Mme, maire", False),
        ("Mme X", False),
        ("Membre 1", False),
        ("Membre 1, concierge", False),
    ],
)
def test_who_signs_is_told_by_a_name_and_an_office(tmp_path: Path, signataire: str, nomme: bool) -> None:
    dite = f"  retours: [{{commune: Schlierbach, signataire: {signataire!r}}}]\n"
    found, findings = groupement(tmp_path, f"{HEAD}membres:\n  communes: [Schlierbach]\n{dite}")
    assert found is not None and findings == ()
    (membre,) = [each for each in found.membres if each.collectivite.nom == "Schlierbach"]
    assert membre.signataire_nomme is nomme
