"""« Le conseil »: its members are changed one part at a time, a table is handed over, the rest stays."""

from __future__ import annotations

import html
import re
import shutil
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from httpx2 import Response
from openpyxl.worksheet.worksheet import Worksheet
from starlette.testclient import TestClient

import actgen
from actgen.studio.desk import address_of
from tests.authoring.classeurs import COUNCIL as MEMBERS
from tests.authoring.classeurs import HEAD, with_part, workbook
from tests.authoring.test_rosters_hostile import _bomb, _entities
from tests.studio.house import COUNCIL, DATA, SESSION, WRITES, Studio

GROUP = "collectivites/forets_seine_et_suzon.yaml"
PAGE = address_of(COUNCIL, "conseil")
TOTAL = ("Total : 3 membres", None, None, None, None)


def flat(text: str) -> str:
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", text)).replace("\u00a0", " ").split())


def place(studio: Studio) -> Path:
    return studio.root / COUNCIL


def send(browser: TestClient, to: str, form: dict[str, str], name: str = COUNCIL) -> Response:
    return browser.post(address_of(name, to), data=form, headers=WRITES)


def line(studio: Studio, rang: int) -> dict[str, str]:
    return {"ligne": f"{rang}|{actgen.Workspace(studio.root).council(COUNCIL).lignes[rang].ecrit}"}


def cell(studio: Studio, rang: int, rubrique: str, valeur: str) -> dict[str, str]:
    """A part that is corrected, be it for the sessions that were held."""
    return {"rubrique": rubrique, "valeur": valeur, "sur": "oui", **line(studio, rang)}


# the page


def test_an_empty_field_shows_what_is_used_in_its_place(studio: Studio, browser: TestClient) -> None:
    text = re.sub(r"(?m)^population:.*\n", "", place(studio).read_text(encoding="utf-8"))
    place(studio).write_text(text, encoding="utf-8")
    page = browser.get(PAGE).text
    assert re.search(r'id="champ-population" value=""[^>]* placeholder="\d+ en 20\d\d"', page)
    assert 'placeholder="tribunal administratif de Rennes"' in page


def test_each_council_publishes_where_it_sits(studio: Studio, browser: TestClient) -> None:
    shutil.copy2(DATA / GROUP, studio.root / GROUP)
    commune, group = flat(browser.get(PAGE).text), flat(browser.get(address_of(GROUP, "conseil")).text)
    assert "Affichage à la mairie Registre papier, à la mairie" in commune
    assert "Affichage au siège Registre papier, au siège" in group
    assert "La loi n’admet ici que la mise en ligne" in group
    assert "La loi n’admet ici que la mise en ligne" not in commune


def test_the_page_says_what_is_known(browser: TestClient) -> None:
    page = browser.get(PAGE).text
    told = flat(page)
    assert "Le Tréhou (Finistère) · conseil municipal" in told
    assert "15 membres en exercice, la loi en prévoit 15 ✓" in told
    assert "636 habitants en 2022" in told
    assert "Il commence par 212 902 944 : écrivez ses cinq derniers chiffres." in told
    assert re.search(r"Enregistré.* à \d+ h", told)
    assert re.search(r'id="m-1-prenom"[^>]* value="Adjointe"', page)
    assert re.search(r'id="m-1-nom"[^>]* value="2"', page)
    assert '<option value="adjoint" selected>Adjointe</option>' in page
    assert '<option value="D{annee}-{mois}-{point}" selected>D2' in page
    assert "Suppléant" not in told


def test_who_seeks_the_council_finds_it(studio: Studio, browser: TestClient) -> None:
    assert '<a href="/conseil">Le conseil</a>' in browser.get("/").text
    listed = browser.get("/conseil").text
    for name in (COUNCIL, "collectivites/locronan.yaml", "collectivites/locronan_2026.yaml"):
        assert f'href="{address_of(name, "conseil")}"' in listed
        if name != COUNCIL:
            (studio.root / name).unlink()
    answer = browser.get("/conseil")
    assert (answer.status_code, answer.headers["location"]) == (303, PAGE)
    for folder in ("seances", "groupements"):
        shutil.rmtree(studio.root / folder)
    assert f'href="{PAGE}"' in browser.get("/").text  # the first steps lead there
    place(studio).unlink()
    assert "Commencez par la préparer" in browser.get("/conseil").text
    assert 'href="/conseil"' not in browser.get("/").text


