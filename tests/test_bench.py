"""The scripts of `make bench` go with the package as it is: the bench itself takes minutes."""

from __future__ import annotations

import sys
from importlib import import_module
from pathlib import Path
from types import ModuleType

import pytest

import actgen

MEASURE = ("finishing", "group", "machine", "measures", "run", "studio")
LAY_DOWN = ("groups", "prepare", "prepare_batch", "workspaces")
SCRIPTS = (*MEASURE, *LAY_DOWN)
RUN_AS_THEY_LOAD = {"bare_pdf", "bare_word", "__init__"}


@pytest.fixture
def scripts(checkout: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, ModuleType]:
    """Each as Python runs it: its neighbours have bare names."""
    monkeypatch.syspath_prepend(str(checkout / "bench"))
    loaded = {name: import_module(name) for name in SCRIPTS}
    for name in SCRIPTS:
        del sys.modules[name]
    return loaded


def test_what_is_measured_can_be_laid_down(
    scripts: dict[str, ModuleType], checkout: Path, tmp_path: Path
) -> None:
    assert {path.stem for path in (checkout / "bench").glob("*.py")} == {*SCRIPTS, *RUN_AS_THEY_LOAD}
    data = checkout / "data"
    session = data / "seances/dietwiller-2022-12-15.yaml"
    scripts["prepare"].main(session, tmp_path / "acts")
    scripts["prepare_batch"].main(data / "groupements/papeterie.yaml", tmp_path / "group")
    scripts["studio"].year(tmp_path / "year")
    found = actgen.Workspace(tmp_path / "year").session("seances/le-trehou-2024-01-11.yaml").findings
    assert [each for each in found if each.severity is actgen.Severity.ERROR] == []
    scripts["finishing"].main(session, "signable", 0)
    for folder in ("acts", "group"):
        assert {path.suffix for path in (tmp_path / folder).rglob("*")} >= {".html", ".docx", ".css", ".conf"}
