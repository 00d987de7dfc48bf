"""« Le lendemain » and « Ce qui reste à faire » in a real window: by the keyboard alone, read by everyone."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from actgen.studio.desk import address_of
from tests.council.facts.recus import accuse
from tests.studio.house import OTHER, SESSION
from tests.studio.test_aftermath import ACTE
from tests.studio.window import Running, window
from tests.studio.windows.hands import dropped, focused, heard, held, unfolded
from tests.studio.windows.readers import faults, readable

pytestmark = [pytest.mark.slow, pytest.mark.timeout(300)]

PAGE = address_of(SESSION, "lendemain")


@pytest.fixture
def root(root: Path) -> Path:
    place = root / SESSION
    place.write_text(place.read_text(encoding="utf-8").partition("\nsuites:")[0], encoding="utf-8")
    return root


def _type(page: Page, *keys: str) -> None:
    """Words are typed, names of keys are pressed."""
    for key in keys:
        if key in ("Tab", "Enter", "ArrowDown", "ArrowUp"):
            page.keyboard.press(key)
        else:
            page.keyboard.type(key)


def test_a_morning_by_the_keyboard_alone(browser: Browser, studio: Running, root: Path) -> None:
    with window(browser, studio) as page:
        page.goto(f"{studio.origin}{PAGE}")
        page.locator("#toutes-deliberation_signee_le").focus()
        _type(page, "15/11", "Enter")
        expect(page.locator("#deliberation_signee_le-3")).to_have_value("15/11/2024")
        focused(page, "toutes-deliberation_signee_le")  # all are told, and the focus stays there
        page.locator("#transmise_le-2").focus()
        _type(page, "18/11", "ArrowDown")
        focused(page, "transmise_le-3")
        expect(page.locator("#transmise_le-2")).to_have_value("18/11/2024")
        _type(page, "19/11/2024", "ArrowUp")
        focused(page, "transmise_le-2")
        expect(page.locator("#toutes-transmise_le-boite")).to_contain_text("complet")
        page.locator("#publiee_le-2").focus()
        _type(page, "31/02", "Tab")
        expect(page.locator("#refus-publiee_le-2")).to_be_visible()
        expect(page.locator("#publiee_le-2")).to_have_value("31/02")
        heard(page, "31")
        assert faults(page) == []
        page.locator("#publiee_le-3").focus()
        _type(page, "20 novembre", "Tab")
        expect(page.locator("#publiee_le-3")).to_have_value("20/11/2024")
        expect(page.locator("#publiee_le-2")).to_have_value("31/02")
        expect(page.locator("#refus-publiee_le-2")).to_be_visible()
        page.locator("#publiee_le-2").focus()
        page.locator("#publiee_le-2").press("Control+a")
        _type(page, "19/11", "Tab")
        expect(page.locator("#executoire-2")).to_contain_text("19/11/2024")
        expect(page.locator("#certificat-2")).to_contain_text("Voir")
        held(page)
    told = (root / SESSION).read_text(encoding="utf-8")
    assert "suites:\n  deliberation_signee_le: 15/11/2024\n" in told
    assert "31/02" not in told


def test_receipts_by_the_keyboard_and_by_a_drop(browser: Browser, studio: Running, tmp_path: Path) -> None:
    places = []
    for number in (2, 3):
        places.append(tmp_path / f"recu{number}.xml")
        places[-1].write_bytes(accuse(ACTE.format(number), "2024-11-19"))
    (tmp_path / "autre.xml").write_bytes(b"<autre/>")
    with window(browser, studio) as page:
        page.goto(f"{studio.origin}{PAGE}")
        page.locator("#fichiers").focus()
        page.locator("#fichiers").set_input_files([places[0], tmp_path / "autre.xml"])
        expect(page.locator("#deposes")).to_contain_text("1 lu, 1 inconnu.")
        expect(page.locator("#deposes")).to_contain_text("autre.xml")
        heard(page, "1 lu, 1 inconnu.")
        expect(page.locator("#recue_le-2-boite")).to_contain_text("19/11/2024 accusé lu")
        focused(page, "fichiers")
        assert faults(page) == []
        assert dropped(page, "[for=fichiers]", ("recu3.xml", places[1].read_bytes()))
        expect(page.locator("#deposes")).to_contain_text("1 lu, 0 inconnu.")
        expect(page.locator("#recue_le-3-boite")).to_contain_text("accusé lu")
        page.evaluate(
            """() => {
                const carried = new DataTransfer();
                carried.items.add(new File(["<".repeat(1200000)], "gros.xml"));
                document.querySelector("#fichiers").files = carried.files;
                document.querySelector("#fichiers").form.requestSubmit();
            }"""
        )
        heard(page, "Ce qui est envoyé dépasse")


def test_what_is_done_leaves_the_list_and_the_focus_stays(
    browser: Browser, studio: Running, root: Path
) -> None:
    with window(browser, studio) as page:
        page.goto(f"{studio.origin}/a-faire")
        page.locator("#anciennes > summary").click()
        late = page.locator(".bloc.retard li", has_text="Liste des délibérations")
        late.get_by_role("button", name="C’est fait aujourd’hui").focus()
        page.keyboard.press("Enter")
        expect(page.locator(".note")).to_contain_text("Noté pour")
        focused(page, "reste")
        row = page.locator("section.bloc li", has_text="Transmission au représentant")
        row.get_by_label("Fait le").focus()
        _type(page, "jamais", "Enter")
        expect(row.locator("[data-refus]")).to_contain_text("n’est pas une date")
        expect(page.locator("[id^=jour-]:focus")).to_have_count(1)
        assert faults(page) == []
        noter = row.get_by_role("button", name="Noter ce jour")
        for day, then in (("31/02", "n’existe pas"), ("18/11/2024", "")):
            row.get_by_label("Fait le").fill(day)
            noter.click()  # it has no id of its own, and what it answers is shown all the same
            if then:
                expect(row.locator("[data-refus]")).to_contain_text(then)
        expect(row).to_have_count(0)
        focused(page, "reste")
    assert "transmise_le: 18/11/2024\n" in (root / SESSION).read_text(encoding="utf-8")


def test_each_screen_can_be_read_at_each_stage(browser: Browser, studio: Running, root: Path) -> None:
    screens = (PAGE, address_of(OTHER, "lendemain"), "/a-faire", "/")
    with window(browser, studio) as page:
        for screen in screens:
            page.goto(f"{studio.origin}{screen}")
            unfolded(page, "main")
            readable(page, screen)
        place = root / SESSION
        wrong = "\nsuites:\n  transmise_le: 12/11/2024\n  recue_le: 11/11/2024\n"
        place.write_text(place.read_text(encoding="utf-8") + wrong, encoding="utf-8")
        page.goto(f"{studio.origin}{PAGE}")
        expect(page.locator("#fautes-transmise_le-2")).to_be_visible()
        readable(page)


def test_words_are_copied(browser: Browser, studio: Running) -> None:
    with window(browser, studio, permissions=["clipboard-read", "clipboard-write"]) as page:
        page.goto(f"{studio.origin}{PAGE}")
        page.locator("#depot summary").focus()
        page.keyboard.press("Enter")
        page.get_by_role("button", name="Copier : numéro, point 3").focus()
        page.keyboard.press("Enter")
        expect(page.locator("[data-copie]").nth(3)).to_have_text("Copié ✓")
        assert page.evaluate("navigator.clipboard.readText()") == "D2024_11_03"
