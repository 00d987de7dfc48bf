"""« L’année »: what the register takes and leaves aside, what is made of it, files by identifiers."""

from __future__ import annotations

import html
import re
from pathlib import Path

import pytest
from httpx2 import Response
from starlette.testclient import TestClient

from actgen.studio.desk import address_of, key_of
from tests.studio.house import COUNCIL, SESSION, WRITES, Studio, once_made
from tests.studio.test_screens import _flat

PAGE = address_of(COUNCIL, "annee")


def ask(browser: TestClient, genre: str, **more: str) -> Response:
    form = {"genre": genre, "an": "2024", "organe": "conseil"} | more
    return browser.post(PAGE, data=form, headers=WRITES)


def made(browser: TestClient, genre: str, **more: str) -> str:
    """The page once what was asked for is made."""
    answer = ask(browser, genre, **more)
    assert answer.status_code == 303, _flat(answer.text)
    return once_made(browser, answer.headers["location"])


def section(page: str, name: str) -> str:
    return _flat(page.partition(f'id="{name}"')[2].partition("</section>")[0])


def _edge(page: str) -> str:
    """How what was compared is framed."""
    return str(re.findall(r'class="issue (\w+)"', page.partition('id="verification"')[2])[0])


def aside(studio: Studio, name: str = "le-trehou-2024-12-19.yaml.txt") -> Path:
    place = studio.root / "seances" / name
    text = (studio.root / SESSION).read_text(encoding="utf-8")
    place.write_text(text.replace("jeudi 14/11/2024", "jeudi 19/12/2024"), encoding="utf-8")
    return place


def rename(browser: TestClient, name: str) -> Response:
    form = {"fichier": name, "conseil": key_of(COUNCIL), "an": "2024"}
    return browser.post("/renommer", data=form, headers=WRITES)


# what is taken


def test_the_last_year_is_shown_with_what_its_register_takes(browser: TestClient) -> None:
    page = browser.get(PAGE).text
    assert "<title>L’année 2024" in page
    told = section(page, "registre")
    assert "1 séance, 2 délibérations. Séance Délibérations jeudi 14 novembre 2024 2" in told
    assert f'href="{address_of(SESSION)}"' in page
    assert "Fichiers qui n’y sont pas" not in told


def test_the_link_without_a_collectivity_asks_which(studio: Studio, browser: TestClient) -> None:
    page = browser.get("/annee").text
    assert f'href="{PAGE}"' in page
    (studio.root / "collectivites" / "locronan.yaml").unlink()
    for other in (studio.root / "collectivites").glob("locronan*"):
        other.unlink()
    assert browser.get("/annee").headers["location"] == PAGE


def test_a_year_without_a_session_says_so(browser: TestClient) -> None:
    page = browser.get(PAGE, params={"an": "1999"}).text
    assert "Aucune délibération de 1999 à inscrire." in section(page, "registre")
    assert "Aucune séance à archiver" in section(page, "archive")
    assert "2024" in _flat(page.partition("Années")[2].partition("</nav>")[0])


@pytest.mark.parametrize(
    "asked", [{"an": "24"}, {"an": "٢٠٢٤"}, {"an": "0001"}, {"an": "2024", "organe": "x"}]
)
def test_what_is_no_year_is_told(browser: TestClient, asked: dict[str, str]) -> None:
    assert browser.get(PAGE, params=asked).status_code == 400


def test_a_session_without_a_deliberation_is_told_apart(studio: Studio, browser: TestClient) -> None:
    place = studio.root / SESSION
    text = place.read_text(encoding="utf-8").partition("  - numero: 2\n")[0]
    text = text.replace("mouvements:\n  - Membre 12 arrive à 20h15, avant le point 2\n", "")
    name = "seances/le-trehou-2024-12-19.yaml"
    (studio.root / name).write_text(text.replace("jeudi 14/11/2024", "jeudi 19/12/2024"), encoding="utf-8")
    page = browser.get(PAGE).text
    told = section(page, "registre")
    assert "Fichiers qui n’y sont pas 1 le-trehou-2024-12-19.yaml La séance du 19 décembre 2024" in told
    assert f'href="{address_of(name)}"' in page


