"""What is in sight: values whole in their cells, a page that begins soon, nothing that jumps."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route

from actgen.studio.desk import address_of
from tests.studio.house import SESSION
from tests.studio.window import WIDE, Running

pytestmark = [pytest.mark.slow, pytest.mark.timeout(300)]

PLAN = """\
  - numero: 4
    acte: demande_de_subvention
    plan:
      - État ; DETR ; 100 000,00 € ; 40 % ; 40 000,00 € ; sollicitée
      - Commune ;  ;  ;  ; 60 000,00 € ; part propre
"""
CUT = """each => {
    const free = each.cloneNode(true);
    if (each.tagName !== "SELECT") return each.scrollWidth > each.clientWidth;
    free.style.cssText = "position: absolute; width: auto";
    free.replaceChildren(each.selectedOptions[0].cloneNode(true));
    each.parentNode.append(free);
    const cut = free.offsetWidth > each.offsetWidth;
    free.remove();
    return cut;
}"""
PLACES = (
    "['nav a', 'main'].map((each) => JSON.stringify(document.querySelector(each).getBoundingClientRect()))"
)


def test_the_page_begins_soon_and_its_cells_show_all_they_hold(
    page: Page, browser: Browser, root: Path, studio: Running
) -> None:
    place = root / SESSION
    place.write_text(place.read_text(encoding="utf-8").replace("\nsuites:", f"{PLAN}\nsuites:", 1), "utf-8")
    page.goto(f"{studio.origin}{address_of(SESSION, 'preparer')}")
    page.locator("#carte-3").evaluate("each => { each.open = true; }")
    page.locator("#champ-points-3-plan-1-montant").scroll_into_view_if_needed()
    for cell in page.locator("#boite-points-3-plan :is(input[type=text], select)").all():
        assert not cell.evaluate(CUT), cell.input_value()
    stays = page.locator("#bandeau").bounding_box()
    assert stays is not None and 40 < stays["y"] + stays["height"] < 80
    page.set_viewport_size({"width": 640, "height": 400})  # twice as large, for who sees badly
    page.evaluate("scrollTo(0, 0)")
    begins = page.locator("main").bounding_box()
    assert begins is not None and begins["y"] < 240
    _the_face_comes(page, browser, studio)


def _the_face_comes(page: Page, browser: Browser, studio: Running) -> None:
    """As late as it may, nothing jumps."""
    held: list[Route] = []
    fresh = browser.new_context(viewport=WIDE, storage_state=page.context.storage_state()).new_page()
    fresh.route("**/*.ttf", lambda route: held.append(route))
    fresh.goto(f"{studio.origin}/a-faire", wait_until="commit")
    fresh.locator("h1").wait_for()
    fresh.wait_for_timeout(300)
    before = fresh.evaluate(PLACES)
    for route in held:
        route.continue_()
    fresh.wait_for_load_state()
    fresh.wait_for_timeout(300)
    assert held and fresh.evaluate(PLACES) == before
    fresh.context.close()
