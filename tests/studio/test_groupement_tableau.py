"""A table of returns that is dropped completes what is recorded: nothing is lost, nothing changed unasked."""

from __future__ import annotations

import html
import io
import re
from datetime import date
from pathlib import Path

import pytest
from httpx2 import Response
from openpyxl import Workbook
from starlette.testclient import TestClient

import actgen
from actgen.studio.desk import address_of
from tests.studio.house import WRITES
from tests.studio.test_groupement import FAOU, GROUP, HANVEC, PAGE, TABLE, Group, drop, shown, tell
from tests.studio.test_screens import _flat

NAMES = "commune;vote;deliberation;numero;transmise;recue_prefecture;publiee;notifiee;signee;signataire\n"
NEWS = (
    "commune;vote;deliberation;transmise;publiee;signee\nHanvec;adoptée;14/11/2024;15/11/2024;16/11/2024;\n"
)
OTHERWISE = NEWS + "Daoulas;rejetée;12/11/2024;14/11/2024;;\nIrvillac;;;;;02/12/2024\n"
HANVEC_BEFORE, HANVEC_AFTER = "14/11/2024;;;;;;;", "14/11/2024;;15/11/2024;;16/11/2024;;;"


@pytest.fixture
def studio(tmp_path: Path) -> Group:
    return Group(tmp_path / "epci")


def table_of(studio: Group) -> str:
    return studio.table.read_bytes().decode()


def take(browser: TestClient, page: str, *codes: str) -> Response:
    """What a browser sends of the table that a page asks about, with the boxes of these members."""
    (depot,) = re.findall(r'name="depot" value="(\w+)"', page)
    boxes = {f"membre-{code}": "oui" for code in codes}
    assert set(boxes) <= set(re.findall(r'type="checkbox" name="([\w-]+)"', page))
    return browser.post(address_of(GROUP, "reprendre"), data={"depot": depot} | boxes, headers=WRITES)


def sent(browser: TestClient, content: bytes, name: str = "reponses.csv") -> Response:
    files = [("retour", (name, content, "application/octet-stream"))]
    return browser.post(address_of(GROUP, "retours"), files=files, headers=WRITES)


def undo(browser: TestClient) -> Response:
    return browser.post(address_of(GROUP, "defaire"), data={"membre": ""}, headers=WRITES)


def workbook(table: str) -> bytes:
    book, content = Workbook(write_only=True), io.BytesIO()
    sheet = book.create_sheet()
    for row in table.splitlines():
        sheet.append(row.split(";"))
    book.save(content)
    return content.getvalue()


@pytest.mark.parametrize("name", ["reponses.csv", "papier-retours.csv"])
def test_what_a_table_leaves_empty_stays_as_it_is_recorded(studio: Group, name: str) -> None:
    browser = studio.browser()
    before = set(studio.root.rglob("*"))
    told = drop(browser, name, NEWS.encode("cp1252"))
    assert told == (200, f"« {name} » : 1 ligne lue ; 2 réponses notées.")
    assert table_of(studio) == TABLE.replace(HANVEC_BEFORE, HANVEC_AFTER)
    assert {place.name for place in set(studio.root.rglob("*")) - before} <= {".actgen.lock"}
    told = drop(browser, name, NEWS.encode())
    assert told == (200, f"« {name} » : 1 ligne lue ; rien de nouveau, tout y est déjà noté.")


def test_what_a_table_would_change_is_asked_first(studio: Group) -> None:
    browser = studio.browser()
    page = sent(browser, OTHERWISE.encode()).text
    assert table_of(studio) == TABLE
    told = _flat(page)
    assert "« reponses.csv » contredit 1 réponse déjà notée. Rien n’est encore changé." in told
    assert "3 réponses nouvelles à noter." in told
    assert "Daoulas Vote adoptée rejetée" in told
    answer = take(browser, page)
    assert "3 lignes lues ; 3 réponses notées, 1 membre laissé tel quel." in _flat(answer.text)
    kept = TABLE.replace(HANVEC_BEFORE, HANVEC_AFTER).replace(
        "13/11/2024;;18/11/2024;;18/11/2024;;;", "13/11/2024;;18/11/2024;;18/11/2024;;02/12/2024;"
    )
    assert table_of(studio) == kept
    assert take(browser, page).status_code == 422  # it was taken already


def test_a_member_that_is_ticked_is_changed(studio: Group) -> None:
    browser = studio.browser()
    answer = take(browser, sent(browser, OTHERWISE.encode()).text, "29043")
    assert "1 réponse changée." in _flat(answer.text)
    assert "Daoulas;rejetée;12/11/2024;2024-58;14/11/2024;;14/11/2024;20/11/2024;25/11/2024;" in table_of(
        studio
    )


def test_a_table_is_taken_back_from_the_page(studio: Group) -> None:
    browser = studio.browser()
    page = sent(browser, NEWS.encode()).text
    assert "Annuler : le tableau « reponses.csv »" in _flat(page)
    answer = undo(browser)
    assert answer.headers["location"] == f"{PAGE}?fait=annule"
    assert table_of(studio) == TABLE
    assert 'id="defaire"' not in shown(browser)


