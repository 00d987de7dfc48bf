"""« Le groupement »: where each member stands, what is told of one, what comes back, what goes out."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from httpx2 import Response
from openpyxl import Workbook
from starlette.testclient import TestClient

import actgen
from actgen.api.mailing import mailed as told_of
from actgen.group.batch import prepare_batch
from actgen.session.jobs import Workers
from actgen.session.result import Options
from actgen.studio.application import pages
from actgen.studio.desk import Desk, Identity, address_of
from actgen.studio.gate import Gate
from tests.group.espaces import espace, seance
from tests.studio.house import WRITES, Studio, once_made
from tests.studio.test_screens import _flat

GROUP = "groupements/papier.yaml"
PAGE = address_of(GROUP, "groupement")
TABLE = """commune;vote;deliberation;numero;transmise;recue_prefecture;publiee;notifiee;signee;signataire
Le Faou;adoptée;07/11/2024;;08/11/2024;08/11/2024;12/11/2024;;;Membre 1, maire
Daoulas;adoptée;12/11/2024;2024-58;14/11/2024;;14/11/2024;20/11/2024;25/11/2024;Membre 1, maire
Hanvec;adoptée;14/11/2024;;;;;;;
Irvillac;rejetée;13/11/2024;;18/11/2024;;18/11/2024;;;
Le Tréhou;adoptée;31/11/2024;;;;;;;
"""
LIST = """    - commune: Hanvec              # reçu par courriel
      resultat: adoptée
      deliberation_du: 14/11/2024
