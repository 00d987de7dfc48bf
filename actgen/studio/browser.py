"""The window: that of Edge or Chromium without bars where there is one, else the browser of this machine.

The address that lets a browser in is a secret until it is used, and any user of a machine may read the words
that a program was started with. So the browser is given a file that this user alone can read, and that leads
there.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import webbrowser
from html import escape
from pathlib import Path

from actgen.base.errors import EnvironmentFault

_APPS = ("msedge", "microsoft-edge", "chromium", "chromium-browser", "google-chrome", "chrome")
_OF_WINDOWS = (r"Microsoft\Edge\Application\msedge.exe", r"Google\Chrome\Application\chrome.exe")
_WINDOWS = ("win32",)
_IN_TERMINAL = ("www-browser", "links", "elinks", "lynx", "w3m")


def way_in(folder: Path, address: str) -> Path:
    """A file of this user alone that leads to the address; whoever asks for it removes it.

    Raises EnvironmentFault when it can't be written.
    """
    to = escape(address)
    try:
        descriptor, name = tempfile.mkstemp(prefix="ouvrir-", suffix=".html", dir=folder)
    except OSError as error:
        raise EnvironmentFault(
            f"Rien ne peut être écrit dans «\u00a0{folder.as_posix()}\u00a0»\u00a0: libérez de la place "
            "sur le disque."
        ) from error
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(
            '<!doctype html><html lang="fr"><meta charset="utf-8"><title>actgen studio</title>'
            f'<meta http-equiv="refresh" content="0;url={to}">'
            f'<p><a href="{to}">Ouvrir le studio</a></p></html>\n'
        )
    return Path(name)


def open_window(file: Path) -> bool:
    """Show the file in a window; False where this machine has nothing to show it with."""
    app = _app()
    if app is not None and _started([app, f"--app={file.as_uri()}"]):
        return True
    try:
        found = webbrowser.get()
    except webbrowser.Error:
        return False
    return getattr(found, "name", "") not in _IN_TERMINAL and found.open(file.as_uri())


def open_folder(folder: Path) -> bool:
    """Show a folder in the files of this machine; False where it has nothing to show it with."""
    program = {"win32": "explorer", "darwin": "open"}.get(sys.platform, "xdg-open")
    found = shutil.which(program)
    return found is not None and _started([found, str(folder)])


def _app() -> str | None:
    """A browser that opens a page in a window of its own."""
    found = next(filter(None, map(shutil.which, _APPS)), None)
    if found is not None or sys.platform not in _WINDOWS:
        return found
    roots = filter(
        None, (os.environ.get(name) for name in ("ProgramFiles(x86)", "ProgramFiles", "LOCALAPPDATA"))
    )
    places = (Path(root) / end for end in _OF_WINDOWS for root in roots)
    return next((str(place) for place in places if place.is_file()), None)


def _started(command: list[str]) -> bool:
    try:
        subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
    except OSError:
        return False
    return True