def test_what_was_told_of_a_member_is_taken_back_and_never_over_what_came_after(studio: Group) -> None:
    browser = studio.browser()
    answer = tell(browser, HANVEC, publiee="16/11/2024")
    page = _flat(browser.get(answer.headers["location"]).text)
    assert re.search(r"Enregistré .*: Hanvec\. Annuler : Hanvec", page)
    undo(browser)
    assert table_of(studio) == TABLE
    tell(browser, HANVEC, publiee="16/11/2024")
    theirs = table_of(studio) + "Logonna-Daoulas;adoptée;15/11/2024;;;;;;;\n"
    studio.table.write_text(theirs, encoding="utf-8")
    assert 'id="defaire"' not in shown(browser)
    assert undo(browser).status_code == 409
    assert table_of(studio) == theirs


def test_a_heading_that_the_recorded_table_lacks_is_added(tmp_path: Path) -> None:
    studio = Group(tmp_path / "epci", table=b"commune;vote;deliberation\r\nHanvec;;\r\n")
    drop(studio.browser(), "reponses.csv", NEWS.encode())
    assert table_of(studio) == (
        "commune;vote;deliberation;transmise;publiee\r\nHanvec;adoptée;14/11/2024;15/11/2024;16/11/2024\r\n"
    )


def test_what_cannot_be_taken_is_said_and_the_rest_is(studio: Group) -> None:
    table = (
        "commune;vote;deliberation;transmise;avis du maire\n"
        "Hanvec;;;32/11/2024;\nLogonna-Daoulas;adoptée;15/11/2024;;oui\nBrest;adoptée;15/11/2024;;\n"
    )
    told = _flat(sent(studio.browser(), table.encode()).text)
    assert "3 lignes lues ; 2 réponses notées." in told
    assert "Hanvec, ligne 2 : Le 32/11/2024" in told
    assert "Brest n’est pas membre du groupement" in told
    assert "La colonne « avis du maire » n’est pas connue" in told
    assert table_of(studio) == TABLE + "Logonna-Daoulas;adoptée;15/11/2024;;;;;;;\n"


def test_a_date_that_cannot_be_read_is_replaced_only_when_asked(studio: Group) -> None:
    browser = studio.browser()
    page = sent(browser, b"commune;deliberation\nLe Tr\xe9hou;30/11/2024\n").text
    assert "Le Tréhou Date de la délibération 31/11/2024 30/11/2024" in _flat(page)
    take(browser, page, "29294")
    assert "Le Tréhou;adoptée;30/11/2024;" in table_of(studio)


def test_a_table_dropped_on_a_workbook_completes_it_and_empties_nothing(studio: Group) -> None:
    """It took the workbook's place: seventy answers went under « 2 réponses changées »."""
    studio.table.with_suffix(".xlsx").write_bytes(workbook(TABLE))
    file = studio.file.read_text(encoding="utf-8").replace("papier-retours.csv", "papier-retours.xlsx")
    studio.file.write_text(file, encoding="utf-8")
    browser = studio.browser()

    def days() -> dict[str, object]:
        group = actgen.Workspace(studio.root).group(GROUP)
        return {each.code: (each.jours, each.manque) for each in group.members(date(2025, 1, 10))}

    before = days()
    page = sent(browser, OTHERWISE.encode()).text
    assert "contredit 1 réponse déjà notée" in _flat(page) and "seront reprises avec elles" in _flat(page)
    assert "2024 vide" not in _flat(page) and studio.file.read_text(encoding="utf-8") == file
    told = _flat(take(browser, page).text)
    assert "3 réponses notées, 1 membre laissé tel quel. Toutes les réponses sont à présent" in told
    assert "retours: reponses.csv" in studio.file.read_text(encoding="utf-8")
    after = days()
    assert {code for code in before if after[code] != before[code]} == {HANVEC, "29086"}  # whom it adds to
    assert 'name="transmise" value="15/11/2024"' in shown(browser, HANVEC)
    assert 'name="deliberation" value="31/11/2024"' in shown(browser, "29294")  # as it was, to be mended
    undo(browser)
    assert studio.file.read_text(encoding="utf-8") == file


def test_the_first_table_is_named_by_the_file_and_no_inferred_fact_is_asked_about(tmp_path: Path) -> None:
    studio = Group(tmp_path / "epci", table=None)
    status, told = drop(
        studio.browser(), "retours.csv", f"{NAMES}Le Faou;;;;;;;;;Membre 9, adjoint\n".encode()
    )
    assert (status, told) == (200, "« retours.csv » : 1 ligne lue ; 1 réponse notée.")
    assert "retours: retours.csv" in studio.file.read_text(encoding="utf-8")
    assert 'value="Membre 9, adjoint"' in shown(studio.browser(), FAOU)


def test_a_table_that_would_not_say_the_same_is_not_saved(
    studio: Group, monkeypatch: pytest.MonkeyPatch
) -> None:
    spoilt = TABLE.replace("25/11/2024", "").encode()
    monkeypatch.setattr("actgen.api.merging._completed", lambda *_: spoilt)
    answer = sent(studio.browser(), NEWS.encode())
    assert answer.status_code == 422
    refused = "« papier-retours.csv », Daoulas et Hanvec : Ce tableau ne se laisse pas compléter"
    assert refused in _flat(answer.text)
    assert table_of(studio) == TABLE


