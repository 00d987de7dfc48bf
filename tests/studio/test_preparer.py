"""« Préparer la séance »: a session is begun, its items added, moved and written; the rest stays as it is."""

from __future__ import annotations

import html
import re
import shutil
from pathlib import Path

import pytest
from httpx2 import Response
from starlette.testclient import TestClient

import actgen
from actgen.studio.desk import address_of, key_of
from tests.studio.house import DATA, OTHER, SESSION, WRITES, Studio

NAME = "seances/locronan-2025-03-27.yaml"
PAGE = address_of(NAME, "preparer")


def flat(text: str) -> str:
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", text)).replace("\u00a0", " ").split())


def begin(browser: TestClient, **typed: str) -> Response:
    form = {"conseil": "locronan", "jour": "27/03/2025", "heure": "20h00", "lieu": "mairie"} | typed
    return browser.post("/preparer", data=form, headers=WRITES)


@pytest.fixture
def begun(studio: Studio, browser: TestClient) -> Studio:
    assert begin(browser).headers["location"] == PAGE
    return studio


def tell(studio: Studio, browser: TestClient, geste: str, **more: str) -> Response:
    form = {"geste": geste, "revision": studio.revision(NAME)} | more
    return browser.post(PAGE, data=form, headers=WRITES)


def leave(studio: Studio, browser: TestClient, path: str, value: str, to: str = "champ") -> Response:
    form = {"chemin": path, "valeur": value, "revision": studio.revision(NAME), "retour": "preparer"}
    return browser.post(address_of(NAME, to), data=form, headers=WRITES)


def text(studio: Studio) -> str:
    """What its file says: it takes the name of its day."""
    (place,) = (studio.root / NAME).parent.glob("locronan-2025-0[34]-*.yaml")
    return place.read_text(encoding="utf-8")


# beginning


def test_a_session_is_begun_as_the_last_one_was(studio: Studio, browser: TestClient) -> None:
    assert 'href="/preparer"' in browser.get("/").text
    page = browser.get("/preparer").text
    assert 'value="20h00"' in page
    assert 'value="salle du conseil de la mairie"' in page
    assert '<option value="locronan" selected>Locronan (Finistère) · locronan</option>' in page
    answer = begin(browser)
    assert (answer.status_code, answer.headers["location"]) == (303, PAGE)
    assert f'href="{PAGE}">jeudi 27\u00a0mars 2025' in browser.get("/").text
    page = flat(browser.get(PAGE).text)
    assert "jeudi 27 mars 2025" in page
    assert "Dernier jour d’envoi : dimanche 23 mars 2025 (3 jours francs, art. L. 2121-11 CGCT)" in page
    assert "Arrêter le procès-verbal du jeudi 23 janvier 2025" in page


def test_another_council_has_its_own_hour_and_place(studio: Studio, browser: TestClient) -> None:
    before = actgen.Workspace(studio.root).files()
    place = studio.root / OTHER
    place.write_text(place.read_text(encoding="utf-8").replace("20h00", "18h30"), encoding="utf-8")
    first = {"propose": "locronan", "conseil": "le_trehou", "heure": "18h30"}
    answer = begin(browser, **first, lieu="salle du conseil de la mairie", jour="26/03/2026")
    assert answer.status_code == 422
    assert "ceux de cette collectivité" in html.unescape(answer.text)
    assert '<input type="hidden" name="propose" value="le_trehou">' in answer.text
    assert 'value="26/03/2026"' in answer.text
    assert actgen.Workspace(studio.root).files() == before
    told = begin(browser, propose="le_trehou", conseil="le_trehou", heure="20h00", jour="26/03/2026")
    assert told.status_code == 303
    typed = begin(browser, **(first | {"heure": "21h00"}), lieu="à l’école", jour="27/03/2026")
    assert typed.status_code == 303, "what was typed is kept"


@pytest.mark.parametrize(
    ("typed", "told", "field"),
    [
        ({"jour": ""}, "Écrivez la date de la séance.", "jour"),
        ({"jour": "31/02/2025"}, "31/02/2025", "jour"),
        ({"heure": "tard"}, "heure", ""),
        ({"jour": "23/01/2025"}, "", ""),
    ],
)
def test_what_does_not_do_is_said_and_what_was_typed_stays(
    studio: Studio, browser: TestClient, typed: dict[str, str], told: str, field: str
) -> None:
    shutil.copy(studio.root / OTHER, studio.root / "seances" / "locronan-2025-01-23.yaml")
    before = actgen.Workspace(studio.root).files()
    answer = begin(browser, **typed)
    assert answer.status_code == 422
    assert told in html.unescape(answer.text)
    assert 'value="mairie"' in answer.text
    assert not field or f'id="faute-{field}"' in answer.text
    assert actgen.Workspace(studio.root).files() == before