def test_what_keeps_the_register_back_leads_to_its_session(studio: Studio, browser: TestClient) -> None:
    place = studio.root / SESSION
    text = place.read_text(encoding="utf-8")
    place.write_text(text.replace("    vote: 9 pour, 2 contre, 2 abstentions\n", ""), encoding="utf-8")
    page = browser.get(PAGE).text
    told = section(page, "registre")
    assert "Le registre ne peut pas encore être écrit" in told
    assert "<summary>Pourquoi</summary>" in page, "the article is folded"
    assert "À corriger avant de faire le registre 1 La délibération du point" in told
    assert "le vote du point 2 n’est pas écrit. Ouvrir" in told, "neither a command nor a line number"
    relire = address_of(SESSION, "relire")
    assert f'<a href="{relire}">Ouvrir «\u00a0le-trehou-2024-11-14\u00a0»</a>' in page
    after = section(made(browser, "registre"), "registre")
    assert "le registre n’est pas écrit" in after
    assert not list((studio.root / "output").rglob("*.pdf"))


def test_why_a_deliberation_is_refused_is_told_without_codes(studio: Studio, browser: TestClient) -> None:
    place = studio.root / SESSION
    text = place.read_text(encoding="utf-8").replace("  secretaire: Membre 6\n", "")
    place.write_text(text, encoding="utf-8")
    told = section(browser.get(PAGE).text, "registre")
    assert (
        "La délibération du point 2 (séance du 14 novembre 2024) ne peut pas être inscrite : elle est "
        in told
    )
    assert "refusée, sa séance dit pourquoi. Ouvrir" in told


# files that their names leave aside


def test_a_file_left_aside_is_given_its_name(studio: Studio, browser: TestClient) -> None:
    place = aside(studio)
    page = browser.get(PAGE).text
    assert "Renommer en « le-trehou-2024-12-19.yaml »" in section(page, "registre")
    assert "Renommer en « le-trehou-2024-12-19.yaml »" in _flat(browser.get("/").text)
    content = place.read_bytes()
    assert rename(browser, f"seances/{place.name}").headers["location"] == f"{PAGE}?an=2024#registre"
    assert not place.exists()
    assert place.with_suffix("").read_bytes() == content
    assert "2 séances, 4 délibérations." in section(browser.get(PAGE).text, "registre")


def test_a_file_of_another_year_is_not_told_here(studio: Studio, browser: TestClient) -> None:
    place = aside(studio)
    place.write_text(place.read_text(encoding="utf-8").replace("19/12/2024", "19/12/2023"), encoding="utf-8")
    assert "Renommer" not in browser.get(PAGE).text


def test_no_file_is_ever_replaced(studio: Studio, browser: TestClient) -> None:
    place = aside(studio, "le-trehou-2024-11-14.yaml.txt")
    before = (studio.root / SESSION).read_bytes()
    assert "C’est une copie" in section(browser.get(PAGE).text, "registre")
    assert rename(browser, f"seances/{place.name}").status_code == 400
    assert (studio.root / SESSION).read_bytes() == before
    assert place.exists()


@pytest.mark.parametrize(
    "name", ["", SESSION, COUNCIL, "../x.yaml.txt", "seances/../../x.yaml.txt", "/etc/passwd", "seances/\0"]
)
def test_only_a_session_left_aside_is_renamed(studio: Studio, browser: TestClient, name: str) -> None:
    before = sorted(studio.root.rglob("*"))
    assert rename(browser, name).status_code == 400
    assert sorted(studio.root.rglob("*")) == before


# what is made


def test_the_register_is_made_and_opened(studio: Studio, browser: TestClient) -> None:
    page = made(browser, "registre", premier="5", dernier="15", cotes="recto")
    told = section(page, "registre")
    assert "À imprimer au recto seulement" in told
    assert "registre-2024.pdf s’ouvre dans une autre fenêtre" in told
    assert re.search(r"5 Ouverture 6 à \d+ Séance du 14 novembre 2024 : 2 délibérations", told)
    (place,) = studio.root.glob("output/29294-le-trehou/registre-2024/registre-2024.pdf")
    (address,) = set(re.findall(r'href="(/papier/\w+)"', page))
    answer = browser.get(address)
    assert answer.content == place.read_bytes()
    assert answer.headers["content-type"] == "application/pdf"
    assert answer.headers["content-disposition"].startswith("inline")
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert "Déjà écrits pour 2024 registre-2024.pdf du" in _flat(page)
    other = place.with_name("autre.pdf")
    place.rename(other)
    for target in (other, studio.root / SESSION):  # a link, be it to what was written here
        place.symlink_to(target)
        assert browser.get(address).status_code == 404
        place.unlink()


