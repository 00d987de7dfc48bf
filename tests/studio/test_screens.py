"""What the screens show, and what saving does to a file: nothing but what was asked."""

from __future__ import annotations

import html
import os
import re
import shutil
import tempfile
from datetime import datetime
from pathlib import Path

import pytest
from starlette.testclient import TestClient

import actgen
from actgen.base.errors import EnvironmentFault
from actgen.studio.application import application
from actgen.studio.desk import Desk, Identity, address_of, banner, key_of
from tests.studio.house import COUNCIL, DATA, OTHER, SESSION, WRITES, Studio, page_of


def _flat(text: str) -> str:
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", text)).replace("\u00a0", " ").split())


def _typed(page: str, which: int = 0) -> str:
    """What a text field of a page holds: the first end of line is not part of it."""
    return html.unescape(re.findall(r"<textarea[^>]*>\n(.*?)</textarea>", page, re.S)[which])


def _save(browser: TestClient, text: str, revision: str, name: str = SESSION) -> tuple[int, str]:
    form = {"texte": text.replace("\n", "\r\n"), "revision": revision}  # as a browser sends it
    answer = browser.post(page_of(name), data=form, headers=WRITES)
    return answer.status_code, answer.text


def test_the_sessions_are_listed_the_newest_first(studio: Studio, browser: TestClient) -> None:
    page = browser.get("/").text
    told = _flat(page)
    listed = _flat(page.partition("<tbody")[2])
    days = ["jeudi 23 janvier 2025", "jeudi 14 novembre 2024", "jeudi 21 novembre 2024"]
    assert re.findall(r"(\w+ \d+ \w+ 20\d\d)", listed) == days
    assert f'href="{address_of(SESSION, "lendemain")}"' in page
    assert "Actes exécutoires Rien 1 en retard Liste des délibérations à afficher" in told
    assert "Collectivité" in told


def test_the_list_says_what_is_wrong_and_what_lacks(studio: Studio, browser: TestClient) -> None:
    place = studio.root / SESSION
    text = place.read_text(encoding="utf-8")
    place.write_text(re.sub(r"  levee:.*\n", "", text), encoding="utf-8")
    (studio.root / OTHER).write_text("seance:\n  date: demain\n", encoding="utf-8")
    told = _flat(browser.get("/").text)
    assert "Heure de la levée" in told
    assert f"{OTHER.rpartition('/')[2]} Illisible" in told
    assert "à corriger" in told


