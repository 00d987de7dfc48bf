"""The repository looks at itself: what its files may hold, and what it depends on."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tomllib
from importlib.metadata import packages_distributions
from itertools import chain
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

HERE = "tests/test_repository.py"  # holds what it looks for, and is left out
MACHINE_PATH = re.compile(r"(?<![\w.~])/(?:work|root|home/\w+|Users/\w+)/")
INDEX_ADDRESS = re.compile(r"index-url|--find-links|PIP_INDEX|pypi\.org|files\.pythonhosted")
OF_FONTS = {"fontpkg_spectral": "fontpkg-spectral", "barcode": "python-barcode"}
"""Packages that are not imported: the files of fonts are looked up by their names."""
THROUGH_OTHERS = {"python-multipart": "request.form("}
"""Packages that another one imports when it is asked for something, and what our code then says."""
LEFT_UNDONE = re.compile(r"\b(?:TODO|FIXME|XXX)\b|raise NotImplementedError")


@pytest.fixture(scope="module")
def tracked(checkout: Path) -> dict[str, str]:
    """Every text file that git keeps or is about to keep, by its path."""
    listing = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        stdin=subprocess.DEVNULL,
        cwd=checkout,
        capture_output=True,
        check=True,
    )
    texts = {}
    for name in filter(None, listing.stdout.decode("utf-8").split("\0")):
        path = checkout / name
        content = path.read_bytes() if path.is_file() else b""
        if name != HERE and b"\0" not in content:
            texts[name] = content.decode("utf-8", errors="replace")
    return texts


@pytest.fixture(scope="module")
def project(checkout: Path) -> dict[str, list[str]]:
    """The requirements of pyproject.toml: `run`, and each extra by its name."""
    table = tomllib.loads((checkout / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return {"run": table["dependencies"], **table["optional-dependencies"]}


def _found(pattern: re.Pattern[str], texts: dict[str, str]) -> list[str]:
    return [
        f"{name}:{number}: {line.strip()[:100]}"
        for name, text in texts.items()
        if pattern.search(text)
        for number, line in enumerate(text.splitlines(), start=1)
        if pattern.search(line)
    ]


def test_no_path_of_one_machine(tracked: dict[str, str]) -> None:
    assert _found(MACHINE_PATH, tracked) == []


def test_no_address_of_a_package_index(tracked: dict[str, str]) -> None:
    assert _found(INDEX_ADDRESS, tracked) == []


def test_nothing_left_undone(tracked: dict[str, str]) -> None:
    code = {name: text for name, text in tracked.items() if name.startswith(("actgen/", "templates/"))}
    assert code
    assert _found(LEFT_UNDONE, code) == []


@pytest.mark.parametrize(
    ("pattern", "line"),
    [
        (MACHINE_PATH, "see /" + "root/notes.txt"),
        (MACHINE_PATH, 'open("/home/someone/x")'),
        (INDEX_ADDRESS, "pip install --index-url https://example.org"),
        (LEFT_UNDONE, "# TODO later"),
    ],
)
def test_the_patterns_bite(pattern: re.Pattern[str], line: str) -> None:
    assert _found(pattern, {"a.py": line}) != []


def test_tests_mirror_the_package(tracked: dict[str, str], checkout: Path) -> None:
    """A folder of tests that bears a package's or a module's name tests it; a dead one is found."""
    packages = {path.parent.name for path in checkout.glob("actgen/*/__init__.py")}
    packages |= {path.stem for path in checkout.glob("actgen/*.py")}
    beside = {"api", "regles", "golden", "hostile", "litigation"}
    folders = {Path(name).parts[1] for name in tracked if re.match(r"tests/[^/]+/", name)}
    assert folders <= packages | beside


def test_each_test_file_has_tests(tracked: dict[str, str]) -> None:
    empty = [
        name
        for name, text in tracked.items()
        if re.fullmatch(r"tests/(?:.+/)?test_\w+\.py", name) and not re.search(r"^\s*def test_", text, re.M)
    ]
    assert empty == []


def test_each_package_says_what_it_is(tracked: dict[str, str]) -> None:
    folders = {name.rsplit("/", 1)[0] for name in tracked if re.match(r"actgen/.*\.py$", name)}
    silent = [
        folder for folder in sorted(folders) if not tracked.get(f"{folder}/__init__.py", "").startswith('"""')
    ]
    assert silent == []


def test_each_dependency_has_its_reason(project: dict[str, list[str]], checkout: Path) -> None:
    text = (checkout / "pyproject.toml").read_text(encoding="utf-8")
    for requirement in chain.from_iterable(project.values()):
        assert re.search(rf'^\s*"{re.escape(requirement)}",\s*# \w.{{10,}}$', text, re.M), requirement


def test_constraints_pin_every_dependency(project: dict[str, list[str]], checkout: Path) -> None:
    lines = (checkout / "constraints.txt").read_text(encoding="utf-8").splitlines()
    pins = [line.split("==") for line in lines if line and not line.startswith("#")]
    assert all(len(pin) == 2 for pin in pins), "exact versions only"
    versions = {canonicalize_name(name): Version(version) for name, version in pins}
    for requirement in map(Requirement, chain.from_iterable(project.values())):
        assert versions[canonicalize_name(requirement.name)] in requirement.specifier, requirement


def _imported(text: str) -> set[str]:
    """The top-level names of the modules that a source file imports, anywhere in it."""
    names = set()
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Import):
            names |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and node.level == 0:
            names.add(node.module.split(".")[0])
    return names - sys.stdlib_module_names - {"actgen", "__future__"}


def test_what_is_imported_is_declared_and_the_reverse(
    tracked: dict[str, str], project: dict[str, list[str]]
) -> None:
    code = [text for path, text in tracked.items() if path.startswith("actgen/") and path.endswith(".py")]
    owners = packages_distributions()
    used = {canonicalize_name(owners.get(name, [name])[0]) for text in code for name in _imported(text)}
    used |= {
        canonicalize_name(owner) for name, owner in OF_FONTS.items() for text in code if f'"{name}"' in text
    }
    used |= {
        canonicalize_name(owner) for owner, asked in THROUGH_OTHERS.items() for text in code if asked in text
    }
    asked_for = [requirement for extra, every in project.items() if extra != "dev" for requirement in every]
    declared = {canonicalize_name(Requirement(requirement).name) for requirement in asked_for}
    assert used - declared == set(), "imported, and not in pyproject.toml"
    assert declared - used == set(), "in pyproject.toml, and imported by no module"


def _children_without_stdin(name: str, text: str) -> list[str]:
    """The calls that start a process and leave it the keyboard of whoever runs the tests."""
    return [
        f"{name}:{node.lineno}"
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.Call)
        and re.fullmatch(r"subprocess\.(run|Popen|call|check_call|check_output)", ast.unparse(node.func))
        and not {"stdin", "input"} & {keyword.arg for keyword in node.keywords}
    ]


def test_no_process_waits_for_a_keyboard(tracked: dict[str, str]) -> None:
    scripts = {path: text for path, text in tracked.items() if path.endswith(".py") and "subprocess" in text}
    assert [place for path, text in scripts.items() for place in _children_without_stdin(path, text)] == []
    assert _children_without_stdin("a.py", "subprocess.run([], check=True)") == ["a.py:1"]
