"""A second, unrelated group renders from the same templates: nothing of the first one shows."""

import re

import pytest

from actgen.acts.plan import Due
from actgen.document.words import plain_words
from tests.session.acts import KEYS, LE_TREHOU, document, shipped_examination

OF_THE_FIRST = re.compile(
    r"m2A|Mulhouse|Dietwiller|e-services|téléservice|numérique|Alsace|Strasbourg|Haut-Rhin|FRANTZ|JORDAN"
    r"|2541-|bureau|au travers|plateforme",
    re.IGNORECASE,
)


def text(key: str) -> str:
    tree = document(LE_TREHOU, key)
    return " ".join((tree.title, tree.header, tree.subject, tree.author, *plain_words(tree)))


@pytest.mark.parametrize("key", KEYS[LE_TREHOU])
def test_nothing_of_the_first_group_shows(key: str) -> None:
    assert OF_THE_FIRST.findall(text(key)) == []


def test_the_pattern_knows_the_first_group() -> None:
    first = document("dietwiller-2022-12-15", "deliberation-09")
    assert len(set(OF_THE_FIRST.findall(" ".join(plain_words(first))))) > 8


def test_all_is_known_so_that_no_act_is_a_draft() -> None:
    examination = shipped_examination(LE_TREHOU)
    assert examination.report.findings == ()
    plans = [plan for plan in examination.plans if plan.key != "publication-proces-verbal"]
    assert [(plan.due, plan.projet, plan.manques) for plan in plans] == [(Due.WRITTEN, False, ())] * len(
        KEYS[LE_TREHOU]
    )


def test_the_court_is_that_of_its_departement() -> None:
    for key in ("deliberation-02", "convention-papeterie"):
        assert "tribunal administratif de Rennes" in text(key)


def test_the_visas_are_those_of_general_law() -> None:
    assert "articles L. 2121-29 et L. 1414-3" in text("deliberation-02")


@pytest.mark.parametrize("key", ["deliberation-02", "proces-verbal"])
def test_the_figures_of_the_item_follow_the_movements_of_the_room(key: str) -> None:
    # 15 in office: 1 with a proxy, 1 excused, 1 late; from item 2 on 13 present, 1 of them withdrawn
    words = text(key)
    assert "Membre 9, intéressé à l’affaire, a quitté la salle" in words
    assert "13 9 2 2 1 11" in words
    assert "majorité absolue des suffrages exprimés, qui est de 6 voix" in words


def test_the_minutes_tell_who_came_late_and_every_item() -> None:
    words = text("proces-verbal")
    assert (
        "À 20 h 15, Membre 12 rejoint la séance. Présents : 13 ; représentés : 1 ; quorum : 8, atteint."
        in words
    )
    assert "Point 3 : Tarifs de location de la salle polyvalente" in words
    assert words.count("Délibération n°") == 2


@pytest.mark.parametrize(
    "choice",
    [
        "montant minimum : aucun",
        "avec un seul titulaire",
        "réunit un représentant de chaque membre",
        "Le coordonnateur exécute l’accord-cadre pour le compte de tous les membres",
        "partagés entre les membres par parts égales",
        "jusqu’au lancement de la consultation, le 6 janvier 2025",
        "au moins trois mois à l’avance",
        "Tous les membres signent un même original",
        "Pour la commune du Tréhou",
        "réparti entre tous les membres en proportion de leur population",
        "à la charge du seul membre qui en fait la demande",
        "réparti entre les membres par parts égales",
    ],
)
def test_the_convention_tells_the_other_choice(choice: str) -> None:
    assert choice in text("convention-papeterie")


def test_the_publication_is_electronic() -> None:
    assert "publication par mise en ligne le 19 novembre 2024" in text("certificat-02")