"""
HANVEC, DAOULAS, LOGONNA, FAOU = "29078", "29043", "29137", "29053"
FORM = {"content-type": "application/x-www-form-urlencoded"}
TODAY = datetime(2025, 1, 10, 9, 0)


class Group(Studio):
    """The studio of a coordinator, on the tenth of January 2025."""

    def __init__(self, folder: Path, retours: str = "", table: bytes | None = TABLE.encode()) -> None:
        super().__init__(folder, bare=True)
        file = espace(folder, retours)
        text = file.read_text(encoding="utf-8").replace("lancement: 06/01/2025", "lancement: 03/02/2025")
        file.write_text(text, encoding="utf-8")  # a consultation that isn't out yet: councils may still join
        if table is not None:
            named = text.replace("\nconseils:", "  retours: papier-retours.csv\n\nconseils:", 1)
            file.write_text(named, encoding="utf-8")
            (folder / "groupements/papier-retours.csv").write_bytes(table)
        self.app = _application(self)

    @property
    def table(self) -> Path:
        return self.root / "groupements/papier-retours.csv"

    @property
    def file(self) -> Path:
        return self.root / GROUP


def _application(studio: Studio) -> Gate:
    desk = Desk(actgen.Workspace(studio.root), Identity("Membre 1"), lambda: TODAY)
    return Gate(pages(desk, studio.lifetime), studio.keys, studio.lifetime)


@pytest.fixture
def studio(tmp_path: Path) -> Group:
    return Group(tmp_path / "epci")


@pytest.fixture
def listed(tmp_path: Path) -> Group:
    return Group(tmp_path / "liste", LIST, None)


def shown(browser: TestClient, code: str = "") -> str:
    return browser.get(PAGE, params={"membre": code} if code else {}).text


def tell(browser: TestClient, code: str, before: Mapping[str, str] | None = None, **values: Any) -> Response:
    """What a browser sends of the form of a member, in which these values were typed."""
    page = shown(browser, code)
    there = dict(re.findall(r'name="avant-(\w+)" value="(.*?)"', page)) | dict(before or {})
    form = {"membre": code} | there | {f"avant-{name}": value for name, value in there.items()} | values
    return browser.post(address_of(GROUP, "membre"), data=form, headers=WRITES)


def drop(browser: TestClient, name: str, content: bytes) -> tuple[int, str]:
    sent = [("retour", (name, content, "application/octet-stream"))]
    answer = browser.post(address_of(GROUP, "retours"), files=sent, headers=WRITES)
    told = re.findall(r'<p class="(?:recu|faute)"[^>]*>(.*?)</p>', answer.text)
    return answer.status_code, _flat(" ".join(told))


# where each stands


def test_each_member_is_told_with_what_it_lacks(studio: Group) -> None:
    page = shown(studio.browser())
    told = _flat(page)
    band = _flat(page.partition('id="bandeau"')[2].partition("</section>")[0])
    assert "papier · groupement de commandes 3 délibérations sur 6" in band
    assert "1 à vérifier En retard Délibérations des conseils : avant le mardi 31 décembre 2024" in band
    assert "Enregistré" in band
    assert "Où en est chacun, au 10/01/2025" in told
    assert "Les conseils devaient délibérer avant le mardi 31 décembre 2024." in told
    assert "1 membre en retard : Logonna-Daoulas." in told
    assert "1 réponse à vérifier : Le Tréhou." in told
    answers = page.partition('id="remarques"')[2]
    assert re.search('<a href="[^"]*membre=29294#note">Le Tréhou\u00a0: ce qui est revenu</a>', answers)
    assert "3 / 6 adoptée 58 % des habitants" in told
    assert "Daoulas 12/11/2024 14/11/2024 14/11/2024 14/11/2024 20/11/2024 25/11/2024 Rien" in told
    assert "1 / 5 notifiée" in told
    assert "Notifiée au coordonnateur le" in _flat(shown(studio.browser(), DAOULAS))
    assert "Irvillac rejetée 13/11/2024 18/11/2024" in told
    assert "Logonna-Daoulas – – – – – – Délibération, en retard" in told
    assert "Le 31/11/2024 n’existe pas" in told
    assert "Les réponses sont lues dans « papier-retours.csv »" in told


def test_the_first_page_leads_to_the_group(studio: Group) -> None:
    browser, link = studio.browser(), f'<a href="{PAGE}">L’achat de papier</a>'
    page = browser.get("/").text
    assert link in page
    assert "Aucune commune n’est encore dans ce dossier" in page
    assert '<input id="nom" name="nom"' in page  # a member may have been sent it before all else
    (studio.root / "seances/hanvec.yaml").write_text(seance("Hanvec"), encoding="utf-8")
    assert link in browser.get("/").text


def test_late_councils_are_among_what_is_to_be_done(studio: Group) -> None:
    browser = studio.browser()
    page = browser.get("/a-faire").text
    told = _flat(page.partition('class="bloc retard"')[2])
    assert "avant le 31/12/2024 1 conseil à relancer Logonna-Daoulas" in told
    assert f'<a href="{PAGE}#envoi">Groupement de commandes\u00a0: l’achat de papier</a>' in page
    assert "les lettres de relance s’ouvrent sur la page du groupement" in told.lower()
    tell(browser, LOGONNA, vote="adoptée", deliberation="15/11/2024")
    assert "à relancer" not in browser.get("/a-faire").text


@pytest.mark.parametrize(
    ("launch", "block"),
    [("03/02/2025", "Plus tard"), ("12/01/2025", "Cette semaine"), ("10/01/2025", "En retard")],
)
def test_signatures_that_a_consultation_waits_for_are_among_what_is_to_be_done(
    studio: Group, launch: str, block: str
) -> None:
    text = studio.file.read_text(encoding="utf-8")
    studio.file.write_text(text.replace("lancement: 03/02/2025", f"lancement: {launch}"), encoding="utf-8")
    _, *blocks = studio.browser().get("/a-faire").text.split('<section class="bloc ')
    (there,) = [each for each in blocks if "à recueillir" in each]
    assert re.search(rf">{block} <span", there)
    told = _flat(there)
    assert f"avant le {launch} 2 signatures à recueillir avant la consultation Le Faou, Hanvec" in told
    assert f'href="{PAGE}#membres"' in there


def test_a_member_is_shown_no_fault_but_its_own(tmp_path: Path) -> None:
    studio = Group(tmp_path / "epci", table=None)  # all of them on the line « communes »
    wrong = seance("Logonna-Daoulas", vote="14 pour, 0 contre")
    (studio.root / "seances/logonna.yaml").write_text(wrong, encoding="utf-8")
    fault = "Logonna-Daoulas : sa séance a"
    assert fault in _flat(shown(studio.browser(), LOGONNA).partition("<form")[0])
    for code in (HANVEC, DAOULAS, FAOU, "29248"):
        note = shown(studio.browser(), code).partition('id="note"')[2].partition("</section>")[0]
        assert "sa séance a" not in note


def test_a_coordinator_is_not_asked_to_remind_itself(tmp_path: Path) -> None:
    studio = Group(
        tmp_path / "epci",
        table=TABLE.replace(
            "Le Faou;adoptée;07/11/2024;;08/11/2024;08/11/2024;12/11/2024;;;Membre 1, maire\n", ""
        ).encode(),
    )
    assert "à relancer Logonna-Daoulas" in _flat(studio.browser().get("/a-faire").text)


def test_a_letter_that_was_written_is_opened_from_the_member_it_reminds(studio: Group) -> None:
    browser = studio.browser()
    assert ">Lettre</a>" not in shown(browser)
    list(prepare_batch(studio.file, Options(formats=("html",), out=studio.root / "output")).run(Workers(1)))
    page = shown(browser)
    (address,) = re.findall(
        r'<a href="(/papier/\w+)"[^>]* aria-label="La lettre à Logonna-Daoulas">Lettre</a>', page
    )
    assert "Votre conseil est invité" in browser.get(address).text
    tell(browser, LOGONNA, vote="adoptée", deliberation="15/11/2024")
    assert ">Lettre</a>" not in shown(browser)


def test_annexe_1_is_that_of_today_and_can_do_nothing(studio: Group) -> None:
    browser = studio.browser()
    address = address_of(GROUP, "annexe-1")
    assert f'src="{address}" sandbox="allow-same-origin"' in shown(browser)
    answer = browser.get(address)
    policy = answer.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "sandbox" in policy
    told = _flat(answer.text)
    assert "Liste arrêtée au 10 janvier 2025 : 2 membres, parties à la convention." in told
    assert "Daoulas (29043)" in told
    assert "Hanvec" not in told
    tell(browser, HANVEC, transmise="15/11/2024", publiee="16/11/2024")
    assert "Hanvec (29078)" in _flat(browser.get(address).text)


def test_a_group_that_cannot_be_read_says_what_to_mend(studio: Group) -> None:
    studio.file.write_text("objet: [\n", encoding="utf-8")
    browser = studio.browser()
    told = _flat(shown(browser))
    assert "Ce groupement ne peut pas être lu" in told
    assert "À corriger" in told
    assert "ne peut pas encore être faite" in _flat(browser.get(address_of(GROUP, "annexe-1")).text)


# what is told of a member


def test_a_date_is_written_in_the_table_and_nothing_else(studio: Group) -> None:
    browser = studio.browser()
    answer = tell(browser, HANVEC, transmise="15/11/2024", signataire="Membre 2, maire")
    assert answer.headers["location"] == f"{PAGE}?membre={HANVEC}&fait=note"
    expected = TABLE.replace("14/11/2024;;;;;;;", "14/11/2024;;15/11/2024;;;;;Membre 2, maire")
    assert studio.table.read_bytes() == expected.encode()
    assert 'value="15/11/2024"' in shown(browser, HANVEC)
    tell(browser, HANVEC, transmise="", signataire="")
    assert studio.table.read_bytes() == TABLE.encode()


def test_a_date_without_its_year_is_the_last_such_day(studio: Group) -> None:
    tell(studio.browser(), HANVEC, transmise="15/11")
    assert studio.table.read_bytes() == TABLE.replace("14/11/2024;;;", "14/11/2024;;15/11/2024;", 1).encode()


def test_a_member_that_was_not_heard_has_a_line(studio: Group) -> None:
    tell(studio.browser(), LOGONNA, vote="adoptée", deliberation="vendredi 15 novembre 2024")
    assert studio.table.read_text(encoding="utf-8") == TABLE + "Logonna-Daoulas;adoptée;15/11/2024;;;;;;;\n"


def test_a_date_is_written_in_the_list_of_the_file(listed: Group) -> None:
    browser = listed.browser()
    before = listed.file.read_text(encoding="utf-8")
    tell(browser, HANVEC, transmise="15/11/2024")
    after = listed.file.read_text(encoding="utf-8")
    assert after == before.replace(LIST, LIST + "      transmise_le: 15/11/2024\n")
    tell(browser, DAOULAS, vote="rejetée", deliberation="12/11/2024")
    more = "    - commune: Daoulas\n      resultat: rejetée\n      deliberation_du: 12/11/2024\n"
    assert more in listed.file.read_text(encoding="utf-8")
    tell(browser, HANVEC, transmise="")
    assert listed.file.read_text(encoding="utf-8") == before.replace(LIST, LIST + more)
    answer = tell(browser, HANVEC, vote="sous réserve")
    assert (answer.status_code, "Le résultat du vote est" in _flat(answer.text)) == (422, True)
    tell(browser, DAOULAS, vote="ajournée")
    assert "resultat: ajournée\n      deliberation_du: 12/11/2024" in listed.file.read_text(encoding="utf-8")
    assert "Délibération (ajournée le 12/11/2024)" in _flat(browser.get(PAGE).text)


def test_the_first_answer_begins_the_list(tmp_path: Path) -> None:
    studio = Group(tmp_path / "vide", "", None)
    tell(studio.browser(), HANVEC, vote="adoptée", deliberation="14/11/2024")
    group = actgen.Workspace(studio.root).group(GROUP)
    (told,) = (each for each in group.members(date(2025, 1, 10)) if each.code == HANVEC)
    assert told.jours[0] == ("adoptée", "14/11/2024")


def test_nothing_typed_touches_nothing(studio: Group) -> None:
    seen = studio.table.stat().st_mtime_ns
    assert tell(studio.browser(), DAOULAS).status_code == 303
    assert studio.table.stat().st_mtime_ns == seen


@pytest.mark.parametrize(
    ("values", "why"),
    [
        ({"transmise": "31/11/2024"}, "n’existe pas"),
        ({"transmise": "bientôt"}, ""),
        ({"vote": "sous réserve"}, "Le résultat du vote est"),
        ({"signataire": "=HYPERLINK(1)"}, "ne commence pas par"),
        ({"numero": 'x"y'}, "sans guillemets droits"),
    ],
)
def test_what_is_none_stays_typed_and_is_not_written(studio: Group, values: dict[str, Any], why: str) -> None:
    answer = tell(studio.browser(), HANVEC, **values)
    assert answer.status_code == 422
    (typed,) = values.values()
    assert typed in _flat(answer.text) or typed.replace('"', "&#34;") in answer.text
    assert why in _flat(answer.text)
    assert studio.table.read_bytes() == TABLE.encode()


def test_what_another_wrote_meanwhile_is_kept(studio: Group) -> None:
    browser = studio.browser()
    theirs = TABLE.replace("Hanvec;adoptée;14/11/2024;;", "Hanvec;adoptée;14/11/2024;2024-7;")
    studio.table.write_text(theirs, encoding="utf-8")
    answer = tell(browser, HANVEC, {"numero": ""}, publiee="16/11/2024")  # the page was older
    assert answer.status_code == 303
    assert "Hanvec;adoptée;14/11/2024;2024-7;;;16/11/2024;;;" in studio.table.read_text(encoding="utf-8")
    answer = tell(browser, HANVEC, {"numero": ""}, numero="2024-8")
    assert (answer.status_code, "a été changé entre-temps" in answer.text) == (422, True)
    assert "2024-7" in studio.table.read_text(encoding="utf-8")


def test_what_would_change_another_member_is_not_saved(
    studio: Group, monkeypatch: pytest.MonkeyPatch
) -> None:
    spoilt = TABLE.replace("Daoulas;adoptée", "Daoulas;rejetée").encode()
    monkeypatch.setattr("actgen.api.returns.written_in_table", lambda *_: spoilt)
    answer = tell(studio.browser(), HANVEC, publiee="16/11/2024")
    assert (answer.status_code, "ouvrez-le dans votre tableur" in answer.text) == (422, True)
    assert studio.table.read_bytes() == TABLE.encode()


@pytest.mark.parametrize("code", ["29999", "../x", "<b>"])
def test_nobody_else_is_told_of(studio: Group, code: str) -> None:
    browser = studio.browser()
    assert browser.get(PAGE, params={"membre": code}).status_code == 400
    answer = browser.post(address_of(GROUP, "membre"), data={"membre": code}, headers=WRITES)
    assert answer.status_code == 400


def test_a_workbook_is_left_to_its_program(studio: Group) -> None:
    book, content = Workbook(write_only=True), io.BytesIO()
    sheet = book.create_sheet()
    for row in TABLE.splitlines():
        sheet.append(row.split(";"))
    book.save(content)
    studio.table.with_suffix(".xlsx").write_bytes(content.getvalue())
    text = studio.file.read_text(encoding="utf-8")
    studio.file.write_text(text.replace("papier-retours.csv", "papier-retours.xlsx"), encoding="utf-8")
    browser = studio.browser()
    page = shown(browser, HANVEC)
    assert "complétez-le dans votre tableur" in _flat(page)
    assert 'id="noter"' not in page
    assert tell(browser, HANVEC, publiee="16/11/2024").status_code == 422
    assert studio.table.with_suffix(".xlsx").read_bytes() == content.getvalue()


# files that come back


@pytest.mark.parametrize("name", ["../../x.csv", "C:\\x\\Réponses été.csv", "con.csv", ".csv"])
def test_a_name_leads_nowhere(studio: Group, name: str) -> None:
    before = set(studio.root.parent.rglob("*"))
    drop(studio.browser(), name, TABLE.encode())
    for place in set(studio.root.parent.rglob("*")) - before:
        assert place.parent == studio.root / "groupements"
        assert re.fullmatch(r"[\w.-]+", place.name, re.ASCII)


@pytest.mark.parametrize(
    ("name", "content", "why"),
    [
        ("retours.csv", b"un;deux\n1;2\n", "ne nomme les colonnes"),
        ("retours.csv", b"\x00\x01", ""),
        ("retours.xlsx", b"PK\x03\x04", ""),
        ("retours.xls", TABLE.encode(), "il est attendu ici"),
        ("acte.pdf", b"%PDF-1.7", "il est attendu ici"),
        ("seance.yaml", b"seance: [", "ne peut pas être lu"),
        ("seance.yaml", b"collectivite: x\nseance:\n  date: demain\n", "ne peut pas être lu"),
    ],
)
def test_what_is_no_answer_is_refused(studio: Group, name: str, content: bytes, why: str) -> None:
    before = {place: place.read_bytes() for place in studio.root.rglob("*") if place.is_file()}
    status, told = drop(studio.browser(), name, content)
    assert status == 422
    assert why in told
    after = {place: place.read_bytes() for place in studio.root.rglob("*") if place.is_file()}
    assert {place for place in after if place.name != ".actgen.lock"} == set(before)


def test_a_session_is_put_with_the_sessions(studio: Group) -> None:
    browser, content = studio.browser(), seance("Logonna-Daoulas").encode()
    assert drop(browser, "logonna.yaml", content) == (
        200,
        "« logonna.yaml » : séance de Logonna-Daoulas du 14/11/2024.",
    )
    assert (studio.root / "seances/recues/logonna.yaml").read_bytes() == content
    assert "Logonna-Daoulas 14/11/2024 18/11/2024 19/11/2024 19/11/2024" in _flat(shown(browser))
    assert "est déjà là, à l’identique" in drop(browser, "logonna.yaml", content)[1]
    again = drop(browser, "logonna-14-11.yaml", content)[1]  # received twice, it would be two sessions
    assert "déjà là, à l’identique, sous le nom « seances/recues/logonna.yaml »" in again.replace(
        "\u00a0", " "
    )
    assert not list(studio.root.rglob("logonna-14-11.yaml"))
    status, told = drop(browser, "logonna.yaml", content + b"# autre\n")
    assert (status, "est laissée telle quelle" in told) == (422, True)
    assert (studio.root / "seances/recues/logonna.yaml").read_bytes() == content


def test_what_follows_the_session_of_a_member_is_not_the_coordinators_to_do(studio: Group) -> None:
    mine = seance("Le Faou").replace("    groupement: papier\n", "").replace("adhesion_groupement", "voeu")
    (studio.root / "seances/le-faou.yaml").write_text(mine, encoding="utf-8")
    browser, content = studio.browser(), seance("Logonna-Daoulas").encode()
    drop(browser, "logonna.yaml", content)
    for page in ("/", "/a-faire"):
        told = _flat(browser.get(page).text.partition('id="liste"')[0])
        assert "En retard" in told and "Le Faou, séance du 14 novembre 2024" in told
        assert "Logonna-Daoulas, séance du" not in told
    assert "Séances reçues de membres d’un groupement (Logonna-Daoulas)" in told
    assert "Logonna-Daoulas" not in browser.get("/a-faire/agenda.ics").text


def test_a_session_of_another_matter_is_refused(studio: Group) -> None:
    other = seance("Logonna-Daoulas").replace("    acte: adhesion_groupement\n    groupement: papier\n", "")
    status, told = drop(
        studio.browser(), "logonna.yaml", other.replace("vote:", "objet: x\n    vote:").encode()
    )
    assert (status, "ne parle pas de ce groupement" in told) == (422, True)
    assert not list(studio.root.rglob("logonna.yaml"))


def test_a_table_does_not_take_the_place_of_a_list(listed: Group) -> None:
    before = listed.file.read_bytes()
    status, told = drop(listed.browser(), "retours.csv", TABLE.encode())
    assert (status, "un tableau les remplacerait" in told) == (422, True)
    assert listed.file.read_bytes() == before
    assert not (listed.root / "groupements/retours.csv").exists()


# papers that go out


def mailed(browser: TestClient) -> str:
    answer = browser.post(address_of(GROUP, "actes"), data={}, headers=WRITES | FORM)
    assert answer.headers["location"] == f"{PAGE}#envoi"
    return once_made(browser, PAGE)


@pytest.mark.slow
def test_the_papers_of_communes_are_written_and_opened(studio: Group) -> None:
    studio.table.write_text(TABLE.replace("31/11/2024", "30/11/2024"), encoding="utf-8")
    browser = studio.browser()
    page = mailed(browser)
    told = _flat(page)
    assert "2 dossiers, 0 refus." in told
    assert "Projets, à compléter avant de les envoyer Convention à signer" in told
    assert "ligne" not in told.partition("Projets")[2].partition("Où ils sont")[0]
    folder = studio.root / "output/groupement-papier"
    (letter,) = folder.glob("communes/29137-logonna-daoulas/avant-le-vote/1-rappel.pdf")
    addresses = re.findall(r'href="(/papier/\w+)"[^>]*>1-rappel.pdf<', page)
    assert [browser.get(each).content for each in addresses] == [letter.read_bytes()]
    assert "tous étaient déjà écrits à l’identique" in _flat(mailed(browser))


def test_a_group_at_fault_has_no_papers(studio: Group) -> None:
    studio.file.write_text("objet: [\n", encoding="utf-8")
    told = told_of(actgen.Workspace(studio.root).group(GROUP).batch())
    assert (told.phrase, told.bon) == (
        "Rien n’est écrit\u00a0: corrigez d’abord le dossier du groupement.",
        False,
    )
    assert told.constats


def test_a_signatory_without_a_name_is_asked_for_at_its_field(studio: Group) -> None:
    browser = studio.browser()
    assert "faute-signataire" not in shown(browser, DAOULAS)
    tell(browser, DAOULAS, signataire="le maire")
    page = shown(browser, DAOULAS)
    (at_field,) = re.findall(r'id="faute-signataire">(.*?)</p>', page)
    assert "« le maire » ne dit pas le prénom, le nom et la qualité" in _flat(at_field)
    assert "Il manque : nom et qualité du signataire." in _flat(page)
