"""The evening sheet through its forms: what each tells the file, what is refused, what it never shows."""

from __future__ import annotations

import re
import shutil

from starlette.testclient import TestClient

from actgen.api.evening import Line
from actgen.studio.desk import address_of
from actgen.studio.gestes import told_line
from tests.evening.gestures import PREPARED
from tests.studio.house import DATA, SESSION, WRITES, Studio
from tests.studio.soir import PAGE, call, counter, flat, part, tell, values, written


def test_the_counter_follows_the_roll(prepared: Studio, browser: TestClient) -> None:
    assert counter(browser.get(PAGE).text) == (
        "Appel en cours : 0 présent · 0 pouvoir · 0 votant · quorum de 8 non atteint"
    )
    page = call(browser)
    assert counter(page) == (
        "Point 1 : 13 présents · 1 pouvoir · 14 votants · quorum de 8 atteint, il peut en partir 5"
    )
    assert "porte Membre 7" in flat(page)
    assert "- Membre 7, pouvoir à Adjointe 2 du 12/11/2024\n" in written(prepared)


def test_a_vote_in_figures_with_names_and_one_taken_back(prepared: Studio, browser: TestClient) -> None:
    call(browser)
    told = {"pour": "11", "contre": "2", "abstentions": "1", "contre_3": "Adjoint 3", "contre_5": "Membre 5"}
    page = tell(browser, geste="vote", point="1", mode="chiffres", **told)
    assert "vote: 11 pour, 2 contre (Adjoint 3 et Membre 5), 1 abstention\n" in written(prepared)
    assert "11 pour, 2 contre, 1 abstention : adopté" in flat(page)
    assert counter(page).startswith("Point 2 : ")
    page = tell(browser, geste="annuler")
    assert "11 pour" not in written(prepared)
    assert counter(page).startswith("Point 1 : ")


def test_a_secret_ballot_names_nobody(prepared: Studio, browser: TestClient) -> None:
    call(browser)
    told = {"pour": "12", "contre": "1", "blancs": "1", "scrutin": "secret", "contre_3": "Adjoint 3"}
    tell(browser, geste="vote", point="3", mode="chiffres", **told)
    assert "vote: 12 pour, 1 contre, 1 blanc\n" in written(prepared)
    assert "scrutin: secret\n" in written(prepared)
    tell(browser, geste="vote", point="3", mode="chiffres", **told, nuls="0")
    assert "vote: 12 pour, 1 contre, 1 blanc, 0 nul\n" in written(prepared), "counted, and none"


def test_a_vote_that_does_not_sum_is_refused_at_its_item(prepared: Studio, browser: TestClient) -> None:
    call(browser)
    before = written(prepared)
    told = {"pour": "10", "contre": "2", "abstentions": "3", "contre_3": "Adjoint 3"}
    page = tell(browser, geste="vote", point="1", mode="chiffres", **told)
    why = "10 pour, 2 contre et 3 abstentions font 15 voix pour 14 votants. Recomptez"
    article = page[page.index('id="point-1"') : page.index('id="point-2"')]
    assert why in flat(article)
    assert page.count("data-refus") == 1
    assert values(article, "pour-1", "contre-1", "abstentions-1") == ["10", "2", "3"]
    assert 'name="contre_3" value="Adjoint 3" checked' in article
    assert counter(page).startswith("Point 1 : ")
    assert written(prepared) == before
    lists = {"candidat1_1": "Membre 5", "voix1_1": "15"}
    page = tell(browser, geste="vote", point="3", mode="election", **lists)
    assert "Recomptez les bulletins" in flat(page)
    assert 'value="Membre 5" placeholder' in page
    page = tell(browser, geste="huis_clos", point="3", mode="chiffres", pour="1")
    assert "1 pour fait 1 voix pour 14 votants" in flat(page)
    assert written(prepared) == before


def test_a_vote_taken_up_again_has_its_figures(prepared: Studio, browser: TestClient) -> None:
    call(browser)
    told = {"pour": "11", "contre": "3", "contre_3": "Adjoint 3", "scrutin": "public"}
    tell(browser, geste="vote", point="1", mode="chiffres", **told)
    page = browser.get(f"{PAGE}?point=1").text
    assert values(page, "pour-1", "contre-1", "abstentions-1") == ["11", "3", ""]
    assert 'value="Adjoint 3" checked' in page
    assert 'value="public" selected' in page