def test_the_council_of_a_group_has_communes_and_substitutes(studio: Studio, browser: TestClient) -> None:
    shutil.copy(DATA / GROUP, studio.root / GROUP)
    page = browser.get(address_of(GROUP, "conseil")).text
    assert "conseil communautaire" in page
    assert re.search(r'id="m-3-suppleant"[^>]* value="Mme Membre 24"', page)
    assert "Président" in page
    assert "La loi n’admet ici que la mise en ligne" in flat(page)
    said = "vice_president: M. Membre 4, commune de Darois, suppléante Mme Membre 24"
    form = {"ligne": f"3|{said}", "rubrique": "suppleant", "valeur": "M. Autre NOM"}
    assert send(browser, "membre", form, GROUP).status_code == 303
    assert "commune de Darois, suppléant M. Autre NOM\n" in (studio.root / GROUP).read_text(encoding="utf-8")


def test_who_sits_in_the_bureau_of_a_group_is_written(studio: Studio, browser: TestClient) -> None:
    shutil.copy(DATA / GROUP, studio.root / GROUP)
    assert "Le bureau" not in flat(browser.get(PAGE).text), "a commune has none"
    assert "Un nom par ligne, le président compris." in flat(browser.get(address_of(GROUP, "conseil")).text)
    form = {"chemin": "bureau", "valeur": "Membre 1\nMembre 4\nPersonne", "revision": studio.revision(GROUP)}
    assert send(browser, "lignes", form | {"retour": "conseil"}, GROUP).status_code == 303
    written = (studio.root / GROUP).read_text(encoding="utf-8")
    assert "bureau:\n  - Membre 1\n  - Membre 4\n  - Personne\n" in written
    page = browser.get(address_of(GROUP, "conseil")).text
    under = page.partition('id="fautes-bureau"')[2].partition("</div>")[0]
    assert "Personne" in flat(under)


def test_a_remark_of_a_session_leads_to_the_member_it_is_about(studio: Studio, browser: TestClient) -> None:
    text = place(studio).read_text(encoding="utf-8").replace("M. Membre 5", "M. Membre 5, depuis le lundi")
    place(studio).write_text(text + "dossier: [{a: b}]\n", encoding="utf-8")
    read = browser.get(address_of(SESSION, "relire")).text
    assert f'href="{PAGE}#rang-4"' in read
    assert f"{PAGE}#champ-dossier" not in read  # the page has no field for it
    assert 'id="rang-4"' in browser.get(PAGE).text
    assert f'href="{PAGE}"' in browser.get(address_of(COUNCIL)).text


# members


def test_a_part_of_a_member_is_saved_alone(studio: Studio, browser: TestClient) -> None:
    before = place(studio).read_bytes()
    answer = send(browser, "membre", cell(studio, 1, "fonction", "conseiller"))
    assert (answer.status_code, answer.headers["location"]) == (303, f"{PAGE}?vers=m-1-fonction")
    assert place(studio).read_bytes() == before.replace(
        b"- adjointe: Mme Adjointe 2", b"- conseillere: Mme Adjointe 2"
    )
    assert "Annuler la dernière saisie" in browser.get(PAGE).text
    assert send(browser, "annuler", {"retour": "conseil"}).headers["location"] == PAGE
    assert place(studio).read_bytes() == before


def test_what_is_wrong_is_saved_and_told_under_its_field(studio: Studio, browser: TestClient) -> None:
    assert send(browser, "membre", cell(studio, 4, "depuis", "lundi")).status_code == 303
    page = browser.get(PAGE).text
    assert re.search(
        r'id="m-4-depuis"[^>]* aria-describedby="fautes-m-4-depuis" aria-invalid="true" value="lundi"', page
    )
    assert "« lundi » n’est pas une date" in flat(page.partition('id="fautes-m-4-depuis"')[2])
    assert 'href="#m-4-depuis"' in page
    assert "Source" in page.partition('id="pourquoi-1"')[2].partition("</details>")[0]
    assert "1 à corriger" in flat(page)


