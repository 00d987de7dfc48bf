"""The studio in a real window: it is let in, nobody else is, and a keyboard is enough."""

from __future__ import annotations

import re
import stat
import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.acts.outputs.conformity.pages.browser import axe
from tests.studio.house import OTHER, SESSION, furnish, page_of
from tests.studio.window import WIDE, Running, command, running, surroundings, window
from tests.studio.windows.hands import focused, heard
from tests.studio.windows.readers import readable

pytestmark = [pytest.mark.slow, pytest.mark.timeout(300)]


def test_the_window_comes_in_and_its_address_is_clean(page: Page, studio: Running) -> None:
    assert page.url == f"{studio.origin}/"
    (cookie,) = page.context.cookies()
    assert (cookie["httpOnly"], cookie["sameSite"]) == (True, "Strict")
    assert page.evaluate("document.cookie") == ""
    assert page.locator("h1").inner_text() == "Mes séances"


def test_the_address_serves_one_browser(browser: Browser, page: Page, studio: Running) -> None:
    other = browser.new_context().new_page()
    for address in (studio.address, f"{studio.origin}/", f"{studio.origin}{page_of()}"):
        answer = other.goto(address)
        assert answer is not None
        assert answer.status == 403
        assert other.locator("h1").inner_text() == "Cette page est fermée"
    assert axe(other)[0] == {}
    other.context.close()


def test_no_page_of_another_place_reaches_it(page: Page, studio: Running, root: Path) -> None:
    """A page of another port of this machine, in the browser that holds the cookie."""
    before = (root / SESSION).read_bytes()
    stranger = page.context.new_page()
    furnish(root.parent / "autre")
    with running(root.parent / "autre") as other:
        stranger.goto(other.address)
        stranger.wait_for_url(f"{other.origin}/")
        asked = """async ([address, how]) => {
            try { const told = await fetch(address, how); return told.type + told.status; }
            catch (error) { return "refused"; }
        }"""
        written = {"method": "POST", "body": "texte=x", "mode": "no-cors", "credentials": "include"}
        written["headers"] = {"content-type": "application/x-www-form-urlencoded"}  # type: ignore[assignment]
        assert stranger.evaluate(asked, [f"{studio.origin}/", {"credentials": "include"}]) == "refused"
        stranger.goto("about:blank")  # without a policy of ours
        stranger.evaluate(asked, [f"{studio.origin}{page_of()}", written])
        stranger.set_content(
            f'<form method="post" action="{studio.origin}{page_of()}"><button>x</button></form>'
        )
        stranger.click("button")
        stranger.wait_for_load_state()
        assert "Cette page est fermée" in stranger.content()
    assert (root / SESSION).read_bytes() == before


def test_a_long_year_comes_before_it_is_all_read(browser: Browser, root: Path) -> None:
    """What comes meanwhile takes no focus away, and nothing that is known is told to be all."""
    text = (root / SESSION).read_text(encoding="utf-8")
    for week in range(60):
        day = date(2021, 1, 7) + timedelta(weeks=week)
        told = text.replace("jeudi 14/11/2024", f"{day:%d/%m/%Y}")
        (root / f"seances/le-trehou-{day}.yaml").write_text(told, encoding="utf-8")
    with running(root) as studio:
        context = browser.new_context(viewport=WIDE)
        page = context.new_page()

        def held(asked: Route) -> None:  # what the page asks by itself
            if "x-actgen" not in asked.request.headers:
                asked.continue_()

        page.route(f"{studio.origin}/", held)
        page.goto(studio.address)
        reading = page.locator("#lecture label")
        expect(reading).to_contain_text("sur 62…")
        assert page.locator("tbody tr").count() < 62
        newest = page.locator("tbody a").first
        expect(newest).to_have_text(re.compile("23\\sjanvier\\s2025"))
        newest.focus()
        readable(page)
        page.unroute(f"{studio.origin}/", held)
        expect(reading).to_have_count(0)
        expect(page.locator("tbody tr")).to_have_count(62)
        expect(newest).to_be_focused()
        readable(page)
        context.close()


