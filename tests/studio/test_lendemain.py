"""« Le lendemain » and « Ce qui reste à faire » through their forms: what each writes, what is refused."""

from __future__ import annotations

import html
import re
import shutil
from datetime import date, datetime
from functools import partial

import pytest
from starlette.testclient import TestClient

import actgen
from actgen.studio.application import pages
from actgen.studio.desk import Desk, Identity, address_of, key_of
from tests.council.facts.recus import accuse
from tests.evening.gestures import PREPARED
from tests.studio.house import DATA, OTHER, SESSION, WRITES, Studio
from tests.studio.test_aftermath import ACTE, HOSTILE

PAGE = address_of(SESSION, "lendemain")
DROP = f"/seance/{key_of(SESSION)}/accuses"
SECOND = "seances/locronan-2025-01-30-seconde-convocation.yaml"


@pytest.fixture
def morning(studio: Studio) -> Studio:
    """The session the day after: nothing has followed it yet."""
    place = studio.root / SESSION
    place.write_text(place.read_text(encoding="utf-8").partition("\nsuites:")[0], encoding="utf-8")
    return studio


def _flat(text: str) -> str:
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", text)).replace("\u00a0", " ").split())


def _part(page: str, name: str) -> str:
    """What stands in the element of that id, up to the next that has one."""
    return _flat(re.split(r'<[^>]*\bid="', page.partition(f'id="{name}"')[2].partition(">")[2])[0])


def _field(page: str, name: str) -> str:
    found = re.search(rf'<input type="text" id="{name}"[^>]* value="([^"]*)"', page)
    assert found is not None, name
    return html.unescape(found[1])


def _tell(browser: TestClient, page: str = PAGE, **form: str) -> str:
    answer = browser.post(page, data=form, headers=WRITES)
    if answer.status_code == 303:
        return browser.get(answer.headers["location"]).text
    assert answer.status_code == 422, answer.status_code
    return answer.text


def _file(studio: Studio, name: str = SESSION) -> str:
    return (studio.root / name).read_text(encoding="utf-8")


# the grid


def test_a_row_for_each_deliberation(studio: Studio, browser: TestClient) -> None:
    page = browser.get(PAGE).text
    rows = re.findall(r'<th scope="row" role="rowheader">(.*?)</th>', page, re.S)
    assert [_flat(row) for row in rows[1:]] == [
        "D2024-11-02 Adhésion au groupement de commandes pour l’achat de papier et d’enveloppes",
        "D2024-11-03 Tarifs de location de la salle polyvalente",
    ]
    assert (_field(page, "transmise_le-2"), _field(page, "publiee_le-3")) == ("18/11/2024", "19/11/2024")
    heads = [_flat(head) for head in re.findall(r"<th scope=\"col\"[^>]*>(.*?)</th>", page, re.S)]
    assert heads[1:5] == ["Signée le", "Transmise le", "Reçue le", "Mise en ligne le"]
    assert _part(page, "executoire-2") == "19/11/2024"
    assert "Voir du 20/11/2024" in _part(page, "certificat-2")


def test_the_published_column_bears_the_word_of_the_commune(studio: Studio, browser: TestClient) -> None:
    for mode, word in (("affichage", "Affichée le"), ("papier", "Mise à disposition le")):
        place = studio.root / SESSION
        told = _file(studio)
        place.write_text(re.sub("mode_publication: .*", f"mode_publication: {mode}", told), encoding="utf-8")
        assert f'role="columnheader">{word}' in browser.get(PAGE).text


def test_a_date_is_written_at_its_place_and_nowhere_else(morning: Studio, browser: TestClient) -> None:
    before = _file(morning)
    page = _tell(browser, geste="date", quoi="transmise_le", point="3", valeur="18/11", avant="")
    assert _field(page, "transmise_le-3") == "18/11/2024"
    assert _field(page, "transmise_le-2") == ""
    own = "    suites:\n      transmise_le: 18/11/2024\n"
    assert own in _file(morning)
    assert _file(morning).replace(own, "") == before
    assert "Annuler la dernière saisie" in page
    _tell(browser, address_of(SESSION, "annuler"), retour="lendemain")
    assert _file(morning) == before