def test_a_represented_member_can_be_named(prepared: Studio, browser: TestClient) -> None:
    page = call(browser)
    assert re.search(r'name="contre_\d+" value="Membre 7"', page)
    assert "Membre 7 par pouvoir, Adjointe 2" in flat(page)
    assert not re.search(r'name="contre_\d+" value="Membre 12"', page), "absent"
    page = tell(browser, geste="interesse", point="1", membre="Membre 9")
    assert not re.search(r'name="contre_\d+" value="Membre 9"', page[: page.index('id="point-2"')])


def test_a_movement_is_mended_and_effaced_on_its_line(prepared: Studio, browser: TestClient) -> None:
    call(browser)
    tell(browser, geste="mouvement", membre="Membre 5|part", heure="20h45", point="3")
    tell(browser, geste="aborde", point="2", heure="20h20")
    page = tell(browser, geste="mouvement_corrige", rang="0", membre="Membre 5", heure="20h40")
    assert "- Membre 5 part à 20h40, avant le point 3\n" in written(prepared)
    assert values(page, "heure-mouvement-0", "heure-2") == ["20h40", ""], "the item is closed"
    assert values(browser.get(f"{PAGE}?point=2").text, "heure-2") == ["20h20"]
    assert "Membre 5 : heure du mouvement, 20h40" in flat(page)
    page = tell(browser, geste="mouvement_corrige", rang="0", membre="Membre 5", heure="plus tard")
    assert flat(page).count("n’est pas une heure") == 1
    page = tell(browser, geste="mouvement_corrige", rang="0", membre="Membre 5", retire="1")
    assert "Membre 5 part" not in written(prepared)
    assert 'id="mouvement-0"' not in page


def test_after_the_last_item_those_who_are_there_leave(prepared: Studio, browser: TestClient) -> None:
    assert "Membre 5 arrive" in part(browser.get(PAGE).text, 'id="apres-le-dernier" data-echange', "</form>")
    form = part(call(browser), 'id="apres-le-dernier" data-echange', "</form>")
    assert "Membre 5 part" in form
    assert re.findall(r"[^>]* arrive(?=<)", form) == ["Membre 7 arrive", "Membre 12 arrive"]


def test_what_precedes_a_nomination_is_told_on_it_alone(prepared: Studio, browser: TestClient) -> None:
    place = prepared.root / SESSION
    place.write_text(f"{PREPARED}    nature: nomination\n", encoding="utf-8")
    call(browser)
    assert 'id="nomination-1"' not in browser.get(f"{PAGE}?point=1").text
    tell(browser, geste="candidatures", point="3", combien="plusieurs")
    page = tell(browser, geste="renonciation", point="3", mode="chiffres", pour="15")
    assert "15 pour fait 15 voix pour 14 votants" in flat(page).replace("font", "fait")
    tell(browser, geste="renonciation", point="3", mode="unanimite")
    told = written(prepared)
    assert "    candidatures: plusieurs\n" in told
    assert "    renonciation_au_secret: unanimité\n" in told
    page = browser.get(f"{PAGE}?point=3").text
    assert "Le conseil a renoncé au scrutin secret : 14 pour" in flat(page)
    assert '<option value="plusieurs" selected>' in page
    tell(browser, geste="renonciation", point="3", mode="aucun")
    assert "renonciation" not in written(prepared)


def test_an_information_is_not_voted(prepared: Studio, browser: TestClient) -> None:
    (prepared.root / SESSION).write_text(
        f"{PREPARED}  - numero: 4\n    acte: information\n    objet: Questions diverses\n", encoding="utf-8"
    )
    call(browser)
    page = browser.get(f"{PAGE}?point=4").text
    article = page[page.index('id="point-4"') :]
    assert ('id="unanimite-4"' in article, 'id="debats-4"' in article) == (False, True)
    assert "sans vote" in flat(article)
    page = tell(browser, geste="vote", point="4", mode="unanimite")
    assert "est une information, sans vote" in flat(page)
    for point in "123":
        page = tell(browser, geste="vote", point=point, mode="unanimite")
    assert counter(page).startswith("Point 4 : ")
    page = tell(browser, geste="debats", point="4", aucun="1")
    assert counter(page).startswith("Ordre du jour épuisé : "), "nothing is left"


