"""All that an act may follow from beside the user's files: whatever of it changes is another installation."""

from __future__ import annotations

import ctypes.util
import sys
from pathlib import Path

import pytest

from actgen.pipeline import installation as ici
from actgen.pipeline import surroundings as milieu
from actgen.rendering import layout
from actgen.writing import versions


def hashed() -> str:
    return milieu.surroundings.__wrapped__()


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An installation of a few files, with one package; `installation` is that of this machine, as it is."""
    for name in ("templates", "data/droit", "data/reference", "actgen", "packages/lxml-5.dist-info"):
        (tmp_path / name).mkdir(parents=True)
    (tmp_path / "data/droit/seuils.yaml").write_text("1", encoding="utf-8")
    monkeypatch.setattr(milieu, "shipped", lambda *parts: tmp_path.joinpath(*parts))
    monkeypatch.setattr("actgen.__path__", [str(tmp_path / "actgen")])
    monkeypatch.setattr(milieu, "installation", lambda: {"Pango": "1"})
    monkeypatch.setattr(sys, "path", [str(tmp_path / "packages"), str(tmp_path / "rien")])
    return tmp_path


def test_another_python_is_another_installation(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = hashed()
    monkeypatch.setattr(sys, "version", "9.9")
    assert hashed() != before


@pytest.mark.parametrize("name", ["lxml-6.dist-info", "lxml.egg-info"])
def test_a_package_that_is_added_or_upgraded_is_another_installation(here: Path, name: str) -> None:
    before = hashed()
    (here / "packages" / name).mkdir()
    assert hashed() != before


def test_what_only_lies_beside_packages_or_is_compiled_changes_nothing(here: Path) -> None:
    before = hashed()
    (here / "packages/notes.txt").write_text("x", encoding="utf-8")
    (here / "actgen/__pycache__").mkdir()
    (here / "actgen/__pycache__/lots.pyc").write_bytes(b"x")
    assert hashed() == before


def test_a_file_that_is_renamed_emptied_or_gone_is_another_installation(here: Path) -> None:
    place = here / "data/droit/seuils.yaml"
    seen = {hashed()}
    place = place.rename(place.with_name("autres.yaml"))
    seen.add(hashed())
    place.write_text("", encoding="utf-8")
    seen.add(hashed())
    place.unlink()
    seen.add(hashed())
    (here / "data/droit/lien.yaml").symlink_to(here / "rien")  # can't be read, and stops nothing
    seen.add(hashed())
    assert len(seen) == 5


def test_each_thing_that_bytes_follow_from_is_of_the_installation(monkeypatch: pytest.MonkeyPatch) -> None:
    told = ici.installation.__wrapped__
    seen = [told()]
    for name, other in (
        ("library_versions", lambda: {**versions.library_versions(), "lxml": "0"}),
        ("layout_libraries", lambda: {"Pango": "0"}),
        ("version", lambda package: "0"),
        ("_makers", lambda: iter((Path(__file__),))),
    ):
        with monkeypatch.context() as patch:
            patch.setattr(ici, name, other)
            seen.append(told())
    assert len({repr(sorted(each.items())) for each in seen}) == 5


def test_every_library_that_lays_out_shapes_packs_or_compresses_is_told_of() -> None:
    wanted = {"actgen", "python", "zlib", "weasyprint", "pydyf", "python-docx", "docxtpl", "lxml", "jinja2"}
    wanted |= {"fonttools", "markdown", "pyphen", "pillow", "tinycss2", "tinyhtml5"}
    found = versions._installed.__wrapped__()
    assert wanted <= found.keys() and all(found.values())


def test_a_library_of_the_system_that_lacks_or_does_not_tell_is_left_out(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    libraries = {
        "absente": (("libactgen-nowhere.so.0",), layout._words("pango_version_string")),
        "muette": ((ctypes.util.find_library("c") or "libc.so.6",), layout._words("actgen_no_symbol")),
        "ailleurs": (("libactgen-nowhere.so.0", "libc.so.6"), layout._words("gnu_get_libc_version")),
    }
    monkeypatch.setattr(layout, "_LIBRARIES", libraries)
    told = layout.layout_libraries.__wrapped__()
    assert told.keys() == {"ailleurs"} and told["ailleurs"][0].isdigit()
