"""What copies to publish do not show: chosen on its act, or on its card; the register is entire."""

from __future__ import annotations

import html
import re

import pytest
from httpx2 import Response
from starlette.testclient import TestClient

import actgen
from actgen.api.masking import masked
from actgen.studio.desk import address_of
from tests.studio.house import SESSION, WRITES, Studio

PAGE = address_of(SESSION, "relire")
WORDS = "180 € la journée"


def _flat(text: str) -> str:
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", text)).replace("\u00a0", " ").split())


def _mask(browser: TestClient, mots: str, acte: str = "deliberation-03", **more: str) -> Response:
    form = {"mots": mots, "acte": acte} | more
    return browser.post(address_of(SESSION, "masquer"), data=form, headers=WRITES)


def _written(studio: Studio, *path: str | int) -> object:
    return actgen.Workspace(studio.root).fields(SESSION).several((*path, "donnees_privees"))


def _act(studio: Studio, key: str) -> str:
    return _flat(actgen.Workspace(studio.root).session(SESSION).html(key))


def test_words_of_an_act_are_hidden_from_its_copies_alone(studio: Studio, browser: TestClient) -> None:
    before = (studio.root / SESSION).read_text(encoding="utf-8")
    answer = _mask(browser, "180\u00a0€  la\njournée")
    assert answer.headers["location"] == f"{PAGE}?acte=deliberation-03"
    assert _written(studio, "points", 2) == [WORDS]
    after = (studio.root / SESSION).read_text(encoding="utf-8")
    assert after.replace(f"    donnees_privees: {WORDS}\n", "") == before
    assert WORDS in _act(studio, "deliberation-03")
    assert WORDS not in _act(studio, "publication-03")
    assert "[mention occultée]" in _act(studio, "publication-03")
    page = browser.get(answer.headers["location"]).text
    assert f"« {WORDS} » point 3" in _flat(page.partition('id="masques"')[2].partition("</section>")[0])


def test_words_that_no_item_has_are_hidden_for_the_session(studio: Studio, browser: TestClient) -> None:
    _mask(browser, "secrétariat de mairie", "proces-verbal")
    assert _written(studio) == ["secrétariat de mairie"]


def test_words_are_shown_again(studio: Studio, browser: TestClient) -> None:
    _mask(browser, WORDS)
    _mask(browser, "1er janvier 2025")
    assert _written(studio, "points", 2) == [WORDS, "1er janvier 2025"]
    _mask(browser, "", montrer=WORDS, point="3")
    assert _written(studio, "points", 2) == ["1er janvier 2025"]
    assert _mask(browser, "", montrer=WORDS, point="3").status_code == 422
    _mask(browser, "", montrer="1er janvier 2025", point="3")
    assert _written(studio, "points", 2) == []


@pytest.mark.parametrize(
    ("mots", "told"),
    [
        (" ", "Écrivez les mots à masquer"),
        ("à", "deux lettres ou chiffres au moins"),
        ("Anne DUPONT", "L’acte ne dit pas « Anne DUPONT »"),
        ("mot " * 100, "une phrase au plus"),
    ],
)
def test_what_would_hide_nothing_is_refused(
    studio: Studio, browser: TestClient, mots: str, told: str
) -> None:
    before = (studio.root / SESSION).read_bytes()
    answer = _mask(browser, mots)
    assert (answer.status_code, (studio.root / SESSION).read_bytes()) == (422, before)
    assert told in _flat(answer.text.partition('id="faute-mots"')[2].partition("</p>")[0])
    assert _mask(browser, WORDS).status_code == 303
    once = (studio.root / SESSION).read_bytes()
    assert _mask(browser, WORDS).status_code == 303
    assert (studio.root / SESSION).read_bytes() == once, "hidden already"


def test_a_card_has_them_one_a_line(studio: Studio, browser: TestClient) -> None:
    page = address_of(SESSION, "preparer")
    form = {"chemin": "points/2/donnees_privees", "valeur": f"{WORDS}\n90 € la journée", "retour": "preparer"}
    form["revision"] = studio.revision()
    browser.post(address_of(SESSION, "lignes"), data=form, headers=WRITES)
    assert _written(studio, "points", 2) == [WORDS, "90 € la journée"]
    assert 'id="champ-points-0-donnees_privees"' in browser.get(page).text, (
        "of an item that makes no act, too"
    )


def test_what_blocks_an_act_for_private_data_is_hidden_by_its_own_button(
    studio: Studio, browser: TestClient
) -> None:
    place = studio.root / SESSION
    written = "accorde à Mme Durand, née le 12 mars 1980 à Brest, le tarif"
    place.write_text(place.read_text("utf-8").replace("fixe ce tarif", written), "utf-8")
    page = browser.get(address_of(SESSION, "relire")).text
    offered = re.compile(r'name="mots" id="masquer-\w+" value="([^"]*)"')
    words = "née le 12 mars 1980 à Brest"
    assert words in offered.findall(page)
    told = {"acte": "deliberation-03", "mots": words}
    assert browser.post(address_of(SESSION, "masquer"), data=told, headers=WRITES).status_code == 303
    (masque,) = masked(actgen.Workspace(studio.root).session(SESSION))
    assert (masque.mots, masque.point) == (words, 3)
    assert words not in offered.findall(browser.get(address_of(SESSION, "relire")).text)