def test_an_item_told_without_vote_can_be_voted_after_all(prepared: Studio, browser: TestClient) -> None:
    call(browser)
    page = tell(browser, geste="devenir", point="1", sort="sans_vote")
    assert 'id="unanimite-1"' not in page
    tell(browser, geste="devenir", point="1", sort="a_voter")
    assert 'id="unanimite-1"' in browser.get(f"{PAGE}?point=1").text


def test_what_was_said_is_asked_once_it_is_voted_and_leaves_its_trace(
    prepared: Studio, browser: TestClient
) -> None:
    call(browser)
    page = tell(browser, geste="vote", point="1", mode="unanimite")
    article = page[page.index('id="point-1"') : page.index('id="point-2"')]
    assert ('id="debats-1"' in article, 'id="pour-1"' in article) == (True, False)
    page = tell(browser, geste="debats", point="1", aucun="1", apres="1")
    article = page[page.index('id="point-1"') : page.index('id="point-2"')]
    assert ("Aucun débat." in article, 'id="debats-1"' in article) == (True, False)
    assert re.search(r'id="sans-debat-1" aria-pressed="true"', browser.get(f"{PAGE}?point=1").text)


def test_nothing_delicate_is_chosen_beforehand(prepared: Studio, browser: TestClient) -> None:
    page = call(browser)
    for select in ("i-1", "q-1", "s-1", "ds-1"):
        found = re.search(rf'<select [^>]*id="{select}"><option value="">', page)
        assert found is not None, select
    for form, why in (
        ({"geste": "interesse", "point": "1"}, "Choisissez qui"),
        ({"geste": "devenir", "point": "1"}, "ce que le point devient"),
    ):
        assert why in flat(tell(browser, **form))


def test_an_election_round_by_round(prepared: Studio, browser: TestClient) -> None:
    call(browser)
    first = {"candidat1_1": "Membre 5", "voix1_1": "7", "candidat1_2": "Membre 8", "voix1_2": "7"}
    second = {"candidat2_1": "Membre 5", "voix2_1": "9", "candidat2_2": "Membre 8", "voix2_2": "4"}
    page = tell(browser, geste="vote", point="3", mode="election", blancs2="1", **first, **second)
    assert written(prepared).count("          - Membre 5, ") == 2
    assert "Membre 5 est élu" in flat(page)


def test_a_round_that_falls_short_is_not_noted_until_it_is_told_who_took_no_part(
    prepared: Studio, browser: TestClient
) -> None:
    page = call(browser)
    assert re.search(r'<fieldset class="tour" data-somme="14"><legend>Tour 3', page)
    before = written(prepared)
    told = {"geste": "vote", "point": "3", "mode": "election", "candidat1_1": "Membre 5", "voix1_1": "9"}
    told |= {"candidat1_2": "Membre 8", "voix1_2": "2", "nuls1": "0"}
    page = tell(browser, **told, ne_prennent_pas_part1="1")
    assert "Tour 1 : 12 voix et bulletins notés pour 14 votants. Recomptez, ou notez" in flat(page)
    assert written(prepared) == before
    lists = {"candidat1_1": "Liste A", "candidat1_2": "Liste B", "sieges": "3"}
    assert "Tour 1 : 11 voix et bulletins notés" in flat(tell(browser, **told | lists))
    tell(browser, **told, ne_prennent_pas_part1="3")
    assert "nuls: 0\n          ne_prennent_pas_part: 3\n" in written(prepared)
    assert values(browser.get(f"{PAGE}?point=3").text, "b3-1", "n3-1", "np3-1") == ["", "0", "3"]
    act = flat(browser.get(f"{address_of(SESSION, 'acte')}/proces-verbal").text)
    assert "Votants : 11 · ne prenant pas part au vote : 3 · bulletins nuls : 0 · suffrages" in act


