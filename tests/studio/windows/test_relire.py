"""« Relire » in a real window: a remark set aside by its reason, the acts written, all by the keyboard."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from actgen.studio.desk import address_of
from tests.studio.house import DATA, SESSION
from tests.studio.window import Running
from tests.studio.windows.hands import focused, heard, held, unfolded
from tests.studio.windows.readers import faults, readable

pytestmark = [pytest.mark.slow, pytest.mark.timeout(300)]

SCREEN = address_of(SESSION, "relire")


@pytest.fixture
def root(root: Path) -> Path:
    place = root / SESSION
    text = place.read_text(encoding="utf-8")
    text = text.replace("e_le: 07/11/2024", "e_le: 12/11/2024")  # sent and posted late
    place.write_text(text.replace("  levee: 21h10\n", ""), encoding="utf-8")
    return root


@pytest.fixture
def page(page: Page, studio: Running) -> Page:
    page.goto(f"{studio.origin}{SCREEN}")
    return page


def test_an_evening_is_read_again_and_written_by_the_keyboard(page: Page, root: Path) -> None:
    readable(page)
    unfolded(page)
    readable(page)
    button = page.locator("[id^=valider-]")
    button.focus()
    page.keyboard.press("Enter")  # without a reason
    fault = page.locator(".faute")
    expect(fault).to_contain_text("Écrivez pourquoi")
    heard(page, "Écrivez pourquoi")
    expect(page.locator("[id^=motif-]:focus")).to_have_count(1)
    readable(page)
    reason = page.locator("textarea")
    assert str(fault.get_attribute("id")) in str(reason.get_attribute("aria-describedby"))
    page.keyboard.type("urgence, approuvée à l’ouverture")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("#ecriture input[type=checkbox]")).to_have_count(1)
    focused(page, "remarques")
    assert "motif: urgence, approuvée à l’ouverture" in (root / SESSION).read_text(encoding="utf-8")
    page.locator("#ecriture input[type=checkbox]").focus()
    page.keyboard.press("Space")
    page.locator("#ecrire").focus()
    page.keyboard.press("Enter")
    expect(page.locator("progress")).to_be_visible()
    focused(page, "ecriture")
    expect(page.locator(".fait")).to_contain_text("fichiers écrits", timeout=60_000)
    focused(page, "ecriture")
    heard(page, "fichiers écrits")
    unfolded(page)
    readable(page)
    assert page.evaluate("document.querySelectorAll('#ecriture a[href^=\"/papier/\"]').length") > 10


def test_the_act_is_gone_through_and_its_values_lead_away(page: Page) -> None:
    frame = page.frame_locator("#cadre")
    expect(frame.locator("body")).to_have_attribute("data-acte", "convention-papeterie")
    page.locator("#acte-apres").focus()
    page.keyboard.press("Enter")
    expect(frame.locator("body")).not_to_have_attribute("data-acte", "convention-papeterie")
    expect(page.locator("#acte")).not_to_have_value("convention-papeterie")
    expect(page.locator("#acte-apres:focus, #contenu:focus")).to_have_count(1)
    page.locator("#acte").focus()
    page.locator("#acte").select_option("proces-verbal")
    expect(frame.locator("body")).to_have_attribute("data-acte", "proces-verbal")
    focused(page, "acte")
    page.locator("#valeurs summary").click()
    expect(page.locator("#valeurs a").filter(has_text="vingt heures")).to_be_visible()
    frame.locator("[data-chemin='seance/lieu']").first.click()
    page.wait_for_url("**/preparer#champ-seance-lieu")
    focused(page, "champ-seance-lieu")


def test_words_that_are_chosen_in_the_act_are_those_to_hide(page: Page, studio: Running, root: Path) -> None:
    shutil.copyfile(DATA / SESSION, root / SESSION)  # its deliberations can be made
    page.goto(f"{studio.origin}{SCREEN}?acte=deliberation-03")
    words = page.frame_locator("#cadre").get_by_text("180 € la journée").first
    words.select_text()
    expect(page.locator("#mots")).to_have_value(re.compile("180 € la journée"))
    page.locator("#mots").fill("180 € la journée")
    page.keyboard.press("Enter")
    expect(page.locator("#masques")).to_contain_text("180 € la journée » point 3")
    held(page)
    assert faults(page) == []
    value = page.frame_locator("#cadre").locator("[data-adresse]").first
    value.select_text()
    value.dispatch_event("click")  # as the mouse tells one when it is let go
    expect(page.locator("#mots")).not_to_have_value("")
    expect(page).to_have_url(re.compile("relire"))
    page.locator("#montrer-1").press("Enter")
    expect(page.locator("#masques li")).to_have_count(0)
    held(page)
    assert "donnees_privees:\n" in (root / SESSION).read_text(encoding="utf-8")
