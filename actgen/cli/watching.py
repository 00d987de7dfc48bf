"""Doing something again each time a file that it was made from is saved: the loop of `render --watch`.

Files are looked at twice a second rather than announced by the system: the folders of a town hall are
often on a network drive or in a synchronised folder, where nothing is announced, and no library is needed.
"""

from __future__ import annotations

import gc
import os
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from actgen.report.screen import Screen, Tone
from actgen.text.lists import enumeration

EVERY = 0.5  # seconds between two looks; a change is taken up once nothing moved from one look to the next
_LONGEST_WAIT = 10  # looks that a file may go on changing before it is read all the same
_MOST_FILES = 5_000
_MOST_NAMED = 3
_WORKING_FILES = ("~", ".")  # what Word, LibreOffice and editors put beside an open file starts so
_TEMPORARY = (".tmp", ".bak", ".swp", "~", "#")

_Seen = tuple[int, int] | None  # time of the last change and size; None: only that the file is there
Look = dict[Path, _Seen]
_AWAY = (0, 0)


@dataclass
class Watched:
    """A session and the files that its acts were last made from.

    `folders` are searched for templates: a file that comes there counts. So does a file that comes beside
    one that was read: it may be the one that was missing. The folder of what is written never counts.
    """

    file: Path
    folders: tuple[Path, ...]
    out: Path
    read: frozenset[Path] = frozenset()
    base: Look = field(default_factory=dict)

    def look(self) -> Look:
        """Every file that counts, as it is now."""
        look: Look = {}
        read = {self.file.absolute(), *self.read}
        for folder in {place.parent for place in read}:
            look.update((place, None) for place in self._names(folder))
        look.update((place, _seen(place)) for place in read)
        for folder in self.folders:
            look.update((place, _seen(place)) for place in self._tree(folder))
        return look

    def again(self, make: Callable[[Path], Iterable[Path]]) -> None:
        """Make the acts. A file saved meanwhile will be seen to have changed."""
        before, started = self.look(), time.time_ns()
        read = make(self.file)
        self.read |= frozenset(read)
        self.base = self.look()
        for place, seen in self.base.items():
            if known := before.get(place):
                self.base[place] = known
            elif seen and seen[0] >= started:
                self.base[place] = _AWAY

    def changed(self) -> list[Path]:
        """The files that are no longer what the acts were made from."""
        now = self.look()
        return sorted(place for place in {*now, *self.base} if now.get(place, ()) != self.base.get(place, ()))

    def _names(self, folder: Path) -> Iterator[Path]:
        try:
            entries = list(folder.iterdir())
        except OSError:
            return
        yield from (place for place in entries[:_MOST_FILES] if self._counts(place) and place.is_file())

    def _tree(self, folder: Path) -> Iterator[Path]:
        count = 0
        for root, folders, names in os.walk(folder):
            folders[:] = sorted(name for name in folders if self._counts(Path(root, name)))
            for name in names:
                if self._counts(Path(root, name)) and (count := count + 1) <= _MOST_FILES:
                    yield Path(root, name)

    def _counts(self, place: Path) -> bool:
        name = place.name
        working = name.startswith(_WORKING_FILES) or name.endswith(_TEMPORARY)
        return not working and not place.is_relative_to(self.out)


def _seen(place: Path) -> _Seen:
    try:
        status = place.stat()
    except (OSError, ValueError):
        return _AWAY  # or being replaced: its return is a change
    return status.st_mtime_ns, status.st_size


def watch(sessions: list[Watched], make: Callable[[Path], Iterable[Path]], screen: Screen) -> None:
    """Make each session's acts, then again whenever a file of theirs is saved, until interrupted.

    `make` tells what it read, nothing when it failed. Ends by itself only when nobody reads any more.
    """
    for session in sessions:
        session.again(make)
    _tell_waiting(screen)
    while not screen.gone:
        time.sleep(EVERY)
        moved = [session for session in sessions if session.changed()]
        if not moved:
            continue
        for _ in range(_LONGEST_WAIT):
            looks = [session.look() for session in moved]
            time.sleep(EVERY)
            if looks == [session.look() for session in moved]:
                break
        _tell_change(sorted({place for session in moved for place in session.changed()}), screen)
        for session in moved:
            session.again(make)
        _tell_waiting(screen)
        gc.collect()  # the process was told not to look for cycles: it would grow with every save


def _tell_change(places: list[Path], screen: Screen) -> None:
    names = list(dict.fromkeys(place.name for place in places))
    shown = (
        names if len(names) <= _MOST_NAMED else [*names[:_MOST_NAMED], f"{len(names) - _MOST_NAMED} autres"]
    )
    # Old findings must not be read for new ones: where the screen can be wiped, it is.
    screen.clear()
    hour = datetime.now().strftime("%H:%M:%S")
    told = f"{enumeration(shown)} {'a' if len(names) == 1 else 'ont'} changé"
    screen.line(f"{hour}  {told}", Tone.STRONG)


def _tell_waiting(screen: Screen) -> None:
    screen.line()
    screen.line("Actes refaits à chaque enregistrement\u00a0; Ctrl-C pour arrêter.", Tone.FAINT)
    screen.flush()