def test_what_cannot_be_is_said_in_french_and_changes_nothing(prepared: Studio, browser: TestClient) -> None:
    call(browser)
    before = written(prepared)
    for form, why in (
        ({"geste": "vote", "point": "1", "mode": "chiffres", "pour": "neuf"}, "n’est pas un nombre entier"),
        ({"geste": "vote", "point": "1", "mode": "chiffres"}, "combien de voix"),
        ({"geste": "mouvement", "point": "1", "membre": "Membre 12|arrive"}, "Écrivez l’heure"),
        ({"geste": "devenir", "point": "2", "sort": "reporte"}, "Dites pourquoi"),
        ({"geste": "inconnu"}, "rechargez-la"),
        ({"geste": "reponse", "membre": "Membre 7", "etat": "pouvoir"}, "à qui le pouvoir"),
        ({"geste": "vote", "point": "3", "mode": "election", "candidat1_1": "Membre 5"}, "ses voix"),
    ):
        assert why in flat(tell(browser, **form))
    assert written(prepared) == before


def test_the_count_of_the_signed_sheet_is_asked_last_and_never_shown_before(
    prepared: Studio, browser: TestClient
) -> None:
    page = call(browser)
    assert "Signatures comptées" not in page
    page = tell(browser, geste="dit", rubrique="levee", valeur="21h10")
    assert "Signatures comptées" in page
    assert re.findall(r'name="presents"[^>]*value=', page) == []
    page = tell(browser, geste="compte", presents="12", representes="1")
    assert "La feuille compte 12 présents, l’écran 13. Relisez les noms" in flat(page)
    assert values(page, "compte-presents", "compte-representes") == ["12", "1"]
    page = tell(browser, geste="compte", presents="13", representes="1")
    assert "Concorde avec la feuille" in page


def test_who_came_later_may_have_signed(prepared: Studio, browser: TestClient) -> None:
    call(browser)
    late = {"membre": "Membre 12|arrive", "heure": "20h15", "moment": "avant"}
    tell(browser, geste="mouvement", point="2", **late)
    tell(browser, geste="dit", rubrique="levee", valeur="21h10")
    for signed, told in (
        (
            "13",
            "13 signatures, autant que de présents à l’ouverture : avec les arrivées, il doit y en avoir 14",
        ),
        ("14", "Concorde avec la feuille : 14 présents une fois tous arrivés ✓"),
        ("15", "13 à l’ouverture et 14 une fois tous"),
    ):
        page = flat(tell(browser, geste="compte", presents=signed, representes="1"))
        assert told in page
        assert ("Le compte relevé n’est pas" in page) == (signed == "15")


def test_a_lost_quorum_closes_the_votes_and_leaves_the_items(prepared: Studio, browser: TestClient) -> None:
    call(browser)
    for name in ("Membre 5", "Membre 6", "Membre 8", "Membre 9", "Membre 10", "Membre 11"):
        page = tell(
            browser, geste="mouvement", point="1", membre=f"{name}|part", heure="20h30", moment="avant"
        )
    assert "Le quorum manque : 7 présents, il en faut 8" in flat(page)
    assert flat(page).count("a quitté la séance") == 6
    assert re.search(r'id="unanimite-1"[^>]* disabled', page)
    page = tell(browser, geste="non_traites", point="1")
    assert written(prepared).count("non_traite: faute de quorum") == 3
    assert "non traité : faute de quorum" in flat(page)
    assert "Le quorum manque" in flat(page)
    closed = tell(browser, geste="dit", rubrique="levee", valeur="21h")
    assert "Le quorum manque" not in flat(closed), "nothing is to be done of it any more"


def test_a_quorum_that_lacks_for_an_interest_lacks_for_that_item_alone(
    prepared: Studio, browser: TestClient
) -> None:
    call(browser)
    for name in ("Membre 5", "Membre 6", "Membre 8", "Membre 9", "Membre 10"):
        tell(browser, geste="mouvement", point="1", membre=f"{name}|part", heure="20h30", moment="avant")
    page = tell(browser, geste="interesse", point="1", membre="Membre 11", a_quitte="non")
    assert "8 présents, dont 7 comptent, il en faut 8" in flat(page)
    assert "les autres ne sont pas en cause" in flat(page) and 'value="non_traites"' not in page
    assert re.search(r'id="unanimite-1"[^>]* disabled', page)
    band = page.partition('id="non-traites"')[0].rpartition("<form")[2]
    form = dict(re.findall(r'name="(\w+)" value="([^"]*)"', band))
    page = tell(browser, **form)
    assert written(prepared).count("non_traite: faute de quorum") == 1
    assert counter(page).startswith("Point 2 : 8 présents · 1 pouvoir · 9 votants · quorum de 8 atteint")
    assert not re.search(r'id="unanimite-2"[^>]* disabled', page)


