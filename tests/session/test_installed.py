"""All that bytes follow from in this installation: whatever of it changes makes files again."""

from __future__ import annotations

import ctypes.util
from pathlib import Path

import pytest

from actgen.acts.outputs import fonts
from actgen.session import stamp as ici
from actgen.session.writing import fingerprint as versions


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
        "absente": (("libactgen-nowhere.so.0",), fonts._words("pango_version_string")),
        "muette": ((ctypes.util.find_library("c") or "libc.so.6",), fonts._words("actgen_no_symbol")),
        "ailleurs": (("libactgen-nowhere.so.0", "libc.so.6"), fonts._words("gnu_get_libc_version")),
    }
    monkeypatch.setattr(fonts, "_LIBRARIES", libraries)
    told = fonts.layout_libraries.__wrapped__()
    assert told.keys() == {"ailleurs"} and told["ailleurs"][0].isdigit()
