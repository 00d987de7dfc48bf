"""A workspace of one's own with the worked examples."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.delivery.exports import atelier as ateliers


@pytest.fixture
def atelier(checkout: Path, tmp_path: Path) -> ateliers.Atelier:
    return ateliers.atelier(checkout, tmp_path)
