"""Debian's Chromium, driven for real: one process for all the pages of a test file."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, sync_playwright

from tests.session.acts import ROOT

HERE = Path(__file__).parent
DESK = 1280  # CSS pixels of a screen
ZOOMED = 640  # the same at 200 %
PHONE = 320  # at 400 %, which WCAG 1.4.10 asks for
TAGS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
NARROW_RULES = ("scrollable-region-focusable", "target-size")  # those that a narrow window may break
_HEIGHT = 900
_KNOWN = "typeof window.axe?.run === 'function'"
_RUN = """(rules) => axe.run(document, {
    runOnly: rules, resultTypes: ["violations", "incomplete"], iframes: false,
})"""  # our frames run no script: axe would wait for each half a second, and hear nothing
Findings = dict[str, list[str]]


@contextmanager
def chromium() -> Iterator[Browser]:
    program = shutil.which("chromium")
    assert program, "tools/setup.sh slow installs chromium"
    with sync_playwright() as playwright:
        # Its own sandbox refuses to work for root, as in CI; the pages are ours.
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        yield browser
        browser.close()


@contextmanager
def tab(browser: Browser, width: int = DESK, **how: Any) -> Iterator[Page]:
    """A tab without network. `how`: what its reader asks of pages (`color_scheme`, `forced_colors`…)."""
    context = browser.new_context(viewport={"width": width, "height": _HEIGHT}, offline=True, **how)
    context.add_init_script(axe_source())  # half as long as to hand it to each page
    yield context.new_page()
    context.close()


def show(page: Page, file: Path) -> None:
    page.goto(file.as_uri())


def widen(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": _HEIGHT})


def axe(page: Page, rules: tuple[str, ...] = TAGS) -> tuple[Findings, Findings]:
    """What axe-core finds wrong, and what it can't tell: the elements, by rule."""
    if not page.evaluate(_KNOWN):
        page.evaluate(axe_source())
    told = page.evaluate(_RUN, list(rules))
    wrong, untold = (
        {rule["id"]: [str(node["html"])[:200] for node in rule["nodes"]] for rule in told[kind]}
        for kind in ("violations", "incomplete")
    )
    return wrong, untold


def layout(page: Page) -> list[str]:
    """What a reader could not read at this width: see layout.js."""
    told: list[str] = page.evaluate(_layout())
    return told


def axe_version() -> str:
    return str(json.loads(_axe_file("package.json"))["version"])


@cache
def axe_source() -> str:
    """The script of axe-core itself."""
    return _axe_file("axe.min.js")


def _axe_file(name: str) -> str:
    assert (ROOT / ".axe" / "ready").is_file(), "tools/setup.sh slow fetches axe-core"
    return (ROOT / ".axe" / "node_modules" / "axe-core" / name).read_text(encoding="utf-8")


@cache
def _layout() -> str:
    return (HERE / "layout.js").read_text(encoding="utf-8")