def test_a_form_that_is_not_known_is_shown(studio: Studio, browser: TestClient) -> None:
    text = place(studio).read_text(encoding="utf-8")
    place(studio).write_text(
        text.replace("- maire: Mme Membre 1", "- {maire: Mme Membre 1}"), encoding="utf-8"
    )
    before = place(studio).read_bytes()
    page = browser.get(PAGE).text
    assert "maire: Mme Membre 1 Écrit autrement que cette page" in flat(page)
    assert 'id="m-0-nom"' not in page
    assert send(browser, "membre", cell(studio, 0, "nom", "AUTRE")).status_code == 422
    assert place(studio).read_bytes() == before


def test_a_comma_is_refused_in_words(studio: Studio, browser: TestClient) -> None:
    before = place(studio).read_bytes()
    answer = send(browser, "membre", cell(studio, 0, "nom", "UN, DEUX"))
    assert answer.status_code == 422
    assert "ni virgule" in answer.text
    assert place(studio).read_bytes() == before


@pytest.mark.parametrize(
    ("rang", "sens", "focus"),
    [
        (1, "monter", "descendre-0"),
        (1, "descendre", "descendre-2"),
        (13, "descendre", "monter-14"),
        (0, "monter", "descendre-0"),
    ],
)
def test_a_line_moves_and_the_focus_follows(
    studio: Studio, browser: TestClient, rang: int, sens: str, focus: str
) -> None:
    before = place(studio).read_text(encoding="utf-8").splitlines()
    answer = send(browser, "ordre", line(studio, rang) | {"sens": sens})
    assert parse_qs(urlsplit(answer.headers["location"]).query)["a"] == [focus]
    after = place(studio).read_text(encoding="utf-8").splitlines()
    first = before.index("  - maire: Mme Membre 1")
    vers = min(max(rang + (1 if sens == "descendre" else -1), 0), 14)
    before.insert(first + vers, before.pop(first + rang))
    assert after == before
    assert re.search(rf'id="{focus}" autofocus', browser.get(answer.headers["location"]).text)


def test_who_comes_and_who_goes(studio: Studio, browser: TestClient) -> None:
    before = place(studio).read_text(encoding="utf-8")
    new = {
        "genre": "arrivee",
        "civilite": "Mme",
        "prenom": "Autre",
        "nom": "Membre",
        "fonction": "conseiller",
    }
    assert "premier jour" in send(browser, "arrivee", new).text
    assert send(browser, "arrivee", new | {"depuis": "1/10/2026"}).status_code == 303
    written = "  - conseillere: Mme Autre Membre, depuis le 01/10/2026\n"
    assert place(studio).read_text(encoding="utf-8") == before + written
    for form, told in (
        ({"ligne": "", "jour": "1/9/2026"}, "Choisissez le membre"),
        ({"ligne": "4|conseiller: M. Membre 5", "jour": ""}, "dernier jour"),
        ({"ligne": "4|conseiller: M. Membre 99", "jour": "1/9/2026"}, "changée par ailleurs"),
    ):
        answer = send(browser, "depart", form)
        assert (answer.status_code, told in answer.text) == (400, True), told
    assert (
        send(browser, "depart", {"ligne": "4|conseiller: M. Membre 5", "jour": "1/9/2026"}).status_code == 303
    )
    assert "- conseiller: M. Membre 5, jusqu’au 01/09/2026\n" in place(studio).read_text(encoding="utf-8")
    assert send(browser, "retrait", line(studio, 15)).headers["location"].endswith("a=retirer-14")
    assert "Autre Membre" not in place(studio).read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("to", "more", "agreed"),
    [
        ("retrait", {}, "Retirer quand même"),
        ("depart", {"jour": "1/11/2024"}, "Écrire ce jour quand même"),
        ("membre", {"rubrique": "jusqu_au", "valeur": "1/11/2024"}, "Écrire ce jour quand même"),
        ("membre", {"rubrique": "depuis", "valeur": "1/12/2024"}, "Écrire ce jour quand même"),
    ],
)
def test_who_sat_in_a_session_that_was_held_leaves_it_on_a_second_word_alone(
    studio: Studio, browser: TestClient, to: str, more: dict[str, str], agreed: str
) -> None:
    before, form = place(studio).read_bytes(), line(studio, 8) | more
    answer = send(browser, to, form)
    assert answer.status_code == 409 and place(studio).read_bytes() == before
    assert "Membre 9 siégeait à la séance du 14 novembre 2024, déjà tenue." in flat(answer.text)
    assert agreed in answer.text and 'name="sur" value="oui"' in answer.text
    assert send(browser, to, form | {"sur": "oui"}).status_code == 303
    assert place(studio).read_bytes() != before
    assert "Illisible" not in flat(browser.get("/").text)