def test_without_a_council_the_first_steps_come_first(tmp_path: Path) -> None:
    studio = Studio(tmp_path / "vide", bare=True)
    assert studio.browser().get("/preparer").headers["location"] == "/"


def test_the_first_steps_lead_to_a_first_session(tmp_path: Path) -> None:
    studio = Studio(tmp_path / "vide", bare=True)
    browser = studio.browser()
    steps = {"nom": "Dietwiller", "code": "68072", "etape": "2", "mode": "papier", "chef": "Mme Membre UN"}
    browser.post("/premiers-pas", data=steps, headers=WRITES)
    assert 'href="/preparer"' in browser.get("/").text
    answer = begin(browser, conseil="dietwiller")
    assert browser.get(answer.headers["location"]).status_code == 200


def test_a_second_session_follows_one_without_quorum(studio: Studio, browser: TestClient) -> None:
    asked = {"suite_de": key_of(OTHER)}
    page = flat(browser.get("/preparer", params=asked).text)
    assert "Le quorum a manqué le jeudi 23 janvier 2025." in page
    assert "Convoquée aujourd’hui, elle peut se tenir à partir du" in page
    refused = begin(browser, jour="26/01/2025", **asked)
    assert "Au plus tôt le 27 janvier 2025 : la convocation ne part qu’après" in flat(refused.text)
    answer = begin(browser, jour="30/01/2025", **asked)
    told = flat(browser.get(answer.headers["location"]).text)
    assert "1 Acquisition d’une parcelle chemin du Lavoir" in told
    assert browser.get("/preparer", params={"suite_de": "0" * 12}).status_code == 404
    done = browser.get("/preparer", params={"suite_de": key_of(SESSION)})
    assert (done.status_code, "Le quorum n’a manqué" in flat(done.text)) == (400, True)


# items


def test_items_are_added_each_with_its_own_fields(begun: Studio, browser: TestClient) -> None:
    answer = tell(begun, browser, "ajouter", nature="emprunt")
    assert answer.headers["location"] == f"{PAGE}?ouvre=0"
    page = browser.get(answer.headers["location"]).text
    assert '<details id="carte-0" open>' in page
    assert "Emprunt de … : …" in flat(page)
    assert '<option value="semestrielle">' in page
    assert re.search(r'<label for="champ-points-0-preteur">Prêteur\u00a0\*</label>', page)
    tell(begun, browser, "ajouter", nature="information", objet="Travaux")
    assert "  - numero: 2\n    objet: Travaux\n    acte: information\n" in text(begun)
    told = flat(page.partition('id="envoyer"')[2])
    assert "Voir la convocation (nouvel onglet) Pouvoir à remplir (nouvel onglet) Feuille de présence" in told


def test_an_item_without_a_subject_is_asked_for_one(begun: Studio, browser: TestClient) -> None:
    before = text(begun)
    for nature, told in (("", "Choisissez ce que le point demande."), ("information", "Écrivez l’intitulé")):
        answer = tell(begun, browser, "ajouter", nature=nature)
        assert answer.status_code == 422
        assert told in flat(answer.text)
    assert '<option value="information" selected>' in answer.text
    assert text(begun) == before


def test_items_are_moved_taken_away_and_put_back(begun: Studio, browser: TestClient) -> None:
    for nature in ("subvention", "tarifs"):
        tell(begun, browser, "ajouter", nature=nature)
    answer = tell(begun, browser, "bouger", rang="1", sens="haut")
    assert answer.headers["location"] == f"{PAGE}?ouvre=0-haut"
    page = browser.get(answer.headers["location"]).text
    assert 'aria-label="Descendre le point 1" title="Descendre" autofocus' in page  # the other way is shut
    assert re.findall("acte: (.*)", text(begun))[:2] == ["tarifs", "subvention"]
    kept = text(begun)
    answer = tell(begun, browser, "retirer", rang="0")
    assert "Le point est retiré." in flat(browser.get(answer.headers["location"]).text)
    assert "  - numero: 1\n    acte: subvention\n" in text(begun)
    browser.post(address_of(NAME, "annuler"), data={"retour": "preparer"}, headers=WRITES)
    assert text(begun) == kept


