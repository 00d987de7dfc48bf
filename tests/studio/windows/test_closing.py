"""Hands that are faster than the disk, at the speed of a machine: what was typed is kept, and said truly."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from actgen.studio.desk import address_of
from tests.studio.house import SESSION
from tests.studio.window import Running, window
from tests.studio.windows.hands import unfolded
from tests.studio.windows.test_typing import SLOW

pytestmark = [pytest.mark.slow, pytest.mark.timeout(300)]

FIELDS = {
    "seance-lieu": ("lieu", "au gymnase"),
    "convocation-mode": ("mode", "courrier"),
    "convocation-auteur": ("auteur", "Membre 2"),
    "points-0-objet": ("objet", "Un autre objet"),
}


@pytest.fixture
def page(browser: Browser, studio: Running) -> Iterator[Page]:
    with window(browser, studio) as page:
        page.goto(f"{studio.origin}{address_of(SESSION, 'preparer')}")
        unfolded(page)
        yield page


def _kept(root: Path) -> list[str]:
    text = (root / SESSION).read_text(encoding="utf-8")
    return [field for field, (key, said) in FIELDS.items() if re.search(rf"\b{key}: *{said}", text)]


def _fill(page: Page, fields: list[str]) -> None:
    for field in fields:
        page.locator(f"#champ-{field}").focus()
        page.keyboard.press("Control+a")
        page.keyboard.insert_text(FIELDS[field][1])
        page.keyboard.press("Tab")


@pytest.mark.parametrize(("count", "wait"), [(1, 0), (2, 0), (3, 0), (4, 0), (3, 300), (3, 1000)])
def test_fields_left_before_the_window_is_closed_are_all_kept(
    page: Page, studio: Running, root: Path, count: int, wait: int
) -> None:
    fields = list(FIELDS)[:count]
    _fill(page, fields)
    page.wait_for_timeout(wait)
    page.close()
    page.context.new_page().goto(studio.origin)  # the studio has answered what came before
    for _ in range(100):
        if _kept(root) == fields:
            break
        page.context.pages[0].wait_for_timeout(50)
    assert _kept(root) == fields


def test_a_link_waits_for_all_that_was_typed_and_enregistre_is_not_said_till_then(
    page: Page, root: Path
) -> None:
    page.context.new_cdp_session(page).send("Network.emulateNetworkConditions", SLOW)
    _fill(page, list(FIELDS))
    expect(page.locator("html[data-attend]")).to_have_count(1)
    expect(page.locator(".enregistre")).to_be_hidden()
    page.get_by_role("link", name="Relire", exact=True).click(no_wait_after=True)
    said = (
        page.url.rpartition("/")[2],
        page.locator("#annonce").inner_text(),
        len(_kept(root)) < len(FIELDS),
    )
    assert said == ("preparer", "", True), "not all is saved yet"
    expect(page).to_have_url(re.compile("/relire$"))
    assert _kept(root) == list(FIELDS)


def test_names_ticked_survive_what_is_noted_beside_and_a_red_message_goes_with_its_cause(
    page: Page, studio: Running
) -> None:
    page.goto(f"{studio.origin}{address_of(SESSION, 'soir')}?point=1")
    votes = page.locator("#point-1 .partage")
    unfolded(page, "#point-1")
    names = votes.locator(".noms input")
    names.nth(0).check()
    names.nth(1).check()
    votes.locator("[name=pour]").fill("99")
    page.locator("#partage-1").click()
    refusal = votes.locator("[data-refus]")
    expect(refusal).to_contain_text("99")
    page.locator("#debats-1").fill("Un débat.")
    page.locator("#noter-debats-1").click()
    expect(page.locator("#gestes")).to_contain_text("débat")
    expect(refusal).to_contain_text("99")
    expect(names.nth(0)).to_be_checked()
    expect(names.nth(1)).to_be_checked()
    assert votes.locator(".noms :checked").count() == 2
    votes.locator("[name=pour]").fill("9")
    expect(refusal).to_have_count(0)
