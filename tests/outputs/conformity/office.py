"""LibreOffice's own accessibility check, asked about many files in one run of it.

Run by Debian's Python, whose `uno` speaks with LibreOffice: `office.py listing.txt verdicts.json`. The
check has no entry for programs, and a LibreOffice started `--headless` shows no dialog: so the office is
started on a screen that nobody sees, its menu command is given for each file, and what its dialog says is
read as a screen reader reads it. A dialog that doesn't come is an error, never a clean file.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import uno  # type: ignore[import-not-found]

COMMAND = ".uno:AccessibilityCheck"
DIALOG = "Accessibility Check"  # its title in English, which LC_ALL=C gives
_PATIENCE = 60  # seconds
_STAR = "com.sun.star."
_WORDS = tuple(
    uno.getConstantByName(f"{_STAR}accessibility.AccessibleRole.{role}") for role in ("LABEL", "TEXT")
)
NoConnectException = uno.getClass(f"{_STAR}connection.NoConnectException")
CloseVetoException = uno.getClass(f"{_STAR}util.CloseVetoException")


class Office:
    """A LibreOffice of our own, from its start to its end."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        pipe = f"actgen{os.getpid()}"
        self.process = subprocess.Popen(
            [
                *(
                    "soffice",
                    f"-env:UserInstallation={(folder / 'profil').as_uri()}",
                    "--norestore",
                    "--nologo",
                ),
                f"--accept=pipe,name={pipe};urp;",
            ],
            stdin=subprocess.DEVNULL,
            start_new_session=True,
            env={**os.environ, "SAL_USE_VCLPLUGIN": "svp", "LC_ALL": "C"},
        )
        context = self._connected(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
        self._make: Callable[[str], Any] = lambda name: context.ServiceManager.createInstanceWithContext(
            name, context
        )
        self.desktop = self._make("com.sun.star.frame.Desktop")
        self.tester = self._make("org.libreoffice.uitest.UITest")
        self.dispatcher = self._make("com.sun.star.frame.DispatchHelper")

    def _connected(self, address: str) -> Any:
        local = uno.getComponentContext()
        resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
        end = time.monotonic() + _PATIENCE
        while True:
            try:
                return resolver.resolve(address)
            except NoConnectException:
                if time.monotonic() > end or self.process.poll() is not None:
                    raise
                time.sleep(0.1)

    def faults(self, file: Path) -> list[str]:
        """What the check says of a file: of a copy, since a lock left beside it would raise a dialog."""
        copy = self.folder / "acte.docx"
        copy.write_bytes(file.read_bytes())
        document = self.desktop.loadComponentFromURL(copy.as_uri(), "_blank", 0, ())
        try:
            self.dispatcher.executeDispatch(document.CurrentController.Frame, COMMAND, "", 0, ())
            found = list(_labels(self._dialog()))
            self.tester.getTopFocusWindow().getChild("cancel").executeAction("CLICK", ())
        finally:
            _close(document)
        return found

    def _dialog(self) -> Any:
        toolkit = self._make("com.sun.star.awt.Toolkit")
        end = time.monotonic() + _PATIENCE
        while time.monotonic() < end:
            for rank in range(toolkit.getTopWindowCount()):
                context = toolkit.getTopWindow(rank).getAccessibleContext()
                if context.getAccessibleName() == DIALOG:
                    return context
            time.sleep(0.02)
        raise RuntimeError("the accessibility check shows nothing")

    def end(self) -> None:
        """It is not asked to leave: a dialog of its own may hold it, and nothing of its profile is kept."""
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait(_PATIENCE)


def _close(document: Any) -> None:
    """Close a file, once its dialog is gone."""
    end = time.monotonic() + _PATIENCE
    while True:
        try:
            document.close(True)
            return
        except CloseVetoException:
            if time.monotonic() > end:
                raise
            time.sleep(0.02)


def _labels(context: Any) -> Iterator[str]:
    if context.getAccessibleRole() in _WORDS:
        yield context.getAccessibleName()
    for rank in range(context.getAccessibleChildCount()):
        child = context.getAccessibleChild(rank)
        if child is not None:
            yield from _labels(child.getAccessibleContext())


def main(listing: str, answer: str) -> None:
    files = [Path(line) for line in Path(listing).read_text(encoding="utf-8").splitlines()]
    with tempfile.TemporaryDirectory() as folder:
        office = Office(Path(folder))
        try:
            said = {str(file): office.faults(file) for file in files}
        finally:
            office.end()
    Path(answer).write_text(json.dumps(said, ensure_ascii=False), encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