@pytest.mark.parametrize(
    ("geste", "more"),
    [
        ("pigeon", {}),
        ("retirer", {"rang": "x"}),
        ("retirer", {"rang": "9"}),
        ("bouger", {"rang": "0", "sens": "haut"}),
        ("proces_verbal", {"jour": "hier"}),
        ("reprendre", {"point": "2025-01-23 point 99"}),
        ("ligne", {"rang": "0", "table": "tarifs", "ligne": "0"}),
        ("nature", {"rang": "0", "nature": "tarifs"}),
        ("ordre_du_jour", {}),
    ],
)
def test_what_can_not_be_done_is_said_and_nothing_is_written(
    begun: Studio, browser: TestClient, geste: str, more: dict[str, str]
) -> None:
    tell(begun, browser, "ajouter", nature="subvention")
    before = text(begun)
    answer = tell(begun, browser, geste, **more)
    assert (answer.status_code, text(begun)) == (422, before)
    assert "alert" in answer.text


def test_a_page_of_another_moment_moves_nothing(begun: Studio, browser: TestClient) -> None:
    old = begun.revision(NAME)
    tell(begun, browser, "ajouter", nature="subvention")
    before = text(begun)
    assert tell(begun, browser, "retirer", rang="0", revision=old).status_code == 409
    assert text(begun) == before


def test_a_past_item_is_found_and_taken_up(begun: Studio, browser: TestClient) -> None:
    page = browser.get(PAGE, params={"cherche": "parcelle"}).text
    assert "Acquisition d’une parcelle chemin du Lavoir (jeudi 23 janvier 2025, point 3)" in flat(page)
    answer = tell(begun, browser, "reprendre", point="2025-01-23 point 3")
    assert answer.headers["location"] == f"{PAGE}?ouvre=0"
    assert "Ce que le point demande" in flat(browser.get(answer.headers["location"]).text)
    tell(begun, browser, "nature", rang="0", nature="achat_terrain")
    assert "acte: achat_terrain" in text(begun)
    assert "Aucun point passé" in flat(browser.get(PAGE, params={"cherche": "éléphant"}).text)


# fields


def test_two_members_may_be_told_to_have_an_interest(begun: Studio, browser: TestClient) -> None:
    tell(begun, browser, "ajouter", nature="subvention")
    leave(begun, browser, "points/0/interesse/0", "Membre 9", "membres")
    assert "    interesse: Membre 9\n" in text(begun)
    page = browser.get(PAGE, params={"ouvre": "0"}).text
    assert 'id="champ-points-0-interesse-1"' in page
    leave(begun, browser, "points/0/interesse/1", "Membre 10", "membres")
    assert "    interesse:\n      - Membre 9\n      - Membre 10\n" in text(begun)
    page = browser.get(PAGE, params={"ouvre": "0"}).text
    assert '<option value="Membre 10" selected>' in page[page.index('id="champ-points-0-interesse-1"') :]
    leave(begun, browser, "points/0/interesse/0", "", "membres")
    assert "Membre 9" not in text(begun)
    assert "Membre 10" in text(begun)


@pytest.mark.parametrize(
    ("path", "to", "typed", "written"),
    [
        ("seance/date", "jour", "3/4", "date: jeudi 03/04/2025"),
        ("convocation/envoyee_le", "envoi", "20/03", "envoyee_le: 20/03/2025"),
        ("convocation/envoyee_le", "envoi", "28/12", "envoyee_le: 28/12/2024"),
        ("convocation/affichee_le", "affichage", "20.03", "affichee_le: 20/03/2025"),
    ],
)
def test_a_day_without_its_year_is_the_nearest_one(
    begun: Studio, browser: TestClient, path: str, to: str, typed: str, written: str
) -> None:
    leave(begun, browser, path, typed, to)
    assert f"  {written}" in text(begun)


def test_the_day_of_the_week_writes_itself(begun: Studio, browser: TestClient) -> None:
    assert 'value="27/03/2025"' in browser.get(PAGE).text
    leave(begun, browser, "seance/date", "3/4/2025", "jour")
    assert "  date: jeudi 03/04/2025 " in text(begun)
    assert "Dernier jour d’envoi : dimanche 30 mars 2025" in flat(browser.get(PAGE).text)


@pytest.mark.parametrize(
    ("path", "typed", "to"),
    [
        ("seance/heure", "25h", "heure"),
        ("seance/date", "31/02/2025", "jour"),
        ("convocation/envoyee_le", "hier", "envoi"),
        ("convocation/affichee_le", "mardi", "affichage"),
    ],
)
def test_what_is_no_moment_is_refused_in_its_field(
    begun: Studio, browser: TestClient, path: str, typed: str, to: str
) -> None:
    tell(begun, browser, "ajouter", nature="voeu", objet="Vœu pour la gare")
    before = text(begun)
    answer = leave(begun, browser, path, typed, to)
    assert (answer.status_code, text(begun)) == (422, before)
    field = path.replace("/", "-")
    under = answer.text.partition(f'id="fautes-{field}"')[2].partition("</div>")[0]
    assert 'class="erreur"' in under
    assert f'id="champ-{field}" value="{typed}"' in answer.text
    assert "data-refus" in answer.text
    assert "jeudi 27 mars 2025" in flat(answer.text)
    assert "1 Vœu pour la gare" in flat(answer.text)
    assert leave(begun, browser, path, "", to).status_code == 303


