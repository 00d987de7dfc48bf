"""The evening sheet in a real window: by the keyboard alone, read by everyone, the focus never lost."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Dialog, Page, expect

from actgen.studio.desk import address_of
from tests.evening.gestures import PREPARED
from tests.studio.house import SESSION
from tests.studio.window import Running, window
from tests.studio.windows.hands import focused, heard, held, keys, unfolded
from tests.studio.windows.readers import readable
from tests.studio.windows.states import CALLED, MOST

pytestmark = [pytest.mark.slow, pytest.mark.timeout(300)]

PAGE = address_of(SESSION, "soir")


@pytest.fixture
def root(root: Path) -> Path:
    (root / SESSION).write_text(PREPARED, encoding="utf-8")
    return root


def _counts(page: Page, words: str) -> None:
    expect(page.locator("[data-dit]")).to_contain_text(words)


def _ticks_count(page: Page) -> None:
    """A tick fills the box that is empty, and follows it; a figure that says more than the names is kept."""
    page.locator("#noms-2").evaluate("each => { each.open = true; }")
    contre, abstentions = page.locator("#contre-2"), page.locator("#abstentions-2")
    page.locator("#noms-2 [name=abstentions_3]").check()
    expect(abstentions).to_have_value("1")
    expect(page.locator("#point-2 .partage .somme")).to_have_text("13 sur 12")
    page.locator("#noms-2 [name=abstentions_3]").uncheck()
    expect(abstentions).to_have_value("")
    page.locator("#noms-2 [name=contre_4]").check()
    expect(contre).to_have_value("2")
    page.locator("#noms-2 [name=contre_4]").uncheck()
    page.locator("#noms-2").evaluate("each => { each.open = false; }")
    contre.focus()


def _a_round_counts(page: Page) -> None:
    """A round is summed as it is typed; where a ballot bears several names, votes are no ballots."""
    page.locator("#scrutins-3").evaluate("each => { each.open = true; }")
    told = page.locator("#scrutins-3 .somme").nth(1)
    second, line = page.locator("#scrutins-3 .tour").nth(1), page.locator("#c3-1-3")
    expect(second).to_be_hidden()
    page.locator("#c3-1-1").fill("Membre 5")
    expect(second).to_be_visible()  # the next round, not the one after; and one empty line at a time
    expect(page.locator("#scrutins-3 .tour").nth(2)).to_be_hidden()
    expect(line).to_be_hidden()
    page.locator("#c3-1-2").fill("Membre 8")
    expect(line).to_be_visible()
    for box, count in (("x3-2-1", "9"), ("n3-2", "1"), ("np3-2", "2")):
        page.locator(f"#{box}").fill(count)
    expect(told).to_have_text("12 sur 12 ✓")
    page.locator("#sieges-3").fill("2")
    expect(told).to_be_hidden()
    for box in ("x3-2-1", "n3-2", "np3-2", "sieges-3", "c3-1-2", "c3-1-1"):
        page.locator(f"#{box}").fill("")
    expect(told).to_have_text("0 sur 12")
    page.locator("#scrutins-3").evaluate("each => { each.open = false; }")


def _whole_evening(page: Page) -> None:
    """Fifteen members called, three items voted, one arrival: no mouse."""
    page.locator("#present-1").focus()
    keys(page, *"pppppp")
    expect(page.locator("#membre-6")).to_have_class("present")
    focused(page, "present-7")
    keys(page, "o")
    focused(page, "pouvoir-a-7")
    page.keyboard.type("Adjointe 2")
    page.keyboard.press("Tab")
    expect(page.locator("#membre-7")).to_have_class("pouvoir")
    page.locator("#pouvoir-du-7").focus()
    page.keyboard.type("12/11/2024")
    page.keyboard.press("Enter")
    page.locator("#present-8").focus()
    keys(page, *"ppppaape")
    expect(page.locator("#membre-15")).to_have_class("excuse")
    _counts(page, "11 présents · 1 pouvoir · 12 votants")
    page.locator("#unanimite-1").focus()
    page.keyboard.press("Enter")
    _counts(page, "Point 2")
    page.locator("#pour-2").focus()
    page.keyboard.type("10")
    page.keyboard.press("Tab")
    page.keyboard.type("2")
    expect(page.locator("#point-2 .partage .somme")).to_have_text("12 sur 12 ✓")
    _ticks_count(page)
    page.keyboard.press("Enter")
    _counts(page, "Point 3")
    _a_round_counts(page)
    page.locator("#debats-3").focus()
    page.keyboard.type("Membre 5 demande le prix.")
    page.keyboard.press("Tab")
    page.locator("#unanimite-3").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#point-3 .sort")).to_contain_text("adopté")
    page.locator("#dit-levee").focus()
    page.keyboard.type("21h10")
    page.keyboard.press("Tab")
    page.locator("#compte-presents").focus()
    page.keyboard.type("11")
    page.keyboard.press("Tab")
    page.keyboard.type("1")
    page.keyboard.press("Enter")
    expect(page.locator("#fin")).to_contain_text("Concorde avec la feuille")


def test_an_evening_by_the_keyboard_alone(browser: Browser, studio: Running, root: Path) -> None:
    with window(browser, studio) as page:
        page.goto(f"{studio.origin}{PAGE}")
        _whole_evening(page)
        held(page)
    written = (root / SESSION).read_text(encoding="utf-8")
    assert "  - Membre 7, pouvoir à Adjointe 2 du 12/11/2024\n" in written
    assert "vote: 10 pour, 2 contre\n" in written
    assert "levee: 21h10\n" in written
    assert "# celui des papiers" in written
    beside = root / "seances" / "le-trehou-2024-11-14-point-3-debats.md"
    assert beside.read_text(encoding="utf-8") == "Membre 5 demande le prix.\n"


def test_the_sheet_can_be_read_at_each_stage(browser: Browser, studio: Running) -> None:
    with window(browser, studio) as page:
        page.goto(f"{studio.origin}{PAGE}")
        readable(page)
        page.locator("#autres").click()
        _counts(page, "15 présents")
        unfolded(page, ".courant")
        readable(page)
        page.goto(f"{studio.origin}{PAGE}?point=2&vers=ds-2#ds-2")
        expect(page.locator("#ds-2")).to_be_focused()


def test_what_is_typed_elsewhere_stays_when_an_answer_comes(browser: Browser, studio: Running) -> None:
    with window(browser, studio) as page:
        page.goto(f"{studio.origin}{PAGE}")
        page.locator("#autres").click()
        _counts(page, "15 présents")
        page.locator("#pour-1").fill("9")
        page.locator("#autre-1").evaluate("each => each.open = true")
        page.locator("#b-1").select_option("Membre 15|part")
        page.locator("#h-1").fill("20h30")
        page.locator("#bouger-1").click()
        _counts(page, "14 présents")
        assert page.locator("#pour-1").input_value() == "9"
        page.locator("#scrutin-1").select_option("secret")
        expect(page.locator("#noms-1")).to_be_hidden()
        page.locator("#blancs-1").fill("6")
        page.locator("#partage-1").click()
        expect(page.locator("#point-1 [data-refus]")).to_contain_text(
            "font 15\u00a0voix pour 14\u00a0votants"
        )
        expect(page.locator("#blancs-1")).to_be_visible()
        assert (page.locator("#pour-1").input_value(), page.locator("#blancs-1").input_value()) == ("9", "6")
        page.locator("#sans-debat-1").click()
        expect(page.locator("#point-1")).to_contain_text("Aucun débat.")
        assert (page.locator("#pour-1").input_value(), page.locator("#blancs-1").input_value()) == ("9", "6")
        expect(page.locator("#point-1 [data-refus]")).to_contain_text("font 15")
        page.evaluate("scrollTo(0, document.body.scrollHeight)")
        ends, begins = page.locator(".cote").bounding_box(), page.locator("#constats").bounding_box()
        assert ends and begins and ends["y"] + ends["height"] <= begins["y"]


def test_a_word_noted_by_its_button_shows_and_is_noted_once(browser: Browser, studio: Running) -> None:
    with window(browser, studio) as page:
        page.goto(f"{studio.origin}{PAGE}")
        page.locator("#autres").click()
        _counts(page, "Point 1")
        page.locator("#debats-1").fill("Le maire présente le dossier.")
        page.locator("#noter-debats-1").click()
        expect(page.locator("#point-1")).to_contain_text("Débats notés.")
        focused(page, "noter-debats-1")
        expect(page.locator("#gestes li", has_text="débats notés")).to_have_count(1)


def test_an_hour_that_cannot_be_is_told_under_its_box(browser: Browser, studio: Running) -> None:
    with window(browser, studio) as page:
        page.goto(f"{studio.origin}{PAGE}")
        page.locator("#autres").click()
        _counts(page, "Point 1")
        page.locator("#dit-levee").fill("18h40")
        page.keyboard.press("Tab")
        expect(page.locator("#fin .refus")).to_contain_text("avant d’être ouverte")
        expect(page.locator("#dit-levee")).to_have_value("18h40")
        page.locator("#dit-levee").fill("22h")
        page.keyboard.press("Tab")
        expect(page.locator("#compte-presents")).to_be_visible()
        expect(page.locator("#fin .refus")).to_have_count(0)


def _saved(page: Page) -> None:
    """The sign comes anew."""
    expect(page.locator(".enregistre")).to_contain_text("Enregistré à")
    page.locator(".enregistre").evaluate("each => { each.textContent = ''; }")


def _typing(page: Page, place: str, words: str) -> None:
    """Words come in a field at once, and are saved; its box, the focus and the caret are where they were."""
    page.locator(place).focus()
    page.locator(place).evaluate("each => { each.mienne = true; }")
    page.locator(".enregistre").evaluate("each => { each.textContent = ''; }")
    page.keyboard.insert_text(words)
    page.keyboard.press("ArrowLeft")
    _saved(page)
    caret = "([each, end]) => each.mienne && each === document.activeElement && each.selectionEnd === end"
    assert page.evaluate(caret, [page.locator(place).element_handle(), len(words) - 1])
    page.keyboard.press("ArrowRight")


def test_a_power_cut_takes_what_was_typed_since_the_last_sign_alone(
    page: Page, studio: Running, root: Path
) -> None:
    told = PREPARED.replace("- numero: 1\n", "- numero: 1\n    acte: information\n")
    (root / SESSION).write_text(told.replace("    vote:\n", "", 1), encoding="utf-8")
    page.goto(f"{studio.origin}{PAGE}")
    page.locator("#autres").click()
    _counts(page, "Point 1")
    _typing(page, "#dit-levee", "21h")
    page.keyboard.type("10")
    page.keyboard.press("Tab")
    expect(page.locator("#compte-presents")).to_be_visible()
    _typing(page, "#debats-1", "Membre 5 demande")
    _counts(page, "Point 1")  # which is known now, and is not closed over who types
    page.keyboard.insert_text(" le prix.")
    _saved(page)
    expect(page.locator("#debats-1")).to_have_value("Membre 5 demande le prix.")
    page.keyboard.insert_text(" On le")
    studio.process.kill()
    studio.process.wait()
    said = (root / "seances" / "le-trehou-2024-11-14-point-1-debats.md").read_text(encoding="utf-8")
    assert said.startswith("Membre 5 demande le prix.")
    assert "levee: 21h10\n" in (root / SESSION).read_text(encoding="utf-8")
    heard(page, "Le studio")


def test_a_button_pressed_as_a_text_is_saved_is_heard(page: Page, studio: Running) -> None:
    page.goto(f"{studio.origin}{PAGE}")
    page.locator("#autres").click()
    _typing(page, "#debats-1", "Membre 5 demande le prix.")
    page.locator("#unanimite-1").hover()
    with page.expect_response(lambda each: each.request.method == "GET" and "point=1" in each.url) as left:
        page.mouse.down()
    left.value.finished()
    page.evaluate("() => new Promise((done) => setTimeout(done, 50))")  # its page would have been shown
    page.mouse.up()
    _counts(page, "Point 2")
    expect(page.locator("#point-1")).to_contain_text("Débats notés.")


def test_a_text_of_two_windows_is_kept_in_both(browser: Browser, page: Page, studio: Running) -> None:
    page.goto(f"{studio.origin}{PAGE}")
    page.locator("#autres").click()
    other = page.context.new_page()
    other.goto(f"{studio.origin}{PAGE}")
    _typing(page, "#debats-1", "Membre 5 parle.")
    other.locator("#debats-1").focus()
    other.keyboard.insert_text("Membre 8 parle.")
    expect(other.locator("#point-1 .debats .refus")).to_contain_text("« Membre 5 parle. »")
    focused(other, "debats-1")
    expect(other.locator("#debats-1")).to_have_value("Membre 8 parle.")
    other.keyboard.type(" Membre 5 parle.")
    other.locator("#noter-debats-1").click()
    expect(other.locator("#point-1 .debats .refus")).to_have_count(0)
    other.reload()
    expect(other.locator("#debats-1")).to_have_value("Membre 8 parle. Membre 5 parle.")


def test_who_leaves_a_vote_that_is_not_noted_is_told(page: Page, studio: Running, root: Path) -> None:
    page.goto(f"{studio.origin}{PAGE}?point=2")
    page.locator("#pour-2").fill("12")
    asked: list[str] = []

    def stay(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.dismiss()

    page.on("dialog", stay)
    page.get_by_role("link", name="Relire", exact=True).click()
    expect(page.locator("#pour-2")).to_have_value("12")
    assert asked == ["beforeunload"]


def test_a_sum_that_was_refused_is_told_no_longer_once_who_votes_makes_it_right(
    page: Page, studio: Running, root: Path
) -> None:
    (root / SESSION).write_text(PREPARED, encoding="utf-8")
    page.goto(f"{studio.origin}{PAGE}")
    page.locator("#autres").click()
    page.locator("#pour-1").fill("14")
    page.locator("#partage-1").click()
    expect(page.locator("#point-1 [data-refus]")).to_contain_text("font 14\u00a0voix pour 15")
    page.locator("#excuse-14").click()
    expect(page.locator("#point-1 .partage .somme")).to_have_text("14 sur 14 ✓")
    expect(page.locator("#pour-1")).to_have_value("14")
    expect(page.locator("#point-1 [data-refus]")).to_have_count(0)
    page.locator("#noms-1").evaluate("each => { each.open = true; }")
    page.locator("[id='contre-1-Membre-8']").check()
    page.locator("[id='contre-1-Membre-9']").check()
    page.locator("#excuse-8").click()  # who was ticked leaves: the figure follows the names
    expect(page.locator("[id='contre-1-Membre-8']")).to_have_count(0)
    expect(page.locator("#contre-1")).to_have_value("1")
    expect(page.locator("[id='contre-1-Membre-9']")).to_be_checked()


def test_an_open_card_says_that_its_item_was_left(page: Page, studio: Running, root: Path) -> None:
    lost = PREPARED + CALLED + MOST
    (root / SESSION).write_text(lost, encoding="utf-8")
    page.goto(f"{studio.origin}{PAGE}?point=3")
    expect(page.locator("#point-3 .sort")).to_contain_text("À traiter")
    page.locator("#non-traites").click()
    for rank in (1, 2, 3):
        expect(page.locator(f"#point-{rank} .sort")).to_contain_text("non traité")


def test_what_two_windows_say_otherwise_waits_for_a_button(page: Page, studio: Running, root: Path) -> None:
    other = page.context.new_page()
    for each in (page, other):
        each.goto(f"{studio.origin}{PAGE}")
    place, mine = page.locator("#dit-assistait"), page.get_by_role("button", name="Noter la mienne")
    other.locator("#dit-assistait").fill("le trésorier")
    _saved(other)
    other.close()
    place.fill("la secrétaire de mairie")
    expect(page.locator("#ouverture .refus")).to_contain_text("le trésorier")
    page.locator("#present-1").click()
    expect(page.locator("#membre-1")).to_have_class("present")
    place.focus()
    page.keyboard.press("Tab")  # it is told still, and left without being saved
    focused(page, mine.evaluate("each => each.id"))
    expect(page.locator("#ouverture .refus")).to_contain_text("le trésorier")
    assert "le trésorier" in (root / SESSION).read_text(encoding="utf-8")
    page.keyboard.press("Enter")
    expect(mine).to_have_count(0)
    expect(place).to_have_value("la secrétaire de mairie")
    assert "la secrétaire de mairie" in (root / SESSION).read_text(encoding="utf-8")
