"""The names of a journal are tried only where they stay inside the workspace."""

from __future__ import annotations

from pathlib import Path

import pytest

from actgen.session.writing.names import leads_inside, place_of


@pytest.mark.parametrize("name", ["seances/été 20:00.yaml", "x.yaml (2)", "a/..b", "modeles-1/x.md"])
def test_a_name_inside_is_found_where_it_is(tmp_path: Path, name: str) -> None:
    assert leads_inside(name) and place_of(name, tmp_path) is None
    (tmp_path / name).parent.mkdir(exist_ok=True)
    (tmp_path / name).write_text("x", encoding="utf-8")
    assert place_of(name, tmp_path) == tmp_path / name
    assert place_of("", tmp_path) is None  # a folder


@pytest.mark.parametrize(
    "name",
    ["/etc/x", "//host/share/x", r"\\host\share\x", "C:/x", "C:x", "a/C:x", "../x", "a/../../x", "a\0b"],
)
def test_a_name_that_leads_outside_is_never_tried(
    tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def tried(_place: Path) -> bool:
        raise AssertionError("tried")

    monkeypatch.setattr(Path, "is_file", tried)
    assert not leads_inside(name) and place_of(name, tmp_path) is None


def test_a_name_that_no_system_takes_is_nowhere(tmp_path: Path) -> None:
    assert place_of("a" * 300, tmp_path) is None
