"""Votes on the evening sheet: what was told of one comes back whole, and no sum that can't be is taken."""

from __future__ import annotations

import html
import re

import pytest
from starlette.testclient import TestClient

import actgen
from tests.studio.house import SESSION, Studio
from tests.studio.soir import PAGE, call, flat, part, tell, values, written

SEVENS = {"candidat1_1": "Membre 5", "voix1_1": "7", "candidat1_2": "Membre 8", "voix1_2": "7"}


def _boxes(page: str, form: str) -> dict[str, str]:
    """What a browser would send of a form, as the page shows it."""
    shown = re.search(rf'<form method="post"[^>]*>(?:(?!</form>).)*id="{form}".*?</form>', page, re.S)
    assert shown is not None, form
    told: dict[str, str] = {}
    for tag in re.findall(r"<input [^>]*>", shown[0]):
        name, value = re.search(r'name="([^"]*)"', tag), re.search(r' value="([^"]*)"', tag)
        if name and ('type="checkbox"' not in tag or " checked" in tag):
            told[name[1]] = html.unescape(value[1]) if value else ""
    for name, text in re.findall(r'<textarea name="([^"]*)"[^>]*>\n(.*?)</textarea>', shown[0], re.S):
        told[name] = html.unescape(text)
    for name, options in re.findall(r'<select name="([^"]*)"[^>]*>(.*?)</select>', shown[0], re.S):
        chosen = re.search(r'value="([^"]*)" selected', options) or re.search(r'value="([^"]*)"', options)
        told[name] = chosen[1] if chosen else ""
    return told


def _again(browser: TestClient, point: int, form: str) -> dict[str, str]:
    return _boxes(browser.get(f"{PAGE}?point={point}").text, form)


def test_an_election_taken_up_again_keeps_the_rounds_that_were_told(
    prepared: Studio, browser: TestClient
) -> None:
    call(browser)
    page = tell(browser, geste="vote", point="3", mode="election", sieges="1", **SEVENS)
    assert "personne n’est encore élu" in flat(page)
    told = _again(browser, 3, "election-3")
    assert {name: told[name] for name in SEVENS} == SEVENS
    assert told["sieges"] == "1"
    second = {"candidat2_1": "Membre 5", "voix2_1": "9", "candidat2_2": "Membre 8", "voix2_2": "5"}
    page = tell(browser, **told | second)
    assert "Membre 5 est élu" in flat(page)
    assert re.findall(r"- (Membre \d, \d) voix", written(prepared)) == [
        "Membre 5, 7",
        "Membre 8, 7",
        "Membre 5, 9",
        "Membre 8, 5",
    ]
    assert 'id="scrutins-3" open' in browser.get(f"{PAGE}?point=3").text


HELD = """\
    nature: nomination
    scrutin: secret
    vote:
      sieges: 2
      repartition: plus fort reste
      bureau_electoral: [Membre 1, Membre 6]
      listes:
        - liste: Liste A
          candidats: [Membre 2, Membre 5]
          suppleants: [Membre 9]
        - Liste B (Membre 8, Membre 10)
      tours:
        - voix:
            - Liste A, 8 voix
            - Liste B, 6 voix
          exprimes: 14
"""


def test_what_no_form_asks_of_an_election_stays_when_it_is_told_again(
    prepared: Studio, browser: TestClient
) -> None:
    call(browser)
    voted = written(prepared).replace("la journée\n    vote:\n", f"la journée\n{HELD}")
    (prepared.root / SESSION).write_text(voted, encoding="utf-8")
    told = _again(browser, 3, "election-3")
    assert told["listes"] == "Liste A (Membre 2, Membre 5)\nListe B (Membre 8, Membre 10)"
    tell(browser, **told | {"voix1_1": "9", "voix1_2": "5"})
    after = written(prepared)
    assert "Liste A, 9 voix" in after
    for kept in ("repartition: plus fort reste", "bureau_electoral:", "suppleants:", 'exprimes: "14"'):
        assert kept.replace('"', "") in after.replace('"', "").replace("'", ""), kept


def test_an_election_with_many_candidates_comes_back_with_all(prepared: Studio, browser: TestClient) -> None:
    call(browser)
    names = {f"candidat1_{n}": f"Candidate {n}" for n in range(1, 9)}
    voices = {f"voix1_{n}": "1" for n in range(1, 9)} | {"blancs1": "6"}
    tell(browser, geste="vote", point="3", mode="election", **names, **voices)
    told = _again(browser, 3, "election-3")
    assert (told["candidat1_8"], told["voix1_8"], told["blancs1"]) == ("Candidate 8", "1", "6")