def test_a_date_that_cannot_be_read_is_shown_in_its_field_with_its_fault(studio: Group) -> None:
    browser = studio.browser()
    page = shown(browser, "29294")
    assert 'name="deliberation" value="31/11/2024"' in page
    (fault,) = re.findall(r'id="faute-deliberation">(.*?)</p>', page)
    assert "Le 31/11/2024 n’existe pas" in html.unescape(fault)
    assert 'aria-describedby="faute-deliberation" aria-invalid="true"' in page
    assert tell(browser, "29294", deliberation="30/11/2024").status_code == 303
    assert "Le Tréhou;adoptée;30/11/2024;" in table_of(studio)
    assert "faute-deliberation" not in shown(browser, "29294")


RESERVE = """commune;vote;deliberation;numero
Hanvec;adoptée;14/11/2024;12
Logonna-Daoulas;adoptée sous réserve;15/11/2024;7
"""


@pytest.mark.parametrize(
    ("name", "place"),
    [("suivi.csv", "Logonna-Daoulas, ligne 3"), ("suivi.xlsx", "Logonna-Daoulas, cellule B3")],
)
def test_an_adoption_with_a_reserve_keeps_its_words_and_is_to_be_verified(
    studio: Group, name: str, place: str
) -> None:
    content = workbook(RESERVE) if name.endswith("xlsx") else RESERVE.encode()
    told = _flat(sent(studio.browser(), content, name).text)
    assert f"{place} : « adoptée sous réserve » ne dit ni « adoptée » ni « rejetée »" in told
    assert "Ces mots sont gardés, à vérifier." in told
    assert "Logonna-Daoulas;adoptée sous réserve;15/11/2024;7" in table_of(studio)
    page = _flat(shown(studio.browser()))
    assert (
        re.search(r"à vérifier : (?:[\w -]+, )?Logonna-Daoulas", page)
        and "vérification du retour" in page.lower()
    )
    assert "<option selected>adoptée sous réserve</option>" in shown(studio.browser(), "29137")


def test_a_line_whose_vote_cannot_be_written_down_is_left_whole(studio: Group) -> None:
    content = RESERVE.replace("adoptée sous réserve", '"adoptée ""sous réserve"""').encode()
    told = _flat(sent(studio.browser(), content, "suivi.csv").text)
    assert "Logonna-Daoulas, ligne 3 :" in told and "gardés" not in told
    assert "15/11/2024" not in table_of(studio)


TWICE = """commune;vote;deliberation;transmise;Observations
Hanvec;Adoptée;14/11/2024;;
Logonna-Daoulas;Adoptée;15/11/2024;18/11/2024;s’est retirée
Hanvec;Rejetée;15/11/2024;;
Irvillac;;;;
"""


@pytest.mark.parametrize(
    ("name", "places"), [("suivi.csv", "ligne 2 et ligne 4"), ("suivi.xlsx", "cellule A2 et cellule A4")]
)
def test_a_member_with_two_lines_is_left_and_named_and_the_others_are_taken(
    studio: Group, name: str, places: str
) -> None:
    """One such line refused the whole table, without a word of why."""
    content = workbook(TWICE) if name.endswith("xlsx") else TWICE.encode()
    told = _flat(sent(studio.browser(), content, name).text)
    assert f"Hanvec a deux lignes dans les retours ({places})." in told
    assert "3 réponses notées." in told
    assert table_of(studio) == TABLE + "Logonna-Daoulas;adoptée;15/11/2024;;18/11/2024;;;;;\n"


def test_a_column_of_notes_is_said_not_to_be_read_and_of_whom_it_tells(studio: Group) -> None:
    told = _flat(sent(studio.browser(), TWICE.encode()).text)
    assert "La colonne « Observations » n’est pas lue ; elle dit quelque chose de Logonna-Daoulas." in told
    silent = _flat(sent(studio.browser(), TWICE.replace("s’est retirée", "").encode()).text)
    assert "Observations" not in silent


def test_the_table_that_the_group_names_is_written_from_its_page(studio: Group) -> None:
    browser, before = studio.browser(), studio.table.read_bytes()
    assert 'id="ecrire-tableau"' not in browser.get(PAGE).text
    studio.table.unlink()
    assert 'id="ecrire-tableau"' in browser.get(PAGE).text
    answer = browser.post(address_of(GROUP, "tableau"), data={"": ""}, headers=WRITES)
    assert (answer.status_code, answer.headers["location"]) == (303, f"{PAGE}#retours")
    assert "Hanvec;;;" in table_of(studio)
    assert 'id="ecrire-tableau"' not in browser.get(PAGE).text
    studio.table.write_bytes(before)
    assert browser.post(address_of(GROUP, "tableau"), data={"": ""}, headers=WRITES).status_code == 400
    assert studio.table.read_bytes() == before, "one that is there stays as it is"
