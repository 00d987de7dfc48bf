"""A field: saved when it is left, alone; never over what another program wrote."""

from __future__ import annotations

import html
from collections.abc import Mapping
from datetime import date
from functools import partial

import pytest
from httpx2 import Response
from starlette.testclient import TestClient

import actgen
from actgen.api.remarks import about
from actgen.api.workspace import Workspace
from actgen.base.diagnostics import Diagnostic, Mender, Severity
from actgen.base.records import replace
from actgen.studio.desk import address_of, pages
from actgen.studio.fields import Feuille, path_in, written
from tests.studio.house import COUNCIL, SESSION, WRITES, Studio

FIELD = "seance/lieu"
BEFORE = "salle du conseil de la mairie"


def send(browser: TestClient, form: Mapping[str, str], name: str = SESSION, to: str = "champ") -> Response:
    return browser.post(address_of(name, to), data={"retour": "fichier", **form}, headers=WRITES)


def typed(studio: Studio, value: str, path: str = FIELD, **more: str) -> dict[str, str]:
    return {"chemin": path, "valeur": value, "revision": studio.revision()} | more


def test_a_field_is_saved_alone(studio: Studio, browser: TestClient) -> None:
    place = studio.root / SESSION
    before = place.read_bytes()
    answer = send(browser, typed(studio, "à l’école"))
    assert (answer.status_code, answer.headers["location"]) == (303, address_of(SESSION))
    assert place.read_bytes() == before.replace(BEFORE.encode(), "à l’école".encode())


def test_a_field_that_says_what_is_there_touches_nothing(studio: Studio, browser: TestClient) -> None:
    place = studio.root / SESSION
    seen = place.stat().st_mtime_ns
    assert send(browser, typed(studio, BEFORE)).status_code == 303
    assert place.stat().st_mtime_ns == seen


def test_several_lines_come_as_a_browser_sends_them(studio: Studio, browser: TestClient) -> None:
    send(browser, typed(studio, "Un.\r\nDeux.\r\n", "points/0/expose"))
    assert actgen.Workspace(studio.root).fields(SESSION).text(("points", 0, "expose")) == "Un.\nDeux."


def test_the_fields_of_a_council_too(studio: Studio, browser: TestClient) -> None:
    form = {"chemin": "nom", "valeur": "", "revision": studio.revision(COUNCIL)}
    answer = send(browser, form | {"chemin": "site", "valeur": "https://exemple.fr"}, COUNCIL)
    assert answer.headers["location"] == address_of(COUNCIL)
    assert actgen.Workspace(studio.root).fields(COUNCIL).text(("site",)) == "https://exemple.fr"


def test_a_change_is_taken_back_one_by_one(studio: Studio, browser: TestClient) -> None:
    place = studio.root / SESSION
    kept = [place.read_bytes()]
    for value in ("à l’école", "au gymnase"):
        send(browser, typed(studio, value))
        kept.append(place.read_bytes())
    for before in reversed(kept[:-1]):
        assert "Annuler la dernière saisie" in browser.get(address_of(SESSION)).text
        assert send(browser, {}, to="annuler").status_code == 303
        assert place.read_bytes() == before
    assert "Annuler la dernière saisie" not in browser.get(address_of(SESSION)).text
    assert send(browser, {}, to="annuler").status_code == 400


def test_what_another_program_wrote_since_is_not_taken_back(studio: Studio, browser: TestClient) -> None:
    send(browser, typed(studio, "à l’école"))
    place = studio.root / SESSION
    place.write_bytes(place.read_bytes() + b"# note\n")
    after = place.read_bytes()
    assert "Annuler la dernière saisie" not in browser.get(address_of(SESSION)).text
    assert send(browser, {}, to="annuler").status_code == 409
    assert place.read_bytes() == after


# the file is changed under the page


def _meanwhile(studio: Studio, old: str, new: str) -> None:
    place = studio.root / SESSION
    text = place.read_text(encoding="utf-8")
    assert old in text
    place.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_another_value_changed_meanwhile_is_kept(studio: Studio, browser: TestClient) -> None:
    form = typed(studio, "à l’école", avant=BEFORE)
    _meanwhile(studio, "points:", "# note\npoints:")
    assert send(browser, form).status_code == 303
    text = (studio.root / SESSION).read_text(encoding="utf-8")
    assert "lieu: à l’école" in text
    assert "# note" in text


def test_the_same_value_changed_meanwhile_is_shown_beside(studio: Studio, browser: TestClient) -> None:
    form = typed(studio, "à l’école", avant=BEFORE)
    _meanwhile(studio, BEFORE, "au gymnase")
    answer = send(browser, form)
    assert answer.status_code == 409
    page = html.unescape(answer.text)
    assert "«\u00a0Lieu\u00a0»\u00a0: un autre programme" in page
    assert "à l’école</textarea>" in page
    assert "au gymnase</textarea>" in page
    assert "au gymnase" in (studio.root / SESSION).read_text(encoding="utf-8")
    again = {name: value for name, value in form.items() if name != "avant"} | {"revision": studio.revision()}
    assert send(browser, again).status_code == 303
    assert "lieu: à l’école" in (studio.root / SESSION).read_text(encoding="utf-8")