def test_a_date_for_all_fills_what_is_empty_and_says_so_before(morning: Studio, browser: TestClient) -> None:
    page = _tell(browser, geste="date", quoi="transmise_le", point="3", valeur="20/11/2024", avant="")
    assert "remplit les cases vides, n’en change aucune autre" in _flat(page)
    assert "Dater 1 case" in _flat(page.partition('id="toutes-transmise_le-boite"')[2].partition("</td>")[0])
    page = _tell(browser, geste="toutes", quoi="transmise_le", valeur="18/11/2024")
    assert (_field(page, "transmise_le-2"), _field(page, "transmise_le-3")) == ("18/11/2024", "20/11/2024")
    assert "✓ complet" in page.partition('id="toutes-transmise_le-boite"')[2].partition("</td>")[0]
    assert "\nsuites:\n  transmise_le: 18/11/2024\n" in _file(morning)


def test_a_day_that_has_not_come_is_told_and_believed_nowhere(week: TestClient, morning: Studio) -> None:
    _tell(week, geste="toutes", quoi="transmise_le", valeur="18/11/2024")
    page = _tell(week, geste="toutes", quoi="publiee_le", valeur="20/11/2025")
    assert _field(page, "publiee_le-2") == "20/11/2025"
    told = "La publication est datée du 20/11/2025, après aujourd’hui (20/11/2024) : vérifiez l’année."
    assert _flat(page).count(told) == 1
    assert "2025" not in _part(page, "executoire-2") + _part(page, "certificat-2")
    page = _tell(week, geste="seance", quoi="liste_des_deliberations/affichee_le", valeur="21/11/2024")
    assert "L’affichage de la liste des délibérations est daté du 21/11/2024" in _flat(page)
    reread = week.get(address_of(SESSION, "relire")).text
    assert "À corriger 2" in _flat(reread) and "certificat-" not in reread
    copy = _flat(week.get(f"{address_of(SESSION, 'acte')}/publication-02").text)
    assert "mise en ligne :" in copy and "2025" not in copy
    assert "2025" not in _flat(week.get("/a-faire").text.partition('id="faits"')[2])
    assert "Actes exécutoires" not in week.get("/").text
    _tell(week, geste="toutes", quoi="publiee_le", valeur="19/11/2024")
    assert "publiee_le: 19/11/2024\n" in _file(morning) and "20/11/2025" not in _file(morning)
    assert "Actes exécutoires" in week.get("/").text


def test_a_date_that_is_taken_back_sets_no_act_apart(morning: Studio, browser: TestClient) -> None:
    _tell(browser, geste="toutes", quoi="publiee_le", valeur="19/11/2024")
    shared = _file(morning)
    _tell(browser, geste="date", quoi="transmise_le", point="2", valeur="15/11/2024", avant="")
    assert "    suites:\n" in _file(morning)
    _tell(browser, geste="date", quoi="transmise_le", point="2", valeur="", avant="15/11/2024")
    assert _file(morning) == shared
    _tell(browser, geste="date", quoi="transmise_le", point="2", valeur="18/11/2024", avant="")
    _tell(browser, geste="toutes", quoi="transmise_le", valeur="18/11/2024")
    assert _file(morning).endswith("\nsuites:\n  transmise_le: 18/11/2024\n  publiee_le: 19/11/2024\n")
    assert "    suites:\n" not in _file(morning)


def test_what_is_refused_stays_in_its_field_with_the_reason(morning: Studio, browser: TestClient) -> None:
    before = _file(morning)
    page = _tell(
        browser, geste="date", quoi="recue_le", point="2", valeur="31/02/2025", avant="", champ="recue_le-2"
    )
    assert _field(page, "recue_le-2") == "31/02/2025"
    box = page.partition('id="recue_le-2-boite"')[2].partition("</td>")[0]
    assert 'aria-invalid="true"' in box
    assert 'aria-describedby="refus-recue_le-2 "' in box
    assert "Il n’y a pas de 31 février" in _flat(box) or "28 jours" in _flat(box)
    page = _tell(
        browser,
        geste="seance",
        quoi="proces_verbal/publie_le",
        valeur="bientôt",
        champ="proces_verbal-publie_le",
    )
    assert "n’est pas une date" in _flat(page.partition('id="proces_verbal-publie_le-boite"')[2])
    assert _file(morning) == before