def test_the_votes_that_come_before_come_back(prepared: Studio, browser: TestClient) -> None:
    call(browser)
    tell(browser, geste="huis_clos", point="1", mode="chiffres", pour="11", contre="3")
    page = browser.get(f"{PAGE}?point=1").text
    assert values(page, "clos-pour-1", "clos-contre-1", "clos-abstentions-1") == ["11", "3", ""]
    page = tell(browser, geste="huis_clos", point="1", mode="chiffres", pour="10", contre="3")
    assert values(page, "clos-pour-1", "clos-contre-1") == ["10", "3"], "refused, and still there"
    tell(browser, geste="vote", point="2", mode="unanimite")
    assert _again(browser, 2, "partage-2")["pour"] == "14", "a word, and its figures"


def test_two_of_equal_votes_are_not_both_elected_of_a_seat_that_nobody_told(
    prepared: Studio, browser: TestClient
) -> None:
    call(browser)
    before = written(prepared)
    eights = SEVENS | {"voix1_1": "8", "voix1_2": "8"}
    page = tell(browser, geste="vote", point="3", mode="election", **eights)
    assert "16 voix pour 14 votants possibles" in flat(page)
    assert "écrivez combien de sièges sont à pourvoir" in flat(page)
    assert "élus" not in part(flat(page), "3 Tarifs", "Voter, noter")
    assert written(prepared) == before
    page = tell(browser, geste="vote", point="3", mode="election", sieges="2", **eights)
    assert "Membre 5 et Membre 8 sont élus" in flat(page)
    page = tell(browser, geste="vote", point="3", mode="election", sieges="2", blancs1="7", **eights)
    assert "Tour 1 : 15 voix pour 14 votants" in flat(page)


def test_an_interested_member_is_no_voter(prepared: Studio, browser: TestClient) -> None:
    call(browser)
    tell(browser, geste="interesse", point="1", membre="Membre 9")
    before = written(prepared)
    page = tell(browser, geste="vote", point="1", mode="chiffres", pour="12", contre="2")
    assert "font 14 voix pour 13 votants. Membre 9 ne prend pas part à ce point. Recomptez" in flat(page)
    assert written(prepared) == before
    tell(browser, geste="vote", point="1", mode="chiffres", pour="11", contre="2")
    assert "vote: 11 pour, 2 contre\n" in written(prepared)


def test_a_proxy_whose_holder_has_left_is_no_vote(prepared: Studio, browser: TestClient) -> None:
    call(browser)
    tell(browser, geste="mouvement", membre="Adjointe 2|part", heure="20h10", point="1")
    page = tell(browser, geste="vote", point="1", mode="chiffres", pour="11", contre="2")
    assert "font 13 voix pour 12 votants. Le pouvoir de Membre 7 ne peut plus servir" in flat(page)
    assert "vote: 11 pour" not in written(prepared)
    notice = flat(part(page, 'id="avis-du-soir"', "</div>"))
    assert notice.count("Membre 7") == 1, "a long name is told once"


def test_a_doubt_on_a_proxy_is_told_with_the_totals_that_it_leaves(
    prepared: Studio, browser: TestClient
) -> None:
    call(browser)
    page = tell(browser, geste="interesse", point="1", membre="Adjointe 2")
    article = part(page, 'id="point-1"', 'id="point-2"')
    assert "12 ou 13 votants" in flat(article)
    assert "Les textes laissent un doute sur le pouvoir de Membre 7, que porte Adjointe 2" in flat(article)
    assert 'data-somme="12 13"' in article
    page = tell(browser, geste="vote", point="1", mode="chiffres", pour="13")
    assert "13 pour : adopté · 12 ou 13 votants" in flat(page)
    page = tell(browser, geste="vote", point="1", mode="chiffres", pour="14")
    assert "14 voix pour 12 ou 13 votants. Adjointe 2 ne prend pas part" in flat(page)


@pytest.mark.parametrize(
    ("answer", "told"),
    [
        ({"a_quitte": "oui"}, "    interesse: Adjoint 3, a quitté la salle\n"),
        ({"a_quitte": "non"}, "    interesse: Adjoint 3, est resté dans la salle\n"),
        ({"retire": "1"}, ""),
    ],
)
def test_an_interest_told_before_the_session_is_confirmed_by_who_was_there(
    prepared: Studio, browser: TestClient, answer: dict[str, str], told: str
) -> None:
    place = prepared.root / SESSION
    text = place.read_text(encoding="utf-8").replace(
        "    vote:\n", "    interesse: Adjoint 3\n    vote:\n", 1
    )
    place.write_text(text, encoding="utf-8")
    page = call(browser)
    asked = part(page, 'id="confirmer-1-1"', "</form>")
    assert "L’acte dira qu’Adjoint 3 n’a pris part ni aux débats ni au vote" in flat(asked)
    page = tell(browser, geste="interesse", point="1", membre="Adjoint 3", **answer)
    assert 'id="confirmer-1-1"' not in page
    assert (told in written(prepared)) if told else ("interesse" not in written(prepared))


