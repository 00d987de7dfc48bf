from __future__ import annotations

import csv
from pathlib import Path

import pytest

from actgen.base.text.elision import a_lieu, de_lieu, nom_de_lieu

REFERENCE = Path(__file__).parents[3] / "data" / "reference"


@pytest.mark.parametrize(
    ("name", "code", "of", "at"),
    [
        ("Dietwiller", "0", "de Dietwiller", "à Dietwiller"),
        ("Habsheim", "0", "de Habsheim", "à Habsheim"),
        ("Illzach", "1", "d’Illzach", "à Illzach"),
        ("Hyères", "1", "d’Hyères", "à Hyères"),
        ("Y", "1", "d’Y", "à Y"),
        ("Le Havre", "2", "du Havre", "au Havre"),
        ("La Rochelle", "3", "de La Rochelle", "à La Rochelle"),
        ("Les Lilas", "4", "des Lilas", "aux Lilas"),
        ("L'Haÿ-les-Roses", "5", "de L’Haÿ-les-Roses", "à L’Haÿ-les-Roses"),
        ("Aux Marais", "6", "des Marais", "aux Marais"),
        ("Las Planques", "7", "de Las Planques", "à Las Planques"),
        ("Los Masos", "8", "de Los Masos", "à Los Masos"),
        ("Villeneuve-d'Ascq", "0", "de Villeneuve-d’Ascq", "à Villeneuve-d’Ascq"),
    ],
)
def test_communes(name: str, code: str, of: str, at: str) -> None:
    assert (de_lieu(name, code), a_lieu(name, code)) == (of, at)


@pytest.mark.parametrize(
    ("name", "code", "of"),
    [
        ("Haut-Rhin", "2", "du Haut-Rhin"),
        ("Ain", "5", "de l’Ain"),
        ("Essonne", "5", "de l’Essonne"),
        ("Hérault", "5", "de l’Hérault"),
        ("Meuse", "3", "de la Meuse"),
        ("Vosges", "4", "des Vosges"),
        ("Paris", "0", "de Paris"),
        ("Ille-et-Vilaine", "1", "d’Ille-et-Vilaine"),
        ("Côte-d'Or", "3", "de la Côte-d’Or"),
        ("La Réunion", "0", "de La Réunion"),
        ("Nouvelle-Calédonie", "0", "de la Nouvelle-Calédonie"),
        ("Polynésie française", "0", "de la Polynésie française"),
        (
            "Terres australes et antarctiques françaises",
            "0",
            "des Terres australes et antarctiques françaises",
        ),
        ("Île de Clipperton", "0", "de l’Île de Clipperton"),
        ("Le Vernet-Chaméane", "0", "du Vernet-Chaméane"),  # the one commune recorded without its own
    ],
)
def test_departements(name: str, code: str, of: str) -> None:
    assert de_lieu(name, code) == of


@pytest.mark.parametrize("code", [None, ""])
@pytest.mark.parametrize(
    ("name", "of", "at"),
    [
        ("Nouméa", "de Nouméa", "à Nouméa"),
        ("Arue", "d’Arue", "à Arue"),
        ("Île-des-Pins", "d’Île-des-Pins", "à Île-des-Pins"),
        ("Huahine", "de Huahine", "à Huahine"),
        ("Yaté", "de Yaté", "à Yaté"),
        ("Le Mont-Dore", "du Mont-Dore", "au Mont-Dore"),
        ("La Foa", "de La Foa", "à La Foa"),
        ("L'Île", "de L’Île", "à L’Île"),
        ("Lesneven", "de Lesneven", "à Lesneven"),
    ],
)
def test_without_a_code_the_name_decides(name: str, code: str | None, of: str, at: str) -> None:
    assert (de_lieu(name, code), a_lieu(name, code)) == (of, at)


@pytest.mark.parametrize("code", ["9", "12", "x", "01"])
def test_what_is_not_a_code_is_refused(code: str) -> None:
    with pytest.raises(ValueError, match=code):
        de_lieu("Dietwiller", code)


def test_every_commune_and_departement_of_the_reference_has_its_preposition() -> None:
    wrong = []
    for table in ("communes.csv", "departements.csv"):
        with (REFERENCE / table).open(encoding="utf-8", newline="") as rows:
            for row in csv.DictReader(rows):
                name, of = nom_de_lieu(row["nom"]), de_lieu(row["nom"], row["type_liaison"])
                last_word = name.split(" ", 1)[-1].split("’", 1)[-1]
                if not of.endswith(last_word) or not of.startswith(EXPECTED[row["type_liaison"]]):
                    wrong.append((name, of))
    assert wrong == []


# how « de » and the name begin, by INSEE's code; the overseas rows without a code keep their own test
EXPECTED = {
    "": ("de ", "d’", "du ", "des "),
    "0": ("de ", "des Terres australes", "du Vernet-Chaméane"),
    "1": ("d’",),
    "2": ("du ",),
    "3": ("de La ", "de la "),
    "4": ("des ",),
    "5": ("de L’", "de l’"),
    "6": ("des ",),
    "8": ("de Los ",),
}


def test_the_apostrophe_is_a_real_one() -> None:
    assert nom_de_lieu("L'Île-d'Yeu") == "L’Île-d’Yeu"