def test_a_new_office_is_that_of_a_day_on(studio: Studio, browser: TestClient) -> None:
    """The session that was held keeps the office of then: its acts, signed or not, are not told anew."""
    form, held = line(studio, 7) | {"rubrique": "fonction", "valeur": "adjoint"}, place(studio).read_bytes()
    asked = send(browser, "membre", form)
    assert (asked.status_code, place(studio).read_bytes()) == (409, held)
    assert "Depuis quand sa fonction a-t-elle changé ?" in flat(asked.text)
    assert "Membre 8 siégeait à la séance du 14 novembre 2024, déjà tenue" in flat(asked.text)
    assert 'name="jour" value="15/11/2024"' in asked.text
    for jour in ("bientôt", ""):
        again = send(browser, "membre", form | {"jour": jour})
        assert again.status_code == 409 and "Écrivez ce jour" in flat(again.text)
    acts = browser.get(address_of(SESSION, "acte/deliberation-02")).text
    assert send(browser, "membre", form | {"jour": "15/11/2024"}).status_code == 303
    text = place(studio).read_text(encoding="utf-8")
    assert "  - conseillere: Mme Membre 8, jusqu’au 14/11/2024\n" in text
    assert "  - adjointe: Mme Adjointe 4\n  - adjointe: Mme Membre 8, depuis le 15/11/2024\n" in text, (
        "the last of the adjoints"
    )
    assert browser.get(address_of(SESSION, "acte/deliberation-02")).text == acts
    assert "Rien à corriger" in flat(browser.get(address_of(SESSION, "relire")).text)


def test_a_name_that_changes_keeps_the_old_one_in_the_sessions_that_were_held(
    studio: Studio, browser: TestClient
) -> None:
    form = line(studio, 8) | {"rubrique": "nom", "valeur": "MARIÉ"}
    asked = send(browser, "membre", form)
    assert "Depuis quand son nom a-t-il changé ?" in flat(asked.text)
    assert "Corriger son nom partout, séances passées comprises" in asked.text
    before = send(browser, "membre", form | {"jour": "1/12/2024"})
    assert before.status_code == 303
    text = place(studio).read_text(encoding="utf-8")
    assert "  - conseiller: M. Membre 9, jusqu’au 30/11/2024\n" in text
    assert "  - conseiller: M. Membre MARIÉ, depuis le 01/12/2024\n" in text
    assert "Aucun membre ne s’appelle" not in flat(browser.get(address_of(SESSION, "relire")).text)


def test_who_leaves_after_the_sessions_that_were_held_does_at_once(
    studio: Studio, browser: TestClient
) -> None:
    assert send(browser, "depart", line(studio, 8) | {"jour": "14/11/2024"}).status_code == 303


def test_a_session_that_was_not_held_keeps_nobody(studio: Studio, browser: TestClient) -> None:
    session = studio.root / SESSION
    text = session.read_text(encoding="utf-8")
    session.write_text(text.partition("\nabsents:")[0] + "\n", encoding="utf-8")
    assert send(browser, "retrait", line(studio, 8)).status_code == 303


def test_a_session_that_is_noted_ahead_of_its_day_was_not_held_yet(
    studio: Studio, browser: TestClient
) -> None:
    session = studio.root / SESSION
    text = session.read_text(encoding="utf-8").partition("\nsuites:")[0]
    session.write_text(text.replace("jeudi 14/11/2024", "14/11/2099"), encoding="utf-8")
    assert "Notée d’avance" in flat(browser.get("/").text)
    assert send(browser, "retrait", line(studio, 8)).status_code == 303


def test_a_member_without_a_name_is_refused(studio: Studio, browser: TestClient) -> None:
    before = place(studio).read_bytes()
    for form in ({"fonction": "conseiller"}, {"nom": "X", "fonction": "roi"}, {"nom": "X", "fonction": ""}):
        assert send(browser, "arrivee", {"genre": "ajout", **form}).status_code == 400
    assert place(studio).read_bytes() == before


