"""Fast hands in a real window: what is typed while an answer comes is kept, and saved when it is left."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Dialog, Page, Route, expect

from actgen.studio.desk import address_of
from tests.studio.house import COUNCIL, SESSION
from tests.studio.window import Running, window
from tests.studio.windows.hands import heard

pytestmark = [pytest.mark.slow, pytest.mark.timeout(300)]

SLOW = {"offline": False, "latency": 700, "downloadThroughput": -1, "uploadThroughput": -1}
PLACE, SENT = "#champ-seance-lieu", "#champ-convocation-envoyee_le"


@pytest.fixture
def page(browser: Browser, studio: Running) -> Iterator[Page]:
    """The session being prepared, in a studio whose answers take their time."""
    with window(browser, studio) as page:
        page.goto(f"{studio.origin}{address_of(SESSION, 'preparer')}")
        page.context.new_cdp_session(page).send("Network.emulateNetworkConditions", SLOW)
        yield page


def _written(root: Path, key: str) -> str:
    found = re.search(rf"^  {key}: *(.*?) *(#.*)?$", (root / SESSION).read_text(encoding="utf-8"), re.M)
    assert found is not None
    return found[1]


def _retype(page: Page, place: str, words: str) -> None:
    page.locator(place).focus()
    page.keyboard.press("Control+a")
    page.keyboard.type(words)


def test_the_next_field_is_saved_though_an_answer_came_while_it_was_typed(page: Page, root: Path) -> None:
    _retype(page, PLACE, "au gymnase")
    _retype(page, SENT, "06/11/2024")
    heard(page, "Enregistré")  # of the first one
    expect(page.locator(SENT)).to_be_focused()
    expect(page.locator(SENT)).to_have_value("06/11/2024")
    assert _written(root, "lieu") == "au gymnase"
    page.keyboard.press("Tab")
    expect(page.locator("main")).to_contain_text("6 novembre 2024")
    assert _written(root, "envoyee_le") == "06/11/2024"


def test_the_act_follows_a_list_that_is_written_line_by_line(page: Page, root: Path) -> None:
    before = (root / SESSION).read_bytes()
    page.evaluate("for (const each of document.querySelectorAll('.carte > details')) each.open = true")
    page.locator("#champ-points-2-decide").focus()
    act = page.frame_locator("#cadre").locator("body")
    expect(act).to_contain_text("à compter du")
    page.keyboard.press("Control+End")
    page.keyboard.type(", ménage compris\ndit que le maire en rend compte")
    expect(act).to_contain_text("ménage compris")
    expect(act).to_contain_text("DIT que le maire en rend compte")
    assert (root / SESSION).read_bytes() == before, "nothing is saved yet"


def test_typing_goes_on_in_a_field_that_is_being_saved(page: Page, root: Path) -> None:
    _retype(page, PLACE, "au gym")
    page.keyboard.press("Control+s")
    page.keyboard.type("nase")
    page.keyboard.press("Home")
    page.keyboard.type("là-bas, ")
    heard(page, "Enregistré")
    expect(page.locator(PLACE)).to_have_value("là-bas, au gymnase")
    page.keyboard.type("ou ")
    expect(page.locator(PLACE)).to_have_value("là-bas, ou au gymnase")
    page.keyboard.press("Tab")
    expect(page.locator(f"{PLACE}[value='là-bas, ou au gymnase']")).to_have_count(1)
    assert _written(root, "lieu") == "là-bas, ou au gymnase"


@pytest.mark.parametrize("answered", [False, True])
def test_two_cells_of_a_line_are_both_saved_whenever_the_first_is_answered(
    page: Page, root: Path, studio: Running, answered: bool
) -> None:
    (root / SESSION).unlink()  # nobody sat yet
    page.goto(f"{studio.origin}{address_of(COUNCIL, 'conseil')}")
    _retype(page, "#m-4-prenom", "Anne-Marie")
    page.keyboard.press("Tab")
    page.keyboard.type("d’ORNANO")
    if answered:
        heard(page, "Enregistré")
    page.keyboard.press("Tab")
    said = "conseiller: M. Anne-Marie d’ORNANO"
    expect(page.locator("#c-m-4-nom [name=ligne]")).to_have_value(f"4|{said}")
    expect(page.locator("#m-4-fonction")).to_be_focused()
    assert f"- {said}\n" in (root / COUNCIL).read_text(encoding="utf-8")


def test_what_is_typed_before_the_script_has_come_is_saved(page: Page, root: Path) -> None:
    held: list[Route] = []
    page.route("**/studio.js", lambda route: held.append(route))
    page.reload(wait_until="commit")
    _retype(page, PLACE, "au gymnase")
    page.keyboard.press("Tab")
    page.wait_for_function("document.readyState !== 'loading'")
    held[0].continue_()
    heard(page, "Enregistré")
    assert _written(root, "lieu") == "au gymnase"


TO_COME = """\
collectivite: le_trehou
seance:
  date: 06/11/2099
  heure: 20h30
