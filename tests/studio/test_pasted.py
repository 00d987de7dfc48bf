"""What is pasted in a page: no mark that nobody sees reaches a file, and no text keeps acts from being."""

from __future__ import annotations

import pytest
from hypothesis import assume, example, given, settings
from starlette.testclient import TestClient

import actgen
from actgen.base.text.characters import missing_characters
from actgen.reading.decoding import is_forbidden
from actgen.reading.scalars import blank_text
from actgen.studio.desk import address_of
from tests.evening.gestures import PREPARED
from tests.hostile.test_any_text import ANY
from tests.studio.house import SESSION, WRITES, Studio
from tests.studio.soir import PAGE, written

ENDS = "\x0b\x0c\x85\u2028\u2029"
UNSEEN = "\u200b\u200e\u202a\u202e\u2060\u2066\ufeff\u00ad\x07\u034f\uf0b7"
DEBATES = "seances/le-trehou-2024-11-14-point-1-debats.md"


def send(studio: Studio, browser: TestClient, to: str, **form: str) -> int:
    revision = {"revision": studio.revision(), "retour": "preparer"}
    return browser.post(address_of(SESSION, to), data=revision | form, headers=WRITES).status_code


@pytest.mark.parametrize("sign", ENDS)
def test_an_end_of_line_of_word_is_one(prepared: Studio, browser: TestClient, sign: str) -> None:
    browser.post(PAGE, data={"geste": "debats", "point": "1", "texte": f"Un.{sign}Deux."}, headers=WRITES)
    assert (prepared.root / DEBATES).read_text(encoding="utf-8") == "Un.\nDeux.\n"
    expose = {"chemin": "points/0/texte", "valeur": f"Un.{sign}Deux.", "lignes": "1"}
    assert send(prepared, browser, "champ", **expose) == 303
    assert "texte: |\n      Un.\n      Deux.\n" in written(prepared)
    assert send(prepared, browser, "champ", chemin="seance/lieu", valeur=f"au{sign}gymnase") == 303
    assert "lieu: au gymnase\n" in written(prepared)


def test_a_mark_that_nobody_sees_is_left_out(prepared: Studio, browser: TestClient) -> None:
    words = UNSEEN.join("gymnase")
    assert send(prepared, browser, "champ", chemin="seance/lieu", valeur=words) == 303
    assert "lieu: gymnase\n" in written(prepared)
    browser.post(PAGE, data={"geste": "debats", "point": "1", "texte": words}, headers=WRITES)
    assert (prepared.root / DEBATES).read_text(encoding="utf-8") == "gymnase\n"


def test_the_trace_of_a_lost_character_is_refused_where_it_is_typed(
    prepared: Studio, browser: TestClient
) -> None:
    form = {"geste": "debats", "point": "1", "texte": "Le caf\ufffd"}
    answer = browser.post(PAGE, data=form, headers=WRITES)
    assert (answer.status_code, "caractère perdu" in answer.text) == (422, True)
    assert not (prepared.root / DEBATES).exists()


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Studio:
    return Studio(tmp_path_factory.mktemp("colle") / "mairie")


@settings(max_examples=15)
@given(ANY)
@example("caf\ufffd")
@example("dÃ©cide")
@example("# é\x0b---\n\u200b")
def test_no_text_keeps_acts_from_being_made(desk: Studio, typed: str) -> None:
    """But a sign that is seen and no face has (😀), or a place to fill (« ? »), told under their field."""
    kept = (each for each in typed if is_forbidden(each) or each == "\n" or not missing_characters(each))
    typed = "".join(kept)
    assume(blank_text(typed) is None)
    browser = desk.browser()
    (desk.root / SESSION).write_text(PREPARED, encoding="utf-8")
    for geste in ("debats", "remarques"):
        browser.post(PAGE, data={"geste": geste, "point": "1", "texte": typed}, headers=WRITES)
    send(desk, browser, "champ", chemin="points/1/objet", valeur=typed.replace("\n", " "))
    send(desk, browser, "champ", chemin="points/1/texte", valeur=f"Un exposé. {typed}", lignes="1")
    session = actgen.Workspace(desk.root).session(SESSION)
    assert session.figures is not None
    assert any(plan.document is not None for plan in session.acts), session.findings