# forms sent before the page is told of what was done


def test_forms_of_one_page_all_reach_their_line(studio: Studio, browser: TestClient) -> None:
    """Each tells of the page as it was, the answers to those before it not being there yet."""
    seen = line(studio, 4)
    for form in (
        {"rubrique": "nom", "valeur": "CINQ", "sur": "oui"},
        {"rubrique": "depuis", "valeur": "1/2/2023"},
    ):
        assert send(browser, "membre", seen | form).status_code == 303
    for _ in range(3):
        assert send(browser, "ordre", seen | {"sens": "monter"}).status_code == 303
    assert send(browser, "membre", seen | {"rubrique": "civilite", "valeur": "Mme"}).status_code == 303
    listed = re.findall(r"^  - (.*)", place(studio).read_text(encoding="utf-8"), re.M)
    assert listed[:3] == [
        "maire: Mme Membre 1",
        "conseillere: Mme Membre CINQ, depuis le 01/02/2023",
        "adjointe: Mme Adjointe 2",
    ]


# the file is changed under the page


def test_a_line_is_found_by_what_it_said(studio: Studio, browser: TestClient) -> None:
    form = cell(studio, 4, "nom", "AUTRE")
    text = place(studio).read_text(encoding="utf-8")
    moved = text.replace("  - maire: Mme Membre 1\n", "")  # every rank is another
    place(studio).write_text(moved, encoding="utf-8")
    assert send(browser, "membre", form).status_code == 303
    assert place(studio).read_text(encoding="utf-8") == moved.replace("M. Membre 5", "M. Membre AUTRE")


@pytest.mark.parametrize("to", ["membre", "ordre", "retrait"])
def test_a_line_that_says_something_else_is_left_alone(studio: Studio, browser: TestClient, to: str) -> None:
    form = cell(studio, 4, "nom", "AUTRE") | {"sens": "monter"}
    text = place(studio).read_text(encoding="utf-8").replace("M. Membre 5", "M. Membre CINQ")
    place(studio).write_text(text, encoding="utf-8")
    answer = send(browser, to, form)
    assert answer.status_code in (400, 409)
    assert "AUTRE</textarea>" in answer.text or "rien n’a été touché" in answer.text
    assert place(studio).read_text(encoding="utf-8") == text


@pytest.mark.parametrize("form", ["", "x", "4", "-1|x", "²|x", "9" * 9, "0|", "99|x"])
@pytest.mark.parametrize("to", ["membre", "ordre", "retrait", "arrivee", "depart", "rubrique", "reprendre"])
def test_a_forged_form_changes_nothing(studio: Studio, browser: TestClient, to: str, form: str) -> None:
    before = place(studio).read_bytes()
    sent = {"ligne": form, "revision": studio.revision(COUNCIL), "rubrique": "nom", "sens": "monter"}
    assert send(browser, to, sent).status_code in (303, 400, 409, 422)
    assert place(studio).read_bytes() == before


# the commune


@pytest.mark.parametrize(("typed", "wrong"), [("00 017", False), ("00019", True), ("21290294400017", False)])
def test_the_last_digits_of_the_siret_are_enough(
    studio: Studio, browser: TestClient, typed: str, wrong: bool
) -> None:
    form = {"chemin": "siret", "valeur": typed, "revision": studio.revision(COUNCIL), "retour": "conseil"}
    assert send(browser, "rubrique", form).headers["location"] == PAGE
    digits = typed.replace(" ", "")[-5:]
    assert f"siret: 212902944{digits}\n" in place(studio).read_text(encoding="utf-8")
    page = browser.get(PAGE).text
    assert ("n’est pas juste" in flat(page.partition('id="fautes-siret"')[2])) is wrong


# a table


def hand(browser: TestClient, content: bytes, name: str = "membres.xlsx") -> Response:
    return browser.post(address_of(COUNCIL, "tableau"), files={"tableau": (name, content)}, headers=WRITES)


def seen(browser: TestClient, content: bytes, name: str = "membres.xlsx") -> str:
    answer = hand(browser, content, name)
    assert answer.status_code == 303
    return browser.get(answer.headers["location"]).text


