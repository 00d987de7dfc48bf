"""The wheel alone makes the acts of the example: its templates and its law are inside."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

EXAMPLE = "data/seances/dietwiller-2022-12-15.yaml"


def _run(*command: str | Path, cwd: Path) -> str:
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    run = subprocess.run(
        [str(part) for part in command],
        stdin=subprocess.DEVNULL,
        cwd=cwd,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, f"{command}\n{run.stdout}\n{run.stderr}"
    return run.stdout


@pytest.fixture(scope="module")
def wheel(checkout: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Built from the unpacked sdist, so that both are known to be whole."""
    folder = tmp_path_factory.mktemp("build")
    _run(sys.executable, "-m", "hatchling", "build", "-t", "sdist", "-d", folder, cwd=checkout)
    (archive,) = folder.glob("*.tar.gz")
    with tarfile.open(archive) as packed:
        packed.extractall(folder, filter="data")
    source = folder / archive.name.removesuffix(".tar.gz")
    _run(sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", folder, cwd=source)
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel: Path, checkout: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of programs of a fresh environment that holds the wheel and nothing of the checkout."""
    folder = tmp_path_factory.mktemp("fresh")
    _run(sys.executable, "-m", "venv", folder, cwd=folder)
    programs = folder / ("Scripts" if os.name == "nt" else "bin")
    pip = (programs / "python", "-m", "pip", "--quiet", "--disable-pip-version-check")
    _run(*pip, "install", "--constraint", checkout / "constraints.txt", wheel, cwd=folder)
    return programs


@pytest.fixture
def workspace(checkout: Path, tmp_path: Path) -> Path:
    """A folder elsewhere, with what a user would have: rosters, group and session, no more."""
    for name in ("collectivites", "groupements", "seances"):
        shutil.copytree(checkout / "data" / name, tmp_path / "data" / name)
    return tmp_path


def test_help_is_french(installed: Path, workspace: Path) -> None:
    said = _run(installed / "actgen", "--help", cwd=workspace)
    assert "render" in said
    assert "séance" in said


def test_the_pages_of_the_studio_are_inside(wheel: Path, checkout: Path) -> None:
    with zipfile.ZipFile(wheel) as packed:
        inside = set(packed.namelist())
    studio = checkout / "actgen" / "studio"
    asked = [place for folder in ("pages", "static") for place in (studio / folder).iterdir()]
    assert len(asked) > 8
    assert {place.relative_to(checkout).as_posix() for place in asked} <= inside


def test_the_example_is_rendered_elsewhere(installed: Path, workspace: Path) -> None:
    _run(installed / "actgen", "render", EXAMPLE, "--out", workspace / "actes", cwd=workspace)
    written = [path for path in (workspace / "actes").rglob("*") if path.is_file()]
    assert {path.suffix for path in written} >= {".pdf", ".docx", ".html", ".json"}
    (journal,) = (path for path in written if path.name == "journal.json")
    assert json.loads(journal.read_text(encoding="utf-8"))
    pdfs = [path for path in written if path.suffix == ".pdf"]
    assert len(pdfs) >= 4
    assert all(path.read_bytes().startswith(b"%PDF-") for path in pdfs)