def test_a_date_that_another_program_wrote_is_not_replaced(morning: Studio, browser: TestClient) -> None:
    (morning.root / SESSION).write_text(
        _file(morning) + "\nsuites:\n  transmise_le: 19/11/2024\n", encoding="utf-8"
    )
    form = {"geste": "date", "quoi": "transmise_le", "point": "2", "valeur": "18/11/2024", "avant": ""}
    page = _tell(browser, champ="transmise_le-2", **form)
    assert "elle y est « 19/11/2024 »" in _flat(page)
    assert "18/11/2024" not in _file(morning)


def test_a_form_of_another_page_is_told_to_reload(morning: Studio, browser: TestClient) -> None:
    before = _file(morning)
    for form in (
        {"geste": "inconnu"},
        {"geste": "seance", "quoi": "seance/date", "valeur": "1/1/2024"},
        {"geste": "date", "quoi": "certificat_du", "point": "2", "valeur": "1/1/2025"},
        {"geste": "date", "quoi": "transmise_le", "point": "²", "valeur": "1/1/2025"},
        {"geste": "date", "quoi": "transmise_le", "point": "77", "valeur": "1/1/2025"},
    ):
        assert browser.post(PAGE, data=form, headers=WRITES).status_code == 422
    assert _file(morning) == before


def test_the_list_and_the_minutes_have_their_last_day(studio: Studio, browser: TestClient) -> None:
    page = _tell(browser, geste="seance", quoi="liste_des_deliberations/affichee_le", valeur="")
    told = _flat(page.partition('id="liste_des_deliberations-affichee_le-boite"')[2].partition("</div>")[0])
    assert "Dernier jour : 21/11/2024, en retard" in told
    assert "Pas encore arrêté" in _flat(page)
    page = _tell(browser, geste="seance", quoi="proces_verbal/arrete_le", valeur="12/12/2024")
    assert _field(page, "proces_verbal-arrete_le") == "12/12/2024"
    assert "Arrêté à la séance du jeudi 12 décembre 2024" in _flat(page)
    assert "Dernier jour : 19/12/2024" in _flat(page)
    page = _tell(browser, geste="seance", quoi="proces_verbal/publie_le", valeur="18/12/2024")
    assert _file(studio).endswith("proces_verbal:\n  arrete_le: 12/12/2024\n  publie_le: 18/12/2024\n")
    assert "19/12/2024" not in page


def test_minutes_that_a_session_of_the_folder_adopted_ask_for_no_day(
    studio: Studio, browser: TestClient
) -> None:
    assert 'id="proces_verbal-arrete_le"' in browser.get(PAGE).text
    (studio.root / "seances/le-trehou-2024-12-12.yaml").write_text(
        "collectivite: le_trehou\nseance:\n  date: 12/12/2024\n  heure: 20h00\nabsents: aucun\npoints:\n"
        "  - numero: 1\n    acte: approbation_proces_verbal\n    seance_du: 14/11/2024\n"
        "    vote: unanimité\n",
        encoding="utf-8",
    )
    page = browser.get(PAGE).text
    assert "Arrêté à la séance du jeudi 12 décembre 2024" in _flat(page)
    assert 'id="proces_verbal-arrete_le"' not in page


def test_a_wrong_date_is_told_under_its_field(studio: Studio, browser: TestClient) -> None:
    page = _tell(browser, geste="toutes", quoi="recue_le", valeur="12/11/2024")
    box = page.partition('id="recue_le-2-boite"')[2].partition("</td>")[0]
    assert 'aria-describedby="fautes-recue_le-2 "' in box
    assert "avant la séance" in _flat(box)
    assert "Pourquoi" in box and "L. 2131-1" in _flat(box)


