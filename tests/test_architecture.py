"""The pages for developers tell of the house as it stands."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

PAGES = ("CONTRIBUTING.md", "docs/architecture.md")
PLACE = re.compile(r"`((?:[\w.-]+/)*[\w.-]+(?:/|\.py|\.md|\.yaml|\.toml)|(?:[\w.-]+/)+[\w.-]+)`")


@pytest.mark.parametrize("page", PAGES)
def test_each_place_that_a_page_names_exists(checkout: Path, page: str) -> None:
    named = PLACE.findall((checkout / page).read_text(encoding="utf-8"))
    assert len(named) > 10
    lost = [
        place
        for place in named
        if not ((checkout / place).exists() or (checkout / "actgen" / place).exists())
    ]
    assert lost == []


def test_the_layers_that_are_drawn_are_those_of_the_contract(checkout: Path) -> None:
    project = tomllib.loads((checkout / "pyproject.toml").read_text(encoding="utf-8"))
    contracts = project["tool"]["importlinter"]["contracts"]
    (layers,) = (each["layers"] for each in contracts if each["id"] == "layers")
    page = (checkout / "docs" / "architecture.md").read_text(encoding="utf-8")
    assert "\n".join(layers) in page
