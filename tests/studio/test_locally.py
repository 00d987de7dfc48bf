"""One value that can’t be read is an error at its field: the rest is shown, and no act is made."""

from __future__ import annotations

import html
import re
from pathlib import Path

import pytest
from starlette.testclient import TestClient

import actgen
from actgen.studio.desk import address_of
from tests.studio.house import COUNCIL, SESSION, Studio

FAULTS = {
    "a date": ("envoyee_le: 07/11/2024", "envoyee_le: 15/13/2024"),
    "an hour": ("levee: 21h10", "levee: 25h"),
    "a name": ("secretaire: Membre 6", "secretaire: Zorglub"),
    "a vote": ("vote: 9 pour, 2 contre, 2 abstentions", "vote: 9 pour, contre Zorglub"),
    "a count": ("  presents: 13", "  presents: douze ou treize"),
    "a file": ("texte: le-trehou-2024-11-14-point-3.md", "texte: absent.docx"),
    "a group": ("groupement: papeterie", "groupement: absent"),
    "a key": ("  lieu:", "  lieux_dits:"),
}
OF_ONE_ITEM = {"a vote": ("02", "03"), "a file": ("03", "02")}  # the item whose acts wait, one that is given


def flat(text: str) -> str:
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", text)).replace("\u00a0", " ").split())


def spoil(place: Path, old: str, new: str) -> None:
    text = place.read_text(encoding="utf-8")
    assert old in text
    place.write_text(text.replace(old, new, 1), encoding="utf-8")


def told(browser: TestClient, screen: str) -> str:
    answer = browser.get(address_of(SESSION, screen) if screen else "/")
    assert answer.status_code == 200
    return flat(answer.text)


@pytest.mark.parametrize("fault", FAULTS)
def test_the_rest_of_the_session_is_shown(fault: str, studio: Studio, browser: TestClient) -> None:
    spoil(studio.root / SESSION, *FAULTS[fault])
    listed = told(browser, "")
    assert "Illisible" not in listed
    assert re.search(r"jeudi 14 novembre 2024 Le Tréhou Actes exécutoires [12] à corriger", listed), listed
    prepared, evening = told(browser, "preparer"), told(browser, "soir")
    assert "Le Tréhou (Finistère) · conseil municipal du jeudi 14 novembre 2024" in prepared
    assert "sans intitulé" not in prepared and "Tarifs de location de la salle polyvalente" in prepared
    assert "Tarifs de location de la salle polyvalente unanimité, 14 pour : adopté" in evening
    assert "{" not in evening
    assert "Affichée le" in told(browser, "lendemain") and "À corriger" in told(browser, "relire")
    session = actgen.Workspace(studio.root).session(SESSION)
    given = {plan.key for plan in session.acts if plan.document is not None}
    if fault in OF_ONE_ITEM:
        waits, other = OF_ONE_ITEM[fault]
        assert f"deliberation-{waits}" not in given and f"deliberation-{other}" in given, "its own acts alone"
    else:
        assert given == set() and session.examination.seance is None
    told_whole = {"proces-verbal", "liste-des-deliberations"}
    assert not told_whole & given, "no act says half of what was written"


def test_a_fault_of_the_council_leaves_its_sessions_in_sight(studio: Studio, browser: TestClient) -> None:
    spoil(studio.root / COUNCIL, "population:", "population: beaucoup # ")
    assert "jeudi 14 novembre 2024 Le Tréhou Actes exécutoires 1 à corriger" in told(browser, "")
    assert "unanimité, 14 pour : adopté" in told(browser, "soir")
    found = [each.message for each in actgen.Workspace(studio.root).session(SESSION).findings]
    assert len(found) == 1 and "beaucoup" in found[0], "what follows from a fault is no other"


def test_a_member_who_left_the_table_is_an_error_where_they_are_named(
    studio: Studio, browser: TestClient
) -> None:
    spoil(studio.root / COUNCIL, "M. Membre 9", "M. Membre 99")
    assert "Illisible" not in told(browser, "")
    evening = told(browser, "soir")
    assert "9 pour, 2 contre, 2 abstentions" in evening
    relire = told(browser, "relire")
    assert "Point 2 : aucun membre ne s’appelle « Membre 9 »" in relire


def test_the_page_says_that_what_was_sent_stays_as_it_was(studio: Studio, browser: TestClient) -> None:
    out = studio.root / "output"
    actgen.Workspace(studio.root).session(SESSION).render(out=out, formats=("html",))
    assert "Cet aperçu dit" not in _shown(browser)
    spoil(studio.root / SESSION, "90 € la journée", "95 € la journée")
    assert "reste pourtant comme il a été écrit : Délibération 3, transmise le 18 novembre 2024." in _shown(
        browser
    )


def _shown(browser: TestClient) -> str:
    page = browser.get(address_of(SESSION, "relire")).text
    return flat(re.sub(r'<p class="avis" id="gardes" data-echange hidden>.*?</p>', "", page))


def test_what_goes_with_an_act_is_named_where_its_deposit_is_prepared(
    studio: Studio, browser: TestClient
) -> None:
    page = told(browser, "lendemain")
    assert "Pièces jointes 2-convention-papeterie.pdf" in page
    assert "Pièces jointes aucune n’est nommée au point" in page


def test_without_its_day_a_session_can_not_be_told(studio: Studio, browser: TestClient) -> None:
    spoil(studio.root / SESSION, "date: jeudi 14/11/2024", "date: demain")
    assert "Illisible 1 à corriger" in told(browser, "")
