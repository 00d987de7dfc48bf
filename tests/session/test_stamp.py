"""What the files of an act are made from: another version of what lays them out is another stamp."""

from __future__ import annotations

import ctypes
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from actgen.acts.outputs import fonts
from actgen.acts.outputs.engine import engine
from actgen.acts.outputs.fonts import layout_libraries
from actgen.acts.outputs.house.look import Look, Order
from actgen.acts.tree.nodes import Document
from actgen.base.records import field_names, replace
from actgen.session import stamp as stamps

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
    monkeypatch.setattr(stamps, "installation", stamps.installation.__wrapped__)


@pytest.mark.parametrize("name", sorted(set(field_names(Order)) - {"forms"}))
def test_all_that_is_asked_for_but_the_formats_is_another_stamp(name: str) -> None:
    other = replace(ORDER, **{name: OTHERS[name]})
    assert stamps.stamp(ORDER) != stamps.stamp(other) == stamps.stamp(replace(other, forms=("html",)))


@pytest.mark.parametrize("library", ["Pango", "HarfBuzz", "Fontconfig"])
def test_a_library_of_the_system_that_is_upgraded_makes_all_stale(
    monkeypatch: pytest.MonkeyPatch, library: str
) -> None:
    before = stamps.stamp(ORDER)
    assert before == stamps.stamp(ORDER)
    upgraded = {**layout_libraries(), library: "99"}
    monkeypatch.setattr(stamps, "layout_libraries", lambda: upgraded)
    assert before != stamps.stamp(ORDER)


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
        "from actgen.session.stamp import installation\n"
        "assert installation()['Pango']\n"
        "sys.exit(any(name.partition('.')[0] in ('weasyprint', 'cffi') for name in sys.modules))\n"
    )
    assert (
        subprocess.run([sys.executable, "-c", script], stdin=subprocess.DEVNULL, check=False).returncode == 0
    )


def test_on_windows_they_are_found_where_the_engine_finds_them(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """There, libraries of a folder that was not added don't load."""
    here = {names[2]: names[0] for names, _ in fonts._LIBRARIES.values()}
    added: list[str] = []

    @contextmanager
    def entered(folder: str) -> Iterator[None]:
        added.append(folder)
        yield
        added.remove(folder)

    def add(folder: str) -> object:
        if not Path(folder).is_dir():
            raise FileNotFoundError(folder)
        return entered(folder)

    def load(name: str) -> ctypes.CDLL:
        if name not in here or added != [str(tmp_path)]:
            raise OSError(name)
        return ctypes.CDLL(here[name])

    monkeypatch.setattr(os, "add_dll_directory", add, raising=False)
    monkeypatch.setattr(fonts, "_Library", load)
    assert fonts.layout_libraries.__wrapped__() == {}
    monkeypatch.setenv("WEASYPRINT_DLL_DIRECTORIES", f"{tmp_path / 'none'};{tmp_path}")
    assert fonts.layout_libraries.__wrapped__() == layout_libraries() != {}
    assert added == []


def test_those_folders_are_the_ones_of_the_engine() -> None:
    engine()
    from weasyprint.text import ffi

    source = Path(ffi.__file__).read_text(encoding="utf-8")
    assert "WEASYPRINT_DLL_DIRECTORIES" in source and source.count("C:\\\\") == fonts._FOLDERS.count(";") + 1
    assert all(folder.replace("\\", "\\\\") in source for folder in fonts._FOLDERS.split(";"))
