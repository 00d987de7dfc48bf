"""Each test of this folder has a workspace of its own."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.hostile.workspace import Workspace


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return Workspace.copy(tmp_path / "espace")