def test_a_session_to_be_held_or_that_cannot_be_read(studio: Studio, browser: TestClient) -> None:
    place = studio.root / SESSION
    place.write_text(PREPARED, encoding="utf-8")
    page = browser.get(PAGE).text
    assert "ne s’est pas encore tenue" in page
    assert _field(page, "convocation-envoyee_le") == "07/11/2024"
    place.write_text("seance: [\n", encoding="utf-8")
    assert "Voir ce qui est à corriger" in browser.get(PAGE).text


def test_a_lost_quorum_says_what_to_do(studio: Studio, browser: TestClient) -> None:
    place, local = studio.root / OTHER, "objet: Convention de mise à disposition d’un local"
    worded = place.read_text(encoding="utf-8").replace(
        local, "acte: tarifs\n    service: location de la salle"
    )
    place.write_text(worded, encoding="utf-8")
    shown = browser.get(address_of(OTHER, "lendemain")).text
    assert f'href="/preparer?suite_de={key_of(OTHER)}"' in shown
    page = _flat(shown)
    assert "Le quorum a manqué Ces points n’ont pas été traités" in page
    assert "3. Acquisition d’une parcelle chemin du Lavoir" in page
    assert "4. Tarifs : location de la salle" in page, "as its act words it"
    assert "Au plus tôt le lundi 27 janvier 2025" in page
    second = studio.root / SECOND
    second.write_text(
        (studio.root / OTHER)
        .read_text(encoding="utf-8")
        .replace("23/01/2025", "30/01/2025")
        .replace("convocation:\n", "convocation:\n  seconde:\n    premiere_seance: 23/01/2025\n", 1),
        encoding="utf-8",
    )
    page = _flat(browser.get(address_of(OTHER, "lendemain")).text)
    assert "Une seconde séance a repris cet ordre du jour, le jeudi 30 janvier 2025" in page


def test_the_sheet_of_the_deposit_has_words_to_copy(studio: Studio, browser: TestClient) -> None:
    page = browser.get(PAGE).text.partition('id="depot"')[2]
    assert re.findall(r'data-copie="([^"]*)"', page)[3:] == [
        "D2024_11_03",
        "7.10",
        "Tarifs de location de la salle polyvalente",
    ]
    assert "7.10 Finances locales, divers" in _flat(page)


# receipts


def _drop(browser: TestClient, *files: tuple[str, bytes]) -> tuple[int, str]:
    sent = [("fichiers", (name, content, "text/xml")) for name, content in files]
    answer = browser.post(DROP, files=sent, headers=WRITES)
    return answer.status_code, answer.text


def test_receipts_dropped_fill_the_column(morning: Studio, browser: TestClient) -> None:
    good = [(f"..\\{n}.xml", accuse(ACTE.format(n), "2024-11-18")) for n in (2, 3)]
    status, page = _drop(browser, *good)
    assert status == 200
    assert _part(page, "deposes") == "2 lus, 0 inconnu."
    assert _part(page, "recue_le-2") == "18/11/2024 accusé lu"
    assert "2 accusés de réception lus." in _flat(browser.get(PAGE).text)


def test_each_unknown_file_is_named_with_its_reason(morning: Studio, browser: TestClient) -> None:
    status, page = _drop(
        browser,
        ("bon.xml", accuse(ACTE.format(2), "2024-11-18")),
        ("ailleurs.xml", accuse()),
        ("<b>piege</b>.xml", HOSTILE),
        ("photo.png", b"\x89PNG"),
    )
    told = _flat(page.partition('id="deposes" data-echange>')[2].partition("</div>")[0])
    assert (status, told.startswith("1 lu, 3 inconnus.")) == (200, True)
    assert "ailleurs.xml : L’accusé de réception est celui d’un autre acte : SIREN 216800722" in told
    assert "photo.png : ce n’est pas un fichier XML" in told
    assert "DOCTYPE" in told
    assert "<b>piege" not in page
    assert [each.name for each in (morning.root / "seances" / "accuses").glob("*.xml")] == [
        f"{ACTE.format(2)}-1-2.xml"
    ]


