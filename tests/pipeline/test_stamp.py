"""What the files of an act are made from: another version of what lays them out is another stamp."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import fields, replace
from datetime import date
from typing import Any

import pytest

from actgen.document.nodes import Document
from actgen.pipeline import installation as ici
from actgen.pipeline import stamp as stamps
from actgen.pipeline import surroundings as milieu
from actgen.pipeline.making import Order
from actgen.rendering.engine import engine
from actgen.rendering.house.look import Look
from actgen.rendering.layout import layout_libraries

ORDER = Order(Document("Acte", ()), ("pdf",))
OTHERS: dict[str, Any] = {
    "document": Document("Autre acte", ()),
    "look": Look(accent="800000"),
    "dated": date(2024, 11, 14),
    "est_acte": False,
    "prives": ("Membre 2",),
}


@pytest.fixture(autouse=True)
def afresh(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing that is kept of this installation from another test, nor for the next one."""
    monkeypatch.setattr(stamps, "_installation", stamps._installation.__wrapped__)
    monkeypatch.setattr(stamps, "installation", ici.installation.__wrapped__)
    monkeypatch.setattr(milieu, "installation", ici.installation.__wrapped__)


@pytest.mark.parametrize("name", sorted({each.name for each in fields(Order)} - {"forms"}))
def test_all_that_is_asked_for_but_the_formats_is_another_stamp(name: str) -> None:
    other = replace(ORDER, **{name: OTHERS[name]})
    assert stamps.stamp(ORDER) != stamps.stamp(other) == stamps.stamp(replace(other, forms=("html",)))


@pytest.mark.parametrize("library", ["Pango", "HarfBuzz", "Fontconfig"])
def test_a_library_of_the_system_that_is_upgraded_makes_all_stale(
    monkeypatch: pytest.MonkeyPatch, library: str
) -> None:
    before = stamps.stamp(ORDER), milieu.surroundings.__wrapped__()
    assert before == (stamps.stamp(ORDER), milieu.surroundings.__wrapped__())
    upgraded = {**layout_libraries(), library: "99"}
    monkeypatch.setattr(ici, "layout_libraries", lambda: upgraded)
    after = stamps.stamp(ORDER), milieu.surroundings.__wrapped__()
    assert before[0] != after[0] and before[1] != after[1]


def test_they_tell_the_versions_that_the_engine_draws_with() -> None:
    engine()
    from weasyprint.text.ffi import pango

    number = pango.pango_version()
    told = layout_libraries()
    assert told["Pango"] == f"{number // 10_000}.{number // 100 % 100}.{number % 100}"
    assert told["HarfBuzz"] and int(told["Fontconfig"]) > 20_000


def test_they_are_asked_without_the_engine() -> None:
    script = (
        "import sys\n"
        "from actgen.pipeline.installation import installation\n"
        "assert installation()['Pango']\n"
        "sys.exit(any(name.partition('.')[0] in ('weasyprint', 'cffi') for name in sys.modules))\n"
    )
    assert (
        subprocess.run([sys.executable, "-c", script], stdin=subprocess.DEVNULL, check=False).returncode == 0
    )
