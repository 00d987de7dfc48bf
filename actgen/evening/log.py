"""The log of an evening: one line a gesture, on the disk before the file of the session is touched.

`seances/2022-12-15.salle.jsonl`, beside the session. Lines are only ever added: « annule » takes a gesture
back, and stays. A line that a power cut broke is no line.
"""

from __future__ import annotations

import os
from pathlib import Path

import msgspec
from msgspec import Struct

from actgen.errors import EnvironmentFault, UsageError

from .gestures import JSON, AnyGesture

SUFFIX = ".salle.jsonl"
_LARGEST = 8_000_000  # bytes: an evening of sixty items and sixty-nine members takes a hundredth

Key = tuple[str | int, ...]


class Line(Struct, frozen=True, omit_defaults=True):
    """A gesture and its number; or the number of the one that it takes back, or that is done.

    `sur` is the revision of the file that it was to change; `avant`, what takes it back: its keys, whether
    they were there, and what they held.
    """

    n: int
    le: str = ""
    geste: AnyGesture | None = None
    sur: str = ""
    avant: tuple[tuple[Key, bool, JSON], ...] = ()
    annule: int = 0
    fait: str = ""


class Log:
    """The lines of an evening, in order. Raises EnvironmentFault where the disk refuses one."""

    def __init__(self, place: Path) -> None:
        self.place = place
        self._broken = False  # its last line, by a power cut
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
        return [line for each in content.split(b"\n") if (line := _line(each)) is not None]

    @property
    def next(self) -> int:
        """The number of the next gesture."""
        return max((line.n for line in self.lines), default=0) + 1

    def add(self, line: Line) -> None:
        """Add a line; it is on the disk when this returns."""
        written = msgspec.json.encode(line) + b"\n"
        new, broken = not self.place.exists(), self._broken
        self._broken = True
        try:
            handle = os.open(self.place, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
            try:
                os.write(handle, b"\n" * broken + written)
                os.fsync(handle)
            finally:
                os.close(handle)
            if new:
                _keep_folder(self.place.parent)
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
        return msgspec.json.decode(written, type=Line) if written.strip() else None
    except msgspec.MsgspecError:  # broken by a power cut
        return None


def _keep_folder(folder: Path) -> None:
    """Its entry is on the disk too, where the system can say so."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
