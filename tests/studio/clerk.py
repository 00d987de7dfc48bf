"""A clerk at a real window, with a keyboard and nothing else: what Tab does not reach is out of reach."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from time import time

from playwright.sync_api import Locator, Page, expect

_MOST_TABS = 400  # of a page from one end to the other: more, and the focus goes round in a trap
_MOST_CHOICES = 60
_HELD = "each => each === document.activeElement"
_BEFORE = """each => Boolean(document.activeElement.compareDocumentPosition(each)
    & Node.DOCUMENT_POSITION_PRECEDING)"""
_CHOSEN = "each => each.selectedOptions[0].text"


class Clerk:
    """Types, goes from field to field, reads what the page answers; `keys` counts what was struck."""

    def __init__(self, page: Page) -> None:
        self.page, self.keys = page, 0

    def press(self, *keys: str) -> None:
        """Keys, one after the other."""
        for key in keys:
            self.page.keyboard.press(key)
            self.keys += 1

    def type(self, text: str) -> None:
        """A text, where the focus is."""
        self.page.keyboard.type(text)
        self.keys += len(text)

    def spell(self, words: str) -> None:
        """The letters of an item of a list, said to be struck in one go: a browser forgets those of before.

        It takes a second between two letters for another search, and a machine that is busy takes it.
        """
        keyboard, begun = self.page.context.new_cdp_session(self.page), time()
        for rank, letter in enumerate(words):
            key = {"key": letter, "timestamp": begun + rank / 100}
            keyboard.send("Input.dispatchKeyEvent", {"type": "keyDown", "text": letter, **key})
            keyboard.send("Input.dispatchKeyEvent", {"type": "keyUp", **key})
        keyboard.detach()
        self.keys += len(words)

    def reach(self, what: str | Locator) -> Locator:
        """Tab, or Shift and Tab towards what stands above, until this holds the focus of a loaded page."""
        self.page.wait_for_load_state()
        place = self.page.locator(what) if isinstance(what, str) else what
        expect(place).to_be_visible()
        for _ in range(_MOST_TABS):
            if place.evaluate(_HELD):
                return place
            self.press("Shift+Tab" if place.evaluate(_BEFORE) else "Tab")
        raise AssertionError(f"the keyboard does not reach {what}")

    def enter(self, what: str | Locator) -> None:
        """A button, a link or a fold, pressed."""
        self.reach(what)
        self.press("Enter")

    def write(self, what: str | Locator, text: str) -> None:
        """A text in a field, then on to the next one."""
        self.reach(what)
        self.type(text)
        self.press("Tab")

    def choose(self, what: str | Locator, words: str, then: str = "Tab") -> None:
        """An item of a list by the letters that it begins with; the list is then left."""
        place = self.reach(what)
        self.spell(words)
        assert place.evaluate(_CHOSEN).startswith(words), f"{place.evaluate(_CHOSEN)} is chosen"
        self.press(then)

    @contextmanager
    def saving(self) -> Iterator[None]:
        """What is saved has another revision: it is waited for."""
        before = self.page.locator("#revision").input_value()
        yield
        expect(self.page.locator("#revision")).not_to_have_value(before)

    def save(self, what: str | Locator, text: str) -> None:
        """A text in a field, left and saved."""
        with self.saving():
            self.write(what, text)

    def go_to(self, screen: str) -> None:
        """Another screen, by its link."""
        self.enter(self.page.get_by_role("link", name=screen, exact=True))
        expect(self.page.locator("nav [aria-current=page]").filter(has_text=screen).first).to_be_visible()