def test_too_much_is_refused_and_nothing_is_kept(morning: Studio, browser: TestClient) -> None:
    before = sorted(morning.root.rglob("*"))
    assert _drop(browser, ("gros.xml", b"<" * 1_100_000))[0] == 413
    assert _drop(browser, *[(f"{n}.xml", b"<a/>") for n in range(300)])[0] == 400
    empty = b'--b\r\nContent-Disposition: form-data; name="fichiers"; filename=""\r\n\r\n\r\n--b--\r\n'
    headers = WRITES | {"content-type": "multipart/form-data; boundary=b"}
    none = browser.post(DROP, content=empty, headers=headers)  # as a browser sends a field left empty
    assert "Aucun fichier n’a été choisi" in none.text
    assert sorted(morning.root.rglob("*")) == before


# what is left to do


@pytest.fixture
def week(morning: Studio) -> TestClient:
    """The studio of the 20th of November 2024, whose pages its gate is not asked for."""
    desk = Desk(actgen.Workspace(morning.root), Identity(""), lambda: datetime(2024, 11, 20, 9))
    return TestClient(pages(desk, morning.lifetime), base_url="http://127.0.0.1", follow_redirects=False)


def _block(page: str, title: str) -> str:
    found = re.search(rf'<h2 id="bloc-\d">{title}.*?</section>', page, re.S)
    assert found is not None
    return _flat(found[0])


def test_duties_stand_by_when_they_come(week: TestClient, morning: Studio) -> None:
    (morning.root / OTHER).unlink()
    page = week.get("/a-faire").text
    assert "Rien n’est en retard." in _block(page, "En retard")
    soon = _block(page, "Cette semaine")
    assert soon.startswith(
        "Cette semaine jusqu’au mardi 26 novembre 2024 · 3 21/11/2024 Liste des délibérations"
    )
    assert "Le Tréhou, séance du 14 novembre 2024" in soon
    assert "art. L. 2121-25 CGCT" in soon
    assert "Procès-verbal arrêté" in _block(page, "Plus tard")
    assert "Se note par la séance qui l’arrête" in page


def test_a_duty_is_done_today_in_one_gesture(week: TestClient, morning: Studio) -> None:
    form = {"seance": key_of(SESSION), "cle": "liste-des-deliberations", "quand": "aujourdhui"}
    answer = week.post("/a-faire", data=form)
    assert answer.status_code == 303
    assert _file(morning).endswith("liste_des_deliberations:\n  affichee_le: 20/11/2024\n")
    page = week.get(answer.headers["location"]).text
    assert "Noté pour Le Tréhou, séance du 14 novembre 2024" in _flat(page)
    assert "✓ 20/11/2024 Affichage de la liste" in _flat(page.partition('id="faits"')[2])


def test_a_duty_is_done_on_another_day(week: TestClient, morning: Studio) -> None:
    form = {"seance": key_of(SESSION), "cle": "transmission-1-2-3"}
    refused = week.post("/a-faire", data=form | {"jour": "hier"})
    assert refused.status_code == 422
    assert "« hier » n’est pas une date" in _flat(refused.text)
    assert 'value="hier" aria-invalid="true"' in refused.text
    early = week.post("/a-faire", data=form | {"jour": "13/11/2024"})
    assert early.status_code == 422 and "transmise_le" not in _file(morning)
    assert "Le 13 novembre 2024 précède la séance, tenue le 14 novembre 2024" in _flat(early.text)
    late = _flat(week.post("/a-faire", data=form | {"jour": "21/11/2024"}).text)
    assert "Le 21 novembre 2024 n’est pas encore venu : nous sommes le 20 novembre 2024." in late
    assert "transmise_le" not in _file(morning)
    assert week.post("/a-faire", data=form | {"jour": "18/11"}).status_code == 303
    assert "suites:\n  transmise_le: 18/11/2024\n" in _file(morning)
    assert week.post("/a-faire", data=form | {"jour": "18/11"}).status_code == 422, "already told"
    assert week.post("/a-faire", data=form | {"seance": "inconnue"}).status_code == 404


