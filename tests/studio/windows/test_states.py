"""Every screen in the states that a year seldom brings, in one window: read by everyone, and printed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from actgen.studio.desk import address_of
from tests.studio.house import COUNCIL
from tests.studio.window import WIDE, Running, running, window
from tests.studio.windows.hands import focused, heard, keys
from tests.studio.windows.readers import covered, readable
from tests.studio.windows.states import (
    FIRST_STEPS,
    SCREENS,
    STATES,
    STEPPED,
    Opened,
    furnish,
    since_when,
    two_values,
)

pytestmark = [pytest.mark.slow, pytest.mark.timeout(300)]

LAYOUTS = ".etabli, .preparer, .salle, .volets"
_COLUMNS = f"""() => [...document.querySelectorAll("{LAYOUTS}")].map(
    (each) => getComputedStyle(each).gridTemplateColumns.split(" ").length)"""
_MOVING = """() => [...document.querySelectorAll("*")].filter((each) => {
    const style = getComputedStyle(each);
    return style.animationName !== "none" || style.transitionDuration.split(",").some(parseFloat);
}).length"""
_SEEN = """(places) => [...document.querySelectorAll(places)].filter((each) => each.checkVisibility())
    .map((each) => [each.outerHTML.slice(0, 80), getComputedStyle(each).borderTopWidth])"""
USELESS = (
    ".tete, .faire, button:not([aria-pressed=true]), nav, iframe, .bouton, .pied, [data-depot], [type=file], "
    "[type=checkbox], [type=radio], details:not([open], .carte > details) > summary"
)
BOXES = "input:not([type=hidden]), select, textarea, button"


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("etats") / "mairie"
    furnish(folder)
    return folder


@pytest.fixture(scope="module")
def studio(root: Path) -> Iterator[Running]:
    with running(root) as started:
        yield started


@pytest.fixture(scope="module")
def page(browser: Browser, studio: Running) -> Iterator[Page]:
    with window(browser, studio) as opened:
        yield opened


@pytest.mark.parametrize("opened", STATES.values(), ids=STATES)
def test_each_state_can_be_read(page: Page, studio: Running, opened: Opened) -> None:
    opened(page, studio.origin)
    readable(page)


@pytest.mark.parametrize("state", ["quorum lost", "lapsed proxy"])
def test_what_a_key_comes_to_is_never_hidden(page: Page, studio: Running, state: str) -> None:
    STATES[state](page, studio.origin)
    for width, height in ((1280, 800), (320, 640)):
        page.set_viewport_size({"width": width, "height": height})
        page.locator("#dit-levee").focus()
        assert covered(page, "Shift+Tab") == [], width
        page.locator("#contenu").focus()
        assert covered(page, "Tab") == [], width
    page.set_viewport_size(WIDE)


@pytest.mark.parametrize("screen", SCREENS)
def test_a_screen_folds_stands_still_and_prints_what_it_says(
    page: Page, studio: Running, screen: str
) -> None:
    page.goto(f"{studio.origin}{screen}")
    for width, columns in ((899, False), (900, False), (901, True)):
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert all((found > 1) == columns for found in page.evaluate(_COLUMNS)), width
    page.set_viewport_size(WIDE)
    assert page.evaluate(_MOVING) > 0
    page.emulate_media(reduced_motion="reduce")
    assert page.evaluate(_MOVING) == 0
    page.emulate_media(media="print", reduced_motion="no-preference")
    useless, boxes = page.evaluate(_SEEN, USELESS), page.evaluate(_SEEN, BOXES)
    said = page.locator("main").inner_text()
    page.emulate_media(media="screen")
    assert said.strip()
    assert useless == []
    assert [what for what, border in boxes if border != "0px"] == []


def test_the_answer_to_since_when_comes_back_to_the_name(page: Page, studio: Running, root: Path) -> None:
    place = root / COUNCIL
    before = place.read_text(encoding="utf-8")
    since_when(page, studio.origin)
    focused(page, "jour")
    page.locator("#jour").fill("hier")
    keys(page, "Enter")
    expect(page.locator("#faute-jour")).to_be_visible()
    focused(page, "jour")
    page.get_by_role("link", name="Laisser le tableau").focus()
    keys(page, "Enter")
    focused(page, "m-8-nom")
    assert place.read_text(encoding="utf-8") == before
    since_when(page, studio.origin)
    page.locator("#jour").fill("20/12/2024")
    keys(page, "Enter")
    focused(page, "m-9-nom")  # the line of what is new follows the other
    expect(page.locator("#m-9-nom")).to_have_value("MARIÉ")
    assert "- conseiller: M. Membre MARIÉ, depuis le 20/12/2024\n" in place.read_text(encoding="utf-8")
    place.write_text(before, encoding="utf-8")


def test_the_choice_of_two_values_comes_back_to_the_field(page: Page, studio: Running, root: Path) -> None:
    place = root / COUNCIL
    before = place.read_text(encoding="utf-8")
    for choice, role, kept in (
        ("Enregistrer ma saisie", "button", "650 en 2024"),
        ("Garder ce que dit", "link", "640 en 2023"),
    ):
        two_values(page, studio.origin, root)
        focused(page, "contenu")
        readable(page)
        page.get_by_role(role, name=choice).focus()  # type: ignore[arg-type]
        keys(page, "Enter")
        focused(page, "champ-population")
        expect(page.locator("#champ-population")).to_have_value(kept)
        place.write_text(before, encoding="utf-8")


def test_a_line_that_is_gone_leads_back_to_the_table(page: Page, studio: Running, root: Path) -> None:
    place = root / COUNCIL
    page.goto(f"{studio.origin}{address_of(COUNCIL, 'conseil')}")
    text = place.read_text(encoding="utf-8")
    place.write_text(text.replace("M. Membre 5", "M. Membre 55"), encoding="utf-8")
    page.locator("#m-4-prenom").fill("Anne")
    keys(page, "Tab")
    page.wait_for_selector(".deux-textes")
    readable(page)
    page.get_by_role("link", name="Revenir à la page").focus()
    keys(page, "Enter")
    focused(page, "membres")
    place.write_text(text, encoding="utf-8")


def test_the_first_steps_can_be_read(browser: Browser, tmp_path: Path) -> None:
    bare = tmp_path / "neuf"
    bare.mkdir()
    with running(bare) as studio, window(browser, studio) as page:
        for opened in FIRST_STEPS:
            opened(page, studio.origin)
            readable(page, opened.__name__)
        assert {place.name for place in (bare / "collectivites").iterdir()} == STEPPED


def test_who_has_no_key_and_who_is_late_are_told(browser: Browser, page: Page, studio: Running) -> None:
    """The last of the file: the studio ends."""
    stranger = browser.new_page()
    stranger.goto(f"{studio.origin}/")
    expect(stranger.locator("h1")).to_have_text("Cette page est fermée")
    readable(stranger)
    stranger.close()
    page.goto(f"{studio.origin}/inconnue")
    studio.stop()
    heard(page, "Le studio est fermé.")
    readable(page)
