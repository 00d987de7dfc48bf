"""Doing something again each time a file that it was made from is saved: the loop of `render --watch`.

Files are looked at twice a second rather than announced by the system: the folders of a town hall are
often on a network drive or in a synchronised folder, where nothing is announced, and no library is needed.
"""

from __future__ import annotations

import gc
import time
from collections.abc import Callable, Iterable
from datetime import datetime
from itertools import chain, islice
from pathlib import Path

from msgspec import Struct, field

from actgen.api.report.screen import Screen, Tone
from actgen.base.text.lists import enumeration

EVERY = 0.5  # seconds between two looks
_MOST_FILES = 5_000
_WORKING_FILES = ("~", ".")  # what Word, LibreOffice and editors put beside an open file starts so
_TEMPORARY = (".tmp", ".bak", ".swp", "~", "#")


class Watched(Struct):
    """A session and the files that its acts were last made from, each with the time of its change and size.

    A file that comes into one of the `folders`, or beside one that was read, counts: it may be the one that
    was missing. The folder of what is written never does.
    """

    file: Path
    folders: tuple[Path, ...]
    out: Path
    read: frozenset[Path] = frozenset()
    base: dict[Path, tuple[int, int]] = field(default_factory=dict)

    def look(self) -> dict[Path, tuple[int, int]]:
        """Every file that counts, as it is now."""
        read = {self.file.absolute(), *self.read}
        beside = (folder.glob("*") for folder in {place.parent for place in read})
        below = (folder.rglob("*") for folder in self.folders)
        look = {}
        for place in chain(read, islice(chain.from_iterable(chain(beside, below)), _MOST_FILES)):
            name = place.name
            if name.startswith(_WORKING_FILES) or name.endswith(_TEMPORARY) or place.is_relative_to(self.out):
                continue
            try:
                status = place.stat()
            except (OSError, ValueError):
                continue  # or being replaced: its return is a change
            if place in read or place.is_file():
                look[place] = (status.st_mtime_ns, status.st_size)
        return look

    def again(self, make: Callable[[Path], Iterable[Path]]) -> None:
        """Make the acts. A file saved meanwhile will be seen to have changed."""
        before = self.look()
        self.read |= frozenset(make(self.file))
        self.base = self.look() | before

    def changed(self) -> list[Path]:
        """The files that are no longer what the acts were made from."""
        now = self.look()
        return sorted(place for place in {*now, *self.base} if now.get(place) != self.base.get(place))


def watch(sessions: list[Watched], make: Callable[[Path], Iterable[Path]], screen: Screen) -> None:
    """Make each session's acts, then again whenever a file of theirs is saved, until interrupted.

    `make` tells what it read, nothing when it failed. Ends by itself only when nobody reads any more.
    """
    moved = sessions
    while not screen.gone:
        for session in moved:
            session.again(make)
        screen.line()
        screen.line("Actes refaits à chaque enregistrement\u00a0; Ctrl-C pour arrêter.", Tone.FAINT)
        screen.flush()
        gc.collect()  # the process was told not to look for cycles: it would grow with every save
        moved = []
        while not (moved or screen.gone):
            time.sleep(EVERY)
            moved = [session for session in sessions if session.changed()]
        time.sleep(EVERY)  # for what is saved in several writes
        names = sorted({place.name for session in moved for place in session.changed()})
        screen.clear()  # old findings must not be read for new ones
        told = f"{enumeration(names)} {'a' if len(names) == 1 else 'ont'} changé"
        screen.line(f"{datetime.now():%H:%M:%S}  {told}", Tone.STRONG)
