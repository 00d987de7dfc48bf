"""The text of an item in a file of its own: dropped on its card, shown, changed where it can be."""

from __future__ import annotations

import html
import io
import re
from pathlib import Path

import docx
import pytest
from httpx2 import Response
from starlette.testclient import TestClient

import actgen
from actgen.studio.desk import address_of
from tests.studio.house import SESSION, WRITES, Studio

PAGE = address_of(SESSION, "preparer")
RANK = "2"
PATH = ("points", 2, "texte")


def _word(words: str) -> bytes:
    document, written = docx.Document(), io.BytesIO()
    document.add_paragraph(words)
    document.save(written)
    return written.getvalue()


WORD = _word("La salle polyvalente est louée aux associations.")


@pytest.fixture
def silent(studio: Studio) -> Path:
    """The folder of a session whose last item says nothing yet."""
    place = studio.root / SESSION
    told = re.sub(r"\n    texte:.*?(?=\n    \w)", "", place.read_text(encoding="utf-8"), flags=re.S)
    place.write_text(told, encoding="utf-8")
    return place.parent


def _drop(studio: Studio, browser: TestClient, *files: tuple[str, bytes]) -> Response:
    form = {"geste": "exposer", "rang": RANK, "revision": studio.revision()}
    return browser.post(
        address_of(SESSION, "annexe"), data=form, files=[("fichier", each) for each in files], headers=WRITES
    )


def _tell(studio: Studio, browser: TestClient, geste: str, **more: str) -> Response:
    form = {"geste": geste, "rang": RANK, "revision": studio.revision()} | more
    return browser.post(PAGE, data=form, headers=WRITES)


def _written(studio: Studio) -> object:
    return actgen.Workspace(studio.root).fields(SESSION).raw(PATH)


def test_a_word_file_becomes_the_text_of_its_item(studio: Studio, silent: Path, browser: TestClient) -> None:
    page = browser.get(PAGE).text
    assert ('id="exposer-2"' in page, "Texte tenu" in page) == (True, False)
    answer = _drop(studio, browser, ("Exposé de l’été.docx", WORD))
    assert answer.headers["location"] == f"{PAGE}?ouvre=2-texte"
    assert _written(studio) == "expose-de-l-ete.docx"
    assert (silent / "expose-de-l-ete.docx").read_bytes() == WORD
    page = browser.get(answer.headers["location"]).text
    told = page.partition("Texte tenu dans un fichier Word")[2]
    (address,) = re.findall(r'<a href="([^"]+)" download>expose-de-l-ete.docx</a>', told.partition("</p>")[0])
    assert browser.get(address).content == WORD
    act = actgen.Workspace(studio.root).session(SESSION).html("deliberation-03")
    assert "louée aux associations" in act


def test_a_corrected_file_takes_a_name_of_its_own(studio: Studio, silent: Path, browser: TestClient) -> None:
    _drop(studio, browser, ("expose.docx", WORD))
    again = _word("La salle polyvalente est prêtée.")
    _drop(studio, browser, ("expose.docx", again))
    assert _written(studio) == "expose-2.docx"
    assert (silent / "expose.docx").read_bytes() == WORD, "nothing is replaced"
    assert (silent / "expose-2.docx").read_bytes() == again
    before = studio.revision()
    _drop(studio, browser, ("expose.docx", again))
    assert studio.revision() == before


@pytest.mark.parametrize(
    ("file", "told"),
    [
        (("expose.doc", b"\xd0\xcf\x11\xe0"), "n’est pas un fichier Word"),
        (("expose.docx", b"%PDF-1.7"), "c’est un PDF"),
        (("expose.docx", b"PK\x03\x04rien"), "n’est pas ouvert"),
        (("expose.docx", _word("")), "ne contient aucun texte"),
    ],
)
def test_what_no_act_could_read_is_not_taken(
    studio: Studio, silent: Path, browser: TestClient, file: tuple[str, bytes], told: str
) -> None:
    there, before = sorted(silent.iterdir()), studio.revision()
    answer = _drop(studio, browser, file)
    assert (answer.status_code, studio.revision(), sorted(silent.iterdir())) == (422, before, there)
    assert told in answer.text.partition('id="faute-exposer-2"')[2].partition("</p>")[0]
    assert _drop(studio, browser).status_code == 422


def test_words_that_are_written_are_not_lost_for_a_file(
    studio: Studio, silent: Path, browser: TestClient
) -> None:
    form = {"chemin": "points/2/texte", "valeur": "La salle est louée.", "retour": "preparer"}
    browser.post(address_of(SESSION, "champ"), data=form | {"revision": studio.revision()}, headers=WRITES)
    assert 'id="exposer-2"' not in browser.get(PAGE).text
    answer = _drop(studio, browser, ("expose.docx", WORD))
    assert "videz-le d’abord" in answer.text
    assert _written(studio) == "La salle est louée."


def test_a_file_of_plain_words_is_changed_on_the_page(studio: Studio, browser: TestClient) -> None:
    place = studio.root / "seances" / str(_written(studio))
    before = place.read_text(encoding="utf-8")
    page = browser.get(PAGE).text
    assert "Texte tenu dans un fichier&nbsp;:" in page
    assert html.escape(before.split("\n")[0], quote=False) in page
    seen = {"revision-du-texte": re.findall(r'name="revision-du-texte" value="(\w+)"', page)[0]}
    assert _tell(studio, browser, "texte", texte="La salle\r\nest prêtée.", **seen).status_code == 303
    assert place.read_text(encoding="utf-8") == "La salle\nest prêtée.\n"
    answer = _tell(studio, browser, "texte", texte="Autre texte.", **seen)
    assert answer.status_code == 422
    assert "a changé depuis" in answer.text
    assert "Autre texte.</textarea>" in answer.text
    assert place.read_text(encoding="utf-8") == "La salle\nest prêtée.\n"


def test_a_file_that_went_away_is_told_and_left(studio: Studio, silent: Path, browser: TestClient) -> None:
    _drop(studio, browser, ("expose.docx", WORD))
    (silent / "expose.docx").unlink()
    assert "expose.docx, qui n’est pas à côté de la séance" in browser.get(PAGE).text
    assert _tell(studio, browser, "ecrire_ici").status_code == 303
    assert not _written(studio)
    assert 'id="champ-points-2-texte" rows' in browser.get(PAGE).text


def test_what_is_typed_keeps_its_paragraphs_and_its_dashes(
    studio: Studio, silent: Path, browser: TestClient
) -> None:
    lines = (
        "premier alinéa,",
        "qui continue",
        "",
        "Second alinéa :",
        "- tiret un",
        "- tiret deux",
        "",
        "Fin",
    )
    typed = "\r\n".join(lines)
    form = {"chemin": "points/2/texte", "valeur": typed, "revision": studio.revision()}
    answer = browser.post(address_of(SESSION, "champ"), data=form, headers=WRITES)
    assert answer.status_code == 303, answer.text
    act = browser.get(f"{address_of(SESSION, 'acte')}/deliberation-03").text
    told = act.partition("Premier alinéa")[2].partition("Fin.")[0]
    told = re.sub(r"<(/?\w+)[^>]*>", r"<\1>", html.unescape(told)).replace("\u00a0", " ")
    items = "<ul><li>tiret un</li><li>tiret deux</li></ul>"
    assert told == f", qui continue</p><p>Second alinéa :</p>{items}<p>"
