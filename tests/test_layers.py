"""The layers of the design hold, and a breach of them is seen."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from importlinter.cli import EXIT_STATUS_SUCCESS, lint_imports

LAYERS = "A module imports only what is below it"
BENCH = "The litigation bench builds and breaks sessions on its own"


def test_every_contract_is_kept(
    checkout: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(checkout)
    status = lint_imports(no_cache=True, no_logo=True)
    assert status == EXIT_STATUS_SUCCESS, capsys.readouterr().out


@pytest.fixture
def skeleton(checkout: Path, tmp_path: Path) -> Path:
    """A package of empty layers, under the contracts of this repository."""
    config = checkout / "pyproject.toml"
    (tmp_path / "pyproject.toml").write_bytes(config.read_bytes())
    contracts = tomllib.loads(config.read_text(encoding="utf-8"))["tool"]["importlinter"]["contracts"]
    inside = [
        f"{container}.{name}"
        for contract in contracts
        if contract["type"] == "layers"
        for container in contract["containers"]
        for name in re.findall(r"\w+", " ".join(contract["layers"]))
    ]
    for folder in ("actgen", *sorted(name.replace(".", "/") for name in inside)):
        (tmp_path / folder).mkdir(parents=True)
        (tmp_path / folder / "__init__.py").touch()
    for name in ("bench", "bench/litigation", "bench/litigation/fautes", "bench/litigation/seances"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "__init__.py").touch()
    return tmp_path


def _contracts_broken(folder: Path) -> set[str]:
    """The names of the contracts that import-linter finds broken in `folder`, in a process of its own."""
    command = [sys.executable, "-c", "from importlinter.cli import lint_imports_command as c; c()"]
    run = subprocess.run(
        [*command, "--no-cache", "--no-logo"],
        stdin=subprocess.DEVNULL,
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )
    assert "Contracts: " in run.stdout, run.stdout + run.stderr
    return set(re.findall(r"^(.+) BROKEN\b", run.stdout, re.MULTILINE))


@pytest.mark.parametrize(
    ("package", "line"),
    [
        ("acts/outputs", "import weasyprint"),
        ("acts/outputs", "import docxtpl"),
        ("acts/templating", "from docx import Document"),
        ("acts/templating", "import jinja2"),
    ],
)
def test_a_package_may_use_its_engines(skeleton: Path, package: str, line: str) -> None:
    (skeleton / "actgen" / package / "deep.py").write_text(line + "\n", encoding="utf-8")
    assert _contracts_broken(skeleton) == set()


@pytest.mark.parametrize(
    ("module", "line", "broken"),
    [
        ("base/text/breach.py", "import actgen.cli", LAYERS),
        ("base/text/breach.py", "import actgen.reading.sources", LAYERS),
        ("stranger.py", "", LAYERS),
        ("acts/stranger.py", "", "An act's view knows no output"),
        ("acts/tree/breach.py", "import actgen.acts.views", "An act's view knows no output"),
        ("council/kinds/breach.py", "import actgen.council.figures", "Figures are counted from facts"),
        ("acts/views/breach.py", "from docx import Document", "Jinja and the makers of PDF and Word"),
        ("acts/templating/breach.py", "import weasyprint", "Jinja and the makers of PDF and Word"),
        ("cli/breach.py", "import weasyprint", "Jinja and the makers of PDF and Word"),
        ("cli/breach.py", "import actgen.delivery.exports", "The command line asks the door"),
        ("studio/breach.py", "import actgen.council.facts", "The studio asks the door alone"),
        ("studio/breach.py", "import actgen.cli", LAYERS),
        ("api/breach.py", "import starlette", "What serves pages stays in the studio"),
        ("council/facts/breach.py", "import yaml", "The YAML library stays inside reading"),
        ("../bench/litigation/fautes/breach.py", "import actgen.checks", BENCH),
        ("../bench/litigation/seances/breach.py", "from actgen.law import *", BENCH),
        ("../bench/litigation/seances/breach.py", "import actgen.council.figures", BENCH),
    ],
)
def test_a_breach_is_seen(skeleton: Path, module: str, line: str, broken: str) -> None:
    (skeleton / "actgen" / module).write_text(line + "\n", encoding="utf-8")
    (found,) = _contracts_broken(skeleton)
    assert found.startswith(broken)


def test_the_command_line_starts_without_weasyprint(checkout: Path) -> None:
    """`--help` and `check` answer at once, and on a machine without Pango."""
    probe = (
        "import importlib, pkgutil, sys\n"
        "from actgen.cli import __path__ as folders, main\n"
        "for found in pkgutil.walk_packages(folders, 'actgen.cli.'):\n"
        "    importlib.import_module(found.name)\n"
        "print(*sys.modules)"
    )
    run = subprocess.run(
        [sys.executable, "-c", probe],
        stdin=subprocess.DEVNULL,
        cwd=checkout,
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    assert "weasyprint" not in run.stdout.split()


def test_an_import_inside_a_function_says_why(checkout: Path) -> None:
    """On its line, on the one above, or at the first of several that follow each other."""
    found = []
    for file in sorted((checkout / "actgen").rglob("*.py")):
        text = file.read_text(encoding="utf-8")
        if not re.search(r"^[ ]+(?:from|import) ", text, re.MULTILINE):
            continue
        lines = text.splitlines()
        for function in ast.walk(ast.parse(text)):
            if not isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef):
                continue
            told = 0  # the last line of an import whose reason is known
            for node in sorted(ast.walk(function), key=lambda node: getattr(node, "lineno", 0)):
                if not isinstance(node, ast.Import | ast.ImportFrom):
                    continue
                assert node.end_lineno is not None
                reasons = lines[node.lineno - 2 : node.end_lineno]
                if (
                    node.lineno == told + 1
                    or any("#" in line for line in reasons[1:])
                    or reasons[0].strip()[:1] == "#"
                ):
                    told = node.end_lineno
                else:
                    found.append(f"{file.relative_to(checkout)}:{node.lineno}")
    assert found == []