def test_what_is_late_by_more_than_a_year_is_folded(morning: Studio) -> None:
    (morning.root / OTHER).unlink()
    for day, shown in ((21, True), (22, False)):
        desk = Desk(actgen.Workspace(morning.root), Identity(""), partial(datetime, 2025, 11, day))
        then = TestClient(pages(desk, morning.lifetime), base_url="http://127.0.0.1")
        block = _block(then.get("/a-faire").text, "En retard")
        before, _, folded = block.partition("En retard de plus d’un an 1")
        assert ("21/11/2024 Liste des délibérations" in before) is shown
        assert ("21/11/2024 Liste des délibérations" in folded) is not shown
        form = {"seance": key_of(SESSION), "cle": "liste-des-deliberations", "jour": "jamais"}
        refused = then.post("/a-faire", data=form)
        assert "n’est pas une date" in _block(refused.text, "En retard").partition("plus d’un an")[0]


def test_the_agenda_is_that_of_the_command(week: TestClient, morning: Studio) -> None:
    answer = week.get("/a-faire/agenda.ics")
    assert answer.headers["content-type"].startswith("text/calendar")
    assert "attachment" in answer.headers["content-disposition"]
    workspace = actgen.Workspace(morning.root, date(2024, 11, 20))
    sessions = [workspace.session(name) for name in workspace.files() if name.startswith("seances/")]
    assert answer.content == workspace.agenda(sessions, 3)
    assert answer.content.count(b"BEGIN:VEVENT") > 4


def test_the_first_page_opens_with_the_week(week: TestClient, morning: Studio) -> None:
    (morning.root / OTHER).unlink()
    page = week.get("/").text
    first = _flat(page.partition('aria-labelledby="titre-semaine"')[2].partition("</section>")[0])
    assert first.startswith("> À faire cette semaine 21/11/2024 · Liste des délibérations à afficher")
    late = Desk(actgen.Workspace(morning.root), Identity(""), lambda: datetime(2024, 12, 20, 9))
    page = TestClient(pages(late, morning.lifetime), base_url="http://127.0.0.1").get("/").text
    assert "À faire cette semaine En retard 21/11/2024" in _flat(page)
    assert "1 en retard" in _flat(page.partition("<table")[2])


def test_what_may_be_done_since_longer_is_apart_from_the_week(week: TestClient, morning: Studio) -> None:
    (morning.root / SESSION).unlink()
    place = morning.root / OTHER
    place.write_text(_file(morning, OTHER).replace("  affichee_le: 27/01/2025\n", ""), encoding="utf-8")
    late = Desk(actgen.Workspace(morning.root), Identity(""), lambda: datetime(2025, 2, 10, 9))
    then = TestClient(pages(late, morning.lifetime), base_url="http://127.0.0.1")
    page = then.get("/a-faire").text
    assert "30/01/2025" in _block(page, "En retard")
    assert "à partir du 27/01/2025" in _block(page, "Sans délai imposé")
    assert "2025" not in _block(page, "Cette semaine").partition("·")[2]
    first = _flat(
        then.get("/").text.partition('aria-labelledby="titre-semaine"')[2].partition("</section>")[0]
    )
    assert "À faire cette semaine En retard 30/01/2025" in first and "27/01/2025" not in first


def test_a_session_that_cannot_be_read_is_told_as_missing(week: TestClient, morning: Studio) -> None:
    (morning.root / SESSION).write_text("seance: [\n", encoding="utf-8")
    assert "ses échéances manquent ici" in week.get("/a-faire").text
    assert week.get("/").status_code == 200


def test_what_is_to_be_looked_at_again_leads_to_its_place(studio: Studio, browser: TestClient) -> None:
    name = "seances/forets-seine-et-suzon-2025-09-25.yaml"
    for each in ("collectivites/forets_seine_et_suzon.yaml", "seances/forets-seine-et-suzon-2025-09-25*"):
        for place in DATA.glob(each):
            shutil.copyfile(place, studio.root / place.relative_to(DATA))
    page = (
        browser.get(address_of(name, "lendemain"))
        .text.partition('id="constats"')[2]
        .partition("</section>")[0]
    )
    assert "À revoir" in page
    field = "liste_des_deliberations-envoyee_aux_conseillers_le"
    assert f'<a href="{address_of(name, "lendemain")}#{field}">Corriger</a>' in page
    assert "<summary>Pourquoi</summary>" in page
