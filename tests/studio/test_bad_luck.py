"""What bad luck leaves in a folder closes no page: it is left aside, and told."""

from __future__ import annotations

import os
import re
import shutil
import sys
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from actgen.cli import main
from actgen.studio.desk import address_of
from tests.studio.house import COUNCIL, SESSION, WRITES, Studio, once_made


def test_a_name_that_is_no_utf_8_and_a_link_out_of_the_folder_leave_every_page_open(
    studio: Studio, browser: TestClient
) -> None:
    here, away = studio.root / "seances", studio.root.parent / "ailleurs.yaml"
    shutil.copy(studio.root / SESSION, here / os.fsdecode(b"s\xe9ance.yaml"))
    shutil.copy(studio.root / SESSION, away)
    (here / "l.yaml").symlink_to(away)
    first = browser.get("/")
    assert first.status_code == 200
    assert "« seances/l.yaml »" in first.text.replace("\u00a0", " ").replace("&nbsp;", " ")
    assert "un raccourci vers un fichier d’un autre dossier" in first.text
    assert browser.get(address_of(SESSION, "soir")).status_code == 200


def test_a_log_of_the_evening_that_makes_no_sense_is_set_aside_and_told(
    studio: Studio, browser: TestClient
) -> None:
    page = address_of(SESSION, "soir")
    log = (studio.root / SESSION).with_suffix(".salle.jsonl")
    deep = '{"n":53,"le":"2024-11-14T20:00:00","avant":[[["a"],true,' + "[" * 5_000 + "]" * 5_000 + "]]}"
    wrong = '{"n":52,"le":"pas une date","geste":{"geste":"debats","point":1,"texte":"a"}}'
    log.write_text(f"{wrong}\n{deep}\n", encoding="utf-8")
    shown = browser.get(page)
    assert shown.status_code == 200
    assert "2 gestes du journal" in shown.text.replace("\u00a0", " ")
    told = browser.post(page, data={"geste": "debats", "point": "1", "texte": "Un débat."}, headers=WRITES)
    assert told.status_code == 303
    assert log.read_text(encoding="utf-8").startswith(wrong), "what is set aside stays"


def test_remarks_on_an_item_that_is_gone_are_refused_in_words(studio: Studio, browser: TestClient) -> None:
    form = {"geste": "remarques", "point": "99", "vu": "z"}
    answer = browser.post(address_of(SESSION, "soir"), data=form, headers=WRITES)
    assert answer.status_code == 422
    assert "plus à l’ordre du jour" in answer.text


def test_what_a_kill_left_of_a_file_being_written_goes_with_the_next_save(
    studio: Studio, browser: TestClient
) -> None:
    left = studio.root / "seances" / ".actgen-abc.tmp"
    left.write_text("half", encoding="utf-8")
    form = {"chemin": "seance/lieu", "valeur": "mairie", "revision": studio.revision(), "retour": "fichier"}
    assert browser.post(address_of(SESSION, "champ"), data=form, headers=WRITES).status_code == 303
    assert not left.exists()


@pytest.mark.slow
@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="every path there is Unicode")
def test_a_workspace_whose_path_is_no_utf_8_is_worked_in_from_end_to_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """An old disk: every page answered 500; then « Relire » did, once the acts were written."""
    studio = Studio(tmp_path / os.fsdecode(b"mairie-\xe9t\xe9"))
    browser, relire = studio.browser(), address_of(SESSION, "relire")
    told = {"chemin": "seance/lieu", "valeur": "mairie", "revision": studio.revision(), "retour": "fichier"}
    debate = {"geste": "debats", "point": "1", "texte": "Un débat."}
    for page, form in ((address_of(SESSION, "champ"), told), (address_of(SESSION, "soir"), debate)):
        assert browser.post(page, data=form, headers=WRITES).status_code == 303
    assert (
        browser.post(address_of(SESSION, "ecriture"), data={"ecrire": "1"}, headers=WRITES).status_code == 303
    )
    assert "Le studio s’est trompé" not in once_made(browser, relire)
    written = next((studio.root / "output").rglob("1-deliberation-02*.docx")).read_bytes()
    sent = browser.post("/verifier", files=[("fichiers", ("acte.docx", written))], headers=WRITES)
    assert (sent.status_code, "rien n’a changé" in sent.text) == (200, True)
    (pile, *_) = re.findall(r'"(/seance/[^"]+/imprimer/[^"]+)"', browser.get(relire).text)
    assert browser.get(pile).content.startswith(b"%PDF-")
    screens = ("preparer", "soir", "relire", "lendemain", "fichier")
    pages = ["/", "/a-faire", "/annee", "/verifier", *(address_of(SESSION, each) for each in screens)]
    pages += [address_of(COUNCIL, each) for each in ("conseil", "annee", "tableau")]
    assert {each: browser.get(each).status_code for each in pages} == dict.fromkeys(pages, 200)
    assert "mairie-?t?" in browser.get("/").text
    monkeypatch.chdir(studio.root)
    assert main(["check", SESSION]) == 0
    assert main(["verify", str(next((studio.root / "output").glob("*/*")))]) in (0, 1)
    assert "Traceback" not in "".join(capsys.readouterr())