def test_a_matter_is_found_by_its_words_and_told(begun: Studio, browser: TestClient) -> None:
    tell(begun, browser, "ajouter", nature="subvention")
    page = browser.get(PAGE).text
    assert "Vide : la maire." in flat(page)
    assert '<option value="7.3">7.3 emprunts (Finances locales)</option>' in page
    assert "Vide : 7.5, subventions." in flat(page)
    leave(begun, browser, "points/0/matiere", "7.3")
    assert "Vide : 7.5" not in flat(browser.get(PAGE).text)


@pytest.mark.parametrize(
    ("typed", "written", "told"),
    [
        ("marché", "1.1", ""),
        ("1.1 marchés publics (Commande publique)", "1.1", ""),
        ("Marchés Publics", "1.1", ""),
        ("groupement de commandes", "", "Aucune matière ne s’appelle « groupement de commandes »."),
        ("emprunt", "7.3", ""),
        ("convention", "", "Une matière porte ce mot, et dit davantage : 1.3 conventions de mandat"),
        ("convention de mandat", "1.3", ""),
        ("vœux", "9.4", ""),
        ("logement", "8.5", ""),
        ("éléphant", "", "Aucune matière ne s’appelle « éléphant ». Videz ce champ : la flèche ↓ y ouvre"),
        ("commande", "", "Plusieurs matières portent ces mots, écrivez le code : 1.1 marchés publics"),
    ],
)
def test_a_word_is_enough_for_a_matter(
    begun: Studio, browser: TestClient, typed: str, written: str, told: str
) -> None:
    tell(begun, browser, "ajouter", nature="subvention")
    answer = leave(begun, browser, "points/0/matiere", typed, "matiere")
    assert actgen.Workspace(begun.root).fields(NAME).text(("points", 0, "matiere")) == written
    assert answer.status_code == (422 if told else 303)
    if told:
        under = answer.text.partition('id="fautes-points-0-matiere"')[2].partition("</div>")[0]
        assert told in flat(under)
        assert f'value="{typed}"' in answer.text


def test_joining_a_group_is_offered_and_said_how(tmp_path: Path) -> None:
    studio = Studio(tmp_path / "vide", bare=True)
    browser = studio.browser()
    steps = {"nom": "Dietwiller", "code": "68072", "etape": "2", "mode": "papier", "chef": "Mme Membre UN"}
    browser.post("/premiers-pas", data=steps, headers=WRITES)
    page = begin(browser, conseil="dietwiller").headers["location"]
    assert "(sur le dossier de son coordonnateur)</option>" in browser.get(page).text
    (name,) = (each for each in actgen.Workspace(studio.root).files() if each.startswith("seances/"))
    form = {"geste": "ajouter", "revision": studio.revision(name), "nature": "adhesion_groupement"}
    answer = browser.post(page, data=form, headers=WRITES)
    assert answer.status_code == 422
    assert "puis déposez-les ensemble, plus bas" in flat(answer.text)


def test_lists_and_cells_are_saved_each_alone(begun: Studio, browser: TestClient) -> None:
    tell(begun, browser, "ajouter", nature="decision_modificative")
    leave(begun, browser, "points/0/considerant", "que le toit fuit\r\nque l’hiver vient\r\n", "lignes")
    for path, value in (("0/section", "investissement"), ("0/compte", "2135"), ("0/depenses", "8 000 €")):
        answer = leave(begun, browser, f"points/0/lignes/{path}", value, "cellule")
        assert answer.headers["location"] == PAGE
    assert "      - investissement ; 2135 ;  ; 8 000 €\n" in text(begun)
    assert "    considerant:\n      - que le toit fuit\n      - que l’hiver vient\n" in text(begun)
    page = browser.get(PAGE).text
    assert "Investissement : dépenses 8 000 €, recettes 0 € – à équilibrer" in flat(page)
    assert 'id="champ-points-0-lignes-1-section"' in page  # a row more, to be written
    leave(begun, browser, "points/0/lignes/1/section", "investissement", "cellule")
    leave(begun, browser, "points/0/lignes/1/recettes", "8 000 €", "cellule")
    assert "en équilibre" in flat(browser.get(PAGE).text)
    tell(begun, browser, "ligne", rang="0", table="lignes", ligne="0")
    assert "2135" not in text(begun)


