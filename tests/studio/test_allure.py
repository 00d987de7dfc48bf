"""The arms and the letterhead of a council: tried, kept beside its file, shown, and taken away again."""

from __future__ import annotations

import html
import io
import re
from pathlib import Path

import docx
import pytest
from httpx2 import Response
from PIL import Image
from starlette.testclient import TestClient

import actgen
from actgen.acts.outputs.docx.letterhead import house_letterhead
from actgen.studio.desk import address_of
from tests.studio.house import COUNCIL, SESSION, WRITES, Studio

PAGE = address_of(COUNCIL, "conseil")
WORDS = "Blason de la commune"


def _picture(colour: str = "navy", side: int = 200) -> bytes:
    target = io.BytesIO()
    Image.new("RGB", (side, side), colour).save(target, "PNG")
    return target.getvalue()


ARMS = _picture()


def _send(browser: TestClient, quoi: str, *files: tuple[str, bytes], **form: str) -> Response:
    sent = [("fichier", each) for each in files] or [("", ("", b""))]
    return browser.post(address_of(COUNCIL, "allure"), data={"quoi": quoi} | form, files=sent, headers=WRITES)


def _style(studio: Studio) -> object:
    return actgen.Workspace(studio.root).fields(COUNCIL).raw(("charte",))


def _folder(studio: Studio) -> Path:
    return (studio.root / COUNCIL).parent


def test_arms_are_kept_shown_and_borne_by_acts(studio: Studio, browser: TestClient) -> None:
    before = (studio.root / COUNCIL).read_text(encoding="utf-8")
    assert _send(browser, "blason", ("Écu d’azur.PNG", ARMS), texte=WORDS).status_code == 303
    assert _style(studio) == {"blason": "ecu-d-azur.png", "texte_du_blason": WORDS}
    assert (studio.root / COUNCIL).read_text(encoding="utf-8").startswith(before.rstrip("\n"))
    page = browser.get(PAGE).text
    (address,) = re.findall(rf'<img class="blason" src="([^"]+)" alt="{WORDS}">', page)
    shown = browser.get(address)
    assert (shown.content, shown.headers["content-type"]) == (ARMS, "image/png")
    assert 'class="blason"' in actgen.Workspace(studio.root).session(SESSION).html("deliberation-02")


def test_other_arms_leave_the_first_where_they_are(studio: Studio, browser: TestClient) -> None:
    _send(browser, "blason", ("ecu.png", ARMS), texte=WORDS)
    other = _picture("maroon")
    _send(browser, "blason", ("ecu.png", other))
    assert _style(studio) == {"blason": "ecu-2.png", "texte_du_blason": WORDS}
    assert (_folder(studio) / "ecu.png").read_bytes() == ARMS
    assert (_folder(studio) / "ecu-2.png").read_bytes() == other


@pytest.mark.parametrize(
    ("quoi", "files", "words", "told"),
    [
        ("blason", [("ecu.svg", b"<svg/>")], WORDS, "n’est pas une image PNG ou JPEG"),
        ("blason", [("ecu.png", b"<svg/>")], WORDS, "ni en PNG, ni en JPEG"),
        ("blason", [("ecu.png", ARMS[:200])], WORDS, "abîmée ou incomplète"),
        ("blason", [("ecu.png", ARMS)], " ", "Écrivez ce que montre l’image"),
        ("blason", [], WORDS, "Choisissez d’abord un fichier"),
        ("entete", [("papier.odt", b"PK")], "", "n’est pas un fichier Word"),
        ("entete", [("papier.docx", b"PK")], "", "il est abîmé"),
    ],
)
def test_what_no_act_could_bear_is_not_kept(
    studio: Studio, browser: TestClient, quoi: str, files: list[tuple[str, bytes]], words: str, told: str
) -> None:
    there, before = sorted(_folder(studio).iterdir()), studio.revision(COUNCIL)
    answer = _send(browser, quoi, *files, texte=words)
    assert (answer.status_code, studio.revision(COUNCIL)) == (422, before)
    assert sorted(_folder(studio).iterdir()) == there
    assert told in answer.text.partition(f'id="faute-{quoi}"')[2].partition("</p>")[0]


