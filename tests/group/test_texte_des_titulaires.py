"""The convention as councils adopt it: its list of the day, and the words that several holders ask for."""

from __future__ import annotations

from pathlib import Path

import pytest

from .test_coordonnateur_non_partie import ADOPTEE, avec
from .test_texte_soumis import ecrit, groupe, soumise

UN, PLUSIEURS = "  titulaires: un\n", "  titulaires: plusieurs\n"
BONS, MARCHES = "  forme: bons de commande\n", "  forme: marchés subséquents\n"
MEMBRES, TOUS = "chaque membre pour ses bons de commande", "coordonnateur pour tous les membres"


def annexe_1(texte: str) -> str:
    return texte.partition("Annexe 1. Membres")[2].partition("Annexe 2.")[0]


def test_annexe_1_of_the_text_to_adopt_names_the_coordinator_and_claims_no_more(tmp_path: Path) -> None:
    nu = groupe(tmp_path / "sans")
    faits = avec(tmp_path / "avec", f"{ADOPTEE}")
    (texte, empreinte), autre = soumise(nu), soumise(faits)
    liste = annexe_1(texte)
    assert "Le Faou, coordonnateur (29053) 07/11/2024" in liste
    assert "exécutoire" not in liste and "transmise" not in liste and "—" not in liste
    assert autre == (texte, empreinte)  # what followed its decision changes not a word


@pytest.mark.parametrize("execution", [MEMBRES, TOUS])
def test_several_holders_are_consulted_for_a_subsequent_contract(tmp_path: Path, execution: str) -> None:
    file = groupe(tmp_path)
    ecrit(file, MEMBRES, execution)
    for ancien, nouveau in ((UN, PLUSIEURS), (BONS, MARCHES)):
        ecrit(file, ancien, nouveau)
    texte, _ = soumise(file)
    assert "plusieurs titulaires" in texte and "le titulaire " not in texte.replace("le titulaire retenu", "")
    assert "au titulaire " not in texte.replace("au titulaire retenu", "") and "du titulaire" not in texte
    assert "remise en concurrence" in texte.partition("Article 8.")[2].partition("Article 9.")[0]
    assert "Lorsqu’un titulaire traite" in texte and "à l’égard des titulaires comme des tiers" in texte
    if execution == MEMBRES:
        assert "envisagé avant de consulter les titulaires. Le marché subséquent est attribué" in texte
        assert "payé au titulaire retenu par le seul membre" in texte


def test_several_holders_of_order_forms_are_not_consulted_again(tmp_path: Path) -> None:
    file = groupe(tmp_path)
    ecrit(file, UN, PLUSIEURS)
    texte, _ = soumise(file)
    assert "avant de l’adresser au titulaire retenu. Chaque membre" in texte
    assert "remise en concurrence" not in texte.partition("Article 8.")[2].partition("Article 9.")[0]


def test_a_single_holder_keeps_its_words(tmp_path: Path) -> None:
    file = groupe(tmp_path)
    ecrit(file, BONS, MARCHES)
    texte, _ = soumise(file)
    assert "avant de l’adresser au titulaire. Chaque membre reste libre" in texte
    assert "en paie le prix au titulaire sur ses propres crédits" in texte and "retenu" not in texte.replace(
        "population retenue", ""
    )
    assert "Lorsque le titulaire traite" in texte and "à l’égard du titulaire comme des tiers" in texte