def test_the_count_says_the_doubt_that_the_card_says(prepared: Studio, browser: TestClient) -> None:
    call(browser)
    proxy = {"etat": "pouvoir", "mandataire": "Adjointe 2", "du": "12/11/2024"}
    page = tell(browser, geste="reponse", membre="Membre 8", **proxy)
    assert "13 ou 14 votants" in counter(page)


def test_the_forms_of_an_item_come_when_they_are_asked_for(prepared: Studio, browser: TestClient) -> None:
    call(browser)
    page = browser.get(PAGE).text
    assert ('id="pour-1"' in page, 'id="pour-2"' in page) == (True, False)
    page = browser.get(f"{PAGE}?point=2").text
    assert ('id="pour-1"' in page, 'id="pour-2"' in page) == (True, True)
    page = tell(browser, geste="interesse", point="2", membre="Membre 5", a_quitte="oui")
    assert 'id="pour-2"' in page, "there is more to tell of it"
    page = tell(browser, geste="vote", point="2", mode="unanimite")
    assert 'id="pour-2"' not in page, "it is over"


def test_what_is_asked_of_an_item(prepared: Studio, browser: TestClient) -> None:
    call(browser)
    page = tell(browser, geste="demande", point="3", scrutin="secret", nombre="5")
    assert "Scrutin secret demandé par 5 membres" in flat(page)
    tell(browser, geste="demande", point="3", scrutin="huis_clos", auteur_1="Membre 5", auteur_9="Membre 8")
    tell(browser, geste="huis_clos", point="3", mode="chiffres", pour="12", contre="2")
    page = tell(browser, geste="preside", point="3", membre="Adjointe 2")
    assert "Le huis clos est décidé" in flat(page)
    assert "- huis clos demandé par Membre 5 et Membre 8\n" in written(prepared)
    assert "vote_huis_clos: 12 pour, 2 contre\n" in written(prepared)
    assert "presidence: Adjointe 2\n" in written(prepared)
    for form, why in (
        ({"geste": "demande", "point": "3"}, "ce qui est demandé"),
        ({"geste": "demande", "point": "3", "scrutin": "public"}, "qui l’a demandé"),
        ({"geste": "huis_clos", "point": "3", "mode": "chiffres"}, "combien de voix"),
    ):
        assert why in flat(tell(browser, **form))


def test_the_minutes_of_before_are_remarked_on(prepared: Studio, browser: TestClient) -> None:
    text = PREPARED.replace("- numero: 1\n", "- numero: 1\n    acte: approbation_proces_verbal\n")
    text = text.replace(
        "    objet: Arrêt du procès-verbal de la séance du 10 octobre 2024\n", "    seance_du: 10/10/2024\n"
    )
    (prepared.root / SESSION).write_text(text, encoding="utf-8")
    assert "Remarques sur ce procès-verbal" in flat(call(browser))
    page = tell(browser, geste="remarques", point="1", aucune="1")
    assert "Aucune remarque." in page
    assert "remarques: aucune\n" in written(prepared)


def test_substitutes_are_offered_where_there_are_any(studio: Studio, browser: TestClient) -> None:
    assert "suppléant" not in flat(browser.get(PAGE).text)
    name = "seances/forets-seine-et-suzon-2025-09-25.yaml"
    for each in (name.replace(".yaml", "*"), "collectivites/forets_seine_et_suzon.yaml"):
        for place in DATA.glob(each):
            shutil.copyfile(place, studio.root / place.relative_to(DATA))
    page = address_of(name, "soir")
    told = browser.get(page).text
    assert "S suppléant" in flat(told)
    assert re.search(r'id="supplee-9" aria-pressed="true"', told)
    assert "selected" not in part(told, 'id="pouvoir-a-9"', "</select>"), "who sits holds no proxy"
    form = {"geste": "reponse", "membre": "Membre 13", "etat": "supplee", "suppleant": "Membre 33"}
    assert browser.post(page, data=form, headers=WRITES).status_code == 303
    assert "- Membre 13, suppléé par Membre 33\n" in (studio.root / name).read_text(encoding="utf-8")


