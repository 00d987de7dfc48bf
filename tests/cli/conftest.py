"""A workspace of one's own, and actgen run in it."""

from __future__ import annotations

import io
import math
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from actgen.cli import main

SESSION = "seances/dietwiller-2022-12-15.yaml"


@dataclass(frozen=True)
class Run:
    code: int
    out: str
    err: str


Actgen = Callable[..., Run]


@pytest.fixture(scope="session")
def example(checkout: Path) -> dict[Path, bytes]:
    """The worked example, file by file: read once, it is written for each test in a third of the time."""
    data = checkout / "data"
    files = (
        file for name in ("collectivites", "groupements", "seances") for file in (data / name).rglob("*")
    )
    return {
        place: file.read_bytes()
        for file in files
        if file.is_file() and "exemple_m2a" not in str(place := file.relative_to(data))
    }


@pytest.fixture
def workspace(example: dict[Path, bytes], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The worked example alone, as the current folder."""
    for folder in {place.parent for place in example}:
        (tmp_path / folder).mkdir(parents=True, exist_ok=True)
    for place, content in example.items():
        (tmp_path / place).write_bytes(content)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture(autouse=True)
def plain_screen(monkeypatch: pytest.MonkeyPatch) -> None:
    """No width and no colour from the machine, nor from what runs the tests."""
    for name in ("COLUMNS", "NO_COLOR", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def actgen(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Actgen:
    """Run actgen in this process: `actgen("check", file, answers="…")`.

    No line of progress is told, which a slow machine alone has time to see.
    """
    monkeypatch.setattr("actgen.cli.progress._LINES", math.inf)

    def run(*words: str, answers: str = "") -> Run:
        monkeypatch.setattr(sys, "stdin", io.StringIO(answers))
        capsys.readouterr()
        code = main(words)
        captured = capsys.readouterr()
        return Run(code, captured.out, captured.err)

    return run


@pytest.fixture
def process(checkout: Path) -> Callable[..., subprocess.CompletedProcess[bytes]]:
    """Run actgen in a process of its own: bytes as the system sees them."""

    def run(
        *words: str, stdout: int | None = subprocess.PIPE, **environment: str
    ) -> subprocess.CompletedProcess[bytes]:
        return subprocess.run(
            [sys.executable, "-m", "actgen", *words],
            stdout=stdout,
            stderr=subprocess.PIPE,
            stdin=subprocess.DEVNULL,
            env=os.environ | {"PYTHONPATH": str(checkout)} | environment,
            check=False,
        )

    return run


def edit(place: Path, old: str, new: str) -> None:
    """Change one place of a file; the text must be there."""
    text = place.read_text(encoding="utf-8")
    assert old in text
    place.write_text(text.replace(old, new), encoding="utf-8")
