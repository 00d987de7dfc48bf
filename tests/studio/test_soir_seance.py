"""What befalls a session besides its items: a suspension, an item more, hours that contradict each other."""

from __future__ import annotations

from starlette.testclient import TestClient

from tests.studio.house import SESSION, Studio
from tests.studio.soir import PAGE, call, flat, part, tell, values, written


def test_a_suspension_is_noted_resumed_and_effaced(prepared: Studio, browser: TestClient) -> None:
    call(browser)
    told = {"heure": "20h30", "par": "Adjoint 3", "moment": "pendant"}
    page = tell(browser, geste="suspension", point="2", **told)
    assert "suspensions:\n  - à 20h30, pendant le point 2, demandée par Adjoint 3\n" in written(prepared)
    assert "séance suspendue à 20h30, reprise à noter" in flat(page)
    page = tell(browser, geste="reprise", rang="0", heure="20h45")
    assert "- de 20h30 à 20h45, pendant le point 2, demandée par Adjoint 3\n" in written(prepared)
    assert values(page, "reprise-0") == ["20h45"]
    page = tell(browser, geste="reprise", rang="0", heure="20h20")
    assert "suspendue à 20 h 30, reprend à 20 h 20" in flat(page)
    assert "de 20h30 à 20h45" in written(prepared)
    tell(browser, geste="reprise", rang="0", retire="1")
    assert "suspension" not in written(prepared)


def test_a_suspension_after_the_last_item_falls_by_its_hour(prepared: Studio, browser: TestClient) -> None:
    call(browser)
    told = {"geste": "suspension", "heure": "21h30", "reprise": "21h40"}
    page = tell(browser, **told)
    place = part(page, 'id="suspendre-fin"', "</details>")
    assert "à quelle heure le point 3 a été abordé" in flat(place)
    assert flat(page).count("a été abordé") == 1
    assert "suspensions:" not in written(prepared)
    tell(browser, geste="aborde", point="3", heure="21h00")
    tell(browser, **told)
    assert "suspensions:\n  - de 21h30 à 21h40\n" in written(prepared)
    page = tell(browser, geste="suspension", point="2", heure="19h")
    assert flat(page).count("hors de la séance") == 1, "told once, at its item"


def test_hours_that_contradict_each_other_are_told_at_once(prepared: Studio, browser: TestClient) -> None:
    call(browser)
    tell(browser, geste="mouvement", membre="Membre 5|part", heure="21h30", point="1")
    page = tell(browser, geste="mouvement", membre="Membre 6|part", heure="21h00", point="2")
    assert "Quelqu’un arrive ou part, après le dernier point" in flat(page)
    item = part(page, 'id="point-2"', 'id="point-3"')
    assert "Membre 6 part à 21 h, plus tôt que ce qui précède, à 21 h 30" in flat(item)
    page = tell(browser, geste="mouvement", membre="Membre 5|arrive", heure="21h10", point="2")
    assert "Membre 5 arrive à 21 h 10, avant son départ à 21 h 30" in flat(page)
    assert "Membre 5 arrive" not in written(prepared), "who comes before leaving is refused"


def test_a_question_is_added_without_vote_and_an_affair_is_questioned(
    prepared: Studio, browser: TestClient
) -> None:
    place = prepared.root / SESSION
    agenda = "  ordre_du_jour: [Arrêt du procès-verbal, Adhésion au groupement, Tarifs de la salle]\n"
    place.write_text(written(prepared).replace("  mode: courriel\n", f"  mode: courriel\n{agenda}"), "utf-8")
    call(browser)
    before = written(prepared)
    page = tell(browser, geste="ajout", nature="question", objet="Éclairage de la place")
    assert "  - numero: 4\n    objet: Éclairage de la place\n    acte: information\n" in written(prepared)
    page = browser.get(f"{PAGE}?point=4").text
    assert "Ce point est sans vote" in flat(part(page, 'id="point-4"', 'id="mouvements"'))
    page = tell(browser, geste="ajout", nature="affaire", objet="Motion sur la poste")
    told = flat(part(page, 'id="point-5"', 'id="mouvements"'))
    assert "rien ne peut y être décidé (article L. 2121-10" in told
    assert "rien ne peut y être décidé" not in flat(part(page, 'id="point-3"', 'id="point-4"'))
    page = tell(browser, geste="ajout", nature="affaire", objet=" ")
    assert "Écrivez de quoi il s’agit" in flat(page)
    for _ in range(2):
        tell(browser, geste="annuler")
    assert written(prepared) == before


def test_a_secret_ballot_that_was_asked_for_is_the_one_that_opens(
    prepared: Studio, browser: TestClient
) -> None:
    call(browser)
    page = tell(browser, geste="demande", point="1", scrutin="secret", nombre="2")
    assert 'id="unanimite-1"' in page, "two of thirteen are not a third"
    tell(browser, geste="demande", point="1", retire="1")
    page = tell(browser, geste="demande", point="1", scrutin="secret", nombre="6")
    assert '<option value="secret" selected>' in part(page, 'id="scrutin-1"', "</select>")
    assert 'id="unanimite-1"' not in page
    assert 'id="unanimite-2"' in browser.get(f"{PAGE}?point=2").text


def test_a_proxy_is_noted_before_anybody_is_there(prepared: Studio, browser: TestClient) -> None:
    form = part(browser.get(PAGE).text, 'id="pouvoir-a-7"', "</select>")
    assert ">Adjointe 2<" in form
    tell(browser, geste="reponse", membre="Membre 7", etat="pouvoir", mandataire="Adjointe 2")
    tell(browser, geste="reponse", membre="Membre 12", etat="absent")
    form = part(browser.get(PAGE).text, 'id="pouvoir-a-8"', "</select>")
    assert ">Membre 12<" not in form, "who is absent holds none"
    tell(browser, geste="autres_presents")
    assert "- Membre 7, pouvoir à Adjointe 2\n" in written(prepared)


def test_those_present_are_offered_to_open_what_they_said(prepared: Studio, browser: TestClient) -> None:
    page = call(browser)
    said = part(page, 'id="paroles-1"', "</details>")
    assert 'data-parole="Mme Adjointe 2&nbsp;: "' in said
    assert "Membre 12" not in said, "absent"
    tell(browser, geste="vote", point="1", mode="chiffres", pour="12", contre="2")
    page = tell(browser, geste="debats", point="1", aucun="1")
    assert "Aucun débat : si quelqu’un a dit pourquoi il votait contre" in flat(page)
