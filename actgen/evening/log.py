"""The log of an evening: one line a gesture, on the disk before the file of the session is touched.

`seances/2022-12-15.salle.jsonl`, beside the session. Lines are only ever added: « annule » takes a gesture
back, and stays. A line that a power cut broke is no line.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from datetime import datetime
from errno import ENOSPC
from pathlib import Path

import msgspec
from msgspec import Struct

from actgen.base.errors import EnvironmentFault, UsageError
from actgen.session.writing.replace import sync_folder

from .gestures import JSON, AnyGesture, Debats

SUFFIX = ".salle.jsonl"
_LARGEST = 8_000_000  # bytes: an evening of sixty items and sixty-nine members takes a hundredth

Key = tuple[str | int, ...]


class Line(Struct, frozen=True, omit_defaults=True):
    """A gesture and its number; or the number of the one that it takes back, or that is done.

    `sur` is the revision of the file that it was to change; `avant`, what takes it back: its keys, whether
    they were there, and what they held. `mesure`: the gesture was still being typed; the one that says the
    rest names it by `annule`, and is taken back as both. `objet` goes with `fait`: of which item it was told,
    in other words than its number, which is another's once items change places.
    """

    n: int
    le: str = ""
    geste: AnyGesture | None = None
    sur: str = ""
    avant: tuple[tuple[Key, bool, JSON], ...] = ()
    annule: int = 0
    fait: str = ""
    objet: str = ""
    mesure: bool = False


class Log:
    """The lines of an evening, in order. Raises EnvironmentFault where the disk refuses one."""

    def __init__(self, place: Path) -> None:
        self.place = place
        self._broken = False  # its last line, by a power cut
        self.set_aside = 0  # whole lines that can't be read
        self.lines = tuple(self._read())

    def _read(self) -> list[Line]:
        try:
            with self.place.open("rb") as file:
                content = file.read(_LARGEST + 1)
        except FileNotFoundError:
            return []
        except OSError as error:
            raise self._fault(error) from error
        if len(content) > _LARGEST:
            raise UsageError(
                f"«\u00a0{self.place.name}\u00a0» est trop gros pour être la feuille d’une soirée\u00a0: "
                "déplacez-le, puis recommencez."
            )
        self._broken = bool(content) and not content.endswith(b"\n")
        written = [each for each in content.split(b"\n") if each.strip()]
        lines = [line for each in written if (line := _line(each)) is not None]
        # what a power cut broke was never told as noted: a whole line that nobody can read is another thing
        self.set_aside = sum(each.rstrip().endswith(b"}") and _line(each) is None for each in written)
        return lines

    def done(self, line: Line) -> Line:
        """The line that says that a gesture is done; an empty one where none does."""
        return next((each for each in self.lines if each.n == line.n and each.fait), Line(line.n))

    @property
    def next(self) -> int:
        """The number of the next gesture."""
        return max((line.n for line in self.lines), default=0) + 1

    def add(self, line: Line) -> None:
        """Add a line; it is on the disk when this returns."""
        new = not self.place.exists()
        written = b"\n" * self._broken + msgspec.json.encode(line) + b"\n"
        self._broken = True
        try:
            handle = os.open(self.place, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
            try:
                if os.write(handle, written) < len(written):  # the disk had room for a part of it
                    raise OSError(ENOSPC, os.strerror(ENOSPC))
                os.fsync(handle)
            finally:
                os.close(handle)
            if new:
                sync_folder(self.place.parent)
        except OSError as error:
            raise self._fault(error) from error
        self._broken = False
        self.lines = (*self.lines, line)

    def _fault(self, error: OSError) -> EnvironmentFault:
        return EnvironmentFault(
            f"«\u00a0{self.place.name}\u00a0» ne peut pas être écrit\u00a0: rien de ce que vous venez de "
            "faire n’est enregistré. Libérez de la place sur le disque, ou vérifiez vos droits sur ce "
            "dossier, puis recommencez."
        )


def _line(written: bytes) -> Line | None:
    try:
        line = msgspec.json.decode(written, type=Line) if written.strip() else None
        if line is not None and line.geste is not None:
            datetime.fromisoformat(line.le)
    except (msgspec.MsgspecError, RecursionError, ValueError):  # broken by a power cut, or by another hand
        return None
    return line


def goes_on(last: Line, gesture: AnyGesture, keys: Sequence[Key]) -> bool:
    """Whether a gesture says what the last one began to say; debates are one text, be they left meanwhile."""
    before, now = (getattr(each, "texte", "") is None for each in (last.geste, gesture))
    return (
        (last.mesure or (isinstance(gesture, Debats) and not before))
        and type(last.geste) is type(gesture)
        and before == now
        and [tuple(key) for key, _, _ in last.avant] == list(keys)
    )