def test_an_item_of_a_list_that_may_have_moved_is_never_written(studio: Studio, browser: TestClient) -> None:
    form = typed(studio, "Un exposé.", "points/0/expose", avant="")
    _meanwhile(studio, "points:", "# note\npoints:")
    before = (studio.root / SESSION).read_bytes()
    answer = send(browser, form)
    assert answer.status_code == 409
    assert "Un exposé.</textarea>" in answer.text
    assert "à la place de l’autre" not in answer.text
    assert (studio.root / SESSION).read_bytes() == before


def test_two_windows_on_one_item_are_shown_beside_each_other(studio: Studio, browser: TestClient) -> None:
    """Only fields were saved since, each at its place: the item is where it was."""
    mine = typed(studio, "Le mien.", "points/1/texte", avant="")
    assert send(browser, typed(studio, "Celui de l’autre.", "points/1/texte", avant="")).status_code == 303
    answer = send(browser, mine)
    assert answer.status_code == 409
    page = html.unescape(answer.text)
    assert "Le mien.</textarea>" in page and "Celui de l’autre.</textarea>" in page
    again = {name: value for name, value in mine.items() if name != "avant"} | {"revision": studio.revision()}
    assert send(browser, again).status_code == 303
    assert "texte: Le mien.\n" in (studio.root / SESSION).read_text(encoding="utf-8")


@pytest.mark.parametrize("path", ["", "/", "../x", "points//objet", "a b", "é", "/".join("x" * 20)])
def test_a_path_that_is_none_is_refused(studio: Studio, browser: TestClient, path: str) -> None:
    assert send(browser, typed(studio, "x", path)).status_code == 400


@pytest.mark.parametrize("path", ["points", "points/0", "points/99/objet", "seance/lieu/ville"])
def test_what_a_field_cannot_hold_is_not_written(studio: Studio, browser: TestClient, path: str) -> None:
    before = (studio.root / SESSION).read_bytes()
    assert send(browser, typed(studio, "x", path)).status_code == 422
    assert (studio.root / SESSION).read_bytes() == before


@pytest.mark.parametrize("screen", ["//ailleurs.fr", "https://ailleurs.fr", "..", ""])
def test_a_form_leads_back_into_the_studio_only(studio: Studio, browser: TestClient, screen: str) -> None:
    answer = send(browser, typed(studio, "x", retour=screen))
    assert answer.headers["location"] == address_of(SESSION)


# what a page shows of it


SAID = "{% import 'champs.html' as champs with context %}"


def test_a_field_says_what_is_wrong_with_it(studio: Studio) -> None:
    _meanwhile(studio, "  date: ", "  date: lundi ")
    sheet = Feuille(Workspace(studio.root).fields(SESSION), "preparer")
    champ = sheet("seance/date")
    assert champ.id == "seance-date"
    assert [faute.severity.value for faute in champ.fautes] == ["erreur"]
    assert sheet(("seance", "lieu")).valeur == BEFORE
    assert sheet("points").ailleurs
    macro = SAID + "{{ champs.ligne(feuille('seance/date'), 'Date', 'Le jour.') }}"
    page = pages().from_string(macro).render(feuille=sheet, about=partial(about, day=None))
    assert 'aria-describedby="fautes-seance-date aide-seance-date"' in page
    assert 'aria-invalid="true"' in page
    assert 'data-chemin="seance/date"' in page
    assert "Pourquoi" not in page  # no law is behind it: a key less before the next field


@pytest.mark.parametrize("mender", list(Mender))
def test_a_field_says_the_law_once_and_who_else_can_mend_it(studio: Studio, mender: Mender) -> None:
    found = Diagnostic("CONV-DELAI", Severity.ERROR, "Trop tard.", article="x", mender=mender)
    sheet = Feuille(replace(Workspace(studio.root).fields(SESSION), look=tuple), "preparer")
    champ = replace(sheet("convocation/envoyee_le"), fautes=(found, replace(found, message="Deux fois.")))
    macro = pages().from_string(SAID + "{{ champs.fautes(champ) }}")
    page = macro.render(champ=champ, about=partial(about, day=date(2024, 11, 14)))
    assert page.count("L.\u00a02121-11") == page.count("</details>") == page.count("<details") == 1
    others = page.count("À voir par le ")
    assert others == (0 if mender is Mender.SECRETAIRE else 2)


def test_a_path_is_read_as_it_was_written() -> None:
    path = ("points", 2, "vote", "pour")
    assert path_in(written(path)) == path


def test_two_fields_of_items_that_one_page_sends_at_once_are_both_saved(
    studio: Studio, browser: TestClient
) -> None:
    first = typed(studio, "Un objet", "points/0/objet", avant=_shown(studio, "points", 0, "objet"))
    second = typed(studio, "Autre objet", "points/1/objet", avant=_shown(studio, "points", 1, "objet"))
    assert [send(browser, each).status_code for each in (first, second)] == [303, 303]
    assert (_shown(studio, "points", 0, "objet"), _shown(studio, "points", 1, "objet")) == (
        "Un objet",
        "Autre objet",
    )
    assert send(browser, first).status_code == 409, "it no longer says what the page showed"


def _shown(studio: Studio, *path: str | int) -> str:
    return actgen.Workspace(studio.root).fields(SESSION).text(path) or ""
