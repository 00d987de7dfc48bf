"""From an act that was sent wrong to the item of the next session that corrects it."""

from __future__ import annotations

import re
from datetime import date

from starlette.testclient import TestClient

import actgen
from actgen.api.starting import Meeting, begin
from actgen.studio.desk import address_of
from tests.studio.house import SESSION, WRITES, Studio


def test_a_wrong_act_that_was_sent_gives_the_item_that_corrects_it(
    studio: Studio, browser: TestClient
) -> None:
    workspace, place = actgen.Workspace(studio.root), studio.root / SESSION
    workspace.session(SESSION).render(out=studio.root / "output", formats=("html",))
    place.write_text(place.read_text("utf-8").replace("90 €", "95 €"), "utf-8")
    page = browser.get(address_of(SESSION, "relire")).text
    (key,) = re.findall(r'id="rectifier-(\w+)"', page)
    assert "Gérard" in page
    for screen in ("preparer", "soir", "fichier"):  # it is told there too
        assert (
            f'<a href="relire#constat-{key}">Préparer une délibération rectificative'
            in browser.get(address_of(SESSION, screen)).text
        )
    address = address_of(SESSION, "rectifier")
    refused = browser.post(address, data={"cle": key}, headers=WRITES)
    assert (refused.status_code, "Aucune séance à venir" in refused.text) == (422, True)
    name = begin(workspace, Meeting("le_trehou", date(2024, 12, 12), "20h00", "mairie"))
    answer = browser.post(address, data={"cle": key}, headers=WRITES)
    assert answer.headers["location"].startswith(address_of(name, "preparer"))
    text = " ".join(actgen.Workspace(studio.root).read(name)[0].replace("\u00a0", " ").split())
    assert "objet: Délibération rectificative : Tarifs de location de la salle polyvalente" in text.replace(
        '"', ""
    )
    assert "la délibération n° D2024-11-03 du 14 novembre 2024" in text
    assert "au lieu de « [à compléter] », lire «" in text
    assert "95 €" in text
    assert "7.10" in text