def test_a_session_that_cannot_be_counted_leads_to_what_is_wrong(
    prepared: Studio, browser: TestClient
) -> None:
    (prepared.root / SESSION).write_text(PREPARED.replace("jeudi 14/11", "lundi 14/11"), encoding="utf-8")
    answer = browser.get(PAGE)
    assert answer.status_code == 422
    assert "est un jeudi" in flat(answer.text)
    assert f'href="{address_of(SESSION, "relire")}"' in answer.text


def test_words_of_the_file_are_escaped(prepared: Studio, browser: TestClient) -> None:
    text = PREPARED.replace("Tarifs de location", "<b onclick=x>Tarifs</b> & location")
    (prepared.root / SESSION).write_text(text, encoding="utf-8")
    page = browser.get(PAGE).text
    assert "<b onclick" not in page
    assert "&lt;b onclick" in page


def test_what_is_to_be_mended_leads_to_its_field(prepared: Studio, browser: TestClient) -> None:
    page = part(call(browser), 'id="constats"', "</section>")
    assert "Le secrétaire de séance n’est pas indiqué." in page
    assert f'href="{PAGE}#dit-secretaire">Corriger</a>' in page
    assert (
        "<strong>Art.\u00a0L.\u00a02121-15 CGCT</strong>" in page.partition("<summary>Pourquoi</summary>")[2]
    )
    (prepared.root / SESSION).write_text(
        written(prepared)
        .replace("secretaire:", "secretaire: Membre 6")
        .replace("    vote:\n", "    vote: 3 pour\n"),
        encoding="utf-8",
    )
    page = part(browser.get(PAGE).text, 'id="constats"', "</section>")
    assert f'href="{PAGE}?point=2#point-2"' in page, "to its card, opened"


def test_an_item_shows_the_act_that_it_makes(prepared: Studio, browser: TestClient) -> None:
    act = f"{address_of(SESSION, 'acte')}/deliberation-02"
    assert f'id="acte-2" href="{act}"' in browser.get(PAGE).text, "a project, before the evening"
    assert 'id="acte-1"' not in browser.get(PAGE).text, "it makes none"
    assert 'id="acte-2"' not in call(browser), "it is to be voted"
    for rubrique in ("presidence", "secretaire"):
        tell(browser, geste="dit", rubrique=rubrique, valeur="Membre 1")
    assert f'id="acte-2" href="{act}"' in tell(browser, geste="vote", point="2", mode="unanimite")
    assert "Adhésion au groupement" in flat(browser.get(act).text)


AHEAD = "La séance est fixée au samedi 14 novembre 2099 : tout ce qui est noté ici l’est d’avance."


def test_a_roll_that_is_called_before_the_day_of_the_session_is_recorded_and_told(
    studio: Studio, browser: TestClient
) -> None:
    text = PREPARED.replace("jeudi 14/11/2024", "14/11/2099").replace("envoyee_le: 07/11/2024", "envoyee_le:")
    (studio.root / SESSION).write_text(text, encoding="utf-8")
    assert AHEAD in flat(browser.get(PAGE).text)
    page = call(browser)
    assert AHEAD in flat(page)
    assert "absents:" in written(studio)
    assert '<span class="etat">Notée d’avance</span>' in page
    listed = browser.get("/").text
    assert "Notée d’avance" in flat(listed)
    assert f'href="{PAGE}"' in listed, "where it is mended or taken back"
    assert "Date d’envoi de la convocation à écrire" in flat(browser.get("/a-faire").text)


def test_a_session_of_a_day_gone_by_is_simply_held(prepared: Studio, browser: TestClient) -> None:
    page = flat(call(browser))
    assert "fixée au" not in page
    assert "En cours" in page


def test_an_item_left_for_want_of_a_quorum_counts_no_voters(prepared: Studio, browser: TestClient) -> None:
    call(browser)
    page = flat(tell(browser, geste="devenir", point="2", sort="non_traite", motif="faute de quorum"))
    assert "non traité : faute de quorum Reprendre ce point" in page, "neither voters nor a vote"
    assert "À traiter · 14 votants" in page


def test_an_hour_is_told_as_the_banner_tells_it() -> None:
    assert told_line(Line(1, "2026-12-01T04:07:00"))[0] == "4\u00a0h\u00a007"