@pytest.mark.parametrize(
    ("path", "to"),
    [
        ("points/0/lignes/7/compte", "cellule"),
        ("points/0/lignes/0/pigeon", "cellule"),
        ("points/0/motif", "cellule"),
        ("points/0", "cellule"),
        ("seance", "lignes"),
    ],
)
def test_a_field_that_is_none_is_refused(begun: Studio, browser: TestClient, path: str, to: str) -> None:
    tell(begun, browser, "ajouter", nature="decision_modificative")
    before = text(begun)
    assert leave(begun, browser, path, "x", to).status_code in (400, 422)
    assert text(begun) == before


def test_a_cell_typed_over_a_changed_file_is_shown_beside(begun: Studio, browser: TestClient) -> None:
    tell(begun, browser, "ajouter", nature="tarifs")
    old = begun.revision(NAME)
    leave(begun, browser, "seance/lieu", "à l’école")
    form = {"chemin": "points/0/tarifs/0/prestation", "valeur": "Tous", "revision": old, "retour": "preparer"}
    answer = browser.post(address_of(NAME, "cellule"), data=form, headers=WRITES)
    assert (answer.status_code, "Tous" in answer.text) == (409, True)


def test_what_is_wrong_with_an_item_stands_in_its_card(begun: Studio, browser: TestClient) -> None:
    tell(begun, browser, "ajouter", nature="subvention")
    leave(begun, browser, "points/0/montant", "beaucoup")
    leave(begun, browser, "points/0/pigeon", "x")
    page = browser.get(PAGE).text
    under = page.partition('id="fautes-points-0-montant"')[2].partition("</div>")[0]
    assert "beaucoup" in under
    card = page.partition('id="fautes-carte-0"')[2].partition("</div>")[0]
    assert "pigeon" in card


def test_what_is_wrong_with_a_line_stands_under_its_list(begun: Studio, browser: TestClient) -> None:
    tell(begun, browser, "ajouter", nature="convention_avec_un_tiers")
    lines = "verse le loyer\r\nverse la caution le XX/XX/2025"
    leave(begun, browser, "points/0/engagements_du_tiers", lines, "lignes")
    page = browser.get(PAGE).text
    under = page.partition('id="fautes-points-0-engagements_du_tiers"')[2].partition("</div>")[0]
    assert "une date laissée en blanc" in flat(under)


def test_an_item_that_lacks_a_word_of_its_title_is_shown_though_the_convocation_left(
    begun: Studio, browser: TestClient
) -> None:
    tell(begun, browser, "ajouter", nature="decision_modificative")
    place = begun.root / NAME
    place.write_text(text(begun).replace("envoyee_le:", "envoyee_le: 20/03/2025"), encoding="utf-8")
    page = browser.get(PAGE)
    assert page.status_code == 200
    assert "son ordre du jour n’est pas encore écrit" in flat(page.text)
    assert "reste à compléter" in flat(tell(begun, browser, "annoncer").text)


# what is joined


def join(studio: Studio, browser: TestClient, *files: tuple[str, bytes], **more: str) -> Response:
    return browser.post(
        address_of(NAME, "annexe"),
        data={"rang": "0", "revision": studio.revision(NAME)} | more,
        files=[("fichier", each) for each in files],
        headers=WRITES,
    )


PNG = b"\x89PNG\r\n\x1a\n"


def test_a_file_is_joined_and_named(begun: Studio, browser: TestClient) -> None:
    tell(begun, browser, "ajouter", nature="convention_avec_un_tiers")
    leave(begun, browser, "points/0/annexes", "plan.png", "lignes")
    page = flat(browser.get(PAGE).text)
    assert "Point 1 : la pièce jointe « plan.png » n’est pas à côté de la séance." in page
    answer = join(begun, browser, ("Plan.PNG", PNG))
    assert answer.headers["location"] == f"{PAGE}?ouvre=0-annexes"
    assert (begun.root / "seances" / "plan.png").read_bytes() == PNG
    assert "n’est pas à côté de la séance" not in flat(browser.get(PAGE).text)
    join(begun, browser, ("Vue d’été.png", PNG))
    assert (begun.root / "seances" / "vue-d-ete.png").is_file()
    assert actgen.Workspace(begun.root).fields(NAME).several(("points", 0, "annexes")) == [
        "plan.png",
        "vue-d-ete.png",
    ]
    assert 'id="joindre-0"' in browser.get(answer.headers["location"]).text


