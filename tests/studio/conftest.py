"""The studio of one test."""

from __future__ import annotations

from pathlib import Path

import pytest
from starlette.testclient import TestClient

from tests.evening.gestures import PREPARED
from tests.studio.house import SESSION, Studio


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