points:
  - numero: 1
    objet: Un vœu
  - numero: 2
    objet: Un autre vœu
"""


def test_what_is_typed_over_a_page_that_changes_is_never_written_to_another_item(
    page: Page, root: Path, studio: Running
) -> None:
    name = "seances/le-trehou-2099-11-06.yaml"
    (root / name).write_text(TO_COME, encoding="utf-8")
    page.goto(f"{studio.origin}{address_of(name, 'preparer')}")
    page.evaluate("for (const each of document.querySelectorAll('.carte > details')) each.open = true")
    page.get_by_role("button", name="Descendre le point 1").click()
    _retype(page, "#champ-points-0-objet", "Typed meanwhile")
    page.keyboard.press("Tab")
    heard(page, "n’est pas enregistrée")
    assert page.locator("#champ-points-0-objet").input_value() == "Un autre vœu"
    assert page.locator("#champ-points-1-objet").input_value() == "Un vœu"
    assert "Typed" not in (root / name).read_text(encoding="utf-8")


def test_a_date_that_is_refused_stays_with_its_reason_until_it_is_mended(page: Page, root: Path) -> None:
    before, reason = _written(root, "envoyee_le"), page.locator("#fautes-convocation-envoyee_le")
    _retype(page, SENT, "31/11")
    page.keyboard.press("Tab")
    expect(reason).to_contain_text("n’existe pas")
    _retype(page, PLACE, "au gymnase")
    page.keyboard.press("Tab")
    heard(page, "Enregistré")
    expect(page.locator(SENT)).to_have_value("31/11")
    expect(reason).to_contain_text("n’existe pas")
    asked: list[str] = []

    def stay(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.dismiss()

    page.once("dialog", stay)
    page.get_by_role("link", name="Relire", exact=True).click(no_wait_after=True)
    page.wait_for_timeout(300)
    assert (asked, _written(root, "envoyee_le")) == (["beforeunload"], before)
    _retype(page, SENT, "6 novembre 24")
    page.keyboard.press("Tab")
    expect(page.locator(f"{SENT}[value='06/11/2024']")).to_have_value("06/11/2024")
    assert _written(root, "envoyee_le") == "06/11/2024"
    page.get_by_role("link", name="Relire", exact=True).click()
    expect(page).to_have_url(re.compile("/relire$"))


def test_a_window_is_told_of_a_studio_that_was_killed(page: Page, studio: Running) -> None:
    studio.process.kill()
    heard(page, "Le studio est fermé.")


def test_a_date_for_all_leaves_no_field_unsaved(page: Page, root: Path, studio: Running) -> None:
    text = (root / SESSION).read_text(encoding="utf-8")
    assert "\nsuites:" in text
    (root / SESSION).write_text(text.partition("\nsuites:")[0] + "\n", encoding="utf-8")
    page.goto(f"{studio.origin}{address_of(SESSION, 'lendemain')}")
    page.locator("input[id^=toutes-]").first.focus()
    page.keyboard.type("15/11/2024")
    page.keyboard.press("Enter")
    heard(page, "Enregistré")
    assert "15/11/2024" in (root / SESSION).read_text(encoding="utf-8")
    page.goto(f"{studio.origin}/")  # where a field is unsaved, the browser asks whether to leave
    expect(page).to_have_url(f"{studio.origin}/")


def test_an_item_opens_on_a_sheet_that_was_come_to_by_a_place(page: Page, studio: Running) -> None:
    page.goto(f"{studio.origin}{address_of(SESSION, 'soir')}#point-2")
    page.get_by_role("button", name="Reprendre ce point").nth(1).click()
    expect(page.locator("#point-2 form.debats")).to_be_attached()
