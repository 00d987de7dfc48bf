"""Those who read a window: by day and by night, in colours of their own, much enlarged, on a wide screen."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from playwright.sync_api import Page, ViewportSize

from tests.acts.outputs.conformity.pages.browser import NARROW_RULES, TAGS, axe, layout
from tests.studio.window import WIDE
from tests.studio.windows.hands import focus

SCROLLED = ("textarea.", "section.appel")
"""What scrolls, as a reader expects of it: a field of text, the roll that stays in sight beside the items."""
COLOURS = ("color-contrast", "link-in-text-block")
READERS: dict[str, tuple[dict[str, Any], tuple[str, ...]]] = {
    "light": ({}, TAGS),
    "dark": ({"color_scheme": "dark"}, COLOURS),
    "forced": ({"forced_colors": "active"}, COLOURS),
    "400 %": ({"viewport": {"width": 320, "height": 640}}, TAGS),
    "wide": ({"viewport": {"width": 1920, "height": 1080}}, NARROW_RULES),
}
"""Each of them, and the rules that how they see may break: the others are told once, of one page."""


def readers(page: Page) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The window as each of them sees it, then as it was; the focus stays where it is."""
    before = focus(page)
    for name, (how, rules) in READERS.items():
        _see(page, **how)
        yield name, rules
        assert (focus(page), name) == (before, name)
    _see(page)


def _see(
    page: Page,
    color_scheme: Any = "light",
    forced_colors: Any = "none",
    viewport: ViewportSize = WIDE,
) -> None:
    page.emulate_media(color_scheme=color_scheme, forced_colors=forced_colors)
    page.set_viewport_size(viewport)


def faults(page: Page, rules: tuple[str, ...] = TAGS) -> list[object]:
    """What axe-core finds wrong, and what could not be read at this width, from the top of the page.

    Further down, what the banner half covers would be told to be too small. A page tells its words before its
    style sheets have come: as long, its links are as small as those of a page without any.
    """
    page.wait_for_load_state()
    page.evaluate("scrollTo(0, 0)")
    return [
        *axe(page, rules)[0].items(),
        *(fault for fault in layout(page) if not any(each in fault for each in SCROLLED)),
    ]


def readable(page: Page, where: object = "") -> None:
    """Each of them reads all that the window shows."""
    for reader, rules in readers(page):
        found = faults(page, rules)
        assert not found, (reader, where, found)


_COVERED = """() => {
    const held = document.activeElement, { left, top, right, bottom } = held.getBoundingClientRect();
    const rows = [top + 2, (top + bottom) / 2, bottom - 2];
    const columns = [left + 2, (left + right) / 2, right - 2];
    const seen = (x, y) => { const at = document.elementFromPoint(x, y); return at && held.contains(at); };
    return [held.id || held.outerHTML.slice(0, 90), rows.some((y) => columns.some((x) => seen(x, y)))];
}"""


def covered(page: Page, key: str, most: int = 400) -> list[str]:
    """What a key comes to, from where the focus is, and can't be seen at all: something lies over it."""
    met: list[str] = []
    hidden: list[str] = []
    for _ in range(most):
        page.keyboard.press(key)
        what, seen = page.evaluate(_COVERED)
        if what in met[:1] or what.startswith("<body"):
            break
        met.append(what)
        hidden += [] if seen else [what]
    assert len(met) > 20, met
    return hidden