def test_a_letterhead_is_kept_and_taken_away(studio: Studio, browser: TestClient) -> None:
    paper = house_letterhead()
    assert _send(browser, "entete", ("Papier à en-tête.docx", paper)).status_code == 303
    assert _style(studio) == {"entete": "papier-a-en-tete.docx"}
    page = browser.get(PAGE).text
    (address,) = re.findall(r'<a href="([^"]+)" download>papier-a-en-tete.docx</a>', page)
    assert browser.get(address).content == paper
    assert 'id="prendre-blason"' not in page, "the paper has its own"
    assert _send(browser, "entete", retire="1").status_code == 303
    assert not _style(studio)
    assert (_folder(studio) / "papier-a-en-tete.docx").read_bytes() == paper
    assert _send(browser, "entete", retire="1").status_code == 422


def _letter(header: str) -> bytes:
    document = docx.Document()
    if header:
        document.sections[0].header.paragraphs[0].text = header
    for words in ("Le Tréhou, le", "Madame, Monsieur,"):
        document.add_paragraph(words)
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def test_the_words_of_a_letter_are_left_out_of_the_paper_and_told(
    studio: Studio, browser: TestClient, tmp_path: Path
) -> None:
    """The paper of a town hall is often its letter: each act began with « Madame, Monsieur, »."""
    answer = _send(browser, "entete", ("papier.docx", _letter("Mairie du Tréhou")))
    assert answer.status_code == 200
    told = "texte sous son en-tête, laissé de côté : « Le Tréhou, le », « Madame, Monsieur, »"
    assert told in html.unescape(answer.text).replace("\u00a0", " ")
    assert _style(studio) == {"entete": "papier.docx"}
    session = actgen.Workspace(studio.root).session(SESSION)
    session.render(out=tmp_path / "actes", formats=("docx",))
    (place,) = (tmp_path / "actes").rglob("*deliberation-02*.docx")
    written = docx.Document(str(place))
    assert "Madame, Monsieur," not in [each.text for each in written.paragraphs]
    assert written.sections[0].header.paragraphs[0].text == "Mairie du Tréhou"


def test_a_paper_whose_body_is_its_letterhead_is_kept_whole_and_told(
    studio: Studio, browser: TestClient
) -> None:
    paper = _letter("")
    answer = _send(browser, "entete", ("papier.docx", paper))
    assert "par lequel chaque acte commencera" in answer.text
    assert (_folder(studio) / "papier.docx").read_bytes() == paper


def test_arms_that_go_take_their_words_and_nothing_else(studio: Studio, browser: TestClient) -> None:
    place = studio.root / COUNCIL
    place.write_text(
        f"{place.read_text(encoding='utf-8')}charte:\n  couleur: 1f3a5f   # bleu\n", encoding="utf-8"
    )
    _send(browser, "blason", ("ecu.png", ARMS), texte=WORDS)
    assert _style(studio) == {"couleur": "1f3a5f", "blason": "ecu.png", "texte_du_blason": WORDS}
    assert _send(browser, "blason", retire="1").status_code == 303
    assert place.read_text(encoding="utf-8").endswith("charte:\n  couleur: 1f3a5f   # bleu\n")


def test_a_style_in_a_file_of_its_own_is_changed_there(studio: Studio, browser: TestClient) -> None:
    place = studio.root / COUNCIL
    place.write_text(f"{place.read_text(encoding='utf-8')}charte: maison.yaml\n", encoding="utf-8")
    page = browser.get(PAGE).text
    assert "dans un fichier à part, maison.yaml" in page
    assert 'id="prendre-blason"' not in page
    assert _send(browser, "blason", ("ecu.png", ARMS), texte=WORDS).status_code == 422
    assert not (_folder(studio) / "ecu.png").exists()
    assert _send(browser, "entete", ("papier.docx", house_letterhead())).status_code == 422
    assert _style(studio) == "maison.yaml"


def test_a_picture_that_went_away_is_told_at_its_field(studio: Studio, browser: TestClient) -> None:
    _send(browser, "blason", ("ecu.png", ARMS), texte=WORDS)
    (_folder(studio) / "ecu.png").unlink()
    page = browser.get(PAGE).text
    assert "ecu.png n’est pas à côté du fichier" in page
    assert 'href="#champ-charte-blason"' in page
    assert 'id="champ-charte-blason"' in page
