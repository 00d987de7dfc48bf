"""The dossier of a group, as its coordinator sent it, dropped on « Préparer »: read, put by, made an item."""

from __future__ import annotations

import io
import re
import shutil
import zipfile
from pathlib import Path

import pytest
from httpx2 import Response
from starlette.testclient import TestClient

from actgen.studio.desk import address_of
from tests.studio.house import DATA, WRITES, Studio
from tests.studio.test_preparer import begin, flat

NAME = "seances/le_trehou-2026-11-26.yaml"
ELSEWHERE = "seances/locronan-2025-03-27.yaml"
Sent = dict[str, bytes]
PAPER: Sent = {place.name: place.read_bytes() for place in sorted((DATA / "groupements").glob("papeterie*"))}
WRONG = PAPER["papeterie.yaml"].replace(b"nom:", b"nmo:")
AMENDED: Sent = {place.name: place.read_bytes() for place in (DATA / "groupements").glob("exemple_avenant*")}


@pytest.fixture
def begun(studio: Studio, browser: TestClient) -> Studio:
    """The session of a commune that was sent the dossier of its group, and has none yet."""
    shutil.rmtree(studio.root / "groupements")
    answer = begin(browser, conseil="le_trehou", jour="26/11/2026", lieu="salle du conseil")
    assert answer.headers["location"] == address_of(NAME, "preparer"), flat(answer.text)
    return studio


def drop(studio: Studio, browser: TestClient, sent: Sent, name: str = NAME) -> Response:
    files = [("fichier", (each, content, "application/octet-stream")) for each, content in sent.items()]
    form = {"geste": "deposer", "revision": studio.revision(name)}
    return browser.post(address_of(name, "groupement"), data=form, files=files, headers=WRITES)


def packed(sent: Sent) -> Sent:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, piece in sent.items():
            archive.writestr(name, piece)
    return {"dossier.zip": content.getvalue()}


def put_by(studio: Studio) -> Sent:
    return {place.name: place.read_bytes() for place in (studio.root / "groupements").glob("[!.]*")}


def refused(studio: Studio, answer: Response, before: Sent, name: str = NAME) -> str:
    """What the page says of what it doesn't take: nothing is written then."""
    assert answer.status_code == 422
    assert put_by(studio) == before and "\n    groupement:" not in (studio.root / name).read_text(
        encoding="utf-8"
    )
    (told,) = re.findall(r'id="faute-deposer"[^>]*>(.*?)</p>', answer.text)
    return flat(told)


@pytest.mark.parametrize(
    "sent",
    [
        PAPER,
        packed(PAPER),
        packed({f"Envoi du Faou/{name}": own for name, own in PAPER.items()} | {"__MACOSX/._x.yaml": b"x"}),
    ],
)
def test_it_is_put_among_the_groups_and_made_an_item(begun: Studio, browser: TestClient, sent: Sent) -> None:
    answer = drop(begun, browser, sent)
    assert answer.status_code == 303 and "ouvre=0" in answer.headers["location"], flat(answer.text)
    assert put_by(begun) == PAPER
    written = (begun.root / NAME).read_text(encoding="utf-8")
    assert "    acte: adhesion_groupement\n    groupement: papeterie\n" in written
    page = flat(browser.get(answer.headers["location"]).text)
    assert "Adhésion au groupement de commandes pour l’achat de papier" in page


def test_what_the_group_does_not_name_is_left_aside(begun: Studio, browser: TestClient) -> None:
    more = {"1-lettre.pdf": b"%PDF-1.7", "notes.md": b"Note.\n", "seance-a-completer.yaml": b"points: []\n"}
    assert drop(begun, browser, PAPER | more).status_code == 303
    assert put_by(begun) == PAPER


def test_the_answers_of_other_members_may_stay_with_the_coordinator(
    begun: Studio, browser: TestClient
) -> None:
    own = re.sub(
        rb"  retours:.*?\n(?=\n)", b"  retours: papeterie-retours.csv\n", PAPER["papeterie.yaml"], flags=re.S
    )
    assert own != PAPER["papeterie.yaml"]
    answer = drop(begun, browser, PAPER | {"papeterie.yaml": own})
    assert answer.status_code == 303, flat(answer.text)
    assert put_by(begun).keys() == PAPER.keys()


def test_a_name_that_no_system_would_take_is_made_safe(begun: Studio, browser: TestClient) -> None:
    own = {("Dossier reçu (v2).yaml" if name == "papeterie.yaml" else name): c for name, c in PAPER.items()}
    assert drop(begun, browser, own).status_code == 303
    assert "dossier-recu-v2.yaml" in put_by(begun)
    assert "    groupement: dossier-recu-v2\n" in (begun.root / NAME).read_text(encoding="utf-8")


