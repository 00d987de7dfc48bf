"""What takes long is done beside the pages: begun by a form, told by the page that asks where it is.

One at a time, for the makers of PDF do one act at a time; each has a workspace of its own, so that no screen
waits for it. What it writes is all old or all new: the studio may end in the middle.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from copy import copy
from datetime import datetime
from threading import Lock, Thread

from msgspec import Struct

from actgen.api.faults import report_of
from actgen.base.errors import ActgenError
from actgen.studio.desk import in_words


class Work(Struct):
    """Something that was asked for: how far it is, then what became of it.

    `genre` tells which; `dernier` what was done last.
    """

    genre: str
    fait: int = 0
    total: int = 0
    dernier: str = ""
    fini: datetime | None = None
    resultat: object = None
    faute: str = ""

    @property
    def en_cours(self) -> bool:
        return self.fini is None

    # as `actgen.api.making.workers` tells its progress

    def expect(self, total: int, weight: float) -> None:
        """So many things are to be done."""
        self.total = total

    def done(self, told: str = "", weight: float = 1.0) -> None:
        """One more is done."""
        self.fait, self.dernier = self.fait + 1, told


class Works:
    """The last work of each thing that screens are about; the others wait for the one that is being done."""

    def __init__(self, now: Callable[[], datetime]) -> None:
        self._now, self._turn, self._begun = now, Lock(), Lock()
        self._works: dict[Hashable, Work] = {}
        self._threads: list[Thread] = []

    def of(self, key: Hashable) -> Work | None:
        """The last that was asked for, as it is now: it may end while the page that tells of it is made."""
        return copy(self._works.get(key))

    def begin(self, key: Hashable, genre: str, make: Callable[[Work], object]) -> None:
        """Have something made, unless something is being made there already."""
        with self._begun:
            last = self._works.get(key)
            if last is not None and last.en_cours:
                return
            work = self._works[key] = Work(genre)
            thread = Thread(target=self._do, args=(work, make), daemon=True)
            self._threads = [*(each for each in self._threads if each.is_alive()), thread]
            thread.start()

    def wait(self) -> None:
        """Until all that was begun is over."""
        for thread in self._threads:
            thread.join()

    def _do(self, work: Work, make: Callable[[Work], object]) -> None:
        with self._turn:
            try:
                work.resultat = make(work)
            except ActgenError as error:
                work.faute = in_words(error)
            except Exception as error:  # nobody else would tell of it
                failed = "Le studio s’est trompé\u00a0: rien n’a été écrit à moitié. Recommencez"
                work.faute = f"{failed}\u202f; {reported(error, work.genre)}"
            work.fini = self._now()


def reported(error: Exception, *words: str) -> str:
    """How to ask for help with a fault of ours, met over `words`: its report goes with it."""
    log = report_of(error, ["studio", *words])
    said = f"joignez ce compte rendu à votre demande d’aide\u00a0: {log}" if log else "signalez-la"
    return f"si l’erreur revient, {said}"
