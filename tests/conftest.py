"""What every test shares: one Hypothesis profile, and where the checkout is."""

from __future__ import annotations

import atexit
import gc
import os
import signal
import warnings
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import date
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import settings

from actgen.acts.templating.reading import Load, read_template
from actgen.api import editing, evening, fields, preparing, starting
from actgen.law import tables
from actgen.reading import apart, typed, yaml_tree
from actgen.reading.sources import Source
from actgen.session import annees, texts

# The machine may be busy, so no example is judged by its time; where a red run stops everyone,
# the same examples are tried each time.
settings.register_profile("actgen", deadline=None, derandomize="CI" in os.environ, print_blob=True)
settings.load_profile("actgen")


@pytest.fixture(scope="session")
def checkout() -> Path:
    """The top folder of the repository."""
    return Path(__file__).resolve().parent.parent


@pytest.fixture
def before_the_launch(monkeypatch: pytest.MonkeyPatch) -> None:
    """The day that commands read: the consultations of groups made up for tests, of 2025, are not out yet."""

    class Day(date):
        @classmethod
        def today(cls) -> Day:
            return cls(2024, 12, 2)

    monkeypatch.setattr("actgen.cli.commands.group.date", Day)


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder of one test that any user may walk to.

    Those of pytest are for one user, and whenever another pytest starts it shuts their way again.
    """
    with TemporaryDirectory(prefix="actgen-") as name:
        folder = Path(name)
        folder.chmod(0o755)
        yield folder


# The same shipped files are read in the workspace of each test: what a text is, a frozen tree, is made once.
_READ_ONCE = lru_cache(maxsize=1024)(yaml_tree.read_tree)
for _reader in (annees, editing, evening, fields, preparing, starting, tables, typed):
    vars(_reader)["read_tree"] = _READ_ONCE

_TEMPLATES: dict[Source, list[tuple[dict[str, Source | None], Any]]] = {}


def _template_once(source: Source, load: Load) -> Any:
    """A text of an act is parsed once for the same clauses, each of which is looked for all the same."""
    known = _TEMPLATES.setdefault(source, [])
    for clauses, read in known:
        if all(load(name) == found for name, found in clauses.items()):
            return read
    asked: dict[str, Source | None] = {}

    def look(name: str) -> Source | None:
        asked[name] = load(name)
        return asked[name]

    known.append((asked, read_template(source, look)))
    return known[-1][1]


vars(texts)["read_template"] = _template_once

# As in a command, cycles are looked for less often, already while tests are collected, and not as all ends.
gc.set_threshold(50_000)
atexit.register(gc.freeze)

_IN_A_PROCESS = apart._asked
_ON_THE_DISK = os.fsync


def _not_waited_for(_file: object) -> None:
    """A batch writes some seventy files: their way to the disk took longer than what was tested."""


def _in_this_process(look: Callable[..., Any], given: tuple[object, ...]) -> Any:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return apart.looked(look, given)


def pytest_runtest_setup(item: pytest.Item) -> None:
    """A file is looked into in this process: half a second less each time; no disk is waited for.

    In one of its own, as for a user, where it is hostile or the test slow, or of that process; what is
    written is on the disk at once where crashes are tried, which other processes do besides.
    """
    slow = item.get_closest_marker("slow")
    forged = item.nodeid.startswith("tests/delivery/verify/")  # by hundreds, and no bombs
    real = item.get_closest_marker("apart") or (not forged and (slow or "hostile" in item.nodeid))
    apart._asked = _IN_A_PROCESS if real else _in_this_process
    safe = slow or any(f"tests/{folder}/" in item.nodeid for folder in ("hostile", "writing"))
    waited: Any = _ON_THE_DISK if safe else _not_waited_for
    os.fsync = waited


def pytest_configure() -> None:
    """Ctrl-C reaches the processes of the tests, be the tests run in the background of a script."""
    with suppress(ValueError):  # only the main thread may say so
        if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
            signal.signal(signal.SIGINT, signal.default_int_handler)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """A file that is allowed more time than others comes first: last, it kept one core idle for minutes."""
    allowed: dict[Path, float] = {}
    for item in items:
        for mark in item.iter_markers("timeout"):
            allowed[item.path] = max(mark.args[0], allowed.get(item.path, 0))
    items.sort(key=lambda item: -allowed.get(item.path, 0))


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--ecrire-attendus`: rewrite the expected texts of tests/golden; the run fails all the same."""
    parser.addoption("--ecrire-attendus", action="store_true", help="rewrite the expected texts, then fail")