def test_the_same_again_changes_no_file_and_another_replaces_none(begun: Studio, browser: TestClient) -> None:
    assert drop(begun, browser, PAPER).status_code == 303
    assert drop(begun, browser, PAPER).status_code == 303
    assert put_by(begun) == PAPER
    answer = drop(begun, browser, PAPER | {"papeterie-contexte.md": b"Un autre texte.\n"})
    assert answer.status_code == 422
    assert "Un autre fichier s’appelle déjà « papeterie-contexte.md »" in flat(answer.text)
    assert put_by(begun) == PAPER


def test_a_new_member_joins_by_the_amendment(begun: Studio, browser: TestClient) -> None:
    text = AMENDED["exemple_avenant.yaml"].decode().replace("entrent: 29246  ", "entrent: 29294  ")
    answer = drop(begun, browser, AMENDED | {"exemple_avenant.yaml": text.encode()})
    assert answer.status_code == 303, flat(answer.text)
    written = (begun.root / NAME).read_text(encoding="utf-8")
    assert "acte: avenant_groupement" in written and "groupement: exemple_avenant, avenant 1" in written


@pytest.mark.parametrize(
    ("sent", "why"),
    [
        ({}, "Choisissez le dossier du groupement"),
        ({"papeterie-contexte.md": b"Un texte.\n"}, "Aucun de ces fichiers n’est le dossier d’un groupement"),
        ({"x.yaml": b"points: []\n"}, "Aucun de ces fichiers n’est le dossier d’un groupement"),
        ({"x.yaml": b"\x00\xff"}, "Aucun de ces fichiers n’est le dossier d’un groupement"),
        (PAPER | AMENDED, "Un seul groupement à la fois : il y en a 2"),
        ({"papeterie.yaml": PAPER["papeterie.yaml"]}, "Déposez ensemble le dossier et tous les textes"),
        (PAPER | {"papeterie.yaml": WRONG}, "ne peut pas être pris"),
        ({"dossier.zip": b"PK\x03\x04 x"}, "« dossier.zip » ne peut pas être ouvert"),
        (packed({f"{rank}.md": b"" for rank in range(61)}), "contient trop de choses"),
        (packed({"gros.md": bytes(8_000_001)}), "contient trop de choses"),
        (packed(PAPER | {"autre/papeterie.yaml": b"x"}), "Deux fichiers différents s’appellent"),
        (packed(packed(PAPER)), "Aucun de ces fichiers n’est le dossier d’un groupement"),
    ],
)
def test_what_cannot_be_taken_is_told_and_nothing_written(
    begun: Studio, browser: TestClient, sent: Sent, why: str
) -> None:
    assert why in refused(begun, drop(begun, browser, sent), {})


def test_a_packed_name_that_leads_elsewhere_stays_here(begun: Studio, browser: TestClient) -> None:
    own = {("../../" if name.endswith(".md") else "C:\\x\\") + name: piece for name, piece in PAPER.items()}
    assert drop(begun, browser, packed(own)).status_code == 303
    assert put_by(begun) == PAPER
    assert not list(begun.root.parent.glob("papeterie*"))


@pytest.fixture
def elsewhere(studio: Studio, browser: TestClient) -> Studio:
    """The session of a commune that is no member."""
    begin(browser)
    return studio


def test_who_is_no_member_is_told_so(elsewhere: Studio, browser: TestClient) -> None:
    before = put_by(elsewhere)
    told = refused(elsewhere, drop(elsewhere, browser, PAPER, ELSEWHERE), before, ELSEWHERE)
    assert told.startswith("Locronan n’est pas parmi les membres de « papier et enveloppes »")
    assert "son coordonnateur, Le Faou" in told


def test_so_is_who_chooses_a_group_that_is_there(elsewhere: Studio, browser: TestClient) -> None:
    form = {"geste": "ajouter", "revision": elsewhere.revision(ELSEWHERE)}
    form["nature"] = "adhesion_groupement:papeterie"
    answer = browser.post(address_of(ELSEWHERE, "preparer"), data=form, headers=WRITES)
    assert answer.status_code == 422
    told = flat(answer.text)
    assert "Locronan n’est pas parmi les membres de « papier et enveloppes »" in told
    assert "demandez-lui ce fichier" not in told


def test_a_session_that_cannot_be_read_comes_first(begun: Studio, browser: TestClient) -> None:
    place: Path = begun.root / NAME
    place.write_text(place.read_text(encoding="utf-8").replace("26/11/2026", "32/11/2026"), encoding="utf-8")
    answer = drop(begun, browser, PAPER)
    assert "Corrigez d’abord cette séance" in flat(answer.text) and put_by(begun) == {}