def test_sheets_beyond_those_initialled_keep_it_back(studio: Studio, browser: TestClient) -> None:
    told = section(made(browser, "registre", premier="1", dernier="2"), "registre")
    assert "les paraphes s’arrêtent au feuillet 2" in told
    assert "écrivez 4 au dernier feuillet paraphé" in told
    assert "--sheets" not in told


@pytest.mark.parametrize("sheets", [{"premier": "zéro"}, {"premier": "-1"}, {"premier": "5", "dernier": "2"}])
def test_a_sheet_that_is_none_is_refused(browser: TestClient, sheets: dict[str, str]) -> None:
    assert ask(browser, "registre", **sheets).status_code == 400


@pytest.mark.parametrize("key", ["x", "%2e%2e%2fseances", "0" * 24])
def test_no_address_names_a_place(browser: TestClient, key: str) -> None:
    assert browser.get(f"/papier/{key}").status_code == 404


def test_open_data_want_the_siret(studio: Studio, browser: TestClient) -> None:
    place = studio.root / COUNCIL
    text = place.read_text(encoding="utf-8")
    page = browser.get(PAGE).text
    assert "Il manque le SIRET de la collectivité." in section(page, "donnees")
    assert re.search(r'id="faire-donnees"[^>]* disabled', page)
    place.write_text(text + "\nsiret: 21290294400013\n", encoding="utf-8")
    page = browser.get(PAGE).text  # one digit is wrong: the sessions are read, open data alone wait
    assert "Il manque le SIRET de la collectivité." in section(page, "donnees")
    assert "Illisible" not in browser.get("/").text
    place.write_text(text + "\nsiret: 21290294400017\n", encoding="utf-8")
    page = browser.get(PAGE).text
    assert not re.search(r'id="faire-donnees"[^>]* disabled', page)
    page = made(browser, "donnees")
    assert "2 délibérations, au schéma national 2.1.5." in section(page, "donnees")
    (address,) = re.findall(r'href="(/papier/\w+)" download', page.partition('id="archive"')[0])
    assert browser.get(address).headers["content-disposition"].startswith("attachment")


def test_a_session_is_archived_once_its_acts_are_written(studio: Studio, browser: TestClient) -> None:
    assert ask(browser, "archive", seance="seances/../x.yaml").status_code == 400
    told = made(browser, "archive", seance=SESSION)
    assert "«\u00a0Écrire les actes\u00a0»" in html.unescape(told)
    assert f'href="{address_of(SESSION, "relire")}"' in told.partition('id="archive"')[2]


def test_what_changed_is_told_in_a_sentence(studio: Studio, browser: TestClient) -> None:
    assert "Aucun acte de cette collectivité n’a encore été écrit." in section(
        made(browser, "verification"), "verification"
    )
    place = studio.root / SESSION
    made(browser, "registre")
    page = made(browser, "verification")
    assert "1 fichier inchangé." in section(page, "verification") and _edge(page) == "bon"
    place.write_bytes(place.read_bytes() + b"# note\n")
    page = made(browser, "verification")
    told = section(page, "verification")
    assert "1 fichier inchangé ; la séance « le-trehou-2024-11-14.yaml » a changé depuis." in told.replace(
        "\u202f", " "
    )
    assert _edge(page) == "mauvais"
    (register,) = studio.root.glob("output/*/registre-2024/registre-2024.pdf")
    register.write_bytes(register.read_bytes() + b"% x\n")
    told = section(made(browser, "verification"), "verification")
    assert "1 fichier modifié depuis" in told
    assert "registre-2024 : registre-2024.pdf" in told


def test_what_is_not_asked_for_here_is_no_page(browser: TestClient) -> None:
    assert ask(browser, "effacer").status_code == 404
    assert ask(browser, "registre", an="2O24").status_code == 400


def test_a_session_that_cannot_be_read_keeps_the_register_back(studio: Studio, browser: TestClient) -> None:
    place = studio.root / SESSION
    place.write_text(place.read_text(encoding="utf-8") + "inconnue: oui\n", encoding="utf-8")
    told = section(browser.get(PAGE).text, "registre")
    assert "Cette séance ne peut pas entrer au registre : 1 erreur à corriger d’abord." in told
    assert "Aucune délibération de 2024 à inscrire." in told
