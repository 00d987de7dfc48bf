"""A studio of one's own and a window on it. A file whose evening begins otherwise changes its `root`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.acts.outputs.conformity.pages.browser import chromium
from tests.studio.house import furnish
from tests.studio.window import Running, running, window


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as started:
        yield started


@pytest.fixture
def root(tmp_path: Path) -> Path:
    furnish(tmp_path / "mairie")
    return tmp_path / "mairie"


@pytest.fixture
def studio(root: Path) -> Iterator[Running]:
    with running(root) as started:
        yield started


@pytest.fixture
def page(browser: Browser, studio: Running) -> Iterator[Page]:
    with window(browser, studio) as opened:
        yield opened
