from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actgen.base.text.keys import cle, dit_neant, majuscules, nearest, sans_accents, slug


@pytest.mark.parametrize(
    ("text", "capitals"),
    [
        ("décide", "DÉCIDE"),
        ("à l’unanimité", "À L’UNANIMITÉ"),
        ("procès-verbal", "PROCÈS-VERBAL"),
        ("L’Haÿ-les-Roses", "L’HAŸ-LES-ROSES"),
        ("Hœnheim", "HŒNHEIM"),
    ],
)
def test_capitals_keep_their_accents(text: str, capitals: str) -> None:
    assert majuscules(text) == capitals


def test_letters_without_accents() -> None:
    assert sans_accents("Éléonore à Hœnheim, Haÿ, ça") == "Eleonore a Hoenheim, Hay, ca"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Eléonore JEAN DIT PANNEL", "Éléonore Jean-dit-Pannel"),
        ("L'Haÿ-les-Roses", "l’hay les roses"),
        ("POIMBOEUF", "Poimbœuf"),
        ("Saint\u00a0Louis", "SAINT-LOUIS"),
        ("e\u0301cole", "école"),
        ("STRAẞE", "strasse"),
    ],
)
def test_two_spellings_of_one_name(one: str, other: str) -> None:
    assert cle(one) == cle(other)


def test_two_names_stay_two() -> None:
    assert cle("KEMPF") != cle("KREMPF")
    assert cle("Membre 1") != cle("Membre 11")


@given(st.text())
def test_the_key_of_a_key_is_itself(text: str) -> None:
    assert cle(cle(text)) == cle(text)


@given(st.text())
def test_the_key_does_not_see_how_accents_are_coded(text: str) -> None:
    assert cle(unicodedata.normalize("NFD", text)) == cle(unicodedata.normalize("NFC", text))


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("délibération n° 9", "deliberation-9"),
        ("Délibération n°\u00a09 : l’école", "deliberation-9-l-ecole"),
        ("Procès-verbal", "proces-verbal"),
        ("Certificat d’exécution", "certificat-d-execution"),
        ("Eau & assainissement", "eau-et-assainissement"),
        ("nos 3 et 4 (m²)", "nos-3-et-4-m2"),
        ("../../etc/passwd", "etc-passwd"),
        ("Aux", "fichier-aux"),
        ("Aux Marais", "aux-marais"),
        ("COM1", "fichier-com1"),
        ("мэр", ""),
        ("", ""),
    ],
)
def test_file_names(text: str, name: str) -> None:
    assert slug(text) == name


def test_a_long_file_name_is_cut_between_words() -> None:
    text = "Adhésion au groupement de commandes pour le développement de services numériques"
    assert slug(text) == "adhesion-au-groupement-de-commandes-pour-le-developpement"
    assert slug("anticonstitutionnellement", limit=4) == "anti"


@given(st.text(), st.integers(5, 80))
def test_a_file_name_is_always_plain(text: str, limit: int) -> None:
    name = slug(text, limit)
    assert re.fullmatch(r"(?:[a-z0-9]+(?:-[a-z0-9]+)*)?", name)
    assert len(name) <= limit or name.startswith("fichier-")
    assert slug(name, max(limit, len(name))) == name


MEMBRES = ["Christian FRANTZ", "Pierrette KEMPF", "Richard LIEBY", "Claude SCHULLER"]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Christian FRANZ", "Christian FRANTZ"),
        ("pierette kempf", "Pierrette KEMPF"),
        ("Claude Schuler", "Claude SCHULLER"),
        ("Membre 1", None),
        ("", None),
    ],
)
def test_nearest_name(typed: str, meant: str | None) -> None:
    assert nearest(typed, MEMBRES) == meant


def test_nearest_key() -> None:
    assert nearest("secretairre", ["presidence", "secretaire", "lieu"]) == "secretaire"
    assert nearest("secrétaire", ["presidence", "secretaire", "lieu"]) == "secretaire"


def test_the_first_of_equals_is_named_and_nobody_from_an_empty_list() -> None:
    assert nearest("abcd", ["abce", "abcf"]) == "abce"
    assert nearest("abcd", []) is None


@given(st.text(min_size=1), st.lists(st.text()))
def test_a_word_of_the_list_is_its_own_nearest(word: str, others: list[str]) -> None:
    found = nearest(word, [*others, word])
    assert found is None or cle(found) == cle(word)
    assert (found is None) == (cle(word) == "")


@pytest.mark.parametrize(
    ("answer", "none"),
    [
        ("Aucune", True),
        ("néant.", True),
        ("R.A.S.", True),
        ("aucune remarque", True),
        ("Sans observation ni réserve", True),
        ("Il n’y a pas eu de remarque.", True),
        ("Aucune remarque n'a été formulée", True),
        ("Aucune remarque n’a été retenue.", False),
        ("Aucune remarque, sauf de Membre 4 sur le point 3.", False),
        ("Non, la rue est celle du Puits.", False),
        ("Pas de vote au point 3.", False),
        ("", False),
    ],
)
def test_an_answer_that_says_none_in_so_many_words(answer: str, none: bool) -> None:
    assert dit_neant(answer) is none
