"""What bad luck leaves in a folder closes no page: it is left aside, and told."""

from __future__ import annotations

import os
import shutil

from starlette.testclient import TestClient

from actgen.studio.desk import address_of
from tests.studio.house import SESSION, WRITES, Studio


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