def take(studio: Studio, browser: TestClient, page: str, **more: str) -> Response:
    hidden = dict(re.findall(r'name="(depot|revision)" value="(\w+)"', page))
    return send(browser, "reprendre", hidden | more)


def test_a_table_is_seen_then_taken(studio: Studio, browser: TestClient) -> None:
    before = place(studio).read_bytes()
    page = seen(browser, workbook([(*HEAD, "Téléphone"), *MEMBERS, TOTAL]))
    told = flat(page)
    assert "« membres.xlsx », feuille « Conseil » : 3 membres à reprendre. Rien n’est encore écrit." in told
    assert "Civilité ✓ reconnue" in told
    assert "Téléphone non reprise" in told
    assert "Total : 3 membres – non reprise : cette ligne ne nomme personne" in told
    assert "Adjointe : Mme Membre DEUX" in told
    assert "15 membres de la fiche ne sont pas dans ce tableau" in told
    assert place(studio).read_bytes() == before
    refused = take(studio, browser, page)
    assert refused.status_code == 422
    assert "Cochez la case" in refused.text
    assert place(studio).read_bytes() == before
    assert take(studio, browser, page, remplacer="oui").status_code == 303
    text = place(studio).read_text(encoding="utf-8")
    assert re.findall(r"^  - (.*)", text, re.M) == [
        "maire: M. Membre UN", "adjointe: Mme Membre DEUX", "conseiller: M. Membre TROIS",
    ]  # fmt: skip
    assert text.startswith(before.decode().partition("membres:")[0])
    send(browser, "annuler", {"retour": "conseil"})
    assert place(studio).read_bytes() == before


def test_a_line_is_corrected_or_left_aside_on_the_page(studio: Studio, browser: TestClient) -> None:
    """Each fault told at its line; what is typed is read before anything is written."""
    rows = [
        ("Nom et prénom", "Fonction"),
        ("M. du PLESSIS Guy", "Maire"),
        ("Mme Roux Anne Marie", "3e adjointe (travaux)"),
        ("M. DUPONT Michel", "Conseiller"),
        ("M. DUPONT Michel", "Conseiller"),
        ("Effectif : voir la préfecture", "à jour"),
    ]
    page = seen(browser, workbook(rows))
    assert 'name="ligne-1-prenom" value="Guy"' in page and 'name="ligne-1-nom" value="du PLESSIS"' in page
    told = flat(page)
    assert '<option value="Mme" selected>' in page.partition('id="ligne-2"')[2].partition("</tr>")[0]
    assert "on ne sait pas où finit le prénom" in told and "Deux membres s’appellent Michel DUPONT" in told
    assert "n’est pas un nom" in told
    faults = page.partition("À corriger dans le tableau")[2]
    count = re.search(r'"nombre">(\d+)<', faults)
    assert count is not None
    assert f'<a class="compte rouge" href="#remarques">{count[1]} à corriger</a>' in page
    before = place(studio).read_bytes()
    typed = {
        "ligne-2-prenom": "Anne-Marie", "ligne-2-nom": "Roux", "ligne-4-prenom": "Michel",
        "ligne-4-nom": "DUPONT (fils)", "ligne-5-laisser": "oui", "ligne-5-nom": "",
    }  # fmt: skip
    answer = take(studio, browser, page, remplacer="oui", **typed)
    assert answer.status_code == 303 and place(studio).read_bytes() == before
    page = browser.get(answer.headers["location"]).text
    assert "4 membres à reprendre" in flat(page)
    assert take(studio, browser, page, remplacer="oui").status_code == 303
    assert re.findall(r"^  - (.*)", place(studio).read_text(encoding="utf-8"), re.M) == [
        "maire: M. Guy du PLESSIS", "adjointe: Mme Anne-Marie ROUX", "conseiller: M. Michel DUPONT",
        "conseiller: M. Michel DUPONT (fils)",
    ]  # fmt: skip


def test_a_table_of_text_too(studio: Studio, browser: TestClient) -> None:
    text = place(studio).read_text(encoding="utf-8")
    place(studio).write_text(text.partition("membres:")[0] + "membres:\n", encoding="utf-8")
    page = seen(
        browser, "Civilité;Prénom;Nom;Fonction\nMme;Zoé;Été;Maire\n".encode(), "C:\\dossier\\élus.csv"
    )
    assert "« élus.csv »" in flat(page)
    assert "remplacer" not in page  # there is nobody to replace
    assert take(studio, browser, page).status_code == 303
    assert place(studio).read_text(encoding="utf-8").endswith("membres:\n  - maire: Mme Zoé ÉTÉ\n")


