"""The studio of one test."""

from __future__ import annotations

from pathlib import Path

import pytest
from starlette.testclient import TestClient

from tests.studio.house import Studio


@pytest.fixture
def studio(tmp_path: Path) -> Studio:
    return Studio(tmp_path / "mairie")


@pytest.fixture
def browser(studio: Studio) -> TestClient:
    return studio.browser()
