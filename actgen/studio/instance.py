"""One studio a workspace: another that is started on it makes the first open a window, and ends.

The two share no secret: the second rings, by a file of a folder that is this user's alone, and the first
opens.
"""

from __future__ import annotations

import os
import sys
from hashlib import sha256
from pathlib import Path

from filelock import FileLock, Timeout

from actgen.base.errors import EnvironmentFault


def private_folder() -> Path:
    """A folder of this machine that its user alone can enter. Raises EnvironmentFault."""
    if sys.platform == "win32":
        base = Path(os.environ.get("LOCALAPPDATA") or Path.home())
    else:
        base = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    folder = base / "actgen-studio"
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        folder.chmod(0o700)
    except OSError as error:
        raise EnvironmentFault(
            f"Le dossier «\u00a0{folder.as_posix()}\u00a0», où le studio tient ce qui le concerne, ne peut "
            "pas être écrit. Vérifiez que vous en avez le droit, et que le disque n’est pas plein."
        ) from error
    return folder


class Instance:
    """The studio of a workspace, among those of this user."""

    def __init__(self, root: Path, folder: Path) -> None:
        name = sha256(os.fsencode(root.resolve())).hexdigest()[:16]
        self._lock = FileLock(folder / f"{name}.verrou")
        self._bell = folder / f"{name}.appel"

    def take(self) -> bool:
        """Whether this one is the first; it stays so until it ends, however it ends."""
        try:
            self._lock.acquire(timeout=0)
        except Timeout:
            return False
        self._bell.unlink(missing_ok=True)
        return True

    def ring(self) -> None:
        """Ask the first one for a window."""
        self._bell.touch()

    def rung(self) -> bool:
        """Whether another one has rung since."""
        try:
            self._bell.unlink()
        except OSError:  # nobody has; or, on Windows, is doing so
            return False
        return True

    def leave(self) -> None:
        """Let another one be the first."""
        self._lock.release()
