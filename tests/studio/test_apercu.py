"""The act beside a form: it follows what is typed, its values lead to their fields, and it can do nothing."""

from __future__ import annotations

import html
import re
import time
from pathlib import Path

import pytest
from starlette.testclient import TestClient

import actgen
from actgen.studio.desk import address_of, key_of
from actgen.studio.places import Texte
from actgen.studio.screens import acte
from bench.workspaces import large_session
from tests.studio.house import COUNCIL, DATA, SESSION, WRITES, Studio, page_of

LIVE = address_of(SESSION, "vivant")
LARGE = "seances/soiree.yaml"
MOST_CPU = 2.0  # seconds for one answer about 60 items: some twenty times what it takes


def _ask(browser: TestClient, **form: str) -> str:
    answer = browser.post(LIVE, data=form, headers=WRITES)
    assert answer.status_code == 200
    assert answer.headers["content-security-policy"] == acte.POLICY
    return answer.text


def _told(page: str, what: str) -> str:
    found = re.search(rf'<body [^>]*data-{what}="([^"]*)"', page)
    assert found
    return html.unescape(found[1])


def _marks(page: str) -> dict[str, dict[str, str]]:
    """What each value of an act bears, by its words."""
    found = re.findall(r"<span (data-[^>]*)>([^<]*)</span>", page)
    return {html.unescape(words): dict(re.findall(r'data-(\w+)="([^"]*)"', told)) for told, words in found}


def test_the_frame_shows_the_act_as_it_is_written(studio: Studio, browser: TestClient) -> None:
    page = browser.get(page_of(), params={"acte": "proces-verbal"}).text
    source = re.search(r'<iframe id="cadre"[^>]* src="([^"]*)" sandbox="allow-same-origin">', page)
    assert source
    shown = browser.get(html.unescape(source[1]))
    assert shown.headers["content-security-policy"] == acte.POLICY
    bare = re.sub(r"<span(?: data-[^>]*)?>([^<]*)</span>", r"\1", shown.text)
    bare = re.sub(r"<style>@media \(max-width:48rem\)[^<]*\[data-adresse\].*?</style>", "", bare)
    bare = re.sub(r'<body data-acte="proces-verbal" data-refus="">', "<body>", bare)
    page = actgen.Workspace(studio.root).session(SESSION).html("proces-verbal")
    assert bare == re.sub(r"<span>([^<]*)</span>", r"\1", page)


def test_a_value_shows_before_it_is_saved(studio: Studio, browser: TestClient) -> None:
    before = (studio.root / SESSION).read_bytes()
    page = _ask(browser, chemin="points/2/objet", valeur="Tarifs du <b>gîte</b>", montre="proces-verbal")
    assert _told(page, "acte") == "deliberation-03"
    mark = _marks(page)["Tarifs du <b>gîte</b>"]
    assert mark["chemin"] == "points/2/objet"
    assert (studio.root / SESSION).read_bytes() == before


def test_lines_show_as_the_articles_that_they_will_be(browser: TestClient) -> None:
    lines = "fixe le tarif à 95 € la journée\r\ndit que le ménage est compris"
    asked = {"chemin": "points/2/decide", "valeur": lines, "sorte": "lignes"}
    words = (
        html.unescape(re.sub(r"<[^>]+>", "", _ask(browser, **asked)))
        .replace("\u202f", " ")
        .replace("\u00a0", " ")
    )
    assert "FIXE le tarif à 95 € la journée ;" in words
    assert "DIT que le ménage est compris." in words


def test_a_whole_text_shows_before_it_is_saved(studio: Studio, browser: TestClient) -> None:
    text = "# é\U0001f600\n" + (studio.root / SESSION).read_text(encoding="utf-8")
    text = text.replace("Tarifs de location", "Prix de location")
    units = len(text.partition("objet: Prix")[0].encode("utf-16-le")) // 2 + len("objet: ")
    page = _ask(browser, texte=text.replace("\n", "\r\n"), curseur=str(units + 3))
    assert _told(page, "acte") == "deliberation-03"
    mark = _marks(page)["Prix de location de la salle polyvalente"]
    assert (mark["chemin"], int(mark["debut"])) == ("points/2/objet", units)
    told = text.encode("utf-16-le")[2 * int(mark["debut"]) : 2 * int(mark["fin"])].decode("utf-16-le")
    assert told == "Prix de location de la salle polyvalente"