def test_the_list_finds_read_what_was_read_while_its_window_opened(
    studio: Studio, browser: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    studio.desk.read_ahead().join()

    def again(*_: object) -> actgen.Session:
        raise AssertionError("a session is read twice")

    monkeypatch.setattr(actgen.Workspace, "session", again)
    assert "jeudi 14 novembre 2024" in _flat(browser.get("/").text)


def test_a_list_comes_before_its_oldest_sessions_are_read(studio: Studio) -> None:
    """The newest are told, and how many are still to come: a calm week is said of no session unread."""
    studio.desk = Desk(actgen.Workspace(studio.root), Identity(""), patience=-1)
    studio.app = application(studio.desk, studio.keys, studio.lifetime)
    browser = studio.browser()
    for read in (1, 2):
        page = browser.get("/").text
        listed = _flat(page.partition("<tbody")[2])
        assert "jeudi 23 janvier 2025" in listed
        assert ("jeudi 14 novembre 2024" in listed) == (read == 2)
        assert ("Lecture des séances : 1 sur 2…" in _flat(page)) == (read == 1)
        assert ("data-suivi" in page) == (read == 1)


def test_a_search_reads_every_session(studio: Studio) -> None:
    studio.desk = Desk(actgen.Workspace(studio.root), Identity(""), patience=-1)
    studio.app = application(studio.desk, studio.keys, studio.lifetime)
    assert "jeudi 14 novembre 2024, point 2" in _flat(
        studio.browser().get("/?cherche=papier+groupements").text
    )


def test_what_cannot_be_read_ahead_is_told_by_the_page_alone(
    studio: Studio, browser: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> actgen.Session:
        raise EnvironmentFault("Le disque est plein.")

    monkeypatch.setattr(actgen.Workspace, "session", broken)
    monkeypatch.setattr("threading.excepthook", lambda told: pytest.fail(str(told)))
    studio.desk.read_ahead().join()
    assert "Le disque est plein." in _flat(browser.get("/").text)


def test_a_deliberation_is_found_by_words_of_its_object(browser: TestClient) -> None:
    page = browser.get("/?cherche=papier+groupements").text
    found = page.partition('id="titre-trouves"')[2].partition("</section>")[0]
    asked = f"{address_of(SESSION, 'relire')}?acte=deliberation-02"
    assert f'<a href="{asked}">Adhésion au groupement de commandes' in found
    assert "jeudi 14 novembre 2024, point 2, n° D2024-11-02, adoptée, Le Tréhou" in _flat(found)
    assert '<option value="deliberation-02" selected>' in browser.get(asked).text
    assert asked in browser.get("/?cherche=D2024-11-02").text
    none = _flat(browser.get("/?cherche=piscine+<b>").text)
    assert "Aucune séance ni délibération ne dit « piscine <b> »." in none


def test_a_deliberation_is_found_by_what_it_decides_and_for_whom(browser: TestClient) -> None:
    def found(words: str) -> list[str]:
        page = _flat(browser.get("/", params={"cherche": words}).text)
        return re.findall(r"point \d, n° [\w-]+, \w+", page.partition("Revenir")[0])

    assert found("tarif 180 piscine") == []
    assert found("tarif 180") == ["point 3, n° D2024-11-03, adoptée"]
    assert found("d2024-11-03") == ["point 3, n° D2024-11-03, adoptée"]
    assert found("2024-11"), "a piece of a number finds what has it"


def test_a_file_that_its_name_leaves_aside_is_told(studio: Studio, browser: TestClient) -> None:
    (studio.root / SESSION).rename(studio.root / "seances" / "le-trehou.yaml.txt")
    told = _flat(browser.get("/").text)
    assert "« seances/le-trehou.yaml.txt » est une séance. Ni le registre ni les données ouvertes" in told
    assert "Renommer en « le-trehou.yaml »" in told


def test_the_banner_tells_of_the_session(studio: Studio, browser: TestClient) -> None:
    page = browser.get(page_of()).text
    told = _flat(page.partition('id="bandeau"')[2].partition("</section>")[0])
    assert "Le Tréhou (Finistère) · conseil municipal du jeudi 14 novembre 2024 à 20 h" in told
    assert "Actes exécutoires Rien à corriger En retard Liste des délibérations à afficher" in told
    assert re.search(r"Enregistré.* à \d+ h", told)


@pytest.mark.parametrize(
    ("day", "late"), [(datetime(2024, 11, 21, 8), False), (datetime(2024, 11, 22, 8), True)]
)
def test_the_banner_says_late_the_day_after_the_last(studio: Studio, day: datetime, late: bool) -> None:
    workspace = actgen.Workspace(studio.root)
    told = banner(Desk(workspace, Identity(""), lambda: day), workspace.session(SESSION))
    assert "Liste des délibérations à afficher" in told.echeance
    assert told.en_retard is late


@pytest.mark.parametrize(
    ("now", "told"),
    [
        (datetime(2026, 11, 29, 21, 0), "Enregistré à 20\u00a0h\u00a014"),
        (datetime(2026, 11, 30, 8, 0), "Enregistré le 29/11/2026 à 20\u00a0h\u00a014"),
    ],
)
def test_when_a_file_was_saved(studio: Studio, now: datetime, told: str) -> None:
    when = datetime(2026, 11, 29, 20, 14).timestamp()
    os.utime(studio.root / SESSION, (when, when))
    desk = Desk(actgen.Workspace(studio.root), Identity(""), lambda: now)
    assert desk.saved(SESSION) == told
    assert desk.saved("seances/absente.yaml") == ""


# the file


def test_the_text_is_shown_as_it_is(studio: Studio, browser: TestClient) -> None:
    place = studio.root / SESSION
    text = "\n\n# <b>&amp;</textarea>\n" + place.read_text(encoding="utf-8")
    place.write_bytes(text.encode())
    assert _typed(browser.get(page_of()).text) == text


@pytest.mark.parametrize("ends", ["\n", "\r\n"])
def test_a_file_saved_untouched_keeps_its_bytes(studio: Studio, browser: TestClient, ends: str) -> None:
    place = studio.root / SESSION
    content = place.read_text(encoding="utf-8").replace("\n", ends).encode("utf-8-sig")
    place.write_bytes(content)
    text = _typed(browser.get(page_of()).text)
    assert _save(browser, text, studio.revision())[0] == 303
    assert place.read_bytes() == content


@pytest.mark.slow
def test_every_shipped_file_opened_and_saved_keeps_its_bytes(tmp_path: Path) -> None:
    studio = Studio(tmp_path / "tout", bare=True)
    for folder in ("collectivites", "groupements", "seances"):
        shutil.copytree(DATA / folder, studio.root / folder)
    browser, names = studio.browser(), actgen.Workspace(studio.root).files()
    assert len(names) > 30
    for name in names:
        before = (studio.root / name).read_bytes()
        text = _typed(browser.get(page_of(name)).text)
        assert _save(browser, text, studio.revision(name), name)[0] == 303
        assert (studio.root / name).read_bytes() == before, name


@pytest.mark.parametrize("ends", ["\n", "\r\n"])
def test_a_change_changes_that_alone(studio: Studio, browser: TestClient, ends: str) -> None:
    place = studio.root / SESSION
    text = place.read_text(encoding="utf-8")
    place.write_bytes(text.replace("\n", ends).encode())
    changed = text.replace("levee: 21h10", "levee: 21h20")
    assert changed != text
    assert _save(browser, changed, studio.revision())[0] == 303
    assert place.read_bytes() == changed.replace("\n", ends).encode()


def test_a_wrong_text_is_saved_and_its_remarks_lead_to_the_place(studio: Studio, browser: TestClient) -> None:
    text = (studio.root / SESSION).read_text(encoding="utf-8")
    wrong = "# é\U0001f600\n" + text.replace("secretaire: Membre 6", "secretaire: Membre 77")
    assert _save(browser, wrong, studio.revision())[0] == 303
    page = browser.get(page_of()).text
    assert "1 à corriger" in _flat(page)
    assert "ligne" not in _flat(page.partition('id="remarques"')[2])
    found = re.search(r'data-debut="(\d+)" data-fin="(\d+)">Aller à «\u00a0(.*?)\u00a0»', page)
    assert found
    units = wrong.encode("utf-16-le")  # as a browser counts
    assert units[2 * int(found[1]) : 2 * int(found[2])].decode("utf-16-le") == found[3] == "Membre 77"


def test_a_remark_of_another_file_leads_to_it(studio: Studio, browser: TestClient) -> None:
    place = studio.root / COUNCIL
    text = place.read_text(encoding="utf-8")
    place.write_text(text.replace("mode:", "mode: feuille volante #"), encoding="utf-8")
    page = browser.get(page_of()).text
    assert f'<a href="{page_of(COUNCIL)}">Voir dans «\u00a0le_trehou.yaml\u00a0»</a>' in page
    shown = browser.get(page_of(COUNCIL)).text
    assert "feuille volante" in _typed(shown)
    assert _save(browser, text, studio.revision(COUNCIL), COUNCIL)[0] == 303
    assert place.read_text(encoding="utf-8") == text


def test_the_change_of_another_program_is_shown_and_nothing_is_lost(
    studio: Studio, browser: TestClient
) -> None:
    place, revision = studio.root / SESSION, studio.revision()
    text = place.read_text(encoding="utf-8")
    theirs, ours = text.replace("21h10", "21h15"), text.replace("20h00", "20h30")
    place.write_text(theirs, encoding="utf-8")
    status, page = _save(browser, ours, revision)
    assert status == 409
    assert (_typed(page), _typed(page, 1)) == (ours, theirs)
    assert "heure: 20h30 levee: 21h10 heure: 20h00 levee: 21h15" in _flat(page)  # where the two differ
    assert place.read_text(encoding="utf-8") == theirs
    again = re.search(r'name="revision" value="(\w+)"', page)
    assert again
    assert _save(browser, ours, again[1])[0] == 303
    assert place.read_text(encoding="utf-8") == ours


def test_a_file_that_is_gone_gives_the_text_back(studio: Studio, browser: TestClient) -> None:
    place, revision = studio.root / SESSION, studio.revision()
    place.unlink()
    status, page = _save(browser, "# saisi\n", revision)
    assert status == 404
    assert _typed(page) == "# saisi\n"
    assert not place.exists()


def test_a_full_disk_gives_the_text_back(
    studio: Studio, browser: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> str:
        raise EnvironmentFault("Le disque est plein.")

    monkeypatch.setattr(actgen.Workspace, "save", full)
    status, page = _save(browser, "# saisi\n", studio.revision())
    assert (status, _typed(page)) == (500, "# saisi\n")
    assert "Le disque est plein." in page


def test_a_file_of_an_older_windows_keeps_its_accents(studio: Studio, browser: TestClient) -> None:
    place = studio.root / SESSION
    text = place.read_text(encoding="utf-8")
    content = text.encode("cp1252")
    place.write_bytes(content)
    shown = _typed(browser.get(page_of()).text)
    assert shown == text
    assert _save(browser, shown, studio.revision())[0] == 303
    assert place.read_bytes() == content
    assert _save(browser, "# été\n" + shown, studio.revision())[0] == 303
    assert place.read_text(encoding="utf-8") == "# été\n" + text


def test_a_file_in_unknown_letters_is_left_alone(studio: Studio, browser: TestClient) -> None:
    place = studio.root / SESSION
    content = place.read_bytes() + b"# \x81\x8d\n"
    place.write_bytes(content)
    page = browser.get(page_of()).text
    assert "readonly" in page
    assert "UTF-8" in page
    status, told = _save(browser, "# autre\n", studio.revision())
    assert (status, place.read_bytes()) == (500, content)
    assert _typed(told) == "# autre\n"


# acts


def test_the_act_is_the_page_that_render_gives(studio: Studio, browser: TestClient) -> None:
    session = actgen.Workspace(studio.root).session(SESSION)
    assert browser.get(f"/seance/{key_of(SESSION)}/acte/proces-verbal").text == session.html("proces-verbal")


def test_an_act_that_is_none_is_told(browser: TestClient) -> None:
    answer = browser.get(f"/seance/{key_of(SESSION)}/acte/testament")
    assert answer.status_code == 400
    assert "« testament » n’est pas un acte de cette séance." in _flat(answer.text)


# faults


def test_a_fault_of_ours_is_told_without_its_words_and_leaves_one_report(
    browser: TestClient, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def broken(*_: object) -> tuple[str, str]:
        raise RuntimeError("secret")

    monkeypatch.setattr(actgen.Workspace, "read", broken)
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    for _ in range(2):
        answer = browser.get(page_of())
        assert answer.status_code == 500
        assert "Le studio s’est trompé" in answer.text
        assert not {"secret", "Traceback", "RuntimeError"} & set(re.findall(r"\w+", answer.text))
        (report,) = tmp_path.glob("actgen-erreur-*.log")
        assert str(report) in _flat(answer.text)
    assert "RuntimeError: secret" in report.read_text(encoding="utf-8")
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "absent"))
    monkeypatch.setattr(actgen.Workspace, "read", lambda *_: 1 // 0)
    assert "si l’erreur revient, signalez-la" in _flat(browser.get(page_of()).text)


def test_the_first_of_a_month_is_raised_as_acts_raise_it(studio: Studio, browser: TestClient) -> None:
    place = studio.root / SESSION
    text = place.read_text(encoding="utf-8").replace("jeudi 14/11/2024", "dimanche 01/12/2024")
    place.write_text(text.partition("\nsuites:")[0], encoding="utf-8")
    for screen in ("preparer", "soir", "lendemain"):
        assert "du dimanche 1<sup>er</sup>" in browser.get(address_of(SESSION, screen)).text
    assert "dimanche 1<sup>er</sup>" in browser.get("/").text
