"""A session goes to the bin with what is its own, and comes back; what was sent or signed stays."""

from __future__ import annotations

import json

import pytest
from starlette.testclient import TestClient

import actgen
from actgen.api.binning import farewell, take_back, throw_away, thrown
from actgen.base.errors import Conflict, UsageError
from actgen.studio.desk import address_of
from tests.studio.house import SESSION, WRITES, Studio

HELD = "seances/locronan-2025-02-20.yaml"
TOLD = """\
collectivite: locronan
seance: {date: 20/02/2025, heure: 20h00, presidence: Membre 1, secretaire: Membre 6, levee: 21h00}
convocation: {envoyee_le: 10/02/2025, mode: courriel}
absents: aucun
points:
  - {numero: 1, objet: Chemin, acte: deliberation_libre, decide: ouvre le chemin, vote: unanimité}
"""


@pytest.fixture
def held(studio: Studio) -> Studio:
    (studio.root / HELD).write_text(TOLD, "utf-8")
    return studio


def _files(studio: Studio) -> dict[str, bytes]:
    return {
        each.relative_to(studio.root).as_posix(): each.read_bytes()
        for each in studio.root.rglob("*")
        if each.is_file() and each.name != ".actgen.lock"
    }


def test_a_session_goes_with_its_acts_and_comes_back(held: Studio, browser: TestClient) -> None:
    studio = held
    folder = studio.root / "output" / "29134-locronan" / "2025-02-20-conseil"
    folder.mkdir(parents=True)
    (folder / "3-proces-verbal.pdf").write_bytes(b"%PDF")
    told = {"format": 1, "seance": {"fichier": HELD}, "fichiers": {}, "actes": {}}
    (folder / "journal.json").write_text(json.dumps(told), "utf-8")
    (studio.root / HELD).with_suffix(".salle.jsonl").write_text("", "utf-8")
    before = _files(studio)
    address = address_of(HELD, "supprimer")
    page = browser.get(address).text
    assert "3-proces-verbal.pdf" in page
    assert "Cette séance s’est tenue" in page.replace("\u00a0", " ")
    answer = browser.post(address, data={"revision": studio.revision(HELD)}, headers=WRITES)
    home = browser.get(answer.headers["location"])
    assert "est dans la corbeille" in home.text
    assert address_of(HELD, "supprimer") not in home.text
    assert not folder.exists()
    assert not list((studio.root / "seances").glob("locronan-2025-02*"))
    (each,) = thrown(actgen.Workspace(studio.root))
    assert browser.post("/corbeille", data={"seance": each.key}, headers=WRITES).status_code == 303
    assert _files(studio) == before
    assert not thrown(actgen.Workspace(studio.root))


def test_a_session_whose_acts_were_sent_stays(studio: Studio, browser: TestClient) -> None:
    workspace = actgen.Workspace(studio.root)
    why = " ".join(farewell(workspace, SESSION).retient).replace("\u00a0", " ")
    assert "ont été transmis ou publiés : délibération 2" in why.casefold()
    with pytest.raises(UsageError, match="transmis"):
        throw_away(workspace, SESSION, studio.revision())
    assert 'id="supprimer"' not in browser.get(address_of(SESSION, "supprimer")).text
    assert (studio.root / SESSION).is_file()


def test_what_changed_since_is_not_thrown_away_and_what_is_there_not_replaced(held: Studio) -> None:
    studio, workspace = held, actgen.Workspace(held.root)
    with pytest.raises(Conflict):
        throw_away(workspace, HELD, "0")
    assert not (studio.root / "corbeille" / "locronan-2025-02-20").exists()
    key = throw_away(workspace, HELD, studio.revision(HELD))
    (studio.root / HELD).write_text("à part\n", "utf-8")
    with pytest.raises(UsageError, match="déjà à sa place"):
        take_back(workspace, key)
    assert (studio.root / HELD).read_text("utf-8") == "à part\n"
    (studio.root / HELD).unlink()
    assert take_back(workspace, key) == HELD


@pytest.mark.parametrize("seance", ["../x.yaml", "seances/../../x.yaml", "collectivites/a.yaml"])
def test_a_bin_of_a_stranger_leads_nowhere(studio: Studio, seance: str) -> None:
    folder = studio.root / "corbeille" / "a"
    folder.mkdir(parents=True)
    (folder / "origine.json").write_text(json.dumps({"seance": seance, "jour": "", "dossiers": []}), "utf-8")
    (folder / "x.yaml").write_text("a: 1\n", "utf-8")
    with pytest.raises(UsageError):
        take_back(actgen.Workspace(studio.root), "a")
    assert (folder / "x.yaml").is_file()