def test_a_value_leads_to_its_screen_or_its_file(browser: TestClient) -> None:
    marks = _marks(_ask(browser, acte="deliberation-02"))
    assert marks["9"]["adresse"] == f"{address_of(SESSION, 'soir')}?point=2#point-2"
    addresses = {mark["adresse"] for mark in marks.values() if mark}
    assert address_of(COUNCIL, "conseil") in addresses


def test_a_refused_act_says_why_and_no_line(browser: TestClient) -> None:
    page = _ask(browser, chemin="points/1/vote", valeur="99 pour")
    assert "99" in _told(page, "refus")
    assert "ligne" not in _told(page, "refus")


def test_a_file_without_an_act_says_so(studio: Studio, browser: TestClient) -> None:
    (studio.root / SESSION).write_text("seance: [\n", encoding="utf-8")
    assert browser.get(LIVE).status_code == 200
    assert _told(_ask(browser, chemin="points/1/vote", valeur="unanimité"), "refus")
    assert 'id="sans-acte" class="avis">Aucun acte' in browser.get(page_of()).text


@pytest.mark.parametrize("form", [{"chemin": "../x"}, {"chemin": "points/" + "9" * 61}])
def test_a_path_that_is_none_is_refused(browser: TestClient, form: dict[str, str]) -> None:
    assert browser.post(LIVE, data=form, headers=WRITES).status_code == 400


def test_an_unknown_session_is_told(browser: TestClient) -> None:
    assert browser.post("/seance/000000000000/vivant", data={"acte": ""}, headers=WRITES).status_code == 404
    assert browser.get(f"/seance/{key_of(COUNCIL)}/vivant").status_code == 404


def test_the_acts_are_gone_through_in_their_order(studio: Studio) -> None:
    session = actgen.Workspace(studio.root).session(SESSION)
    vue = acte.apercu(session, "proces-verbal")
    keys = [each.cle for each in vue.choix]
    after, before = vue.voisin(1), vue.voisin(-1)
    assert after is not None
    assert before is not None
    assert [before.cle, "proces-verbal", after.cle] == keys[keys.index(before.cle) :][:3]
    assert acte.apercu(session, keys[0]).voisin(-1) is None
    assert acte.apercu(session, keys[-1]).voisin(1) is None
    assert acte.apercu(session, "testament").montre == keys[0]


def test_a_place_of_a_text_is_counted_as_a_browser_does() -> None:
    page = Texte("seances/x.yaml", "a: \U0001f600é\r\nb: c\r\n")
    place = page.at(len("a: xx") + 1 + len("\nb: "))  # the face counts for two
    assert (place.line, place.column) == (2, 4)
    assert page.at(10_000).line == 3


@pytest.mark.slow
def test_sixty_items_answer_while_somebody_types(tmp_path: Path) -> None:
    large_session(DATA / "seances" / "dietwiller-2022-12-15.yaml", tmp_path / "grand", complete=True)
    workspace = actgen.Workspace(tmp_path / "grand")
    for rank in (1, 2, 3):
        began = time.process_time()
        page = acte.page(workspace, LARGE, {"chemin": "points/2/objet", "valeur": f"Objet {rank}"}, {})
        assert time.process_time() - began < MOST_CPU
        assert f"Objet {rank}</span>" in page


def test_an_hour_being_typed_changes_nothing_until_it_is_one(studio: Studio, browser: TestClient) -> None:
    form = {"chemin": "seance/heure", "sorte": "heure", "acte": "convocation"}
    for typed, told in (("25h", "vingt heures"), ("20h05", "vingt heures cinq")):
        answer = browser.post(address_of(SESSION, "vivant"), data=form | {"valeur": typed}, headers=WRITES)
        assert answer.status_code == 200
        assert told in answer.text.replace("\u00a0", " ")