@pytest.mark.parametrize(
    ("files", "told"),
    [
        ([], "Choisissez d’abord le fichier à joindre."),
        ([("plan.docx", b"PK")], "n’est ni un PDF ni une image"),
        ([("plan.pdf", b"rien")], "n’est pas un PDF"),
        ([("pris.png", PNG)], "Un autre fichier s’appelle « pris.png »"),
    ],
)
def test_what_can_not_be_joined_is_said_in_its_card(
    begun: Studio, browser: TestClient, files: list[tuple[str, bytes]], told: str
) -> None:
    (begun.root / "seances" / "pris.png").write_bytes(PNG + b"x")
    tell(begun, browser, "ajouter", nature="convention_avec_un_tiers")
    before = text(begun)
    answer = join(begun, browser, *files)
    assert (answer.status_code, text(begun)) == (422, before)
    assert told in flat(answer.text.partition('id="faute-joindre-0"')[2].partition("</p>")[0])


def test_what_is_too_big_for_the_gate_goes_into_the_folder(
    begun: Studio, browser: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    tell(begun, browser, "ajouter", nature="convention_avec_un_tiers")
    assert join(begun, browser, ("plan.png", PNG + bytes(1_000_000))).status_code == 413
    assert "Plus gros : posez-le dans le dossier des séances" in flat(browser.get(PAGE).text)
    opened: list[list[str]] = []
    monkeypatch.setattr(shutil, "which", lambda name: f"/usr/bin/{name}")

    def started(command: list[str]) -> bool:
        opened.append(command)
        return True

    monkeypatch.setattr("actgen.studio.browser._started", started)
    browser.post(address_of(NAME, "dossier-des-seances"), data={"quoi": "seances"}, headers=WRITES)
    assert [command[-1] for command in opened] == [str(begun.root / "seances")]


def test_the_first_number_of_the_year_is_asked_and_written(begun: Studio, browser: TestClient) -> None:
    """Numbers « 2025-041 » stop everything while nobody tells the first: its field says so, and takes it."""
    assert "Premier numéro" not in flat(browser.get(PAGE).text), "they are not counted through the year"
    council = begun.root / "collectivites/locronan.yaml"
    numbered = council.read_text(encoding="utf-8").replace("{annee}-{mois}-{jour}-{point}", "{annee}-{rang}")
    council.write_text(numbered, encoding="utf-8")
    (begun.root / OTHER).unlink()
    tell(begun, browser, "ajouter", nature="voeu", objet="Vœu pour la gare")
    page = browser.get(PAGE).text
    under = page.partition('id="fautes-seance-premier_numero"')[2].partition("</div>")[0]
    assert "On ne sait pas quel numéro porte la première délibération" in flat(under)
    assert page.count("On ne sait pas quel numéro porte") == 1, "not under the date too"
    led = browser.get(address_of(NAME, "relire")).text
    assert f'href="{PAGE}#champ-seance-premier_numero"' in led
    leave(begun, browser, "seance/premier_numero", "41")
    assert "  premier_numero: 41\n" in text(begun)
    assert "On ne sait pas quel numéro" not in browser.get(PAGE).text
    assert "2025-041" in flat(browser.get(address_of(NAME, "acte/deliberation-01")).text)


def test_a_session_at_a_distance_is_prepared(begun: Studio, browser: TestClient) -> None:
    leave(begun, browser, "seance/a_distance", "oui")
    leave(begun, browser, "seance/moyens_a_distance", "visioconférence, lien envoyé la veille")
    assert "  a_distance: oui\n" in text(begun)
    page = browser.get(PAGE).text
    assert '<details id="reunion" open>' in page and "Qui se réunit" not in page, "a commune has no bureau"
    convened = flat(browser.get(address_of(NAME, "acte/convocation")).text)
    assert "visioconférence, lien envoyé la veille" in convened


# the convocation


def test_the_convocation_leaves_today_with_its_agenda(begun: Studio, browser: TestClient) -> None:
    assert "Ajoutez d’abord un point" in flat(browser.get(PAGE).text)
    tell(begun, browser, "ajouter", nature="voeu", objet="Vœu pour la gare")
    page = browser.get(PAGE).text
    assert address_of(NAME, "acte/convocation") in page
    assert "Vœu pour la gare" in browser.get(address_of(NAME, "acte/convocation")).text
    assert tell(begun, browser, "partie").status_code == 303
    assert re.search(r"envoyee_le: \d\d/\d\d/\d{4}", text(begun))
    assert "    - 1. Vœu pour la gare\n" in text(begun)
    page = flat(browser.get(PAGE).text)
    assert "La convocation est partie le" in page
    leave(begun, browser, "convocation/envoyee_le", "20/03/2025", "envoi")
    assert "envoyee_le: 20/03/2025" in text(begun)


@pytest.mark.parametrize("to", ["partie", "envoi", "lendemain", "a-faire"])
def test_a_convocation_does_not_leave_with_half_an_object(
    begun: Studio, browser: TestClient, to: str
) -> None:
    """« Tarifs : … », of an item whose fields are still empty, would be announced for good."""
    tell(begun, browser, "ajouter", nature="tarifs")
    before, paper = text(begun), browser.get(address_of(NAME, "acte/convocation")).text
    assert "Tarifs : …, intitulé à compléter" in flat(paper)
    assert "PROJET" in paper
    day, sent = "20/03/2025", "convocation/envoyee_le"
    if to == "partie":
        answer = tell(begun, browser, to)
    elif to == "envoi":
        answer = leave(begun, browser, sent, day, to)
    elif to == "lendemain":
        form = {"geste": "seance", "quoi": sent, "valeur": day, "champ": sent.replace("/", "-")}
        answer = browser.post(address_of(NAME, to), data=form, headers=WRITES)
    else:
        told = {"seance": key_of(NAME), "cle": "convocation", "jour": day}
        answer = browser.post("/a-faire", data=told, headers=WRITES)
    assert answer.status_code in (400, 422)
    assert "L’intitulé du point 1, « Tarifs : … », reste à compléter" in flat(answer.text)
    assert text(begun) == before


def test_an_item_that_was_announced_is_kept_as_withdrawn(begun: Studio, browser: TestClient) -> None:
    tell(begun, browser, "ajouter", nature="voeu", objet="Vœu pour la gare")
    tell(begun, browser, "ajouter", nature="voeu", objet="Vœu pour la poste")
    assert "ne sera plus à l’ordre du jour" in flat(browser.get(PAGE).text)
    tell(begun, browser, "partie")
    tell(begun, browser, "ajouter", nature="voeu", objet="Vœu pour la piscine")
    page = flat(browser.get(PAGE).text)
    assert "le procès-verbal dira qu’il a été retiré avant la séance" in page
    assert "« Vœu pour la piscine » ne sera plus à l’ordre du jour" in page, "it was never announced"
    tell(begun, browser, "retirer", rang="0")
    tell(begun, browser, "retirer", rang="2")
    assert "piscine" not in text(begun)
    assert "objet: Vœu pour la gare\n    acte: voeu\n    retire: avant la séance\n" in text(begun)
    assert re.search(r"numero: 2\s+objet: Vœu pour la poste", text(begun))
    assert "retiré avant la séance" in flat(browser.get(PAGE).text)


def test_a_convocation_dated_by_hand_has_its_agenda_too(begun: Studio, browser: TestClient) -> None:
    """Dated on its page before there are items, on the next day's, or once the evening has begun."""
    leave(begun, browser, "convocation/envoyee_le", "20/03/2025", "envoi")
    tell(begun, browser, "ajouter", nature="voeu", objet="Vœu pour la gare")
    page = browser.get(PAGE).text
    assert 'id="annoncer"' in page
    assert "n’est pas encore écrit" in flat(page)
    tell(begun, browser, "annoncer")
    assert "    - 1. Vœu pour la gare\n" in text(begun)
    assert 'id="annoncer"' not in browser.get(PAGE).text
    assert tell(begun, browser, "annoncer").status_code == 422


@pytest.mark.parametrize("to", ["envoi", "lendemain", "a-faire"])
def test_any_way_of_dating_a_convocation_fixes_its_agenda(
    begun: Studio, browser: TestClient, to: str
) -> None:
    tell(begun, browser, "ajouter", nature="voeu", objet="Vœu pour la gare")
    if to == "envoi":
        place = begun.root / NAME
        place.write_text(re.sub(r"(?m)^absents:.*$", "absents: aucun", text(begun)), encoding="utf-8")
        assert "La soirée est commencée" in flat(browser.get(PAGE).text)
        leave(begun, browser, "convocation/envoyee_le", "20/03/2025", to)
    elif to == "lendemain":
        form = {"geste": "seance", "quoi": "convocation/envoyee_le", "valeur": "20/03"}
        browser.post(address_of(NAME, to), data=form, headers=WRITES)
    else:
        told = {"seance": key_of(NAME), "cle": "convocation", "jour": "20/03/2025"}
        browser.post("/a-faire", data=told, headers=WRITES)
    assert "envoyee_le: 20/03/2025" in text(begun)
    assert "    - 1. Vœu pour la gare\n" in text(begun)


def test_minutes_taken_from_the_list_are_those_that_are_left(begun: Studio, browser: TestClient) -> None:
    tell(begun, browser, "ajouter", nature="approbation_proces_verbal")
    assert "    seance_du: 23/01/2025\n" in text(begun)
    assert "Arrêter le procès-verbal du" not in flat(browser.get(PAGE).text).partition("L’ordre du jour")[0]
    place = begun.root / NAME
    place.write_text(text(begun).replace("    seance_du: 23/01/2025\n", ""), encoding="utf-8")
    tell(begun, browser, "proces_verbal", jour="2025-01-23")
    assert text(begun).count("acte: approbation_proces_verbal") == 1
    assert "    seance_du: 23/01/2025\n" in text(begun)


def test_an_agenda_that_says_another_thing_is_told(begun: Studio, browser: TestClient) -> None:
    tell(begun, browser, "ajouter", nature="voeu", objet="Gare")
    place = begun.root / NAME
    place.write_text(
        re.sub(r"  ordre_du_jour:.*\n", "  ordre_du_jour:\n    - 1. Autre\n", text(begun)), encoding="utf-8"
    )
    assert "ne dit pas la même chose que ces points" in flat(browser.get(PAGE).text)
    tell(begun, browser, "ordre_du_jour")
    assert "Autre" not in text(begun).partition("points:")[0]


def test_a_session_that_was_held_is_shown_and_its_items_stay(studio: Studio, browser: TestClient) -> None:
    page = browser.get(address_of(SESSION, "preparer")).text
    assert "La soirée est commencée" in flat(page)
    assert "Ajouter un point" not in page
    assert "Voir la convocation" not in page
    assert 'name="geste" value="bouger"' not in page


@pytest.mark.slow
def test_every_shipped_session_opens_and_its_fields_left_untouched_keep_its_bytes(tmp_path: Path) -> None:
    studio = Studio(tmp_path / "tout", bare=True)
    for folder in ("collectivites", "groupements", "seances"):
        shutil.copytree(DATA / folder, studio.root / folder)
    browser = studio.browser()
    names = [each for each in actgen.Workspace(studio.root).files() if each.startswith("seances/")]
    assert len(names) > 15
    for name in names:
        place, before = studio.root / name, (studio.root / name).read_bytes()
        answer = browser.get(address_of(name, "preparer"))
        assert answer.status_code == 200, name
        forms = re.findall(
            r'<form method="post" action="([^"]+)" data-(?:au-depart|choix)[^>]*>(.*?)</form>',
            answer.text,
            re.S,
        )
        assert len(forms) > 8, name
        for action, inside in forms:
            chemin, avant = (_hidden(inside, each) for each in ("chemin", "avant"))
            form = {"chemin": chemin, "valeur": avant, "retour": "preparer"}
            form["revision"] = studio.revision(name)
            assert browser.post(action, data=form, headers=WRITES).status_code == 303, (name, chemin)
            assert place.read_bytes() == before, (name, chemin)


def _hidden(inside: str, name: str) -> str:
    found = re.search(rf'name="{name}" value="([^"]*)"', inside)
    assert found
    return html.unescape(found[1])


def test_what_is_folded_is_named_by_what_it_holds(begun: Studio, browser: TestClient) -> None:
    """The matter of an act of one's own stands above, among what is asked first."""
    for nature in ("voeu", "deliberation_libre"):
        tell(begun, browser, "ajouter", nature=nature, objet="Vœu pour la gare")
    folded = re.findall(r"Textes visés, pièces jointes, ([^<]*)</summary>", browser.get(PAGE).text)
    assert folded == ["matière, mots à masquer", "mots à masquer"]


def test_what_no_field_holds_is_written_anew_from_the_page(begun: Studio, browser: TestClient) -> None:
    tell(begun, browser, "ajouter", nature="tarifs")
    place = begun.root / NAME
    written = text(begun).replace("lieu: mairie", "lieu:\n    salle: des fêtes\n    bourg: Locronan")
    free = "acte: tarifs\n    organisme: SIVOM\n    tarifs:\n      salle:\n        samedi: 90 €\n"
    place.write_text(written.replace("acte: tarifs\n", free), encoding="utf-8")
    page = browser.get(PAGE).text
    main = page.partition("<main")[2]
    assert "Voir le fichier" not in main
    assert "Salle : des fêtes, Bourg : Locronan" in flat(main)
    assert "Organisme (SIVOM)" in flat(main)
    assert tell(begun, browser, "oter", rang="0", cle="acte").status_code == 422, "its act is no such key"
    assert tell(begun, browser, "oter", rang="0", cle="organisme").status_code == 303
    for path in ("seance/lieu", "points/0/tarifs"):
        form = {"chemin": path, "vider": "1", "revision": begun.revision(NAME), "retour": "preparer"}
        assert browser.post(address_of(NAME, "champ"), data=form, headers=WRITES).status_code == 303
    assert not any(words in text(begun) for words in ("fêtes", "samedi", "SIVOM"))
    leave(begun, browser, "seance/lieu", "à l’école")
    assert "lieu: à l’école\n" in text(begun)
    emptied = {"chemin": "points", "vider": "1", "revision": begun.revision(NAME)}
    assert browser.post(address_of(NAME, "champ"), data=emptied, headers=WRITES).status_code == 400