def _merge(cells: str) -> bytes:
    def change(sheet: Worksheet) -> None:
        sheet.merge_cells(cells)

    return workbook([HEAD, *MEMBERS, TOTAL], change)


def test_merged_cells_are_told_and_may_be_repeated(studio: Studio, browser: TestClient) -> None:
    page = seen(browser, _merge("D3:D4"))
    told = flat(page)
    assert "rien ne peut en être repris" in told
    assert "cellules D3:D4" in told
    assert "2 cellules de ce tableau sont fusionnées" in told
    assert take(studio, browser, page, remplacer="oui").status_code == 422
    depot = re.search(r'name="depot" value="(\w+)"', page)
    assert depot
    again = browser.get(f"{address_of(COUNCIL, 'tableau')}?depot={depot[1]}&repeter=oui").text
    assert "3 membres à reprendre" in flat(again)
    assert take(studio, browser, again, remplacer="oui", repeter="oui").status_code == 303
    assert "- adjoint: M. Membre TROIS\n" in place(studio).read_text(encoding="utf-8")


def test_a_merged_total_is_a_total(studio: Studio, browser: TestClient) -> None:
    assert "3 membres à reprendre" in flat(seen(browser, _merge("A5:E5")))


@pytest.mark.parametrize(
    ("content", "name", "told"),
    [
        (_bomb(), "bombe.xlsx", "ce classeur est trop gros une fois ouvert"),
        (
            with_part(workbook(), "xl/worksheets/sheet1.xml", _entities),
            "x.xlsx",
            "une partie de ce classeur est abîmée",
        ),
        (b"%PDF-1.7 ", "membres.xlsx", "Ce fichier est un document PDF"),
        (b"\x00\x01", "membres.csv", "ni un classeur Excel ni du texte"),
        (b"PK\x03\x04", "membres.xlsx", "ce classeur est abîmé"),
        (b"", "vide.csv", "Aucune ligne ne nomme les colonnes"),
        (b"<script>alert(1)</script>", "<script>.csv", "Aucune ligne ne nomme les colonnes"),
    ],
    ids=["bomb", "entities", "pdf", "bytes", "cut", "empty", "script"],
)
def test_a_table_made_to_harm_or_that_is_none(
    studio: Studio, browser: TestClient, content: bytes, name: str, told: str
) -> None:
    before = place(studio).read_bytes()
    page = seen(browser, content, name)
    assert told in flat(page)
    assert "<script>" not in page
    assert "Reprendre ces membres" not in page
    assert take(studio, browser, page, remplacer="oui").status_code == 422
    assert place(studio).read_bytes() == before


def test_a_table_too_large_is_not_even_taken(browser: TestClient) -> None:
    answer = hand(browser, b"a" * 1_000_001)
    assert answer.status_code == 413
    assert "dépasse un mégaoctet" in answer.text


def test_no_file(browser: TestClient) -> None:
    address = address_of(COUNCIL, "tableau")
    answer = browser.post(address, data={"tableau": ""}, headers=WRITES)
    assert "Choisissez d’abord un fichier." in browser.get(answer.headers["location"]).text
    assert "Le tableau des membres" in browser.get(address).text


def test_a_table_that_is_no_longer_there(studio: Studio, browser: TestClient) -> None:
    page = seen(browser, workbook())
    hand(browser, b"autre")
    assert "déposez-le de nouveau" in take(studio, browser, page, remplacer="oui").text
    assert "déposez-le de nouveau" in browser.get(f"{address_of(COUNCIL, 'tableau')}?depot=1234").text


def test_a_council_changed_since_the_table_was_seen_is_not_replaced(
    studio: Studio, browser: TestClient
) -> None:
    page = seen(browser, workbook())
    place(studio).write_bytes(place(studio).read_bytes() + b"# note\n")
    before = place(studio).read_bytes()
    assert take(studio, browser, page, remplacer="oui").status_code == 409
    assert place(studio).read_bytes() == before
