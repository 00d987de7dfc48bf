"""How long the studio lives: as long as a window is open, and never an hour without anybody.

Each window keeps one request open (`/veille`), which the browser ends with it. A page that is left for
another ends its own a moment before the next begins: hence some seconds of grace.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

GRACE = 6.0
IDLE = 3600.0


class Lifetime:
    """What is open now, and since when nothing is. `clock` counts seconds."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._windows = self._requests = 0
        self._seen = False
        self._asked = clock()  # when somebody last asked for something
        self._left = clock()  # when a window, or what was asked for, last ended
        self.ended = asyncio.Event()

    @contextmanager
    def window(self) -> Iterator[None]:
        """A window is open meanwhile."""
        self._windows += 1
        self._seen = True
        try:
            yield
        finally:
            self._windows -= 1
            self._left = self._clock()

    @contextmanager
    def request(self) -> Iterator[None]:
        """Somebody is waiting for an answer meanwhile."""
        self._requests += 1
        self._asked = self._clock()
        try:
            yield
        finally:
            self._requests -= 1
            self._left = self._clock()

    @property
    def over(self) -> bool:
        """Whether the last window was closed, or an hour has passed without a request."""
        now = self._clock()
        if self._requests:
            return False
        closed = self._seen and not self._windows and now - self._left > GRACE
        return closed or now - self._asked > IDLE