def test_names_that_are_ticked_count_without_a_figure(prepared: Studio, browser: TestClient) -> None:
    call(browser)
    ticked = {"contre_3": "Adjoint 3", "abstentions_5": "Membre 5", "abstentions_6": "Membre 6"}
    page = tell(browser, geste="vote", point="1", mode="chiffres", pour="11", **ticked)
    told = "vote: 11 pour, 1 contre (Adjoint 3), 2 abstentions (Membre 5 et Membre 6)\n"
    assert told in written(prepared)
    assert "11 pour, 1 contre, 2 abstentions : adopté" in flat(page)


def test_more_names_than_votes_are_refused(prepared: Studio, browser: TestClient) -> None:
    call(browser)
    two = {"contre_3": "Adjoint 3", "contre_5": "Membre 5"}
    page = tell(browser, geste="vote", point="1", mode="chiffres", pour="13", contre="1", **two)
    assert "2 noms pour 1 voix « contre »" in flat(page)
    assert page.count("data-refus") == 1
    assert "vote: 13 pour" not in written(prepared)


def test_the_president_settles_a_tie_in_its_box(prepared: Studio, browser: TestClient) -> None:
    call(browser)
    before = written(prepared)
    page = tell(browser, geste="vote", point="1", mode="chiffres", pour="7", contre="7")
    assert "Partage égal des voix (7 pour, 7 contre) : le vote du président l’emporte" in flat(page)
    assert written(prepared) == before
    page = tell(browser, geste="vote", point="1", mode="chiffres", pour="7", contre="7", president="contre")
    assert "vote: 7 pour, 7 contre, voix du président contre\n" in written(prepared)
    assert "7 pour, 7 contre : rejeté" in flat(page)
    assert _again(browser, 1, "partage-1")["president"] == "contre"
    tell(browser, geste="vote", point="1", mode="chiffres", pour="8", contre="6", president="contre")
    assert "vote: 8 pour, 6 contre\n" in written(prepared), "no tie, nothing to settle"


def test_age_parts_a_tie_at_the_third_round(prepared: Studio, browser: TestClient) -> None:
    call(browser)
    ties = {
        f"{box}{tour}_{rank}": value
        for tour in (1, 2, 3)
        for rank, name in ((1, "Membre 5"), (2, "Membre 8"))
        for box, value in (("candidat", name), ("voix", "7"))
    }
    page = tell(browser, geste="vote", point="3", mode="election", **ties)
    assert "égalité entre Membre 5 et Membre 8 : écrivez qui l’emporte par l’âge, à « Élus »" in flat(page)
    page = tell(browser, **_again(browser, 3, "election-3") | {"elus": "Membre 12"})
    assert "Membre 12 parmi les élus" in flat(part(page, 'id="scrutins-3"', "Noter cette élection"))
    assert "elus:" not in written(prepared), "refused"
    page = tell(browser, **_again(browser, 3, "election-3") | {"elus": "Membre 8"})
    assert "Membre 8 est élu" in flat(page)
    assert _again(browser, 3, "election-3")["elus"] == "Membre 8"


def test_a_secret_ballot_shows_as_one(prepared: Studio, browser: TestClient) -> None:
    call(browser)
    told = {"pour": "12", "contre": "1", "blancs": "1", "scrutin": "secret"}
    page = tell(browser, geste="vote", point="3", mode="chiffres", **told)
    assert "12 pour, 1 contre, 1 blanc, au scrutin secret : adopté" in flat(page)


@pytest.mark.parametrize("hour", ["18h40", "19h59"])
def test_a_session_closed_before_it_opens_is_refused_at_its_box(
    prepared: Studio, browser: TestClient, hour: str
) -> None:
    call(browser)
    before, why = written(prepared), "avant d’être ouverte"
    page = tell(browser, geste="dit", rubrique="levee", valeur=hour)
    assert why in flat(part(page, 'id="fin"', 'id="gestes"'))
    assert page.count("data-refus") == 1
    assert written(prepared) == before
    tell(browser, geste="dit", rubrique="levee", valeur="1h30")
    assert "levee: 1h30\n" in written(prepared), "past midnight"
    page = tell(browser, geste="dit", rubrique="heure", valeur="2h")
    assert why in flat(part(page, 'id="ouverture"', 'id="fin"'))


