"""« Relire » in a real window: a remark set aside by its reason, the acts written, all by the keyboard."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from actgen.studio.desk import address_of
from tests.outputs.conformity.pages.browser import axe, chromium, layout
from tests.studio.house import SESSION, furnish
from tests.studio.window import Running, running, window

pytestmark = [pytest.mark.slow, pytest.mark.timeout(300)]

SCREEN = address_of(SESSION, "relire")
HOWS: dict[str, dict[str, Any]] = {
    "light": {},
    "dark": {"color_scheme": "dark"},
    "400 %": {"viewport": {"width": 320, "height": 640}},
    "wide": {"viewport": {"width": 1920, "height": 1080}},
}
OVER = "one upon the other"  # a banner stays over what is scrolled


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as started:
        yield started


@pytest.fixture
def root(tmp_path: Path) -> Path:
    furnish(tmp_path / "mairie")
    place = tmp_path / "mairie" / SESSION
    text = place.read_text(encoding="utf-8")
    text = text.replace("envoyee_le: 07/11/2024", "envoyee_le: 12/11/2024")
    place.write_text(text.replace("  levee: 21h10\n", ""), encoding="utf-8")
    return tmp_path / "mairie"


@pytest.fixture
def studio(root: Path) -> Iterator[Running]:
    with running(root) as started:
        yield started


@pytest.fixture(params=HOWS)
def page(browser: Browser, studio: Running, request: pytest.FixtureRequest) -> Iterator[Page]:
    with window(browser, studio, **HOWS[request.param]) as opened:
        opened.goto(f"{studio.origin}{SCREEN}")
        yield opened


def _faults(page: Page) -> list[object]:
    page.evaluate("for (const each of document.querySelectorAll('.annonce')) each.textContent = ''")
    return [
        *axe(page)[0].items(),
        *(each for each in layout(page) if OVER not in each and "annonce" not in each),
    ]


def _focus(page: Page) -> str:
    return str(page.evaluate("document.activeElement.id || document.activeElement.tagName"))


def test_an_evening_is_read_again_and_written_by_the_keyboard(page: Page, root: Path) -> None:
    assert _faults(page) == []
    for each in page.locator("details").all():
        each.evaluate("each => { each.open = true; }")
    assert _faults(page) == []
    button = page.locator("[id^=valider-]")
    button.focus()
    page.keyboard.press("Enter")  # without a reason
    fault = page.locator(".faute")
    expect(fault).to_contain_text("Écrivez pourquoi")
    expect(page.locator("#annonce")).to_contain_text("Écrivez pourquoi")
    assert _focus(page).startswith("motif-")
    assert _faults(page) == []
    reason = page.locator("textarea")
    assert str(fault.get_attribute("id")) in str(reason.get_attribute("aria-describedby"))
    page.keyboard.type("urgence, approuvée à l’ouverture")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("#ecriture input[type=checkbox]")).to_have_count(1)
    assert _focus(page) == "remarques"
    assert "motif: urgence, approuvée à l’ouverture" in (root / SESSION).read_text(encoding="utf-8")
    page.locator("#ecriture input[type=checkbox]").focus()
    page.keyboard.press("Space")
    page.locator("#ecrire").focus()
    page.keyboard.press("Enter")
    expect(page.locator("progress")).to_be_visible()
    assert _focus(page) == "ecriture"
    expect(page.locator(".fait")).to_contain_text("fichiers écrits", timeout=60_000)
    assert _focus(page) == "ecriture"
    expect(page.locator("#annonce")).to_contain_text("fichiers écrits")
    for each in page.locator("details").all():
        each.evaluate("each => { each.open = true; }")
    assert _faults(page) == []
    assert page.evaluate("document.querySelectorAll('#ecriture a[href^=\"/papier/\"]').length") > 10


def test_the_act_is_gone_through_and_its_values_lead_away(page: Page) -> None:
    frame = page.frame_locator("#cadre")
    expect(frame.locator("body")).to_have_attribute("data-acte", "convention-papeterie")
    page.locator("#acte-apres").focus()
    page.keyboard.press("Enter")
    expect(frame.locator("body")).not_to_have_attribute("data-acte", "convention-papeterie")
    expect(page.locator("#acte")).not_to_have_value("convention-papeterie")
    assert _focus(page) in ("acte-apres", "contenu")
    page.locator("#acte").focus()
    page.locator("#acte").select_option("proces-verbal")
    expect(frame.locator("body")).to_have_attribute("data-acte", "proces-verbal")
    assert _focus(page) == "acte"
    page.locator("#valeurs summary").click()
    expect(page.locator("#valeurs a").filter(has_text="vingt heures")).to_be_visible()
    frame.locator("[data-chemin='seance/lieu']").first.click()
    page.wait_for_url("**/preparer#champ-seance-lieu")
    expect(page.locator("#champ-seance-lieu")).to_be_focused()
