"""The evening sheet through its forms: what each tells the file, what is refused, what it never shows."""

from __future__ import annotations

import html
import re

import pytest
from starlette.testclient import TestClient

from actgen.studio.desk import address_of
from tests.evening.gestures import PREPARED
from tests.studio.house import SESSION, WRITES, Studio

PAGE = address_of(SESSION, "soir")


@pytest.fixture
def prepared(studio: Studio) -> Studio:
    (studio.root / SESSION).write_text(PREPARED, encoding="utf-8")
    return studio


def _flat(text: str) -> str:
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", text)).replace("\u00a0", " ").split())


def _counter(page: str) -> str:
    found = re.search(r"<p data-dit>(.*?)</p>", page, re.S)
    assert found is not None
    return _flat(found[1])


def _tell(browser: TestClient, **form: str) -> str:
    answer = browser.post(PAGE, data=form, headers=WRITES)
    if answer.status_code == 303:
        assert answer.headers["location"] == PAGE
        return browser.get(PAGE).text
    assert answer.status_code == 422, answer.status_code
    return answer.text


def _file(studio: Studio) -> str:
    return (studio.root / SESSION).read_text(encoding="utf-8")


def _call(browser: TestClient) -> str:
    _tell(browser, geste="reponse", membre="Membre 12", etat="absent")
    _tell(
        browser,
        geste="reponse",
        membre="Membre 7",
        etat="pouvoir",
        mandataire="Adjointe 2",
        du="12/11/2024",
    )
    return _tell(browser, geste="autres_presents")


def test_the_counter_follows_the_roll(prepared: Studio, browser: TestClient) -> None:
    assert _counter(browser.get(PAGE).text) == (
        "Appel en cours : 0 présent · 0 pouvoir · 0 votant · quorum de 8 non atteint"
    )
    page = _call(browser)
    assert _counter(page) == (
        "Point 1 : 13 présents · 1 pouvoir · 14 votants · quorum de 8 atteint, il peut en partir 5"
    )
    assert "porte Membre 7" in _flat(page)
    assert "- Membre 7, pouvoir à Adjointe 2 du 12/11/2024\n" in _file(prepared)


def test_a_vote_in_figures_with_names_and_one_taken_back(prepared: Studio, browser: TestClient) -> None:
    _call(browser)
    told = {"pour": "11", "contre": "2", "abstentions": "1", "contre_3": "Adjoint 3", "contre_5": "Membre 5"}
    page = _tell(browser, geste="vote", point="1", mode="chiffres", **told)
    assert "vote: 11 pour, 2 contre (Adjoint 3 et Membre 5), 1 abstention\n" in _file(prepared)
    assert "11 pour, 2 contre, 1 abstention : adopté" in _flat(page)
    assert _counter(page).startswith("Point 2 : ")
    page = _tell(browser, geste="annuler")
    assert "11 pour" not in _file(prepared)
    assert _counter(page).startswith("Point 1 : ")


def test_a_secret_ballot_names_nobody(prepared: Studio, browser: TestClient) -> None:
    _call(browser)
    told = {"pour": "12", "contre": "1", "blancs": "1", "scrutin": "secret", "contre_3": "Adjoint 3"}
    _tell(browser, geste="vote", point="3", mode="chiffres", **told)
    assert "vote: 12 pour, 1 contre, 1 blanc\n" in _file(prepared)
    assert "scrutin: secret\n" in _file(prepared)


def test_an_election_round_by_round(prepared: Studio, browser: TestClient) -> None:
    _call(browser)
    first = {"candidat1_1": "Membre 5", "voix1_1": "7", "candidat1_2": "Membre 8", "voix1_2": "7"}
    second = {"candidat2_1": "Membre 5", "voix2_1": "9", "candidat2_2": "Membre 8", "voix2_2": "4"}
    page = _tell(browser, geste="vote", point="3", mode="election", blancs2="1", **first, **second)
    assert _file(prepared).count("          - Membre 5, ") == 2
    assert "élus : Membre 5" in _flat(page)


def test_what_cannot_be_is_said_in_french_and_changes_nothing(prepared: Studio, browser: TestClient) -> None:
    _call(browser)
    before = _file(prepared)
    for form, why in (
        ({"geste": "vote", "point": "1", "mode": "chiffres", "pour": "neuf"}, "n’est pas un nombre entier"),
        ({"geste": "vote", "point": "1", "mode": "chiffres"}, "combien de voix"),
        ({"geste": "mouvement", "point": "1", "membre": "Membre 12|arrive"}, "Écrivez l’heure"),
        ({"geste": "devenir", "point": "2", "sort": "reporte"}, "Dites pourquoi"),
        ({"geste": "inconnu"}, "rechargez-la"),
        ({"geste": "reponse", "membre": "Membre 7", "etat": "pouvoir"}, "à qui le pouvoir"),
        ({"geste": "vote", "point": "3", "mode": "election", "candidat1_1": "Membre 5"}, "ses voix"),
    ):
        assert why in _flat(_tell(browser, **form))
    assert _file(prepared) == before


def test_the_count_of_the_signed_sheet_is_asked_last_and_never_shown_before(
    prepared: Studio, browser: TestClient
) -> None:
    page = _call(browser)
    assert "Signatures comptées" not in page
    page = _tell(browser, geste="dit", rubrique="levee", valeur="21h10")
    assert "Signatures comptées" in page
    assert re.findall(r'name="presents"[^>]*value=', page) == []
    page = _tell(browser, geste="compte", presents="12", representes="1")
    assert "présents : la feuille dit 12, l’écran 13. Qui manque" in _flat(page)
    page = _tell(browser, geste="compte", presents="13", representes="1")
    assert "Concorde avec la feuille" in page


def test_a_lost_quorum_closes_the_votes_and_leaves_the_items(prepared: Studio, browser: TestClient) -> None:
    _call(browser)
    for name in ("Membre 5", "Membre 6", "Membre 8", "Membre 9", "Membre 10", "Membre 11"):
        page = _tell(
            browser, geste="mouvement", point="1", membre=f"{name}|part", heure="20h30", moment="avant"
        )
    assert "Le quorum manque : 7 présents, il en faut 8" in _flat(page)
    assert _flat(page).count("a quitté la séance") == 6
    assert re.search(r'id="unanimite-1"[^>]* disabled', page)
    page = _tell(browser, geste="non_traites", point="1")
    assert _file(prepared).count("non_traite: faute de quorum") == 3
    assert "non traité : faute de quorum" in _flat(page)


def test_words_of_the_file_are_escaped(prepared: Studio, browser: TestClient) -> None:
    text = PREPARED.replace("Tarifs de location", "<b onclick=x>Tarifs</b> & location")
    (prepared.root / SESSION).write_text(text, encoding="utf-8")
    page = browser.get(PAGE).text
    assert "<b onclick" not in page
    assert "&lt;b onclick" in page
