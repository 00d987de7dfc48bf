"""What every test shares: one Hypothesis profile, and where the checkout is."""

from __future__ import annotations

import os
import signal
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import settings

# The machine may be busy, so no example is judged by its time; where a red run stops everyone,
# the same examples are tried each time.
settings.register_profile("actgen", deadline=None, derandomize="CI" in os.environ, print_blob=True)
settings.load_profile("actgen")


@pytest.fixture(scope="session")
def checkout() -> Path:
    """The top folder of the repository."""
    return Path(__file__).resolve().parent.parent


def pytest_configure() -> None:
    """Ctrl-C reaches the processes of the tests, be the tests run in the background of a script."""
    with suppress(ValueError):  # only the main thread may say so
        if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
            signal.signal(signal.SIGINT, signal.default_int_handler)


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--ecrire-attendus`: rewrite the expected texts of tests/golden; the run fails all the same."""
    parser.addoption("--ecrire-attendus", action="store_true", help="rewrite the expected texts, then fail")