def test_every_screen_can_be_read(page: Page, studio: Running, root: Path) -> None:
    place = root / SESSION
    text = place.read_text(encoding="utf-8")
    place.write_text(text.replace("secretaire: Membre 6", "secretaire: Membre 77"), encoding="utf-8")
    readable(page)
    for screen in (page_of(), page_of(OTHER), page_of("collectivites/locronan.yaml")):
        page.goto(f"{studio.origin}{screen}")
        readable(page, screen)
    page.goto(f"{studio.origin}{page_of()}")
    place.write_text(text, encoding="utf-8")
    page.locator("#texte").press_sequentially("# moi\n")
    page.keyboard.press("Control+s")
    page.wait_for_selector(".deux-textes")
    readable(page)


def test_a_keyboard_is_enough_and_the_focus_is_never_lost(page: Page, root: Path) -> None:
    place = root / SESSION
    text = place.read_text(encoding="utf-8")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "evitement"
    page.locator("tbody a", has_text="2024").focus()
    page.keyboard.press("Enter")
    page.locator("nav a", has_text="Le fichier").focus()
    page.keyboard.press("Enter")
    page.wait_for_selector("#texte")
    page.wait_for_load_state()  # before its script is there, Ctrl + S is the browser's
    page.locator("#texte").focus()
    page.keyboard.press("Control+Home")
    page.keyboard.type("# essai\n")
    page.keyboard.press("Control+s")
    heard(page, "Enregistré à")
    focused(page, "texte")
    assert place.read_text(encoding="utf-8") == "# essai\n" + text
    page.keyboard.type("secretaire: [\n")  # wrong, and saved all the same when the field is left
    page.keyboard.press("Tab")
    expect(page.locator("#remarques .erreur li").first).to_be_visible()
    expect(page.locator("button:focus")).to_have_count(1)
    assert place.read_text(encoding="utf-8").startswith("# essai\nsecretaire: [\n")
    page.locator("#remarques a").first.focus()
    page.keyboard.press("Enter")
    focused(page, "texte")
    assert page.evaluate("document.activeElement.selectionEnd") > 0


def test_a_commune_is_begun_by_the_keyboard_alone(browser: Browser, tmp_path: Path) -> None:
    bare = tmp_path / "neuf"
    bare.mkdir()
    with running(bare) as studio, window(browser, studio) as page:
        focused(page, "nom")
        page.keyboard.type("Dietwiler\n")
        page.wait_for_selector(".faute")
        focused(page, "nom")
        page.keyboard.press("Control+a")
        page.keyboard.type("Dietwiller\n")
        page.wait_for_selector(".trouve")
        expect(page.locator("[name=mode]").first).to_be_focused()
        page.keyboard.press("Space")
        page.keyboard.press("Tab")
        page.keyboard.type("M. Membre UN\n")
        page.wait_for_selector("h1:has-text('prête')")
    text = (bare / "collectivites" / "dietwiller.yaml").read_text(encoding="utf-8")
    assert re.search("mode: affichage .*maire: M. Membre UN", text, re.S)


def test_the_act_follows_what_is_saved_and_stays_where_it_was_read(page: Page, studio: Running) -> None:
    page.goto(f"{studio.origin}{page_of()}?acte=proces-verbal")
    act = page.frame_locator("#cadre")
    expect(act.locator("body")).to_contain_text("vingt heures")
    scrolled = "document.getElementById('cadre').contentWindow.scrollY"
    page.evaluate("document.getElementById('cadre').contentWindow.scrollTo(0, 400)")
    text = page.locator("#texte").input_value()
    page.locator("#texte").fill(text.replace("heure: 20h00", "heure: 20h05"))
    page.locator("#texte").press("Control+s")
    expect(act.locator("body")).to_contain_text("vingt heures cinq")
    page.wait_for_function(f"{scrolled} === 400")
    page.locator("#acte").select_option("liste-des-deliberations")
    expect(act.locator("h1")).to_contain_text("Liste des délibérations")
    page.locator("#texte").fill("seance: [")  # unreadable: an older act must not be taken for this one
    page.locator("#texte").press("Control+s")
    expect(page.locator("#sans-acte")).to_be_visible()
    expect(page.locator("#cadre")).to_have_class("perime")
    page.locator("#texte").fill(text)
    page.locator("#texte").press("Control+s")
    expect(act.locator("body")).to_contain_text("vingt heures")
    expect(page.locator("#cadre")).not_to_have_class("perime")


