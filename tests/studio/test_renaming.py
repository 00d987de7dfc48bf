"""The file of a session follows its day, with what bears its name; nothing that names it is lost."""

from __future__ import annotations

import json
import os
from pathlib import Path

from starlette.testclient import TestClient

import actgen
from actgen.studio.desk import address_of
from tests.studio.house import OTHER, SESSION, WRITES, Studio

MOVED = "seances/le-trehou-2024-11-21.yaml"


def _told_the_21st(studio: Studio, browser: TestClient) -> None:
    told = {"chemin": "seance/date", "valeur": "21/11", "revision": studio.revision(), "retour": "preparer"}
    answer = browser.post(address_of(SESSION, "jour"), data=told, headers=WRITES)
    assert answer.status_code == 303
    page = browser.get(address_of(SESSION, "preparer"))
    assert (page.status_code, "21/11/2024" in page.text) == (200, True), "by the address that it had"


def _bearing(folder: Path) -> set[str]:
    """The files of the session: a text that an item names may be that of several."""
    return {each.name for each in folder.glob("le-trehou*")} - {"le-trehou-2024-11-14-point-3.md"}


def test_a_session_that_changes_its_day_takes_its_evening_along(studio: Studio, browser: TestClient) -> None:
    place = studio.root / SESSION
    place.with_name(f"{place.stem}.salle.jsonl").write_text("", "utf-8")
    assert place.with_name(f"{place.stem}-point-2-debats.md").is_file()
    folder = studio.root / "output" / "29294-le-trehou" / "2024-11-14-conseil"
    folder.mkdir(parents=True)
    told = {
        "format": 1,
        "seance": {"fichier": SESSION},
        "fichiers": {},
        "actes": {},
        "sources": {SESSION: "0"},
    }
    (folder / "journal.json").write_text(json.dumps(told), "utf-8")
    before = place.read_bytes()
    place.chmod(0o600)
    _told_the_21st(studio, browser)
    stem = (studio.root / MOVED).stem
    there = _bearing(place.parent)
    assert there == {f"{stem}.yaml", f"{stem}.salle.jsonl", f"{stem}-point-2-debats.md"}
    assert f"debats: {stem}-point-2-debats.md " in (studio.root / MOVED).read_text("utf-8")
    assert os.name == "nt" or (studio.root / MOVED).stat().st_mode & 0o777 == 0o600, "its owner's, as before"
    journal = json.loads((folder / "journal.json").read_text("utf-8"))
    assert (journal["seance"]["fichier"], journal["sources"]) == (MOVED, {MOVED: "0"})
    browser.post(address_of(SESSION, "annuler"), data={"retour": "preparer"}, headers=WRITES)
    assert place.read_bytes() == before
    assert _bearing(place.parent) == {each.replace("21", "14") for each in there}


def test_a_session_never_takes_the_name_of_another(studio: Studio, browser: TestClient) -> None:
    other = studio.root / MOVED
    other.write_text("à part\n", "utf-8")
    _told_the_21st(studio, browser)
    assert other.read_text("utf-8") == "à part\n"
    assert (studio.root / MOVED.replace(".yaml", "-2.yaml")).is_file()


def test_a_name_that_holds_no_day_is_left(studio: Studio) -> None:
    workspace = actgen.Workspace(studio.root)
    own = studio.root / "seances" / "vote-du-budget.yaml"
    (studio.root / OTHER).rename(own)
    workspace.refresh()
    name = "seances/vote-du-budget.yaml"
    day = actgen.Put(("seance", "date"), "24/01/2025")
    studio.desk.edit(workspace, name, [day], workspace.fields(name).revision)
    assert own.is_file()