def test_a_movement_out_of_hours_is_refused_at_its_place(prepared: Studio, browser: TestClient) -> None:
    call(browser)
    before = written(prepared)
    page = tell(browser, geste="mouvement", membre="Membre 12|arrive", heure="19h35", point="2")
    assert "Membre 12 arrive à 19 h 35, hors de la séance" in flat(part(page, 'id="point-2"', 'id="point-3"'))
    page = tell(browser, geste="mouvement", membre="Membre 5|part", heure="19h35")
    assert "hors de la séance" in flat(part(page, 'id="mouvements"', 'id="ouverture"'))
    assert written(prepared) == before
    tell(browser, geste="mouvement", membre="Membre 12|arrive", heure="20h35", point="2")
    page = tell(browser, geste="mouvement_corrige", rang="0", membre="Membre 12", heure="19h35")
    assert "hors de la séance" in flat(part(page, 'id="mouvement-0"', "</li>"))
    page = tell(browser, geste="dit", rubrique="heure", valeur="20h40")
    assert "Membre 12 arrive à 20 h 35, hors de la séance" in flat(page)
    assert page.count("data-refus") == 1


def test_a_session_in_fault_is_voted_all_the_same(prepared: Studio, browser: TestClient) -> None:
    call(browser)
    unsaid = written(prepared).replace("rapporteur: Adjoint 3\n    vote:\n", "rapporteur: Adjoint 3\n")
    moved = f"{unsaid}mouvements:\n  - Membre 12 arrive à 19h35, avant le point 2\n"
    (prepared.root / SESSION).write_text(moved, encoding="utf-8")
    page = browser.get(f"{PAGE}?point=2").text
    assert "hors de la séance" in flat(page)
    assert ('id="unanimite-1"' in page, 'id="unanimite-2"' in page) == (True, True)
    assert "· sans vote" not in flat(page)
    tell(browser, geste="dit", rubrique="levee", valeur="21h")
    assert "levee: 21h" in written(prepared), "its fault is not that of every gesture"


def test_a_proxy_dated_after_the_session_is_told_at_its_member(prepared: Studio, browser: TestClient) -> None:
    call(browser)
    before = written(prepared)
    told = {"geste": "reponse", "membre": "Membre 7", "etat": "pouvoir", "mandataire": "Adjointe 2"}
    page = tell(browser, **told, du="20/12/2024")
    row = next(each for each in page.split("<li ") if ">Membre 7" in each)
    assert "Ce pouvoir serait du 20/12/2024, après la séance du 14/11/2024" in flat(row)
    assert page.count("data-refus") == 1
    assert written(prepared) == before


def test_what_was_said_of_an_item_is_no_nothing(prepared: Studio, browser: TestClient) -> None:
    call(browser)
    page = tell(browser, geste="debats", point="1", texte="Le maire présente le dossier.")
    article = flat(part(page, 'id="point-1"', 'id="point-2"'))
    assert ("À traiter · 14 votants" in article, "Débats notés" in article) == (True, True)
    page = tell(browser, geste="devenir", point="1", sort="sans_vote")
    assert "Noté · sans vote Débats notés." in flat(part(page, 'id="point-1"', 'id="point-2"'))
    assert "Point 1 : traité sans vote" in flat(page)
    page = tell(browser, geste="devenir", point="1", sort="a_voter")
    assert "Point 1 : à voter" in flat(page)


def test_a_deliberation_is_not_dealt_with_without_a_vote(prepared: Studio, browser: TestClient) -> None:
    call(browser)
    before = written(prepared)
    page = tell(browser, geste="devenir", point="3", sort="sans_vote")
    assert "que seul un vote prend" in flat(page)
    assert written(prepared) == before and "Point 3 : traité sans vote" not in flat(page)
    offered = ["traité sans vote" in part(page, f'id="s-{point}"', "</select>") for point in (1, 3)]
    assert offered == [True, False]


def test_a_text_kept_as_it_grows_is_told_once(prepared: Studio, browser: TestClient) -> None:
    call(browser)
    tell(browser, geste="debats", point="1", texte="Le maire présente")
    page = flat(tell(browser, geste="debats", point="1", texte="Le maire présente le dossier."))
    assert page.count("Point 1 : débats") == 1
    page = flat(tell(browser, geste="debats", point="3", texte="Une question."))
    assert (page.count("Point 1 : débats"), page.count("Point 3 : débats")) == (1, 1)


def test_a_vote_that_changes_after_its_act_was_sent_is_told_on_the_sheet(
    studio: Studio, browser: TestClient
) -> None:
    session = actgen.Workspace(studio.root).session(SESSION)
    session.render(out=studio.root / "output", formats=("html",))
    said = "La délibération de ce point, transmise le 18 novembre 2024, ne change plus et dit autre chose"
    assert said not in flat(browser.get(PAGE).text)
    page = tell(browser, geste="vote", point="3", mode="chiffres", pour="4", contre="10")
    assert "4 pour, 10 contre : rejeté" in flat(page)
    assert said in flat(page)