def test_two_windows_on_one_file_lose_nothing(page: Page, studio: Running, root: Path) -> None:
    other = page.context.new_page()
    for each in (page, other):
        each.goto(f"{studio.origin}{page_of()}")
    page.locator("#texte").press_sequentially("# une\n")
    page.keyboard.press("Control+s")
    heard(page, "Enregistré")
    other.locator("#texte").press_sequentially("# deux\n")
    other.keyboard.press("Control+s")
    other.wait_for_selector(".deux-textes")
    focused(other, "contenu")
    assert "# deux" in other.locator("#texte").input_value()
    other.get_by_role("button", name="Enregistrer mon texte").click()
    expect(other.locator(".deux-textes")).to_have_count(0)
    assert "# deux" in (root / SESSION).read_text(encoding="utf-8")


def test_it_ends_with_its_last_window(browser: Browser, studio: Running) -> None:
    with window(browser, studio) as page:
        for _ in range(7):  # more windows than a browser keeps requests open to one address
            page.context.new_page().goto(f"{studio.origin}/")
        assert studio.process.poll() is None
    assert studio.process.wait(timeout=20) == 0
    assert "Le studio est fermé." in studio.stop()


def test_a_window_is_told_that_the_studio_ended(page: Page, studio: Running) -> None:
    told = studio.stop()
    assert studio.process.returncode == 0
    heard(page, "Le studio est fermé.")
    assert axe(page)[0] == {}
    assert "Traceback" not in told
    assert not re.search(r"GET|POST|trehou", told)


def test_nothing_private_is_said_while_it_works(page: Page, studio: Running) -> None:
    page.goto(f"{studio.origin}{page_of()}")
    page.goto(f"{studio.origin}/inconnue")
    page.goto(f"{studio.origin}/seance/x/acte/%00")
    assert studio.stop().splitlines() == ["Le studio est fermé."]


@pytest.mark.skipif(sys.platform == "win32", reason="a script stands in for the program")
def test_the_window_is_opened_by_a_file_that_leads_in(browser: Browser, root: Path, tmp_path: Path) -> None:
    """Chromium itself is a script here, which notes what it was given."""
    programs, noted = tmp_path / "programmes", tmp_path / "note"
    programs.mkdir()
    script = programs / "chromium"
    script.write_text(
        f'#!/bin/sh\nprintf "%s\\n" "$@" > {noted}.part; mv {noted}.part {noted}\n', encoding="utf-8"
    )
    script.chmod(0o755)
    process = subprocess.Popen(
        command(root),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        env=surroundings(tmp_path) | {"PATH": f"{programs}:/usr/bin:/bin"},
    )
    assert process.stdout is not None
    assert process.stdout.readline().startswith("Studio ouvert.")
    page = browser.new_page()
    while not noted.exists():
        page.wait_for_timeout(50)
    given = noted.read_text(encoding="utf-8").strip()
    assert re.fullmatch(r"--app=file://\S+/ouvrir-\w+\.html", given)
    file = Path(given.removeprefix("--app=file://"))
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    with page.expect_request("**/veille"):
        page.goto(file.as_uri())
    assert page.locator("h1").inner_text() == "Mes séances"
    assert "code" not in page.url
    page.close()
    assert "http" not in process.communicate(timeout=20)[0]
    assert process.returncode == 0
    assert not file.exists()
