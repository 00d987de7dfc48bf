"""The act beside a form in a real window: it follows each key, stays where it is read, leads to fields."""

from __future__ import annotations

import re
from pathlib import Path
from time import monotonic

import pytest
from playwright.sync_api import FrameLocator, Page, expect

from actgen.studio.desk import address_of
from tests.studio.house import SESSION, page_of
from tests.studio.window import Running
from tests.studio.windows.hands import focused, heard
from tests.studio.windows.readers import readable

pytestmark = [pytest.mark.slow, pytest.mark.timeout(300)]

SCROLLED = "document.getElementById('cadre').contentDocument.documentElement.scrollTop"
KEYS = 20
MOST = (
    1_000  # milliseconds from a key to the act, on a machine that does ten things at once: four times the aim
)


@pytest.fixture
def page(page: Page, studio: Running) -> Page:
    page.goto(f"{studio.origin}{page_of()}?acte=")
    return page


def _act(page: Page) -> FrameLocator:
    return page.frame_locator("#cadre")


def _go_to(page: Page, words: str) -> None:
    page.evaluate(
        """(words) => { const text = document.getElementById("texte"); const at = text.value.indexOf(words);
        text.focus(); text.setSelectionRange(at, at); }""",
        words,
    )


def test_the_act_of_the_item_follows_each_key(page: Page, root: Path) -> None:
    before = (root / SESSION).read_bytes()
    _go_to(page, "Tarifs de location de la salle polyvalente\n    acte")
    expect(_act(page).locator("body")).to_have_attribute("data-acte", "deliberation-03")
    expect(_act(page).locator(".ici").first).to_have_text("Tarifs de location de la salle polyvalente")
    page.keyboard.type("Nouveaux ")
    expect(_act(page).locator(".change").first).to_contain_text("Nouveaux Tarifs", timeout=MOST)
    focused(page, "texte")
    assert page.locator("#cadre").evaluate("frame => getComputedStyle(frame).opacity") == "1"
    expect(page.locator("#change")).to_have_text("Dans l’acte, 1 paragraphe changé.")
    readable(page)
    assert (root / SESSION).read_bytes() == before


def test_the_act_stays_where_it_is_read(page: Page) -> None:
    page.locator("#acte").select_option("proces-verbal")
    expect(_act(page).locator("body")).to_have_attribute("data-acte", "proces-verbal")
    _go_to(page, "Tarifs de location de la salle polyvalente\n    acte")
    read = page.evaluate(SCROLLED)
    assert read > 0  # led to the place of the field
    page.keyboard.type("Nouveaux ")
    expect(_act(page).locator(".change").first).to_contain_text("Nouveaux Tarifs")
    assert page.evaluate(SCROLLED) == read
    expect(_act(page).locator("body")).to_have_attribute("data-acte", "proces-verbal")


def test_a_value_leads_to_its_field_and_a_field_to_its_place(page: Page, studio: Running, root: Path) -> None:
    page.goto(f"{studio.origin}{address_of(SESSION, 'preparer')}")
    page.locator("#acte").select_option("deliberation-03")
    value, place = _act(page).locator("[data-chemin='points/2/objet']").first, _act(page).locator(".ici")
    expect(place).to_have_count(0)
    value.click()
    focused(page, "champ-points-2-objet")  # in a card that was closed
    expect(place.first).to_have_attribute("data-chemin", "points/2/objet")
    expect(page).to_have_url(re.compile("/preparer$"))
    before, times = (root / SESSION).read_bytes(), []
    page.keyboard.press("End")
    for rank in range(1, KEYS + 1):
        page.keyboard.type("o")
        began = monotonic()
        expect(value).to_have_text(re.compile(f"polyvalente{rank * 'o'}$"))
        times.append(monotonic() - began)
    assert sorted(times)[-2] < MOST / 1_000, "one in twenty may come later"
    assert (root / SESSION).read_bytes() == before
    focused(page, "champ-points-2-objet")
    page.locator("#champ-points-2-decide").focus()
    expect(place.first).to_have_attribute("data-chemin", re.compile("^points/2/decide"))
    page.locator("#acte").select_option("deliberation-02")
    _act(page).locator("[data-adresse*='#point-2']").first.click()
    page.wait_for_url(re.compile(r"/soir\?point=2#point-2$"))


def test_a_value_leads_to_its_words_in_the_file(page: Page) -> None:
    _act(page).locator("[data-chemin='convocation/envoyee_le']").first.click()
    focused(page, "texte")
    assert page.evaluate("getSelection().toString()") == "07/11/2024"


def test_a_refusal_is_told_and_the_older_act_fades(page: Page) -> None:
    _go_to(page, " pour, 2 contre")
    expect(_act(page).locator("body")).to_have_attribute("data-acte", "deliberation-02")
    page.keyboard.type("9")  # 99, and 4 others
    expect(page.locator("#sans-acte")).to_contain_text("103 voix pour 13")
    expect(page.locator("#cadre")).to_have_class("perime")
    readable(page)
    page.keyboard.press("Backspace")
    expect(page.locator("#sans-acte")).to_be_hidden()
    expect(page.locator("#cadre")).not_to_have_class("perime")


def test_no_script_runs_in_an_act(page: Page) -> None:
    blocked = "document.getElementById('cadre').contentDocument"
    page.evaluate(
        f"const s = {blocked}.createElement('script'); s.text = 'top.caught = 1'; {blocked}.body.append(s)"
    )
    assert page.evaluate("window.caught ?? 0") == 0


def test_a_field_that_an_address_leads_to_is_come_to(page: Page, studio: Running) -> None:
    page.goto(f"{studio.origin}{address_of(SESSION, 'preparer')}#champ-points-2-objet")
    focused(page, "champ-points-2-objet")  # in a card that was closed
    expect(_act(page).locator("body")).to_have_attribute("data-acte", "deliberation-03")
    page.keyboard.press("End")
    page.keyboard.type(" et du gîte")
    expect(_act(page).locator(".change")).to_have_text(
        ["Tarifs de location de la salle polyvalente et du gîte"]
    )
    page.keyboard.press("Tab")
    heard(page, "Enregistré")
    expect(_act(page).locator(".change")).to_have_count(0)  # it is no change of the field that is come to now
    focused(page, "champ-points-2-rapporteur")
