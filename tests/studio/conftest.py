"""The studio of one test."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from anyio.from_thread import start_blocking_portal
from starlette.testclient import TestClient

from tests.evening.gestures import PREPARED
from tests.studio.house import SESSION, Browser, Studio


@pytest.fixture(scope="session", autouse=True)
def loop() -> Iterator[None]:
    """Where all studios answer: a loop and its threads made for each request took as long as the pages."""
    with start_blocking_portal() as Browser.portal:
        yield
    Browser.portal = None


@pytest.fixture
def studio(tmp_path: Path) -> Studio:
    return Studio(tmp_path / "mairie")


@pytest.fixture
def prepared(studio: Studio) -> Studio:
    """The same, its session being one whose evening is to come."""
    (studio.root / SESSION).write_text(PREPARED, encoding="utf-8")
    return studio


@pytest.fixture
def browser(studio: Studio) -> TestClient:
    return studio.browser()
