"""The studio as it is started by its command, in a process of its own, and a real window on it."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, ViewportSize, expect

# Milliseconds, on a machine that does ten things at once; what comes sooner is not waited for.
expect.set_options(timeout=30_000)

WIDE: ViewportSize = {"width": 1280, "height": 800}


class Running:
    """A studio that runs; `address` lets one browser in."""

    def __init__(self, process: subprocess.Popen[str], address: str) -> None:
        self.process, self.address = process, address

    def stop(self) -> str:
        """Ctrl-C; what it had said on both of its outputs since it was open."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGINT)
        return self.process.communicate(timeout=30)[0]

    @property
    def origin(self) -> str:
        return self.address.partition("/entrer")[0]


def command(root: Path, *options: str) -> list[str]:
    return [sys.executable, "-m", "actgen", "studio", str(root), *options]


def surroundings(folder: Path) -> dict[str, str]:
    """What keeps a studio of tests apart from that of whoever runs them."""
    return os.environ | {"XDG_CACHE_HOME": str(folder / "cache"), "PYTHONUNBUFFERED": "1"}


@contextmanager
def running(root: Path) -> Iterator[Running]:
    """A studio of a folder, which tells its address instead of opening a window."""
    process = subprocess.Popen(
        command(root, "--no-browser"),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        env=surroundings(root.parent),
    )
    assert process.stdout is not None
    said = ""
    while "Studio ouvert." not in said:  # its last line, so that none is left half read
        line = process.stdout.readline()
        assert line, "the studio has ended"
        said += line
    (address,) = re.findall(r"http://\S+", said)
    studio = Running(process, address)
    try:
        yield studio
    finally:
        studio.stop()


@contextmanager
def window(browser: Browser, studio: Running, **how: Any) -> Iterator[Page]:
    """A window that has come in."""
    context = browser.new_context(**({"viewport": WIDE} | how))
    page = context.new_page()
    page.goto(studio.address)
    page.wait_for_url(f"{studio.origin}/")
    page.locator("#lecture form").wait_for(state="detached")  # every session is read
    yield page
    context.close()
